"""Whoever tries the values of one detail is slowed, and their supervisor sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.recording import MyChildren
from fingerpost.domain.practitioner import Role
from fingerpost.usecases.asking.repeats import MOST_ALIKE
from tests.builders import a_practitioner, an_involvement, details_of, nhs_number
from tests.unit.usecases.world import World, a_question, particulars

AOIFE = replace(details_of().build(), identifiers=())
TRIED: dict[str, Callable[[int], Details]] = {
    "district": lambda number: replace(AOIFE, postcodes=(f"NB{number + 1}",)),
    "postcode": lambda number: replace(AOIFE, postcodes=(f"NB1 {number + 1}QT",)),
    "earlier postcode": lambda number: replace(AOIFE, postcodes=("NB1 4QT", f"EM{number + 1}")),
    "carer": lambda number: replace(AOIFE, carers=("Sara" + "abcdefgh"[number],)),
    "birth date": lambda number: replace(AOIFE, birth_date=date(2016, 3, number + 1)),
    "family name": lambda number: replace(AOIFE, names=(Name("Aoife", "Byrne" + "abcdefgh"[number]),)),
    "former family name": lambda number: replace(
        AOIFE, names=(*AOIFE.names, Name("Aoife", "Reid" + "abcdefgh"[number]))
    ),
    "another given name": lambda number: replace(
        AOIFE, names=(*AOIFE.names, Name("Eve" + "abcdefgh"[number], "Byrne"))
    ),
    "number": lambda number: replace(details_of().with_nhs_number(nhs_number(number)).build()),
}


@pytest.fixture
def world() -> World:
    world = World()
    world.enter(a_practitioner("p-nora").of(world.school).as_role(Role.SUPERVISOR).build())
    world.enter(replace(world.sam, supervisor_id="p-nora"))
    aoife = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(aoife).build()
    return world


def asks(world: World, details: Details) -> object:
    return world.use_cases.ask(world.press(world.sam), a_question(details))


@pytest.mark.parametrize("what", TRIED)
def test_the_sixth_value_of_one_detail_within_an_hour_is_refused(world: World, what: str) -> None:
    for number in range(MOST_ALIKE):
        assert not isinstance(asks(world, TRIED[what](number)), Refused)
    refused = asks(world, TRIED[what](MOST_ALIKE))
    assert isinstance(refused, Refused)
    assert refused.because is Refusal.TOO_ALIKE
    assert world.shelves.ledger[-1].outcome == "refused:too_alike"


def test_the_same_question_again_and_further_details_are_no_trying(world: World) -> None:
    for _ in range(3 * MOST_ALIKE):
        asks(world, AOIFE)
    for details in (replace(AOIFE, postcodes=()), AOIFE, details_of().build()):
        assert not isinstance(asks(world, details), Refused)


def test_questions_of_many_children_are_no_trying(world: World) -> None:
    for number in range(3 * MOST_ALIKE):
        child = details_of("abcdefghijklmno"[number] * 3).born(2010 + number % 9, 1 + number % 12, 9).build()
        assert not isinstance(asks(world, replace(child, identifiers=())), Refused)


def test_children_of_one_age_asked_for_by_their_numbers_are_no_trying(world: World) -> None:
    for number in range(3 * MOST_ALIKE):
        numbers = (Identifier(IdentifierKind.NHS_NUMBER, nhs_number(number)),)
        assert not isinstance(asks(world, Details(identifiers=numbers, birth_date=AOIFE.birth_date)), Refused)
        assert not isinstance(asks(world, Details(identifiers=numbers)), Refused)


def test_trying_birth_dates_beside_a_number_is(world: World) -> None:
    numbers = details_of().build().identifiers
    last = [asks(world, Details(identifiers=numbers, birth_date=date(2016, 3, day))) for day in range(1, 8)]
    assert isinstance(last[-1], Refused)


def test_an_hour_later_it_is_another_hour(world: World) -> None:
    for number in range(MOST_ALIKE + 1):
        asks(world, TRIED["postcode"](number))
    world.shelves.pass_time(timedelta(hours=1))
    assert not isinstance(asks(world, TRIED["postcode"](7)), Refused)


def test_recording_is_slowed_as_well(world: World) -> None:
    for number in range(MOST_ALIKE + 1):
        outcome = world.use_cases.record.afresh(
            world.press(world.sam), a_question(TRIED["birth date"](number)), particulars()
        )
    assert isinstance(outcome, Refused)


def test_the_supervisor_sees_who_and_when_and_nobody_else_does(world: World) -> None:
    for number in range(MOST_ALIKE + 3):
        asks(world, TRIED["district"](number))
    nora = world.shelves.practitioners["p-nora"]
    seen = world.use_cases.mine.list(world.press(nora))
    assert isinstance(seen, MyChildren)
    assert [(one.name, one.at) for one in seen.slowed] == [("Sam Okafor", world.shelves.now)]
    for other in (world.rowan, world.sam):
        own = world.use_cases.mine.list(world.press(other))
        assert isinstance(own, MyChildren)
        assert own.slowed == ()
