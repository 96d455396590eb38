"""Keys: what a child is indexed under and what a question reads."""

from __future__ import annotations

from datetime import date

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.matching.tokens import (
    MAX_READS,
    MAX_ROWS,
    first_stage,
    identifier_keys,
    index_keys,
    second_stage,
)

_BORN = date(2012, 3, 4)


def _details(given: str, family: str, born: date | None = _BORN, *postcodes: str) -> Details:
    return Details(names=(Name(given, family),), birth_date=born, postcodes=postcodes)


def _met(asked: Details, held: Details) -> bool:
    return bool({*first_stage(asked), *second_stage(asked)} & set(index_keys(held)))


@pytest.mark.parametrize(
    ("given", "family", "born", "postcode"),
    [
        ("Elizabeth", "Hartley", date(2012, 4, 3), "ZZ1 9QQ"),  # day and month swapped, moved
        ("Hartley", "Elizabeth", date(2012, 3, 4), "ZZ1 9QQ"),  # names swapped, moved
        ("Beth", "Hartly", date(2012, 3, 14), "ZZ1 9QQ"),  # diminutive, misspelt, day wrong, moved
        ("Elizabeth", "Okafor", date(2012, 3, 4), "ZZ1 9QQ"),  # new family name, moved
        ("Zoe", "Okafor", date(2012, 9, 9), "LS1 4AB"),  # both names wrong, day and month wrong
        ("Elizabeth", "Okafor", date(2001, 9, 9), "ls14ab"),  # birth date and family name wrong
    ],
)
def test_a_question_with_mistakes_meets_the_child(given: str, family: str, born: date, postcode: str) -> None:
    held = _details("Elizabeth", "Hartley", _BORN, "LS1 4AB")
    assert _met(_details(given, family, born, postcode), held)


def test_a_former_name_and_an_earlier_postcode_are_indexed() -> None:
    held = Details(
        names=(Name("Ana", "Nowak-Reid"), Name("Ana", "Kowalska")),
        birth_date=_BORN,
        postcodes=("LS1 4AB", "M4 5JD"),
    )
    assert _met(_details("Xenia", "Kowalska", _BORN), held)
    assert _met(_details("Xenia", "Reid", _BORN), held)
    assert _met(_details("Xenia", "Zhou", date(2012, 12, 31), "M4 5JD"), held)


@pytest.mark.parametrize(
    "details",
    [
        Details(),
        _details("", ""),
        _details("!!!", "—"),
        _details("", "Kowalska"),
        _details("Madonna", "", None),
        _details("王小明", "王"),
        _details("محمد", "حسين", _BORN, "LS1 4AB"),
        _details("x" * 200, "y" * 200, _BORN, "LS1 4AB"),
        _details("🙂\u200f", "\u202e", _BORN, "??"),
        _details(
            "Mary-Jane Ann Lou Sue", "Smith-Jones-Brown-White", _BORN, *(f"LS{n} 4AB" for n in range(1, 9))
        ),
    ],
)
def test_any_details_give_bounded_keys(details: Details) -> None:
    first, second, rows = first_stage(details), second_stage(details), index_keys(details)
    assert len(first) + len(second) <= MAX_READS
    assert len(rows) == len(set(rows)) <= MAX_ROWS
    assert not set(first) & set(second)


def test_a_number_is_looked_up_as_typed_with_or_without_blanks() -> None:
    spaced = Details(identifiers=(Identifier(IdentifierKind.NHS_NUMBER, "999 000 0018"),))
    plain = Details(identifiers=(Identifier(IdentifierKind.NHS_NUMBER, "9990000018"),))
    assert identifier_keys(spaced) == identifier_keys(plain)
    assert set(identifier_keys(plain)) <= set(index_keys(plain))


def test_1_january_is_looked_up_beside_the_other_name_where_it_is_known() -> None:
    unknown_day = date(2012, 1, 1)
    held, stranger = _details("Hamza", "Khan", unknown_day), _details("Hamza", "Ahmed", unknown_day)
    assert _met(_details("Hamza", "Kahn", unknown_day), held)
    assert not set(first_stage(_details("Hamza", "Khan", unknown_day))) & set(index_keys(stranger))
    assert _met(_details("Hamza", "", unknown_day), held)


def test_a_number_counts_among_the_reads() -> None:
    asked = Details(
        names=(Name("Elizabeth", "Hartley-Reid"),),
        birth_date=_BORN,
        postcodes=("LS1 4AB",),
        identifiers=(Identifier(IdentifierKind.NHS_NUMBER, "9990000018"),),
    )
    assert len(identifier_keys(asked)) + len(first_stage(asked)) + len(second_stage(asked)) == MAX_READS


def test_numbers_of_two_issuers_are_two_numbers() -> None:
    one = Details(identifiers=(Identifier(IdentifierKind.LOCAL, "17", "school-a"),))
    other = Details(identifiers=(Identifier(IdentifierKind.LOCAL, "17", "school-b"),))
    assert not set(identifier_keys(one)) & set(identifier_keys(other))
