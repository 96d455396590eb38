"""A nil answer means it: a question that tells nobody apart is one more detail, whoever the index holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.outcomes.asking import Confirmed, Detail, Possible
from fingerpost.domain.outcomes.recording import Recorded
from tests.builders import a_child, an_involvement
from tests.unit.usecases.world import World, a_question, particulars

BORN = date(2015, 5, 6)
HELD = Details((Name("Muhammad", "Hussain"),), BORN, ("NB1 4QT",))
WEAK = [("Mohammed", "Hussein"), ("Mohamed", "Husain"), ("محمد", "حسين"), ("Muhammad", "Hussain")]
WORLDS: dict[str, list[Details]] = {
    "absent": [],
    "there": [HELD],
    "twice": [HELD, replace(HELD, postcodes=("NB7 1AA",))],
    "a brother there": [replace(HELD, names=(Name("Yusuf", "Hussain"),))],
}


def world_of(children: list[Details]) -> World:
    world = World()
    for place, details in enumerate(children):
        child = world.knows(a_child(f"c-{place}").of(details).build())
        one = an_involvement(f"i-{place}").of(world.rowan).with_child(child).build()
        world.shelves.involvements[one.id] = one
    return world


def with_hidden_child() -> World:
    """Nobody is involved with the child that is meant, so that it is as good as absent."""
    world = World()
    world.knows(a_child("c-hidden").of(HELD).build())
    return world


def ask(world: World, details: Details) -> Any:  # noqa: ANN401 - any outcome
    return world.use_cases.ask(world.press(world.sam), a_question(details))


@pytest.mark.parametrize("names", WEAK)
def test_a_weak_question_is_answered_the_same_whoever_is_there(names: tuple[str, str]) -> None:
    question = Details((Name(*names),), BORN)
    worlds = [*map(world_of, WORLDS.values()), with_hidden_child()]
    answers = [replace(ask(world, question), reference="") for world in worlds]
    assert isinstance(answers[0], Possible)
    assert answers[0].fits_many
    assert answers[0].wanted is Detail.POSTCODE
    assert answers[0].others == (Detail.IDENTIFIER,)
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize("names", WEAK)
def test_with_the_postcode_the_child_is_found(names: tuple[str, str]) -> None:
    world = world_of([HELD])
    first = ask(world, Details((Name(*names),), BORN))
    added = Details(postcodes=HELD.postcodes)
    assert isinstance(world.use_cases.ask.more(world.press(world.sam), first.reference, added), Confirmed)


def test_a_weak_recording_asks_for_more_before_it_makes_a_second_record() -> None:
    for children in WORLDS.values():
        world = world_of(children)
        before = len(world.shelves.children)
        question = a_question(Details((Name("Mohamed", "Husain"),), BORN))
        outcome = world.use_cases.record.afresh(world.press(world.sam), question, particulars())
        assert isinstance(outcome, Possible)
        assert len(world.shelves.children) == before


def test_it_may_still_be_recorded_as_another_child() -> None:
    world = world_of([])
    question = a_question(Details((Name("Mohamed", "Husain"),), BORN))
    first = world.use_cases.record.afresh(world.press(world.sam), question, particulars())
    again = world.use_cases.record.as_new_child(world.press(world.sam), first.reference, particulars())
    assert isinstance(again, Recorded)


def test_a_newborn_without_a_name_is_never_asked_for_one() -> None:
    world = world_of([replace(HELD, names=(Name("", "Hussain"),))])
    for question in (
        Details((Name("", "Hussain"),), BORN),
        Details((Name("Baby", "Hussain"),), BORN, ("NB1 4QT",)),
    ):
        outcome = ask(world, question)
        assert isinstance(outcome, Possible)
        assert outcome.wanted is not Detail.GIVEN_NAME


def test_a_birth_date_that_is_the_day_of_entry_tells_nobody_apart() -> None:
    world = World()
    today = world.shelves.clock().date()
    details = replace(HELD, names=(Name("", "Quillfeather"),), birth_date=today)
    assert isinstance(ask(world, replace(details, postcodes=())), Possible)
