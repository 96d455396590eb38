"""A child recorded with a part of its birth date is found by it, and filled in by who knows the day (A13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.birth import PartDate
from fingerpost.domain.child import Child, Details
from fingerpost.domain.outcomes.asking import Confirmed, Possible
from fingerpost.domain.outcomes.recording import ChildShown, MyChildren, Recorded
from fingerpost.domain.retention import retained_until
from tests.builders import details_of
from tests.unit.usecases.world import World, a_question, particulars

AOIFE = replace(details_of().build(), identifiers=())
ABOUT = PartDate(date(2017, 1, 1), "UUE")
IN_PART = replace(AOIFE, birth_date=None, birth_in_part=ABOUT)


@pytest.fixture
def world() -> World:
    return World()


def record(world: World, details: Details) -> Recorded:
    outcome = world.use_cases.record.afresh(world.press(world.rowan), a_question(details), particulars())
    assert isinstance(outcome, Recorded)
    return outcome


def ask(world: World, details: Details) -> object:
    return world.use_cases.ask(world.press(world.sam), a_question(details))


def the_child(world: World) -> Child:
    [child] = world.shelves.children.values()
    return child


@pytest.mark.parametrize(
    "asked", [AOIFE, IN_PART, replace(IN_PART, birth_in_part=PartDate(date(2016, 3, 1), "UAA"))]
)
def test_who_asks_by_name_and_home_is_answered(world: World, asked: Details) -> None:
    record(world, IN_PART)
    assert isinstance(ask(world, asked), Confirmed)


def test_a_year_that_is_anothers_is_not_answered(world: World) -> None:
    record(world, IN_PART)
    assert not isinstance(ask(world, replace(AOIFE, birth_date=date(2012, 3, 27))), Confirmed)


def test_without_the_home_one_more_detail_is_asked_for_whoever_is_there(world: World) -> None:
    asked = replace(IN_PART, postcodes=())
    nobody = ask(world, asked)
    record(world, IN_PART)
    somebody = ask(world, asked)
    assert isinstance(nobody, Possible)
    assert isinstance(somebody, Possible)
    assert replace(nobody, reference="") == replace(somebody, reference="")


def test_who_knows_the_day_fills_it_in_and_takes_it_along(world: World) -> None:
    record(world, IN_PART)
    world.use_cases.record.afresh(world.press(world.sam), a_question(AOIFE), particulars())
    assert the_child(world).details.birth_date == date(2016, 3, 27)
    mine = world.use_cases.mine.page(world.press(world.sam), 1)
    assert isinstance(mine, MyChildren)
    world.use_cases.record.entered_in_error(world.press(world.sam), mine.involvements[0].reference)
    assert (the_child(world).details.birth_date, the_child(world).details.born) == (None, ABOUT)


def test_a_part_never_takes_the_place_of_a_day(world: World) -> None:
    record(world, AOIFE)
    world.use_cases.record.afresh(world.press(world.sam), a_question(IN_PART), particulars())
    assert the_child(world).details.birth_in_part is None


def test_it_is_shown_as_what_it_is(world: World) -> None:
    done = record(world, IN_PART)
    shown = world.use_cases.mine.open(world.press(world.rowan), done.reference)
    assert isinstance(shown, ChildShown)
    assert shown.born == ABOUT
    mine = world.use_cases.mine.page(world.press(world.rowan), 1)
    assert isinstance(mine, MyChildren)
    assert [(one.born, one.born_about) for one in mine.involvements] == [(2017, True)]


def test_such_a_record_stays_until_the_child_is_surely_of_age() -> None:
    today = date(2026, 3, 2)
    assert retained_until(IN_PART, today) == date(2036, 12, 31)
    month = replace(IN_PART, birth_in_part=PartDate(date(2016, 2, 1), "UAA"))
    assert retained_until(month, today) == date(2034, 2, 28)
