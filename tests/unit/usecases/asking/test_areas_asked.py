"""Areas asked about: one's own by default, others by choice, and what an answer rests on in each (A15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fingerpost.domain.outcomes.asking import AskedBefore, Confirmed, NothingToShow, Possible
from tests.builders import a_service, an_area, an_involvement, details_of
from tests.unit.usecases.world import World, a_question

FED = datetime(2026, 2, 27, 9, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    """Besides Northbrook there are Eastmere, which tells daily, and Bath and Wells, of which nobody tells."""
    world = World()
    for area_id, name in (("eastmere", "Eastmere"), ("bath", "Bath and Wells")):
        world.shelves.areas[area_id] = an_area(area_id, name)
    care = a_service("eastmere-care").named("Eastmere care").in_area(world.shelves.areas["eastmere"])
    world.shelves.services["eastmere-care"] = care.fed(FED).build()
    return world


def ask(world: World, *areas: str) -> NothingToShow:
    answer = world.use_cases.ask(world.press(world.sam), replace(a_question(), also_lived_in=areas))
    assert isinstance(answer, NothingToShow)
    return answer


def test_by_default_ones_own_area_alone_is_asked_about(world: World) -> None:
    answer = ask(world)
    assert answer.coverage.area_name == "Northbrook"
    assert answer.elsewhere.coverages == ()


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        (("Eastmere",), ["Eastmere"]),
        (("eastmere", "EASTMERE"), ["Eastmere"]),
        (("east",), ["Eastmere"]),
        (("Eastmere and Bath",), ["Eastmere", "Bath and Wells"]),
        (("Bath and Wells",), ["Bath and Wells"]),
        (("Northbrook", "Eastmere"), ["Eastmere"]),
    ],
)
def test_each_area_named_is_stated(world: World, typed: tuple[str, ...], areas: list[str]) -> None:
    answer = ask(world, *typed)
    assert [one.area_name for one in answer.elsewhere.coverages] == areas
    assert answer.elsewhere.unknown == ()


def test_how_fresh_each_is_stands_beside_it(world: World) -> None:
    eastmere, bath = ask(world, "Eastmere", "Bath and Wells").elsewhere.coverages
    assert [(one.service_name, one.last_fed) for one in eastmere.feeds] == [("Eastmere care", FED)]
    assert bath.feeds == ()


def test_a_name_that_no_area_has_is_said_to_be_none(world: World) -> None:
    answer = ask(world, "Eastmere", "Atlantis")
    assert answer.elsewhere.unknown == ("Atlantis",)
    assert [one.area_name for one in answer.elsewhere.coverages] == ["Eastmere"]


def test_an_answer_with_services_states_it_too(world: World) -> None:
    one = an_involvement("i-1").of(world.rowan).with_child(world.aoife()).build()
    world.shelves.involvements[one.id] = one
    question = replace(a_question(), also_lived_in=("Eastmere",))
    answer = world.use_cases.ask(world.press(world.sam), question)
    assert isinstance(answer, Confirmed)
    assert [each.area_name for each in answer.elsewhere.coverages] == ["Eastmere"]


def test_the_areas_change_neither_the_outcome_nor_what_is_read_of_children(world: World) -> None:
    def reads(*areas: str) -> list[str]:
        before = len(world.shelves.reads)
        ask(world, *areas)
        return [one for one in world.shelves.reads[before:] if one in ("candidates", "child_file")]

    assert reads() == reads("Eastmere", "Bath and Wells")


def test_they_go_along_with_one_more_detail_and_back_to_the_form(world: World) -> None:
    weak = replace(details_of().build(), identifiers=(), postcodes=(), birth_date=None)
    question = replace(a_question(weak), also_lived_in=("Eastmere",))
    first = world.use_cases.ask(world.press(world.sam), question)
    assert isinstance(first, Possible | NothingToShow)
    back = world.use_cases.ask.bring_back(world.press(world.sam), first.reference)
    assert isinstance(back, AskedBefore)
    assert back.question.also_lived_in == ("Eastmere",)
