"""One more detail end to end, unborn children, and a service's own numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.asking import Confirmed, Detail, Many, NothingToShow, Outcome, Possible
from fingerpost.domain.outcomes.recording import ChildShown, Recorded
from fingerpost.domain.practitioner import Practitioner, Role
from tests.builders import a_child, a_practitioner, an_involvement, details_of, nhs_number
from tests.unit.usecases.world import World, a_question, particulars


@pytest.fixture
def world() -> World:
    """Rowan works with Aoife."""
    world = World()
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    return world


def asked(world: World, who: Practitioner, details: Details) -> Outcome:
    return world.use_cases.ask(world.press(who), a_question(details))


def without(**gone: Any) -> Details:  # noqa: ANN401 - any field
    return replace(details_of().build(), identifiers=(), **gone)


# ------------------------------------------------------------------ one more detail


def test_the_detail_that_was_asked_for_settles_it(world: World) -> None:
    first = asked(world, world.sam, without(birth_date=None, sex=None))
    assert isinstance(first, Possible)
    assert first.wanted is Detail.BIRTH_DATE
    settled = world.use_cases.ask.more(
        world.press(world.sam), first.reference, Details(birth_date=date(2016, 3, 27))
    )
    assert isinstance(settled, Confirmed)


def test_what_is_asked_for_is_what_tells_the_candidates_apart(world: World) -> None:
    cousin = details_of().with_nhs_number(nhs_number(4)).born(2017, 8, 9).build()
    world.knows(a_child("c-cousin").of(cousin).build())
    outcome = asked(world, world.sam, without(birth_date=None))
    assert isinstance(outcome, Possible | Many)
    assert outcome.wanted is Detail.BIRTH_DATE


def test_after_two_rounds_the_officer_is_to_be_rung_and_no_third_is_taken(world: World) -> None:
    outcome = asked(world, world.sam, without(birth_date=None, sex=None))
    for left in (1, 0):
        assert isinstance(outcome, Possible | Many)
        unhelpful = Details(names=(Name("", ""), Name("", "Quayle")))
        outcome = world.use_cases.ask.more(world.press(world.sam), outcome.reference, unhelpful)
        assert getattr(outcome, "rounds_left", None) == left
    assert isinstance(outcome, Possible | Many)
    assert outcome.area.officer_telephone
    third = world.use_cases.ask.more(
        world.press(world.sam), outcome.reference, Details(birth_date=date(2016, 3, 27))
    )
    assert isinstance(third, Refused)
    assert third.because is Refusal.NO_ROUNDS_LEFT


def test_the_ledger_holds_every_round_with_what_was_asked_then(world: World) -> None:
    first = asked(world, world.sam, without(birth_date=None, sex=None))
    born = Details(birth_date=date(2016, 3, 27))
    world.use_cases.ask.more(world.press(world.sam), first.reference, born)
    attempts = [entry.details for entry in world.shelves.ledger if entry.details]
    assert [details.birth_date for details in attempts] == [None, date(2016, 3, 27)]


# ------------------------------------------------------------------ unborn


def an_unborn_child(expected: date = date(2026, 8, 1)) -> Details:
    mother = details_of("Roisin", "Byrne").born(1996, 4, 1).with_nhs_number(nhs_number(6))
    return replace(mother.build(), expected=expected)


def test_an_unborn_child_is_recorded_and_found_by_its_mothers_details(world: World) -> None:
    world.use_cases.record.afresh(world.press(world.rowan), a_question(an_unborn_child()), particulars())
    rough = replace(an_unborn_child(date(2026, 8, 12)), identifiers=())
    outcome = asked(world, world.sam, rough)
    assert isinstance(outcome, Confirmed)
    assert [shown.worker_name for shown in outcome.services] == ["Rowan Ashdown"]


def test_another_pregnancy_is_not_shown_for_this_one(world: World) -> None:
    world.use_cases.record.afresh(world.press(world.rowan), a_question(an_unborn_child()), particulars())
    earlier = replace(an_unborn_child(date(2026, 3, 1)), identifiers=())
    assert not isinstance(asked(world, world.sam, earlier), Confirmed)


def test_the_mother_herself_and_her_unborn_child_are_never_met_by_each_others_details(world: World) -> None:
    unborn = an_unborn_child()
    as_a_child = replace(unborn, expected=None)
    world.use_cases.record.afresh(world.press(world.rowan), a_question(unborn), particulars())
    assert isinstance(asked(world, world.sam, as_a_child), NothingToShow)
    world.use_cases.record.afresh(world.press(world.sam), a_question(as_a_child), particulars())
    outcome = asked(world, world.rowan, unborn)
    assert isinstance(outcome, Confirmed)
    assert [shown.worker_name for shown in outcome.services] == ["Rowan Ashdown"]


def test_an_unborn_childs_record_stays_for_a_year_after_the_day_it_is_expected(world: World) -> None:
    world.use_cases.record.afresh(world.press(world.rowan), a_question(an_unborn_child()), particulars())
    [unborn] = [child for child in world.shelves.children.values() if child.details.is_unborn]
    assert unborn.retain_until == date(2027, 8, 1)


def test_ones_own_unborn_child_is_shown_as_that(world: World) -> None:
    done = world.use_cases.record.afresh(
        world.press(world.rowan), a_question(an_unborn_child()), particulars()
    )
    shown = world.use_cases.mine.open(world.press(world.rowan), done.reference)
    assert isinstance(shown, ChildShown)
    assert shown.expected == date(2026, 8, 1)


def test_the_officer_joins_the_born_child_to_its_time_before_birth(world: World) -> None:
    before = world.use_cases.record.afresh(
        world.press(world.rowan), a_question(an_unborn_child()), particulars("Midwife")
    )
    born = details_of("Fionn", "Byrne").born(2026, 8, 3).with_identifiers().build()
    after = world.use_cases.record.afresh(world.press(world.sam), a_question(born), particulars("Visitor"))
    olga = world.enter(a_practitioner("p-olga").of(world.care).as_role(Role.OFFICER).build())
    joined = world.records.merge(world.press(olga), after.reference, before.reference)
    assert isinstance(joined, Recorded)
    outcome = asked(world, world.rowan, born)
    assert isinstance(outcome, Confirmed)
    assert {shown.role for shown in outcome.services} == {"Midwife", "Visitor"}
    assert isinstance(asked(world, world.sam, an_unborn_child()), NothingToShow)


# ------------------------------------------------------------------ a service's own numbers


def with_own_number(details: Details, number: str = "SCH-0042") -> Details:
    return replace(details, identifiers=(Identifier(IdentifierKind.LOCAL, number),))


def test_a_services_own_number_is_the_asking_services(world: World) -> None:
    world.use_cases.record.afresh(
        world.press(world.sam), a_question(with_own_number(without())), particulars()
    )
    [child] = world.shelves.children.values()
    own = [one for one in child.details.identifiers if one.kind is IdentifierKind.LOCAL]
    assert [one.issuer for one in own] == ["northbrook-school"]


def test_a_colleague_finds_the_child_by_it_though_the_rest_is_poor(world: World) -> None:
    world.use_cases.record.afresh(
        world.press(world.sam), a_question(with_own_number(without())), particulars()
    )
    colleague = world.enter(a_practitioner("p-nell").of(world.school).build())
    poor = replace(with_own_number(without()), postcodes=(), sex=None, names=(Name("Aoife", "Moriarty"),))
    assert isinstance(asked(world, colleague, poor), Confirmed)


def test_the_same_number_of_another_service_is_another_number(world: World) -> None:
    world.use_cases.record.afresh(
        world.press(world.sam), a_question(with_own_number(without())), particulars()
    )
    number = Details(
        identifiers=(Identifier(IdentifierKind.LOCAL, "SCH-0042"),), birth_date=date(2016, 3, 27)
    )
    assert isinstance(asked(world, world.rowan, number), NothingToShow)
