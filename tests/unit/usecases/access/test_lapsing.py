"""A month and a week before access ends, the person and whoever supervises them are told (H3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fingerpost.domain.lapsing import lasts_until, warnings_of
from fingerpost.domain.notice import Capacity, NoticeKind
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.usecases.access.lapsing import WarnOfLapsing
from fingerpost.usecases.ports.due import DueLine
from tests.builders import a_practitioner
from tests.fakes.contacts import FakeDueLines
from tests.unit.usecases.telling.scene import Scene

LAST = date(2026, 7, 31)
MONTH_BEFORE = datetime(2026, 7, 1, 7, tzinfo=UTC)  # eight o'clock in summer
WEEK_BEFORE = datetime(2026, 7, 24, 7, tzinfo=UTC)
ROWAN = a_practitioner().vetted_until(LAST)
OLGA = a_practitioner("p-olga").as_role(Role.OFFICER).build()
SAM = a_practitioner("p-sam").as_role(Role.SUPERVISOR).build()


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    for one in (OLGA, SAM):
        scene.person(one)
    return scene


def told(scene: Scene, person: Practitioner, at: datetime) -> list[tuple[str, NoticeKind, Capacity]]:
    """Who was told when the clock came to a line of that moment."""
    scene.person(person)
    before = len(scene.queue.sent)
    due = FakeDueLines(scene.shelves, lambda: {DueLine(person.id, at)})
    WarnOfLapsing(due, scene.telling, scene.metrics, lambda: at)()
    assert due.forgotten == {DueLine(person.id, at)}
    return [(one.recipient_id, one.kind, one.capacity) for one in scene.queue.sent[before:]]


def test_what_ends_first_counts_in_the_morning_of_the_place() -> None:
    rowan = ROWAN.trained_until(LAST + timedelta(days=1)).build()
    assert lasts_until(rowan) == LAST
    assert warnings_of(rowan) == {
        MONTH_BEFORE: NoticeKind.STANDING_MONTH,
        WEEK_BEFORE: NoticeKind.STANDING_WEEK,
    }


@pytest.mark.parametrize(
    ("at", "kind"), [(MONTH_BEFORE, NoticeKind.STANDING_MONTH), (WEEK_BEFORE, NoticeKind.STANDING_WEEK)]
)
def test_the_person_and_their_supervisor_are_told(scene: Scene, at: datetime, kind: NoticeKind) -> None:
    assert told(scene, ROWAN.supervised_by(SAM).build(), at) == [
        ("p-rowan", kind, Capacity.WORKER),
        ("p-sam", kind, Capacity.SUPERVISOR),
    ]
    assert scene.queue.sent[-1].on_behalf_of == "p-rowan"


def test_where_nobody_supervises_the_officers_are_told(scene: Scene) -> None:
    assert [(one, capacity) for one, _, capacity in told(scene, ROWAN.build(), WEEK_BEFORE)] == [
        ("p-rowan", Capacity.WORKER),
        ("p-olga", Capacity.OFFICER),
    ]


def test_an_officer_is_not_told_twice_of_themselves(scene: Scene) -> None:
    olga = replace(OLGA, vetted_until=LAST)
    assert [one for one, _, _ in told(scene, olga, WEEK_BEFORE)] == ["p-olga"]


def test_once_renewed_the_old_line_says_nothing(scene: Scene) -> None:
    assert told(scene, ROWAN.vetted_until(date(2027, 3, 31)).build(), WEEK_BEFORE) == []


def test_whoever_is_suspended_is_not_told(scene: Scene) -> None:
    assert told(scene, replace(ROWAN.build(), status=Status.SUSPENDED), WEEK_BEFORE) == []


def test_a_clock_that_comes_twice_tells_once(scene: Scene) -> None:
    told(scene, ROWAN.build(), WEEK_BEFORE)
    told(scene, ROWAN.build(), WEEK_BEFORE)
    assert len({one.id for one in scene.queue.sent}) == 2


def test_that_somebody_was_told_is_on_the_ledger_and_of_no_child(scene: Scene) -> None:
    told(scene, ROWAN.build(), WEEK_BEFORE)
    lines = [(one.act, one.actor_id, one.child_id, one.reason) for one in scene.shelves.ledger]
    assert ("notify", "p-rowan", "", "standing_week") in lines
