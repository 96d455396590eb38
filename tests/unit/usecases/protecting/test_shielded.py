"""Shielded and absent stay alike however long somebody goes on, and whoever meant the child is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from fingerpost.domain.child import Child, Details, Name
from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.asking import Confirmed, NothingToShow, Possible
from fingerpost.domain.outcomes.recording import ChildShown, Recorded
from fingerpost.domain.shield import Shield, ShieldFlag
from fingerpost.usecases.requests import WatchWish
from tests.builders import a_child, a_practitioner, a_service, a_watch, an_involvement, details_of
from tests.fakes import FakeCircles
from tests.unit.usecases.asking.test_hidden_and_absent import index_reads
from tests.unit.usecases.world import World, a_question, particulars

AOIFE = details_of().build()
SLIP = replace(AOIFE, identifiers=(), birth_date=date(2016, 3, 28))
NO_NUMBER = replace(AOIFE, identifiers=())
ELSEWHERE = replace(AOIFE, postcodes=("NB9 9ZZ",))
NUMBER_ALONE = Details(identifiers=AOIFE.identifiers)
SHIELD = Shield("FP-SHIEL-DAAAA", ShieldFlag.REFUGE, date(2026, 9, 1), "p-olga")

Step = Callable[[World], Any]


class Town(World):
    """Two strangers to the child: Sam, a teacher, and Tess, a health visitor."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.tess = self.enter(a_practitioner("p-tess").named("Tess Lane").of(self.care).build())


def shield(world: World, child: Child) -> None:
    world.shelves.children[child.id] = world.shelves.children[child.id].under(SHIELD)


def shielded_town() -> Town:
    town = Town()
    child = town.knows(a_child("c-hidden").of(AOIFE).build())
    town.shelves.involvements["i-r"] = an_involvement("i-r").of(town.rowan).with_child(child).build()
    town.shelves.watches["w-r"] = a_watch("w-r").of(town.rowan).on(child).build()
    shield(town, child)
    return town


def ask(who: str, details: Details) -> Step:
    return lambda town: town.use_cases.ask(town.press(getattr(town, who)), a_question(details))


def record(who: str, details: Details) -> Step:
    return lambda town: town.use_cases.record.afresh(
        town.press(getattr(town, who)), a_question(details), particulars()
    )


def another(who: str, details: Details) -> Step:
    def step(town: World) -> Any:  # noqa: ANN401 - outcomes of any road
        answer: Any = ask(who, details)(town)
        return town.use_cases.record.as_new_child(
            town.press(getattr(town, who)), answer.reference, particulars()
        )

    return step


def watch(who: str, details: Details) -> Step:
    def step(town: World) -> Any:  # noqa: ANN401 - outcomes of any road
        answer = ask(who, details)(town)
        wish = WatchWish("safeguarding", town.shelves.clock().date() + timedelta(days=30))
        return town.use_cases.watch.from_answer(town.press(getattr(town, who)), answer.reference, wish)

    return step


def mine(who: str) -> Step:
    return lambda town: town.use_cases.mine.list(town.press(getattr(town, who)))


def open_each(who: str) -> Step:
    def step(town: World) -> Any:  # noqa: ANN401 - outcomes of any road
        listed: Any = town.use_cases.mine.list(town.press(getattr(town, who)))
        held = (*listed.involvements, *listed.watches)
        return [town.use_cases.mine.open(town.press(getattr(town, who)), one.reference) for one in held]

    return step


FIRST = {
    "records": record("sam", AOIFE),
    "records with a slip": record("sam", SLIP),
    "records without the number": record("sam", NO_NUMBER),
    "records another home": record("sam", ELSEWHERE),
    "watches": watch("sam", AOIFE),
    "says it is another": another("sam", AOIFE),
}
THEN = {
    "the same asks again": ask("sam", AOIFE),
    "the same asks with a slip": ask("sam", SLIP),
    "the same asks by number alone": ask("sam", NUMBER_ALONE),
    "somebody else asks": ask("tess", AOIFE),
    "somebody else asks without the number": ask("tess", NO_NUMBER),
    "somebody else asks from another home": ask("tess", ELSEWHERE),
    "somebody else records": record("tess", AOIFE),
    "somebody else watches": watch("tess", AOIFE),
    "the same records again": record("sam", AOIFE),
}


@pytest.mark.parametrize(("first", "then"), list(product(FIRST, THEN)))
def test_what_follows_is_as_it_is_for_an_absent_child(first: str, then: str) -> None:
    absent, with_it = Town(), shielded_town()
    for step in (
        FIRST[first],
        THEN[then],
        mine("sam"),
        open_each("sam"),
        open_each("tess"),
        ask("sam", AOIFE),
    ):
        assert step(with_it) == step(absent)
        assert index_reads(with_it) == index_reads(absent)


@pytest.mark.parametrize(("first", "then"), list(product(FIRST, THEN)))
def test_nobody_new_is_around_the_shielded_child_and_the_rest_is_around_the_double(
    first: str, then: str
) -> None:
    """So no notice of what strangers do reaches its workers, nor one of what its workers do a stranger."""
    absent, with_it = Town(), shielded_town()
    for town in (absent, with_it):
        FIRST[first](town)
        THEN[then](town)
    around = FakeCircles(with_it.shelves).around("c-hidden")
    assert {one.practitioner_id for one in around.involvements} == {"p-rowan"}
    assert {one.practitioner_id for one in around.watches} == {"p-rowan"}
    others = {key: one for key, one in with_it.shelves.involvements.items() if key != "i-r"}
    assert others == absent.shelves.involvements


def test_its_own_worker_sees_their_own_involvement_and_no_other() -> None:
    town = shielded_town()
    child = town.shelves.children["c-hidden"]
    town.shelves.involvements["i-t"] = an_involvement("i-t").of(town.tess).with_child(child).build()
    answer = ask("rowan", AOIFE)(town)
    assert isinstance(answer, Confirmed)
    assert [one.is_asker for one in answer.services] == [True]
    own = town.shelves.involvements["i-r"]
    opened = town.use_cases.mine.open(town.press(town.rowan), own.reference)
    assert isinstance(opened, ChildShown)
    assert [one.is_asker for one in opened.services] == [True]


def test_an_answer_from_before_the_shield_is_no_way_to_the_child() -> None:
    town = Town()
    child = town.knows(a_child("c-hidden").of(AOIFE).build())
    town.shelves.involvements["i-r"] = an_involvement("i-r").of(town.rowan).with_child(child).build()
    answer = ask("sam", AOIFE)(town)
    assert isinstance(answer, Confirmed)
    shield(town, child)
    again = town.use_cases.record.from_answer(town.press(town.sam), answer.reference, particulars())
    assert isinstance(again, Refused)


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (ask("sam", AOIFE), NothingToShow),
        (ask("sam", NUMBER_ALONE), Possible),
        (record("sam", AOIFE), Recorded),
        (watch("sam", AOIFE), Recorded),
        (record("sam", NUMBER_ALONE), Possible),
    ],
)
def test_whoever_meant_the_child_is_written_down_for_its_officer(step: Step, outcome: type) -> None:
    town = shielded_town()
    answer = step(town)
    assert isinstance(answer, outcome)
    looks = list(town.shelves.looks.values())
    assert {(one.practitioner_id, one.child_id, one.about) for one in looks} == {
        ("p-sam", "c-hidden", SHIELD.reference)
    }


def test_nobody_is_written_down_who_meant_another_child() -> None:
    town = shielded_town()
    brother = replace(details_of("Cillian", "Byrne").born(2014, 9, 2).build(), identifiers=())
    child = town.knows(a_child("c-brother").of(replace(brother, postcodes=AOIFE.postcodes)).build())
    town.shelves.involvements["i-b"] = an_involvement("i-b").of(town.rowan).with_child(child).build()
    assert isinstance(ask("sam", child.details)(town), Confirmed)
    ask("sam", replace(brother, names=(Name("Tomasz", "Kowalczyk"),)))(town)
    assert town.shelves.looks == {}


def test_a_double_is_looked_at_as_the_child_is() -> None:
    town = shielded_town()
    record("sam", AOIFE)(town)
    town.shelves.looks.clear()
    assert isinstance(ask("tess", AOIFE)(town), Confirmed)
    assert {one.practitioner_id for one in town.shelves.looks.values()} == {"p-tess"}


def test_the_attempt_pressed_twice_is_answered_twice_alike() -> None:
    town = shielded_town()
    request, question = town.press(town.sam), a_question(AOIFE)
    first, again = town.use_cases.ask(request, question), town.use_cases.ask(request, question)
    assert first == again


def test_a_child_that_a_refuge_records_is_shielded_at_once_and_its_officer_hears_of_it() -> None:
    town = Town()
    refuge = replace(a_service("refuge").build(), shields=ShieldFlag.REFUGE)
    town.shelves.services[refuge.id] = refuge
    worker = town.enter(a_practitioner("p-refuge").of(refuge).build())
    request = town.press(worker)
    assert isinstance(town.use_cases.record.afresh(request, a_question(AOIFE), particulars()), Recorded)
    (child,) = town.shelves.children.values()
    assert child.shield
    assert child.shield.flag is ShieldFlag.REFUGE
    assert child.shield.review_due > town.shelves.clock().date()
    assert town.shelves.pointers[child.shield.reference] == child.id
    assert isinstance(ask("sam", AOIFE)(town), NothingToShow)
    assert [one.practitioner_id for one in town.shelves.looks.values()] == ["p-refuge", "p-sam"]


@pytest.mark.parametrize("typed", [AOIFE, ELSEWHERE], ids=["nothing new", "another home"])
def test_a_known_child_that_a_refuge_records_is_shielded_from_those_who_found_it(typed: Details) -> None:
    town = Town()
    child = town.knows(a_child("c-hidden").of(AOIFE).build())
    town.shelves.involvements["i-r"] = an_involvement("i-r").of(town.rowan).with_child(child).build()
    refuge = replace(a_service("refuge").build(), shields=ShieldFlag.REFUGE)
    town.shelves.services[refuge.id] = refuge
    worker = town.enter(a_practitioner("p-refuge").of(refuge).build())
    assert isinstance(ask("sam", AOIFE)(town), Confirmed)
    town.use_cases.record.afresh(town.press(worker), a_question(typed), particulars())
    assert town.shelves.children["c-hidden"].shield
    assert isinstance(ask("sam", AOIFE)(town), NothingToShow)
