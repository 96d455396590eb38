"""A child of whom the asker may be shown nothing is answered as an absent one, on every road.

Each question is asked in two worlds that differ in one record. Whatever differs in the answers, in the reads
or in what can be done next would tell that there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fingerpost.domain.child import Child, Details, Name, Sex
from fingerpost.domain.involvement import InvolvementStatus
from fingerpost.domain.outcomes.asking import Confirmed, Many, NothingToShow, Possible
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.shield import Shield, ShieldFlag
from fingerpost.usecases.requests import WatchWish
from tests.builders import a_child, a_practitioner, a_service, a_watch, an_involvement, details_of, nhs_number
from tests.unit.usecases.world import World, a_question, particulars

AOIFE = details_of().build()
NUMBER = AOIFE.identifiers
BROTHER = replace(
    details_of("Cillian", "Byrne").born(2014, 9, 2).build(), identifiers=(), postcodes=AOIFE.postcodes
)

QUESTIONS = {
    "everything": AOIFE,
    "number and date": Details(identifiers=NUMBER, birth_date=AOIFE.birth_date),
    "number alone": Details(identifiers=NUMBER),
    "number, another name and date": Details(
        names=(Name("Tomasz", "Kowalczyk"),), birth_date=date(2011, 9, 9), identifiers=NUMBER
    ),
    "number and the brother's name": Details(names=BROTHER.names, identifiers=NUMBER),
    "details without number": replace(AOIFE, identifiers=()),
    "name and date": Details(names=AOIFE.names, birth_date=AOIFE.birth_date),
    "name and postcode": Details(names=AOIFE.names, postcodes=AOIFE.postcodes),
    "a slip in the date": replace(AOIFE, identifiers=(), birth_date=date(2016, 3, 28)),
    "another postcode": replace(AOIFE, identifiers=(), postcodes=("NB9 9ZZ",)),
    "no given name": replace(AOIFE, identifiers=(), names=(Name("", "Byrne"),)),
    "a sister of the same home": replace(
        AOIFE, identifiers=(), names=(Name("Niamh", "Byrne"),), birth_date=date(2018, 1, 30)
    ),
    "a twin": replace(AOIFE, identifiers=(), names=(Name("Niamh", "Byrne"),), multiple_birth=True),
    "the other sex": replace(AOIFE, identifiers=(), sex=Sex.MALE),
}


def by_sensitive_service(world: World, child: Child) -> None:
    clinic = a_service("clinic").sensitive().build()
    world.shelves.services[clinic.id] = clinic
    worker = world.enter(a_practitioner("p-clinic").of(clinic).build())
    world.shelves.involvements["i-h"] = an_involvement("i-h").of(worker).with_child(child).sensitive().build()


def entered_in_error(world: World, child: Child) -> None:
    wrong = an_involvement("i-h").of(world.rowan).with_child(child).build()
    world.shelves.involvements["i-h"] = replace(wrong, status=InvolvementStatus.ENTERED_IN_ERROR)


def long_ended(world: World, child: Child) -> None:
    past = an_involvement("i-h").of(world.rowan).with_child(child).ended(date(2024, 1, 1)).build()
    world.shelves.involvements["i-h"] = past


def only_watched(world: World, child: Child) -> None:
    world.shelves.watches["w-h"] = a_watch("w-h").of(world.rowan).on(child).build()


def shielded(world: World, child: Child) -> None:
    """Of whom anybody would be shown something, and about whom the officer wants to hear."""
    shield = Shield("FP-SHIEL-DAAAA", ShieldFlag.REFUGE, date(2026, 9, 1), "p-olga")
    world.shelves.children[child.id] = child.under(shield)
    world.shelves.involvements["i-h"] = an_involvement("i-h").of(world.rowan).with_child(child).build()


KEPT_BACK: dict[str, Callable[[World, Child], None]] = {
    each.__name__: each for each in (by_sensitive_service, entered_in_error, long_ended, only_watched)
}
HIDDEN = {**KEPT_BACK, shielded.__name__: shielded}


def absent(*, with_brother: bool) -> World:
    world = World()
    if with_brother:
        brother = world.knows(a_child("c-brother").of(BROTHER).build())
        world.shelves.involvements["i-b"] = an_involvement("i-b").of(world.rowan).with_child(brother).build()
    return world


def hidden(how: Callable[[World, Child], None], *, with_brother: bool) -> World:
    world = absent(with_brother=with_brother)
    how(world, world.knows(a_child("c-hidden").of(AOIFE).build()))
    return world


Outcome = Any  # of any road: they are compared whole


def ask(world: World, asked: Details) -> Outcome:
    return world.use_cases.ask(world.press(world.sam), a_question(asked))


def ask_and_once_more(world: World, asked: Details) -> Outcome:
    first = ask(world, asked)
    if not isinstance(first, Possible | Many):
        return first
    added = Details(birth_date=AOIFE.birth_date, postcodes=AOIFE.postcodes, sex=AOIFE.sex)
    return world.use_cases.ask.more(world.press(world.sam), first.reference, added)


def record(world: World, asked: Details) -> Outcome:
    return world.use_cases.record.afresh(world.press(world.sam), a_question(asked), particulars())


def record_from_answer(world: World, asked: Details) -> Outcome:
    first = ask(world, asked)
    return world.use_cases.record.from_answer(world.press(world.sam), first.reference, particulars())


def record_another(world: World, asked: Details) -> Outcome:
    first = ask(world, asked)
    return world.use_cases.record.as_new_child(world.press(world.sam), first.reference, particulars())


def watch(world: World, asked: Details) -> Outcome:
    first = ask(world, asked)
    wish = WatchWish("safeguarding", world.shelves.clock().date() + timedelta(days=30))
    return world.use_cases.watch.from_answer(world.press(world.sam), first.reference, wish)


def not_this_child(world: World, asked: Details) -> Outcome:
    first = ask(world, asked)
    return world.not_this_child(world.press(world.sam), first.reference)


ROADS = (ask, ask_and_once_more, record, record_from_answer, record_another, watch, not_this_child)


def without_reference(outcome: Outcome) -> Outcome:
    return replace(outcome, reference="")


def index_reads(world: World) -> list[str]:
    return [read for read in world.shelves.reads if read in ("candidates", "child_file", "held_by")]


@pytest.mark.parametrize("with_brother", [False, True], ids=["alone", "with a brother who may be shown"])
@pytest.mark.parametrize("how", HIDDEN)
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_hidden_child_is_answered_as_an_absent_one(
    question: str, road: Callable[[World, Details], Outcome], how: str, with_brother: bool
) -> None:
    without, with_it = absent(with_brother=with_brother), hidden(HIDDEN[how], with_brother=with_brother)
    met, expected = road(with_it, QUESTIONS[question]), road(without, QUESTIONS[question])
    assert without_reference(met) == without_reference(expected)
    assert index_reads(with_it) == index_reads(without)


@pytest.mark.parametrize("how", KEPT_BACK)
def test_whoever_records_is_told_nothing_and_the_child_gets_no_second_record(how: str) -> None:
    world = hidden(HIDDEN[how], with_brother=False)
    assert isinstance(record(world, AOIFE), Recorded)
    assert list(world.shelves.children) == ["c-hidden"]


def test_a_brother_is_not_shown_for_the_hidden_child_that_is_meant() -> None:
    """Without the hidden one he would be the only one left; his services are still not hers."""
    world = World()
    twins = {
        "c-hidden": AOIFE,
        "c-brother": replace(AOIFE, names=(Name("Aoife Rose", "Byrne"),), identifiers=()),
    }
    for child_id, details in twins.items():
        world.knows(a_child(child_id).of(details).build())
    by_sensitive_service(world, world.shelves.children["c-hidden"])
    shown = an_involvement("i-b").of(world.rowan).with_child(world.shelves.children["c-brother"]).build()
    world.shelves.involvements["i-b"] = shown
    assert not isinstance(ask(world, AOIFE), Confirmed)


def test_the_ledger_names_the_hidden_child_and_says_that_something_was_kept_back() -> None:
    world = hidden(by_sensitive_service, with_brother=False)
    assert isinstance(ask(world, AOIFE), NothingToShow)
    line = world.shelves.ledger[-1]
    assert line.child_id == "c-hidden"
    assert "kept_back:1" in line.rules
    assert nhs_number(0) not in repr(line)


@pytest.mark.parametrize(("road", "seconds"), [(ask, 0.15), (record, 0.4)], ids=["ask", "record"])
def test_an_act_on_a_childs_details_takes_as_long_whoever_is_meant(
    road: Callable[[World, Details], Outcome], seconds: float
) -> None:
    world = hidden(by_sensitive_service, with_brother=False)
    for asked in (AOIFE, BROTHER, Details(identifiers=NUMBER)):
        road(world, asked)
    assert world.timer.held_until == [pytest.approx(world.timer.now + seconds)] * 3
