"""Numbers that stand for "not known" are no evidence: not in questions, not in records, on no road."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.identifiers import Identifier, IdentifierKind, nhs_number_is_valid
from fingerpost.domain.outcomes.asking import Confirmed
from fingerpost.matching.tokens import identifier_keys, index_keys
from fingerpost.surfaces.typed import read_identifier, read_own_number
from tests.builders import a_child, an_involvement, nhs_number
from tests.unit.usecases.world import World, a_question

EQUAL = [digit * 10 for digit in "0123456789"]
RUNS = ["0123456789", "1234567890", "9876543210"]
LOCAL = ["0", "000", "9999", "TBC", "n/a", "Not known", "XXX", "1234567890", "none"]
PLACEHOLDERS = [
    *(Identifier(IdentifierKind.NHS_NUMBER, value) for value in (*EQUAL, *RUNS, "999 999 9999")),
    *(Identifier(IdentifierKind.UPN, f"A{digit * 11}0") for digit in "0"),
    *(Identifier(IdentifierKind.LOCAL, value, "northbrook-care") for value in LOCAL),
]
REAL = [
    Identifier(IdentifierKind.NHS_NUMBER, nhs_number(0)),
    Identifier(IdentifierKind.NHS_NUMBER, "9990000018"),
    Identifier(IdentifierKind.UPN, "A123456789012"),
    *(Identifier(IdentifierKind.LOCAL, value) for value in ("7", "11", "A-1", "SCH-0042", "123456")),
]


def test_ten_equal_digits_pass_the_check_digit() -> None:
    """Why a list is needed at all: the modulus does not find them."""
    assert {value for value in EQUAL if nhs_number_is_valid(value)} == set(EQUAL)


@pytest.mark.parametrize("number", PLACEHOLDERS, ids=lambda one: f"{one.kind}-{one.value}")
def test_a_placeholder_leads_to_no_child(number: Identifier) -> None:
    assert number.stands_for_many
    assert identifier_keys(Details(identifiers=(number,))) == ()
    assert index_keys(Details(identifiers=(number,))) == ()


@pytest.mark.parametrize("number", REAL, ids=lambda one: f"{one.kind}-{one.value}")
def test_a_real_number_does(number: Identifier) -> None:
    assert not number.stands_for_many
    assert len(identifier_keys(Details(identifiers=(number,)))) == 1


@pytest.mark.parametrize("number", PLACEHOLDERS, ids=lambda one: f"{one.kind}-{one.value}")
def test_nobody_is_confirmed_by_a_placeholder(number: Identifier) -> None:
    """A stranger's record with the same placeholder, and nothing else that agrees."""
    world = World()
    held = Details((Name("Aoife", "Byrne"),), date(2016, 3, 27), identifiers=(number,))
    child = world.knows(a_child().of(held).build())
    one = an_involvement().of(world.sam).with_child(child).build()
    world.shelves.involvements[one.id] = one
    asked = Details((Name("Thaddeus", "Quill"),), date(2014, 11, 9), identifiers=(number,))
    for details in (asked, replace(asked, names=(), birth_date=None)):
        outcome = world.use_cases.ask(world.press(world.rowan), a_question(details))
        assert not isinstance(outcome, Confirmed)


@pytest.mark.parametrize("text", [*EQUAL, "999 999 9999"])
def test_a_typed_placeholder_is_refused_in_words_of_its_own(text: str) -> None:
    with pytest.raises(InvalidField) as refused:
        read_identifier("identifier", text)
    assert refused.value.problem == Problem.STANDS_FOR_MANY


def test_a_services_own_placeholder_is_refused_as_well() -> None:
    with pytest.raises(InvalidField) as refused:
        read_own_number("own_number", "0000")
    assert refused.value.problem == Problem.STANDS_FOR_MANY
