"""Recording one's own involvement, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.errors import Conflict, InvalidField
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refusal, Refused
from fingerpost.domain.outcomes.asking import Confirmed, Many, NothingToShow, Possible
from fingerpost.domain.outcomes.recording import (
    AlreadyInvolved,
    ChangedMeanwhile,
    LeadStands,
    NotEnoughToRecord,
    Recorded,
)
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.usecases.requests import Seen
from tests.builders import a_practitioner, an_involvement, details_of, nhs_number
from tests.unit.usecases.world import World, a_question, particulars


@pytest.fixture
def world() -> World:
    return World()


def test_i_am_involved_too_joins_the_child_of_the_answer(world: World) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    outcome = world.use_cases.record.from_answer(world.press(world.sam), answer.reference, particulars())
    assert isinstance(outcome, Recorded)
    new = next(one for one in world.shelves.involvements.values() if one.practitioner_id == "p-sam")
    assert (new.child_id, new.reference, new.worker_name) == ("c-aoife", outcome.reference, "Sam Okafor")
    assert new.review_due == world.shelves.now.date() + timedelta(days=365)


def test_a_child_nobody_knew_is_found_by_the_next_who_asks(world: World) -> None:
    world.use_cases.record.afresh(world.press(world.rowan), a_question(), particulars())
    outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, Confirmed)
    assert [shown.worker_name for shown in outcome.services] == ["Rowan Ashdown"]


def test_after_a_nil_answer_the_child_asked_for_is_recorded(world: World) -> None:
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(answer, NothingToShow)
    outcome = world.use_cases.record.from_answer(world.press(world.sam), answer.reference, particulars())
    assert isinstance(outcome, Recorded)
    [child] = world.shelves.children.values()
    assert child.retain_until == date(2034, 3, 27)


@pytest.mark.parametrize("way", ["afresh", "from_answer"])
def test_recording_again_shows_ones_own_involvement_and_changes_nothing_of_it(world: World, way: str) -> None:
    """It began today and led no more, and nobody was told."""
    first = world.use_cases.record.afresh(
        world.press(world.sam), a_question(), particulars("Teacher", lead=True)
    )
    [before] = world.shelves.involvements.values()
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    again = replace(particulars("Head of year"), since=world.shelves.now.date())
    outcome = (
        world.use_cases.record.afresh(world.press(world.sam), a_question(), again)
        if way == "afresh"
        else world.use_cases.record.from_answer(world.press(world.sam), answer.reference, again)
    )
    assert isinstance(outcome, AlreadyInvolved)
    assert (outcome.own.reference, outcome.own.role, outcome.own.lead) == (first.reference, "Teacher", True)
    assert list(world.shelves.involvements.values()) == [before]
    assert world.shelves.ledger[-1].outcome == "already_involved"


def a_lead(world: World) -> Involvement:
    aoife = world.aoife()
    lead = an_involvement().of(world.rowan).with_child(aoife).leading().build()
    world.shelves.involvements[lead.id] = lead
    return lead


def test_whoever_records_to_lead_beside_another_is_shown_who_leads_and_asked(world: World) -> None:
    lead, wish = a_lead(world), particulars(lead=True)
    first = world.use_cases.record.afresh(world.press(world.sam), a_question(), wish)
    assert isinstance(first, LeadStands)
    assert [(one.worker_name, one.involvement_reference) for one in first.leads] == [
        (lead.worker_name, lead.reference)
    ]
    assert list(world.shelves.involvements) == [lead.id]
    knowing = replace(wish, seen=Seen(references=frozenset({lead.reference})))
    assert isinstance(world.use_cases.record.afresh(world.press(world.sam), a_question(), knowing), Recorded)
    assert [one.lead for one in world.shelves.involvements.values()] == [True, True]


def test_whoever_changes_to_lead_beside_another_is_shown_who_leads_and_asked(world: World) -> None:
    a_lead(world)
    reference = recorded(world)
    outcome = world.use_cases.record.change(world.press(world.sam), reference, particulars(lead=True))
    assert isinstance(outcome, LeadStands)
    assert [one.lead for one in world.shelves.involvements.values()] == [True, False]


def test_a_lead_whom_the_recorder_may_not_see_is_not_told_of(world: World) -> None:
    aoife = world.aoife()
    hidden = an_involvement().of(world.rowan).with_child(aoife).leading().sensitive().build()
    world.shelves.involvements[hidden.id] = hidden
    outcome = world.use_cases.record.afresh(world.press(world.sam), a_question(), particulars(lead=True))
    assert isinstance(outcome, Recorded)


def test_a_change_of_what_was_changed_meanwhile_shows_it_and_writes_nothing(world: World) -> None:
    reference = recorded(world)
    shown = Seen(version=1)
    first = world.use_cases.record.change(
        world.press(world.sam), reference, replace(particulars("Mentor"), seen=shown)
    )
    assert isinstance(first, Recorded)
    assert first.own is not None
    assert first.own.role == "Mentor"
    second = world.use_cases.record.change(
        world.press(world.sam), reference, replace(particulars("Head of year"), seen=shown)
    )
    assert isinstance(second, ChangedMeanwhile)
    assert second.own.role == "Mentor"
    [stored] = world.shelves.involvements.values()
    assert stored.role == "Mentor"


def test_a_last_day_to_come_is_kept_and_until_then_it_stands(world: World) -> None:
    reference = recorded(world)
    last = world.shelves.now.date() + timedelta(days=5)
    outcome = world.use_cases.record.end(world.press(world.sam), reference, last)
    assert isinstance(outcome, Recorded)
    assert outcome.own is not None
    assert (outcome.own.ended, outcome.own.last_day) == (None, last)
    answer = world.use_cases.ask(world.press(world.rowan), a_question())
    assert isinstance(answer, Confirmed)
    assert [(one.ended, one.last_day) for one in answer.services] == [(None, last)]


def test_a_last_day_that_stands_is_shown_before_another_takes_its_place(world: World) -> None:
    reference, today = recorded(world), world.shelves.now.date()
    end = world.use_cases.record.end
    end(world.press(world.sam), reference, today + timedelta(days=5))
    shown = end(world.press(world.sam), reference, today + timedelta(days=9))
    assert isinstance(shown, ChangedMeanwhile)
    assert shown.own.last_day == today + timedelta(days=5)
    knowing = end(
        world.press(world.sam), reference, today + timedelta(days=9), Seen(version=shown.own.version)
    )
    assert isinstance(knowing, Recorded)
    [one] = world.shelves.involvements.values()
    assert one.last_day == today + timedelta(days=9)


def test_what_goes_on_after_all_has_no_last_day(world: World) -> None:
    reference, today = recorded(world), world.shelves.now.date()
    world.use_cases.record.end(world.press(world.sam), reference, today + timedelta(days=5))
    world.use_cases.still_involved(world.press(world.sam), reference)
    [one] = world.shelves.involvements.values()
    assert one.last_day is None


def test_what_ended_lately_goes_on_as_if_it_had_not(world: World) -> None:
    reference, today = recorded(world), world.shelves.now.date()
    world.use_cases.record.end(world.press(world.sam), reference, today)
    world.shelves.pass_time(timedelta(days=30))
    outcome = world.use_cases.reopen(world.press(world.sam), reference)
    assert isinstance(outcome, Recorded)
    [one] = world.shelves.involvements.values()
    assert (one.is_current, one.ended, one.lead) == (True, None, False)
    assert one.review_due == world.shelves.now.date() + timedelta(days=365)


def test_what_ended_more_than_30_days_ago_is_recorded_anew(world: World) -> None:
    reference, today = recorded(world), world.shelves.now.date()
    world.use_cases.record.end(world.press(world.sam), reference, today)
    world.shelves.pass_time(timedelta(days=31))
    outcome = world.use_cases.reopen(world.press(world.sam), reference)
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.ENDED_LONG_AGO


def test_what_was_entered_in_error_is_never_opened_again(world: World) -> None:
    reference = recorded(world)
    world.use_cases.record.entered_in_error(world.press(world.sam), reference)
    assert isinstance(world.use_cases.reopen(world.press(world.sam), reference), Refused)


def test_who_recorded_anew_meanwhile_is_shown_that(world: World) -> None:
    """Two of one person stood beside each other."""
    reference, today = recorded(world), world.shelves.now.date()
    world.use_cases.record.end(world.press(world.sam), reference, today)
    again = recorded(world)
    outcome = world.use_cases.reopen(world.press(world.sam), reference)
    assert isinstance(outcome, ChangedMeanwhile)
    assert outcome.own.reference == again


def test_nobody_opens_a_colleagues_involvement_again(world: World) -> None:
    reference, today = recorded(world), world.shelves.now.date()
    world.use_cases.record.end(world.press(world.sam), reference, today)
    assert isinstance(world.use_cases.reopen(world.press(world.rowan), reference), Refused)


def test_what_has_ended_is_not_ended_again_on_another_day(world: World) -> None:
    reference = recorded(world)
    world.use_cases.record.end(world.press(world.sam), reference, date(2026, 2, 20))
    again = world.use_cases.record.end(world.press(world.sam), reference, date(2026, 2, 27))
    assert isinstance(again, ChangedMeanwhile)
    [stored] = world.shelves.involvements.values()
    assert stored.ended == date(2026, 2, 20)


def test_what_was_not_enough_comes_back_to_be_completed(world: World) -> None:
    nameless = a_question(
        replace(
            details_of("", "").build(),
            names=(),
            identifiers=(Identifier(IdentifierKind.NHS_NUMBER, nhs_number(3)),),
        )
    )
    outcome = world.use_cases.record.afresh(world.press(world.sam), nameless, particulars())
    assert isinstance(outcome, NotEnoughToRecord)
    assert outcome.question is not None
    assert (outcome.question.details, outcome.question.reason) == (nameless.details, nameless.reason)


@pytest.mark.parametrize(
    ("born", "answered"), [(None, Possible), (date(2016, 3, 27), NotEnoughToRecord)], ids=["alone", "born"]
)
def test_a_number_is_not_enough_to_record_an_unknown_child(
    world: World, born: date | None, answered: type
) -> None:
    number = Identifier(IdentifierKind.NHS_NUMBER, nhs_number(3))
    asked = a_question(Details(identifiers=(number,), birth_date=born))
    outcome = world.use_cases.record.afresh(world.press(world.sam), asked, particulars())
    assert isinstance(outcome, answered)
    assert not world.shelves.children


def doubtful() -> Details:
    details = details_of().build()
    return replace(details, identifiers=(), birth_date=None, sex=None)


def test_where_the_child_is_not_clear_one_more_detail_is_asked_and_completes_the_record(
    world: World,
) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    first = world.use_cases.record.afresh(world.press(world.sam), a_question(doubtful()), particulars())
    assert isinstance(first, Possible | Many)
    assert list(world.shelves.involvements) == ["i-1"]
    added = Details(birth_date=date(2016, 3, 27))
    outcome = world.use_cases.record.more(world.press(world.sam), first.reference, added, particulars())
    assert isinstance(outcome, Recorded)
    assert [one.child_id for one in world.shelves.involvements.values()] == ["c-aoife", "c-aoife"]


def test_none_of_these_records_another_child_without_the_disputed_number(world: World) -> None:
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    other = replace(details_of("Tomasz", "Kowalczyk").born(2012, 9, 9).build(), postcodes=())
    first = world.use_cases.record.afresh(world.press(world.sam), a_question(other), particulars())
    assert isinstance(first, Possible | Many)
    outcome = world.use_cases.record.as_new_child(world.press(world.sam), first.reference, particulars())
    assert isinstance(outcome, Recorded)
    new = next(child for child in world.shelves.children.values() if child.id != "c-aoife")
    assert new.details.identifiers == ()


def test_a_confirmed_childs_missing_number_is_filled_in_and_nothing_held_is_lost(world: World) -> None:
    without = world.knows(replace(world.aoife(), details=replace(details_of().build(), identifiers=())))
    moved = replace(details_of().build(), postcodes=("NB9 9ZZ",))
    world.use_cases.record.afresh(world.press(world.sam), a_question(moved), particulars())
    after = world.shelves.children[without.id]
    assert after.details.identifiers == moved.identifiers
    assert after.details.postcodes == ("NB1 4QT", "NB9 9ZZ")
    assert after.details.names == without.details.names
    assert after.version == without.version + 1


def test_two_people_recording_the_same_new_child_at_once_make_one_child(world: World) -> None:
    second_sender, question = world.press(world.sam), a_question()
    transactions = world.use_cases.record.transactions
    begin = transactions.begin

    def somebody_is_faster() -> object:
        object.__setattr__(world.use_cases.record, "transactions", transactions)
        transaction = begin()
        world.use_cases.record.afresh(world.press(world.rowan), question, particulars("Social worker"))
        return transaction

    racing = type("Racing", (), {"begin": staticmethod(somebody_is_faster)})()
    object.__setattr__(world.use_cases.record, "transactions", racing)
    outcome = world.use_cases.record.afresh(second_sender, question, particulars())
    assert isinstance(outcome, Recorded)
    assert len(world.shelves.children) == 1
    assert {one.practitioner_id for one in world.shelves.involvements.values()} == {"p-rowan", "p-sam"}


def test_a_write_that_cannot_reach_the_ledger_is_no_write(world: World) -> None:
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    with world.shelves.down("transactions"):
        outcome = world.use_cases.record.from_answer(world.press(world.sam), answer.reference, particulars())
    assert isinstance(outcome, CannotAnswer)
    assert not world.shelves.involvements


def test_the_same_press_twice_records_once(world: World) -> None:
    first = world.use_cases.record.afresh(world.press(world.sam, "slack:V1:h"), a_question(), particulars())
    second = world.use_cases.record.afresh(world.press(world.sam, "slack:V1:h"), a_question(), particulars())
    assert isinstance(first, Recorded)
    assert isinstance(second, AlreadyAsked)
    assert len(world.shelves.involvements) == 1


def test_a_press_that_failed_on_its_way_is_done_when_it_is_sent_again(world: World) -> None:
    """It was on the ledger as attempted, and "sent already" would have lost the involvement."""
    again = world.press(world.sam, "slack:V1:h")
    with world.shelves.down("index"):
        first = world.use_cases.record.afresh(again, a_question(), particulars())
    assert isinstance(first, CannotAnswer)
    assert isinstance(world.use_cases.record.afresh(again, a_question(), particulars()), Recorded)
    assert isinstance(world.use_cases.record.afresh(again, a_question(), particulars()), AlreadyAsked)
    assert len(world.shelves.involvements) == 1


def recorded(world: World) -> str:
    outcome = world.use_cases.record.afresh(world.press(world.sam), a_question(), particulars())
    assert isinstance(outcome, Recorded)
    return outcome.reference


def test_an_ended_involvement_is_past_and_one_entered_in_error_is_gone(world: World) -> None:
    reference = recorded(world)
    world.use_cases.record.end(world.press(world.sam), reference, date(2026, 2, 20))
    [ended] = world.shelves.involvements.values()
    assert (ended.status, ended.ended, ended.lead) == (InvolvementStatus.ENDED, date(2026, 2, 20), False)
    outcome = world.use_cases.record.entered_in_error(world.press(world.sam), reference)
    assert isinstance(outcome, Recorded)
    assert isinstance(world.use_cases.ask(world.press(world.rowan), a_question()), NothingToShow)


def test_an_involvement_cannot_end_before_it_began(world: World) -> None:
    reference = recorded(world)
    with pytest.raises(InvalidField) as problem:
        world.use_cases.record.end(world.press(world.sam), reference, date(2026, 1, 1))
    assert (problem.value.field, problem.value.problem) == ("ended", "before_start")


def test_nobody_changes_the_involvement_of_another(world: World) -> None:
    reference = recorded(world)
    outcome = world.use_cases.record.change(world.press(world.rowan), reference, particulars("Anything"))
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.NOT_YOURS
    assert world.shelves.ledger[-1].outcome == "refused:not_yours"


def test_a_change_and_its_ledger_line_are_one_write(world: World) -> None:
    reference = recorded(world)
    world.use_cases.record.change(world.press(world.sam), reference, particulars("Mentor", lead=True))
    last = world.shelves.ledger[-1]
    assert (last.act, last.phase, last.child_id != "") == (Act.CHANGE, Phase.OUTCOME, True)
    [changed] = world.shelves.involvements.values()
    assert (changed.role, changed.lead) == ("Mentor", True)


def test_a_change_that_keeps_meeting_others_changes_is_told_as_cannot_now(world: World) -> None:
    reference = recorded(world)
    with world.shelves.down("transactions", Conflict("version")):
        outcome = world.use_cases.record.end(world.press(world.sam), reference, date(2026, 3, 1))
    assert isinstance(outcome, CannotAnswer)


def test_a_child_without_a_given_name_can_be_recorded(world: World) -> None:
    baby = Details(names=(Name("", "Byrne"),), birth_date=date(2026, 2, 27), postcodes=("NB1 4QT",))
    outcome = world.use_cases.record.afresh(world.press(world.sam), a_question(baby), particulars())
    assert isinstance(outcome, Recorded)


# ------------------------------------------------------------------ of one's team


def of_the_team(world: World, role: Role, supervisor_id: str) -> tuple[Practitioner, str]:
    """Somebody of a role, and the reference of an involvement that Sam recorded."""
    who = world.enter(a_practitioner("p-nora").of(world.school).as_role(role).build())
    world.sam = world.enter(replace(world.sam, supervisor_id=supervisor_id))
    reference = recorded(world)
    [one] = world.shelves.involvements.values()
    world.shelves.pointers[reference] = one.child_id
    return who, reference


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.OFFICER])
def test_the_workers_supervisor_and_the_areas_officer_may_end_it(world: World, role: Role) -> None:
    nora, reference = of_the_team(world, role, "p-nora")
    day = world.shelves.clock().date()
    assert isinstance(world.use_cases.record.end(world.press(nora), reference, day), Recorded)
    [one] = world.shelves.involvements.values()
    assert one.ended == day


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.PRACTITIONER])
def test_nobody_ends_what_is_of_anothers_team(world: World, role: Role) -> None:
    nora, reference = of_the_team(world, role, "p-somebody-else")
    outcome = world.use_cases.record.end(world.press(nora), reference, world.shelves.clock().date())
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.NOT_YOURS
    [one] = world.shelves.involvements.values()
    assert one.ended is None
