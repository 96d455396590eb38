"""A list asked in one go: every row is an ask like any other, on the ledger by itself (A10)."""

from __future__ import annotations

from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.asking import Confirmed, NothingToShow
from fingerpost.domain.shield import Shield, ShieldFlag
from fingerpost.usecases.requests import Question
from tests.builders import a_practitioner, an_involvement, details_of
from tests.unit.usecases.world import World, a_question

THADDEUS = (
    details_of("Thaddeus", "Quillfeather").born(2014, 11, 9).living_at("NB7 7ZZ").with_identifiers().build()
)


def world() -> World:
    """Rowan works with Aoife; Sam asks."""
    world = World()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(world.aoife()).build()
    return world


def both() -> list[Question]:
    return [a_question(details_of().build()), a_question(THADDEUS)]


def test_each_row_is_answered_in_its_place() -> None:
    one = world()
    outcomes = one.use_cases.ask_list(one.press(one.sam), both())
    assert [type(each) for each in outcomes] == [Confirmed, NothingToShow]
    assert len({each.reference for each in outcomes}) == 2


def test_each_row_has_an_attempt_and_an_outcome_of_its_own() -> None:
    one = world()
    outcomes = one.use_cases.ask_list(one.press(one.sam), both())
    lines = [(line.reference, line.phase, line.outcome) for line in one.shelves.ledger]
    first, second = (each.reference for each in outcomes)
    assert lines == [
        (first, "attempt", ""),
        (first, "outcome", "confirmed"),
        (second, "attempt", ""),
        (second, "outcome", "nothing"),
    ]


def test_sent_again_it_is_answered_as_it_was() -> None:
    one = world()
    press = one.press(one.sam)
    first, again = (one.use_cases.ask_list(press, both()) for _ in range(2))
    assert [each.reference for each in first] == [each.reference for each in again]


def test_a_shielded_child_is_an_absent_one_in_a_list() -> None:
    one = world()
    child = one.shelves.children["c-aoife"]
    shield = Shield("FP-SHIEL-DAAAA", ShieldFlag.OTHER, one.shelves.now.date(), "p-olga")
    one.shelves.children[child.id] = child.under(shield)
    outcomes = one.use_cases.ask_list(one.press(one.sam), both())
    assert [type(each) for each in outcomes] == [NothingToShow, NothingToShow]


def test_whoever_may_not_ask_is_refused_row_by_row_and_nothing_is_read() -> None:
    one = world()
    gone = one.enter(a_practitioner("p-gone").suspended().build())
    before = list(one.shelves.reads)
    outcomes = one.use_cases.ask_list(one.press(gone), both())
    assert all(isinstance(each, Refused) for each in outcomes)
    assert "candidates" not in one.shelves.reads[len(before) :]
