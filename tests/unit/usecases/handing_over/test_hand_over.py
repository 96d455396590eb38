"""An involvement goes over to a named colleague who accepts; until then it is whose it was (C2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.contact import ContactState, Rung
from fingerpost.domain.hand_over import HandOverState
from fingerpost.domain.involvement import InvolvementStatus
from fingerpost.domain.ledger import Act
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.handing_over import Along, ChooseTaker, HandOverShown
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.usecases.contact.ask import WhomToAsk
from fingerpost.usecases.telling.notify import InvolvementWritten
from tests.builders import a_practitioner, an_involvement
from tests.unit.usecases.handing_over.scene import Scene
from tests.unit.usecases.world import a_question


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_offered_it_stays_whose_it_is_until_it_is_accepted(scene: Scene) -> None:
    before = scene.one
    outcome = scene.offers(scene.rowan, scene.dina)

    assert isinstance(outcome, HandOverShown)
    assert (outcome.state, outcome.taker) == (HandOverState.OFFERED, "p-dina")
    assert scene.one == before
    assert scene.told() == [("p-dina", NoticeKind.HAND_OVER_OFFERED)]


def test_accepted_it_goes_over_with_its_lead_and_its_review_and_shows_a_new_worker(scene: Scene) -> None:
    before = scene.one
    scene.offers(scene.rowan, scene.dina)

    outcome = scene.accepts(scene.dina)

    assert isinstance(outcome, HandOverShown)
    assert (outcome.state, outcome.is_taker) == (HandOverState.ACCEPTED, True)
    assert scene.one == replace(
        before, practitioner_id="p-dina", worker_name=scene.dina.name, version=before.version + 1
    )
    assert scene.shelves.reviews["i-rowan"].practitioner_id == "p-dina"
    assert scene.told() == [("p-rowan", NoticeKind.HAND_OVER_ACCEPTED)]
    assert InvolvementWritten(before, scene.one).kind is NoticeKind.INVOLVEMENT_CHANGED


def test_declined_it_stays_and_its_worker_is_told(scene: Scene) -> None:
    before = scene.one
    scene.offers(scene.rowan, scene.dina)

    assert scene.declines(scene.dina).kind == "hand_over_shown"

    assert scene.one == before
    assert scene.told() == [("p-rowan", NoticeKind.HAND_OVER_DECLINED)]
    again = scene.accepts(scene.dina)
    assert isinstance(again, HandOverShown)
    assert again.state is HandOverState.DECLINED
    assert scene.one == before


def test_nobody_accepts_but_whom_it_was_offered_to(scene: Scene) -> None:
    scene.offers(scene.rowan, scene.dina)
    for other in (scene.vera, scene.sam, scene.olga, scene.rowan):
        refused = scene.accepts(other)
        assert isinstance(refused, Refused)
        assert refused.because is Refusal.NOT_YOURS
    assert scene.one.practitioner_id == "p-rowan"


def test_nobody_hands_over_what_is_not_theirs(scene: Scene) -> None:
    for other in (scene.dina, scene.sam):
        assert isinstance(scene.offers(other, scene.vera), Refused)
    assert scene.shelves.hand_overs == {}


def test_only_to_a_colleague_of_the_service_whose_access_stands(scene: Scene) -> None:
    dina = scene.world.enter(replace(scene.dina, status=Status.SUSPENDED, version=2))
    lapsed = scene.world.enter(replace(scene.vera, trained_until=scene.shelves.now.date() - timedelta(1)))
    mute = scene.world.enter(replace(a_practitioner("p-mute").of(scene.world.care).build(), identities=()))
    for other in (dina, lapsed, mute, scene.sam, scene.rowan):
        refused = scene.offers(scene.rowan, other)
        assert isinstance(refused, Refused)
        assert refused.because is Refusal.CANNOT_TAKE_OVER
    chosen = scene.cases.hand_over.choose(scene.world.press(scene.rowan), scene.one.reference)
    assert isinstance(chosen, ChooseTaker)
    assert [one.id for one in chosen.colleagues] == ["p-olga"]


def test_watches_end_and_requests_go_along(scene: Scene) -> None:
    request = scene.contact.asks()
    scene.watches(scene.rowan)
    chosen = scene.cases.hand_over.choose(scene.world.press(scene.rowan), scene.one.reference)
    assert isinstance(chosen, ChooseTaker)
    assert chosen.along == Along(watches=1, requests=1)

    scene.offers(scene.rowan, scene.dina)
    scene.accepts(scene.dina)

    assert scene.shelves.watches == {}
    now = scene.contact.as_kept(request)
    assert (now.owner_id, now.worker_id, now.rung) == ("p-dina", "p-dina", Rung.WORKER)
    assert now.state is ContactState.PASSED
    assert now.due is not None


def test_what_the_worker_asked_for_is_answered_to_the_colleague(scene: Scene) -> None:
    theirs = an_involvement("i-sam").of(scene.sam).build()
    scene.shelves.involvements["i-sam"] = replace(theirs, child_id=scene.child_id)
    scene.shelves.pointers[theirs.reference] = scene.child_id
    answer = scene.world.use_cases.ask(scene.world.press(scene.rowan), a_question())
    whom = WhomToAsk(involvement=theirs.reference, answer=answer.reference)
    scene.contact.answer(scene.rowan, whom)
    [request] = scene.shelves.contacts.values()

    scene.offers(scene.rowan, scene.dina)
    scene.accepts(scene.dina)

    now = scene.contact.as_kept(request)
    assert (now.asker_id, now.owner_id, now.due) == ("p-dina", "p-sam", request.due)


def test_a_colleague_who_works_with_the_child_already_keeps_their_own_and_leads(scene: Scene) -> None:
    own = replace(an_involvement("i-dina").of(scene.dina).build(), child_id=scene.child_id)
    scene.shelves.involvements["i-dina"] = own
    scene.offers(scene.rowan, scene.dina)

    scene.accepts(scene.dina)

    assert scene.one.status is InvolvementStatus.ENDED
    now = scene.shelves.involvements["i-dina"]
    assert (now.lead, now.practitioner_id, now.status) == (True, "p-dina", InvolvementStatus.CURRENT)


def test_a_supervisor_offers_for_a_worker_and_both_hear_what_became_of_it(scene: Scene) -> None:
    scene.offers(scene.vera, scene.dina)
    assert scene.one.practitioner_id == "p-rowan"
    scene.declines(scene.dina)
    assert scene.told() == [
        ("p-rowan", NoticeKind.HAND_OVER_DECLINED),
        ("p-vera", NoticeKind.HAND_OVER_DECLINED),
    ]


def test_what_a_suspended_worker_leaves_goes_over_at_once(scene: Scene) -> None:
    scene.world.enter(replace(scene.rowan, status=Status.SUSPENDED, version=3))

    outcome = scene.offers(scene.vera, scene.dina)

    assert isinstance(outcome, HandOverShown)
    assert outcome.state is HandOverState.ACCEPTED
    assert scene.one.practitioner_id == "p-dina"
    assert scene.told() == [("p-dina", NoticeKind.HANDED_OVER)]


def test_taken_back_it_can_be_offered_to_another_and_the_first_offer_is_good_for_nothing(
    scene: Scene,
) -> None:
    scene.offers(scene.rowan, scene.dina)
    scene.cases.hand_over.withdraw(scene.world.press(scene.rowan), scene.one.reference)
    assert scene.told() == [("p-dina", NoticeKind.HAND_OVER_WITHDRAWN)]
    scene.offers(scene.rowan, scene.vera)
    assert isinstance(scene.accepts(scene.dina), Refused)
    scene.accepts(scene.vera)
    assert scene.one.practitioner_id == "p-vera"


def test_ended_meanwhile_there_is_nothing_to_accept(scene: Scene) -> None:
    scene.offers(scene.rowan, scene.dina)
    today = scene.shelves.now.date()
    scene.cases.record.end(scene.world.press(scene.rowan), scene.one.reference, today)

    outcome = scene.accepts(scene.dina)

    assert isinstance(outcome, HandOverShown)
    assert outcome.own is None
    assert scene.one.practitioner_id == "p-rowan"


def test_silence_is_reminded_once_and_then_the_offer_is_over(scene: Scene) -> None:
    scene.offers(scene.rowan, scene.dina)
    told = {}
    for day in range(1, 9):
        scene.shelves.now = datetime(2026, 3, 2 + day, 12, tzinfo=UTC)
        told[day] = scene.told() if scene.tick().moved else []
    assert {day: who for day, who in told.items() if who} == {
        2: [("p-dina", NoticeKind.HAND_OVER_REMINDER)],
        5: [("p-rowan", NoticeKind.HAND_OVER_LAPSED)],
    }
    assert scene.one.practitioner_id == "p-rowan"
    assert isinstance(scene.accepts(scene.dina), HandOverShown)
    assert scene.one.practitioner_id == "p-rowan"


def test_each_step_has_its_attempt_and_outcome_on_the_ledger(scene: Scene) -> None:
    scene.offers(scene.rowan, scene.dina)
    scene.accepts(scene.dina)
    lines = [(one.act, one.outcome) for one in scene.shelves.ledger if one.outcome]
    assert lines == [(Act.HAND_OVER, "offered"), (Act.TAKE_OVER, "accepted")]


def test_nothing_of_the_child_is_on_an_offer(scene: Scene) -> None:
    scene.offers(scene.rowan, scene.dina)
    shown = scene.cases.answer_hand_over.open(scene.world.press(scene.dina), scene.one.reference)
    assert isinstance(shown, HandOverShown)
    assert shown.own is not None
    assert (shown.own.initials, shown.own.born) == ("", None)


STEPS = ("offer dina", "offer vera", "accept", "decline", "withdraw", "clock", "suspend", "end", "vera hands")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(STEPS), max_size=8))
def test_whatever_happens_it_is_somebodys_every_day(steps: list[str]) -> None:
    scene = Scene()
    for step in steps:
        taken = _take(scene, step)
        scene.shelves.pass_time(timedelta(days=1))
        current = scene.one.is_current
        owner = scene.shelves.practitioners[scene.one.practitioner_id]
        assert not current or owner.status is Status.ACTIVE or owner.supervisor_id == "p-vera", taken


def _take(scene: Scene, step: str) -> object:
    owner = scene.shelves.practitioners[scene.one.practitioner_id]
    match step:
        case "offer dina":
            return scene.offers(owner, scene.dina)
        case "offer vera":
            return scene.offers(owner, scene.vera)
        case "vera hands":
            return scene.offers(scene.vera, scene.dina)
        case "accept":
            return [scene.accepts(each) for each in (scene.dina, scene.vera)]
        case "decline":
            return [scene.declines(each) for each in (scene.dina, scene.vera)]
        case "withdraw":
            return scene.cases.hand_over.withdraw(scene.world.press(owner), scene.one.reference)
        case "clock":
            return scene.tick()
        case "suspend":
            return _suspended(scene)
        case _:
            day = scene.shelves.now.date()
            return scene.cases.record.end(scene.world.press(owner), scene.one.reference, day)


def _suspended(scene: Scene) -> Practitioner:
    rowan = scene.shelves.practitioners["p-rowan"]
    return scene.world.enter(replace(rowan, status=Status.SUSPENDED, version=rowan.version + 1))
