"""The clock: silence at every step leads to the next human, however late or often it comes (E3)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fingerpost.domain.contact import ContactEvent, ContactRequest, ContactState, Urgency
from fingerpost.domain.errors import LedgerUnavailable, Unavailable, Unreadable
from fingerpost.domain.ledger import Act
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.practitioner import Status
from fingerpost.log_catalogue import configure
from fingerpost.usecases import due_work
from fingerpost.usecases.contact.ask import WhomToAsk
from fingerpost.usecases.due_work import Ticked
from fingerpost.usecases.ports.due import DueLine
from tests.builders import an_involvement, details_of
from tests.fakes import FakeContacts
from tests.unit.usecases.contact.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_silence_at_every_step_climbs_to_the_officer_and_ends(scene: Scene) -> None:
    one = scene.asks()
    steps = []
    while scene.as_kept(one).due:
        scene.clock_comes()
        now = scene.as_kept(one)
        steps.append((now.state, now.event, now.owner_id, f"{now.moved_at:%a %H:%M}"))

    assert steps == [
        (ContactState.ASKED, ContactEvent.REMINDED, "p-rowan", "Mon 14:00"),
        (ContactState.PASSED, ContactEvent.PASSED, "p-dina", "Tue 10:00"),
        (ContactState.PASSED, ContactEvent.REMINDED, "p-dina", "Tue 14:00"),
        (ContactState.ESCALATED, ContactEvent.ESCALATED, "p-vera", "Wed 10:00"),
        (ContactState.ESCALATED, ContactEvent.REMINDED, "p-vera", "Wed 14:00"),
        (ContactState.ESCALATED, ContactEvent.ESCALATED, "p-olga", "Thu 10:00"),
        (ContactState.ESCALATED, ContactEvent.REMINDED, "p-olga", "Thu 14:00"),
        (ContactState.LAPSED, ContactEvent.LAPSED, "p-olga", "Thu 14:00"),
    ]


def test_who_said_that_they_would_ring_and_does_not_is_reminded_then_passed_over(scene: Scene) -> None:
    one = scene.asks()
    scene.world.use_cases.answer_contact.acknowledge(scene.world.press(scene.rowan), one.reference)

    scene.clock_comes()
    assert scene.told() == [("p-rowan", NoticeKind.CONTACT_REMINDER)]
    scene.clock_comes()
    assert scene.as_kept(one).owner_id == "p-dina"


def test_an_urgent_one_is_with_the_supervisor_within_two_hours(scene: Scene) -> None:
    one = scene.asks(Urgency.UNSAFE_TODAY)
    while scene.as_kept(one).owner_id != "p-vera":
        scene.clock_comes()

    assert scene.as_kept(one).moved_at - one.asked_at == timedelta(hours=2)


def test_nobody_who_left_meanwhile_is_waited_for(scene: Scene) -> None:
    one = scene.asks()
    scene.world.enter(replace(scene.dina, status=Status.SUSPENDED, version=2))
    scene.clock_comes()
    scene.clock_comes()

    assert scene.as_kept(one).owner_id == "p-vera"


def test_a_clock_that_is_hours_late_takes_one_step_and_no_burst(scene: Scene) -> None:
    one = scene.asks()
    scene.world.shelves.now = datetime(2026, 3, 4, 15, tzinfo=UTC)  # two working days late

    assert [scene.tick().moved for _ in range(3)] == [1, 0, 0]
    assert scene.as_kept(one).event is ContactEvent.REMINDED
    assert scene.told() == [("p-rowan", NoticeKind.CONTACT_REMINDER)]


def test_reminders_that_are_late_together_are_one_message(scene: Scene) -> None:
    scene.asks()
    other = scene.world.knows(
        replace(
            scene.world.shelves.children["c-aoife"],
            id="c-other",
            details=replace(details_of("Cillian", "Quinn").born(2012, 1, 9).build(), identifiers=()),
        )
    )
    second = an_involvement("i-second").of(scene.rowan).with_child(other).build()
    own = an_involvement("i-sam").of(scene.sam).with_child(other).build()
    for each in (second, own):
        scene.world.shelves.involvements[each.id] = each
        scene.world.shelves.pointers[each.reference] = other.id
    scene.answer(scene.sam, WhomToAsk(second.reference))
    scene.told()
    scene.world.shelves.now = datetime(2026, 3, 4, 15, tzinfo=UTC)

    assert scene.tick().moved == 2
    scene.told()

    reminders = [
        one for one in scene.world.shelves.notices.values() if one.kind is NoticeKind.CONTACT_REMINDER
    ]
    assert len(reminders) == 1


def test_two_clocks_at_once_take_one_step(scene: Scene) -> None:
    """The second reads before the first has written, and writes after it."""
    one = scene.asks()
    scene.world.shelves.now = one.due or scene.world.shelves.now
    read_before = scene.as_kept(one)
    scene.tick()
    moved = scene.as_kept(one)
    slow = replace(scene.tick, contacts=AsReadBefore(read_before), due=Due(read_before))

    assert slow().moved == 0
    assert scene.as_kept(one) == moved


class AsReadBefore:
    def __init__(self, one: ContactRequest) -> None:
        self.one = one

    def find(self, reference: str) -> ContactRequest:
        return self.one

    def of(self, practitioner_id: str) -> tuple[ContactRequest, ...]:
        return ()


class Due:
    def __init__(self, one: ContactRequest) -> None:
        self.line = DueLine(one.reference, one.due or one.moved_at)

    def due(self, now: datetime, most: int) -> list[DueLine]:
        return [self.line]

    def forget(self, line: DueLine) -> None:
        raise AssertionError("it is of what was read")


@pytest.mark.parametrize(("part", "fault"), [("transactions", Unavailable), ("ledger", LedgerUnavailable)])
def test_what_fails_is_taken_at_the_next_run(scene: Scene, part: str, fault: type[Exception]) -> None:
    one = scene.asks()
    scene.world.shelves.now = one.due or scene.world.shelves.now
    with scene.world.shelves.down(part, fault(part)):
        assert scene.tick() == Ticked(moved=0, left=0, more=False, failed=1)
    assert scene.as_kept(one) == one

    scene.tick()

    assert scene.as_kept(one).event is ContactEvent.REMINDED


class OneIsBroken:
    """Requests of which some cannot be read."""

    def __init__(self, scene: Scene, *broken: str, fault: Exception | None = None) -> None:
        self.contacts = FakeContacts(scene.world.shelves)
        self.broken = broken
        self.fault = fault or Unreadable("ContactRequest")

    def find(self, reference: str) -> ContactRequest:
        if reference in self.broken:
            raise self.fault
        return self.contacts.find(reference)

    def of(self, practitioner_id: str) -> tuple[ContactRequest, ...]:
        return self.contacts.of(practitioner_id)


@pytest.mark.parametrize("fault", [Unreadable("ContactRequest"), KeyError("asker_id"), ValueError("state")])
def test_one_that_cannot_be_read_stops_none_behind_it(
    scene: Scene, fault: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("clock")
    first, second = scene.asks(), scene.asks(who=scene.dina)
    scene.world.shelves.now += timedelta(days=1)

    done = replace(scene.tick, contacts=OneIsBroken(scene, first.reference, fault=fault))()

    assert (done.moved, done.failed) == (1, 1)
    assert scene.as_kept(second).event is ContactEvent.REMINDED
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (line["message"], line["work"], line["due"]) == ("DUE_FAILED", "contacts", first.reference)
    assert scene.metrics.counts["due_failed"] == 1


def test_any_number_of_broken_ones_in_a_row_stop_none_behind_them(scene: Scene) -> None:
    askers = [scene.colleague(f"p-{name}") for name in "abcde"]
    requests = [scene.asks(who=one) for one in askers]
    scene.world.shelves.now += timedelta(days=1)
    *broken, last = sorted(one.reference for one in requests)

    done = replace(scene.tick, contacts=OneIsBroken(scene, *broken))()

    assert (done.moved, done.failed) == (1, 4)
    assert scene.world.shelves.contacts[last].reminded


def test_where_nothing_answers_the_run_stops_and_says_so(scene: Scene) -> None:
    """Rather than ask for each of two hundred, and be killed in the middle."""
    for name in "abcde":
        scene.asks(who=scene.colleague(f"p-{name}"))
    scene.world.shelves.now += timedelta(days=1)
    with scene.world.shelves.down("transactions"), pytest.raises(Unavailable):
        scene.tick()
    assert scene.metrics.counts["due_failed"] == 3


def test_a_line_whose_request_is_gone_is_tidied_away(scene: Scene) -> None:
    """It would hold the clock at its hour for good."""
    one = scene.asks()
    gone = DueLine("FP-00000-00000", one.due or one.moved_at)
    scene.due.stray.add(gone)
    scene.world.shelves.now = one.due or one.moved_at

    assert scene.tick() == Ticked(moved=1, left=1, more=False)
    assert list(scene.due.due(scene.world.shelves.now, 9)) == []


def test_a_line_of_an_earlier_time_moves_nothing_and_is_tidied_away(scene: Scene) -> None:
    one = scene.asks()
    scene.due.stray.add(DueLine(one.reference, one.asked_at))

    assert scene.tick().moved == 0
    assert scene.as_kept(one) == one
    assert list(scene.due.due(scene.world.shelves.now, 9)) == []


def test_a_run_is_bounded_and_the_next_goes_on(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_work, "MOST_A_RUN", 1)
    first = scene.asks()
    second = scene.asks(who=scene.dina)
    scene.world.shelves.now += timedelta(days=1)

    assert [scene.tick().more, scene.tick().more, scene.tick().more] == [True, True, False]
    assert {scene.as_kept(one).event for one in (first, second)} == {ContactEvent.REMINDED}


def test_every_step_has_an_attempt_and_an_outcome_on_the_ledger(scene: Scene) -> None:
    scene.asks()
    scene.world.shelves.ledger.clear()
    scene.clock_comes()

    lines = [(line.act, line.phase, line.outcome) for line in scene.world.shelves.ledger]
    assert lines == [(Act.CONTACT_DUE, "attempt", ""), (Act.CONTACT_DUE, "outcome", "reminded")]
