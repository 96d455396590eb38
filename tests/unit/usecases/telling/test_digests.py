"""Quiet by design: what can wait is kept and told once, in one message; nothing that is kept is lost (D4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fingerpost.domain.errors import DeliveryInDoubt, LedgerUnavailable, RateLimited, Undeliverable
from fingerpost.domain.ledger import Act
from fingerpost.domain.notice import Notice, NoticeKind, NoticeState, Pace
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.preferences import Preferences
from fingerpost.usecases.telling import digesting
from tests.builders import a_notice, a_practitioner
from tests.unit.usecases.telling.scene import Scene

TUESDAY_AT_EIGHT = datetime(2026, 3, 3, 8, tzinfo=UTC)


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def rowan(scene: Scene) -> Practitioner:
    return scene.person(a_practitioner().build())


def comes(scene: Scene, person: Practitioner, number: int = 1, **changes: object) -> Notice:
    """A notice that can wait is kept, queued and brought by the queue."""
    notice = a_notice().to(person, f"event-{number}").of_kind(NoticeKind.REVIEW_ASKED).build()
    kept = replace(notice, about=f"FP-{number}", **changes)  # type: ignore[arg-type]  # names of fields
    scene.shelves.notices[kept.id] = kept
    scene.deliver(kept.id)
    return kept


def the_clock_comes(scene: Scene, at: datetime = TUESDAY_AT_EIGHT) -> list[Notice]:
    """The digests that are due by then, queued and brought."""
    scene.shelves.now = at
    before = len(scene.queue.sent)
    scene.digests()
    return [scene.deliver(one.id) for one in scene.queue.sent[before:]]


def test_what_can_wait_is_kept_and_told_in_one_message_at_their_hour(
    scene: Scene, rowan: Practitioner
) -> None:
    kept = [comes(scene, rowan, number) for number in range(3)]
    assert scene.messenger.posted == []
    assert {scene.kept(one).state for one in kept} == {NoticeState.HELD}
    assert the_clock_comes(scene, TUESDAY_AT_EIGHT - timedelta(seconds=1)) == []

    [digest] = the_clock_comes(scene)

    assert [posted.id for posted, _ in scene.messenger.posted] == [digest.id]
    assert {one.id for one in scene.messenger.told[digest.id]} == {one.id for one in kept}
    told = [scene.kept(one) for one in kept]
    assert {(one.state, one.inside, one.message_id) for one in told} == {
        (NoticeState.DELIVERED, digest.id, digest.message_id)
    }


def test_each_thing_told_is_on_the_ledger(scene: Scene, rowan: Practitioner) -> None:
    kept = [comes(scene, rowan, number) for number in range(2)]
    [digest] = the_clock_comes(scene)
    told = {line.reference for line in scene.shelves.ledger if line.outcome == "delivered"}
    assert told == {digest.reference, *(one.reference for one in kept)}
    assert {line.act for line in scene.shelves.ledger} == {Act.NOTIFY, Act.DELIVER}


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=6), timedelta(days=3)])
def test_a_clock_that_runs_twice_or_late_makes_one_message(
    scene: Scene, rowan: Practitioner, late: timedelta
) -> None:
    comes(scene, rowan)
    the_clock_comes(scene, TUESDAY_AT_EIGHT + late)
    the_clock_comes(scene, TUESDAY_AT_EIGHT + late)
    scene.shelves.digests.clear()
    assert len(scene.messenger.posted) == 1


def test_two_days_that_come_late_together_are_one_message(scene: Scene, rowan: Practitioner) -> None:
    comes(scene, rowan, 1)
    scene.shelves.now = TUESDAY_AT_EIGHT + timedelta(hours=4)  # the clock stood still in the morning
    comes(scene, rowan, 2)

    digests = the_clock_comes(scene, TUESDAY_AT_EIGHT + timedelta(days=1))

    assert [one.state for one in digests] == [NoticeState.DELIVERED, NoticeState.DROPPED]
    assert len(scene.messenger.posted) == 1
    assert len(scene.messenger.told[digests[0].id]) == 2


def test_quiet_hours_hold_what_would_come_at_once_but_not_what_is_urgent(
    scene: Scene, rowan: Practitioner
) -> None:
    scene.shelves.preferences[rowan.id] = Preferences(rowan.id, quiet_from=20 * 60, quiet_until=7 * 60)
    scene.shelves.now = datetime(2026, 3, 2, 22, tzinfo=UTC)
    comes(scene, rowan, 1, pace=Pace.AT_ONCE)
    urgent = comes(scene, rowan, 2, pace=Pace.URGENT)
    assert [posted.id for posted, _ in scene.messenger.posted] == [urgent.id]

    [digest] = the_clock_comes(scene, datetime(2026, 3, 3, 7, tzinfo=UTC))
    assert len(digest.parts) == 1


def test_nothing_is_said_where_all_was_taken_back(scene: Scene, rowan: Practitioner) -> None:
    kept = comes(scene, rowan)
    scene.shelves.notices[kept.id] = replace(scene.kept(kept), state=NoticeState.DROPPED)
    [digest] = the_clock_comes(scene)
    assert (digest.state, scene.messenger.posted) == (NoticeState.DROPPED, [])


@pytest.mark.parametrize("stands", [True, False])
def test_cut_off_in_mid_post_each_thing_is_told_once(
    scene: Scene, rowan: Practitioner, *, stands: bool
) -> None:
    first = comes(scene, rowan, 1)
    scene.messenger.faults, scene.messenger.posted_before_fault = [DeliveryInDoubt("x")], stands
    scene.shelves.now = TUESDAY_AT_EIGHT
    scene.digests()
    digest = scene.queue.sent[-1]
    with pytest.raises(DeliveryInDoubt):
        scene.deliver(digest.id)
    second = comes(scene, rowan, 2)  # held meanwhile: it stands in no message yet

    scene.deliver(digest.id)

    assert len(scene.messenger.posted) == 1
    assert scene.kept(first).state is NoticeState.DELIVERED
    assert scene.kept(second).state is NoticeState.HELD


def test_a_clear_no_leaves_all_as_it_was_and_the_next_try_takes_what_came_meanwhile(
    scene: Scene, rowan: Practitioner
) -> None:
    comes(scene, rowan, 1)
    scene.messenger.faults = [RateLimited(30)]
    scene.shelves.now = TUESDAY_AT_EIGHT
    scene.digests()
    digest = scene.queue.sent[-1]
    with pytest.raises(RateLimited):
        scene.deliver(digest.id)
    comes(scene, rowan, 2)

    assert len(scene.deliver(digest.id).parts) == 2


def test_killed_between_two_of_its_parts_it_goes_on_with_the_rest(scene: Scene, rowan: Practitioner) -> None:
    kept = [comes(scene, rowan, number) for number in range(3)]
    scene.shelves.now = TUESDAY_AT_EIGHT
    scene.digests()
    digest = scene.queue.sent[-1]
    released: list[Notice] = []

    def dies(notice: Notice) -> None:
        if len(released) == 1:
            raise LedgerUnavailable("killed")
        released.append(notice)
        scene.deliver.notices.release(notice)

    dying = replace(scene.deliver, digesting=DiesAt(scene, dies))
    with pytest.raises(LedgerUnavailable):
        dying(digest.id)
    scene.deliver(digest.id)

    assert len(scene.messenger.posted) == 1
    assert {scene.kept(one).state for one in kept} == {NoticeState.DELIVERED}


class DiesAt(digesting.Digesting):
    """Is killed while it settles the parts."""

    def __init__(self, scene: Scene, dies: object) -> None:
        super().__init__(scene.deliver.notices, scene.shelves.clock)
        object.__setattr__(self, "dies", dies)

    def release(self, settled: Notice) -> None:
        self.dies(settled)  # type: ignore[attr-defined]


def test_what_does_not_fit_follows_in_the_next_message(
    scene: Scene, rowan: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digesting, "MOST_PARTS", 2)
    kept = [comes(scene, rowan, number) for number in range(5)]
    at = TUESDAY_AT_EIGHT
    while any(scene.kept(one).state is NoticeState.HELD for one in kept):
        the_clock_comes(scene, at)
        at += timedelta(minutes=1)

    assert [len(scene.messenger.told[posted.id]) for posted, _ in scene.messenger.posted] == [2, 2, 1]


def test_of_somebody_who_cannot_be_reached_each_thing_says_so(scene: Scene, rowan: Practitioner) -> None:
    kept = [comes(scene, rowan, number) for number in range(2)]
    scene.person(replace(rowan, identities=()))
    [digest] = the_clock_comes(scene)
    assert {scene.kept(one).failure for one in (digest, *kept)} == {"no_chat_identity"}


def test_a_digest_refused_for_good_leaves_nothing_waiting(scene: Scene, rowan: Practitioner) -> None:
    kept = comes(scene, rowan)
    scene.messenger.faults = [Undeliverable("user_not_found")]
    the_clock_comes(scene)
    assert scene.kept(kept).state is NoticeState.UNDELIVERABLE
