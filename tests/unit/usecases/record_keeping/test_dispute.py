""" "Not this child": what it takes back, and for whom the record stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.involvement import InvolvementStatus
from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refusal, Refused
from fingerpost.domain.outcomes.asking import Confirmed, NothingToShow, Possible
from fingerpost.domain.outcomes.record_keeping import RecordShown
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.practitioner import Role
from tests.builders import a_practitioner, a_watch, an_involvement, details_of
from tests.unit.usecases.world import World, a_question, particulars


@pytest.fixture
def world() -> World:
    """Rowan works with Aoife."""
    world = World()
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    return world


def answered(world: World) -> str:
    outcome = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(outcome, Confirmed)
    return outcome.reference


def test_the_record_is_not_confirmed_again_to_who_disputes_it_but_still_to_others(world: World) -> None:
    outcome = world.not_this_child(world.press(world.sam), answered(world))
    assert isinstance(outcome, Recorded)
    again = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(again, Possible)
    other = world.enter(a_practitioner("p-nell").of(world.school).build())
    assert isinstance(world.use_cases.ask(world.press(other), a_question()), Confirmed)


def test_a_disputed_record_is_read_as_any_other(world: World) -> None:
    world.not_this_child(world.press(world.sam), answered(world))
    world.shelves.reads.clear()
    world.use_cases.ask(world.press(world.sam), a_question())
    disputed = list(world.shelves.reads)
    world.shelves.reads.clear()
    world.use_cases.ask(world.press(world.rowan), a_question())
    reads_of_the_index = {"candidates", "child_file"}
    confirmed = [read for read in world.shelves.reads if read in reads_of_the_index]
    assert [read for read in disputed if read in reads_of_the_index] == confirmed


def test_what_the_disputer_recorded_of_that_child_is_taken_back(world: World) -> None:
    reference = answered(world)
    world.use_cases.record.from_answer(world.press(world.sam), reference, particulars())
    world.shelves.watches["w-1"] = a_watch().of(world.sam).build()
    world.shelves.watches["w-2"] = a_watch("w-2").of(world.rowan).build()
    world.not_this_child(world.press(world.sam), reference)
    by_worker = {one.practitioner_id: one.status for one in world.shelves.involvements.values()}
    assert by_worker == {
        "p-rowan": InvolvementStatus.CURRENT,
        "p-sam": InvolvementStatus.ENTERED_IN_ERROR,
    }
    assert list(world.shelves.watches) == ["w-2"]


def test_the_answer_in_dispute_is_good_for_nothing_more(world: World) -> None:
    reference = answered(world)
    world.not_this_child(world.press(world.sam), reference)
    outcome = world.use_cases.record.from_answer(world.press(world.sam), reference, particulars())
    assert isinstance(outcome, Refused)
    assert list(world.shelves.involvements) == ["i-1"]


def test_the_dispute_is_on_the_ledger_of_the_child(world: World) -> None:
    world.not_this_child(world.press(world.sam), answered(world))
    lines = [entry for entry in world.shelves.ledger if entry.act is Act.NOT_THIS_CHILD]
    assert [(line.phase, line.outcome, line.child_id) for line in lines] == [
        (Phase.ATTEMPT, "", ""),
        (Phase.OUTCOME, "disputed", "c-aoife"),
    ]


def test_the_officer_sees_how_often_a_record_was_disputed(world: World) -> None:
    disputed = world.not_this_child(world.press(world.sam), answered(world))
    olga = world.enter(a_practitioner("p-olga").of(world.care).as_role(Role.OFFICER).build())
    shown = world.records.look_up(world.press(olga), disputed.reference)
    assert isinstance(shown, RecordShown)
    [objection] = shown.disputes
    assert (objection.by, objection.asked) == (world.sam.name, a_question().details)


def test_an_answer_of_somebody_else_is_not_disputed(world: World) -> None:
    reference = answered(world)
    outcome = world.not_this_child(world.press(world.rowan), reference)
    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.NOT_YOURS
    assert not world.shelves.disputes


def test_an_answer_that_showed_nobody_is_not_disputed(world: World) -> None:
    nobody = world.use_cases.ask(
        world.press(world.sam),
        a_question(details_of("Zeno", "Vale").born(2014, 1, 9).with_identifiers().build()),
    )
    assert isinstance(nobody, NothingToShow)
    outcome = world.not_this_child(world.press(world.sam), nobody.reference)
    assert isinstance(outcome, Refused)


def test_a_double_click_disputes_once(world: World) -> None:
    reference, press = answered(world), world.press(world.sam)
    world.not_this_child(press, reference)
    assert isinstance(world.not_this_child(press, reference), AlreadyAsked)
    assert len(world.shelves.disputes) == 1


def test_without_the_ledger_nothing_is_disputed(world: World) -> None:
    reference = answered(world)
    with world.shelves.down("ledger"):
        assert isinstance(world.not_this_child(world.press(world.sam), reference), CannotAnswer)
    assert not world.shelves.disputes


BY_NUMBER = replace(details_of().build(), names=(), postcodes=())


def test_by_number_and_birth_date_the_record_is_shown_again_with_a_warning(world: World) -> None:
    by_names = details_of().with_identifiers().build()
    first = world.use_cases.ask(world.press(world.sam), a_question(by_names))
    assert isinstance(first, Confirmed)
    world.not_this_child(world.press(world.sam), first.reference)
    assert isinstance(world.use_cases.ask(world.press(world.sam), a_question(by_names)), Possible)
    shown = world.use_cases.ask(world.press(world.sam), a_question(BY_NUMBER))
    assert isinstance(shown, Confirmed)
    assert shown.disputed
    other = world.use_cases.ask(world.press(world.rowan), a_question(BY_NUMBER))
    assert isinstance(other, Confirmed)
    assert not other.disputed


def test_whoever_was_shown_it_again_may_record(world: World) -> None:
    world.not_this_child(world.press(world.sam), answered(world))
    shown = world.use_cases.ask(world.press(world.sam), a_question(BY_NUMBER))
    outcome = world.use_cases.record.from_answer(world.press(world.sam), shown.reference, particulars())
    assert isinstance(outcome, Recorded)


def test_a_dispute_is_taken_back_by_who_made_it_within_the_sitting(world: World) -> None:
    disputed = world.not_this_child(world.press(world.sam), answered(world))
    assert isinstance(world.not_this_child.take_back(world.press(world.rowan), disputed.reference), Refused)
    assert isinstance(world.not_this_child.take_back(world.press(world.sam), disputed.reference), Recorded)
    shown = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(shown, Confirmed)
    assert not shown.disputed


def test_after_the_sitting_the_officer_takes_it_back(world: World) -> None:
    disputed = world.not_this_child(world.press(world.sam), answered(world))
    world.shelves.now += timedelta(hours=11)
    late = world.not_this_child.take_back(world.press(world.sam), disputed.reference)
    assert isinstance(late, Refused)
    assert late.because is Refusal.ANSWER_EXPIRED
    olga = world.enter(a_practitioner("p-olga").of(world.care).as_role(Role.OFFICER).build())
    assert isinstance(world.use_cases.doubts.clear_disputes(world.press(olga), disputed.reference), Recorded)
    assert isinstance(world.use_cases.ask(world.press(world.sam), a_question()), Confirmed)


def test_nobody_but_the_officer_clears_disputes(world: World) -> None:
    disputed = world.not_this_child(world.press(world.sam), answered(world))
    assert isinstance(
        world.use_cases.doubts.clear_disputes(world.press(world.sam), disputed.reference), Refused
    )
    assert len(world.shelves.disputes) == 1
