"""Who may be asked to make contact, by whom, and what that leaves behind (E1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fingerpost.domain.contact import ContactEvent, ContactState, Rung, Urgency
from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.access import AlreadyAsked, Refusal, Refused
from fingerpost.domain.outcomes.contact import ContactShown, NobodyToAsk
from fingerpost.domain.practitioner import Status
from fingerpost.usecases.contact.ask import WhomToAsk
from tests.builders import a_notice, an_involvement
from tests.unit.usecases.contact.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_worker_whom_an_answer_shows_is_asked(scene: Scene) -> None:
    one = scene.asks()

    assert (one.state, one.owner_id, one.rung) == (ContactState.ASKED, "p-rowan", Rung.WORKER)
    assert scene.as_kept(one) == one
    assert scene.told() == [("p-rowan", NoticeKind.CONTACT_ASKED)]


def test_the_deadline_is_four_working_hours_of_the_workers_service(scene: Scene) -> None:
    scene.world.shelves.now = datetime(2026, 4, 2, 15, tzinfo=UTC)  # Maundy Thursday, an hour before closing

    assert scene.asks().due == datetime(2026, 4, 7, 11, tzinfo=UTC)


def test_urgent_is_half_an_hour_and_says_why_to_the_ledger(scene: Scene) -> None:
    one = scene.asks(Urgency.UNSAFE_TODAY)

    assert one.due == one.asked_at + timedelta(minutes=30)
    line = scene.world.shelves.ledger[-1]
    assert (line.act, line.outcome, line.rules) == (Act.ASK_CONTACT, "asked", ("urgency:unsafe_today",))
    assert scene.told() == [("p-rowan", NoticeKind.CONTACT_URGENT)]


def test_attempt_and_outcome_are_on_the_ledger_with_the_child_and_the_involvement(scene: Scene) -> None:
    scene.asks()

    attempt, outcome = scene.world.shelves.ledger[-2:]
    assert (attempt.act, attempt.phase) == (Act.ASK_CONTACT, Phase.ATTEMPT)
    assert (outcome.phase, outcome.child_id, outcome.involvement_id) == (Phase.OUTCOME, "c-aoife", "i-rowan")


def test_asked_again_while_one_is_open_it_is_the_same(scene: Scene) -> None:
    first, second = scene.asks(), scene.asks()

    assert second == first
    assert len(scene.world.shelves.contacts) == 1


def test_asked_again_urgently_it_goes_faster_and_is_told_anew(scene: Scene) -> None:
    first, second = scene.asks(), scene.asks(Urgency.MISSING)

    assert (second.reference, second.event) == (first.reference, ContactEvent.HASTENED)
    assert second.due == second.moved_at + timedelta(minutes=30)
    assert scene.told() == [("p-rowan", NoticeKind.CONTACT_URGENT)]


def test_pressed_twice_it_is_asked_once(scene: Scene) -> None:
    whom = scene.shown_to(scene.sam)
    press = scene.world.press(scene.sam)

    outcomes = [scene.world.use_cases.ask_contact(press, whom, Urgency.NONE) for _ in range(2)]

    assert [type(one) for one in outcomes] == [ContactShown, AlreadyAsked]
    assert len(scene.world.shelves.contacts) == 1


def refusal(outcome: object) -> Refusal:
    assert isinstance(outcome, Refused), outcome
    return outcome.because


def test_nobody_is_asked_by_somebody_elses_answer(scene: Scene) -> None:
    assert refusal(scene.answer(scene.dina, scene.shown_to(scene.sam))) is Refusal.NO_LONGER_INVOLVED


def test_nobody_is_asked_by_an_answer_that_no_longer_holds(scene: Scene) -> None:
    whom = scene.shown_to(scene.sam)
    scene.world.shelves.pass_time(timedelta(hours=11))

    assert refusal(scene.answer(scene.sam, whom)) is Refusal.NO_LONGER_INVOLVED


def test_nobody_is_asked_by_a_reference_alone(scene: Scene) -> None:
    """The reference of an involvement is read out over the telephone: it opens nothing."""
    assert refusal(scene.answer(scene.sam, WhomToAsk(scene.one.reference))) is Refusal.NO_LONGER_INVOLVED


def test_a_colleague_of_the_same_child_needs_no_answer(scene: Scene) -> None:
    own = an_involvement("i-sam").of(scene.sam).build()
    scene.world.shelves.involvements[own.id] = own

    assert isinstance(scene.answer(scene.sam, WhomToAsk(scene.one.reference)), ContactShown)


def test_who_was_told_of_a_newcomer_asks_them_from_the_notice(scene: Scene) -> None:
    own = an_involvement("i-sam").of(scene.sam).build()
    scene.world.shelves.involvements[own.id] = own
    notice = replace(a_notice().to(scene.sam).build(), child_id="c-aoife", involvement_id="i-rowan")
    scene.world.shelves.notices[notice.id] = notice

    assert isinstance(scene.answer(scene.sam, WhomToAsk(notice=notice.id)), ContactShown)
    assert refusal(scene.answer(scene.dina, WhomToAsk(notice=notice.id))) is Refusal.NO_LONGER_INVOLVED


@pytest.mark.parametrize("change", ["sensitive", "ended", "in error", "own"])
def test_nobody_is_asked_whom_an_answer_would_not_name(scene: Scene, change: str) -> None:
    whom = scene.shown_to(scene.sam)
    one = scene.one
    changed = {
        "sensitive": replace(one, sensitive=True),
        "ended": one.ended_on(date(2026, 3, 1)),
        "in error": one.entered_in_error(),
        "own": replace(one, practitioner_id="p-sam"),
    }
    scene.world.shelves.involvements[one.id] = changed[change]

    assert refusal(scene.answer(scene.sam, whom)) is Refusal.NO_LONGER_INVOLVED
    assert scene.world.shelves.contacts == {}


@pytest.mark.parametrize(
    ("gone", "owner", "rung"),
    [
        (("p-rowan",), "p-dina", Rung.DEPUTY),
        (("p-rowan", "p-dina"), "p-vera", Rung.SUPERVISOR),
        (("p-rowan", "p-dina", "p-vera"), "p-olga", Rung.OFFICER),
    ],
)
def test_a_worker_who_cannot_answer_is_passed_over(
    scene: Scene, gone: tuple[str, ...], owner: str, rung: Rung
) -> None:
    suspend(scene, *gone)

    one = scene.asks()

    assert (one.owner_id, one.rung) == (owner, rung)


def test_where_nobody_can_answer_it_says_so_with_the_number_to_ring(scene: Scene) -> None:
    whom = scene.shown_to(scene.sam)
    suspend(scene, "p-rowan", "p-dina", "p-vera", "p-olga")

    outcome = scene.answer(scene.sam, whom)

    assert isinstance(outcome, NobodyToAsk)
    assert outcome.contact == scene.world.care.contact
    assert scene.world.shelves.contacts == {}


def suspend(scene: Scene, *ids: str) -> None:
    for each in ids:
        person = scene.world.shelves.practitioners[each]
        scene.world.enter(replace(person, status=Status.SUSPENDED, version=person.version + 1))


def test_the_same_version_told_again_makes_no_second_notice(scene: Scene) -> None:
    scene.asks()
    scene.told()
    scene.told()

    assert len(scene.world.shelves.notices) == 1
