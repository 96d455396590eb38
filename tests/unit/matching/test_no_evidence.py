"""What stands for many children is no evidence, in questions or in records: no token, compared as missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.child import Details, Name, Sex
from fingerpost.domain.evidence import declare
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.matching.compare import prepare
from fingerpost.matching.decide import decide
from fingerpost.matching.model import Candidate, MatchOutcome
from fingerpost.matching.tokens import identifier_keys, index_keys, second_stage

BORN = date(2016, 3, 27)
NO_HOME = [
    "ZZ99 3VZ",
    "zz993cz",
    "ZZ99 3WZ",
    "ZZ99",
    "no fixed abode",
    "NFA",
    "QX1 1AA",
    "XX1 1XX",
    "XXXX XXX",
    "0000",
]
NO_DAY = [
    date(1900, 1, 1),
    date(1970, 1, 1),
    date(2000, 1, 1),
    date(1899, 12, 30),
    date(1850, 6, 1),
    date(9999, 12, 31),
]
NO_GIVEN = [
    "Baby",
    "Male",
    "Female",
    "Infant",
    "Twin 1",
    "Not given",
    "N/A",
    "None",
    "XXX",
    "Anonymous",
    "Unknown",
]
NO_GIVEN_EITHER = ["Test", "B/O Jane", "Baby Girl Smith", "Baby of Jane", "Newborn", "Twin Two", "?"]
NO_NUMBER = [
    "9999999999",
    "0000000000",
    "4444444444",
    "1234567890",
    "0123456789",
    "9876543210",
    "5000000003",
    "",
]
NO_OWN_NUMBER = ["0", "TBC", "PENDING", "not yet known", "N/A", "9999", "unknown", "-", "XXX"]


def smith(given: str = "Olivia", family: str = "Smith", **more: object) -> Details:
    return replace(Details((Name(given, family),), BORN), **more)  # type: ignore[arg-type]  # fields by name


PAIRS: list[tuple[str, Details, Details]] = [
    *(
        (
            f"home {home}",
            smith("Olivia", "Smith", postcodes=(home,)),
            smith("Olivia", "Jones", postcodes=(home,)),
        )
        for home in NO_HOME
    ),
    *(
        (
            f"day {day}",
            smith(birth_date=day, postcodes=("LS1 4AB",)),
            smith(birth_date=day, postcodes=("M4 5JD",)),
        )
        for day in [*NO_DAY, date(2016, 1, 1), date(2010, 1, 1)]
    ),
    *(
        (f"name {given}", smith(given, postcodes=("LS1 4AB",)), smith(given, postcodes=("LS1 4AB",)))
        for given in [*NO_GIVEN, *NO_GIVEN_EITHER]
    ),
    *(
        (f"family {family}", smith("Olivia", family), smith("Olivia", family))
        for family in ("Unknown", "Not known", "N/A", "None", "XXX", "Test", "Anonymous")
    ),
    *(
        (
            f"number {value}",
            smith(identifiers=(Identifier(IdentifierKind.NHS_NUMBER, value),)),
            smith("Ava", "Jones", identifiers=(Identifier(IdentifierKind.NHS_NUMBER, value),)),
        )
        for value in NO_NUMBER
    ),
    *(
        (
            f"own number {value}",
            smith(identifiers=(Identifier(IdentifierKind.LOCAL, value, "school"),)),
            smith("Ava", "Jones", identifiers=(Identifier(IdentifierKind.LOCAL, value, "school"),)),
        )
        for value in NO_OWN_NUMBER
    ),
    ("upn", smith(identifiers=(Identifier(IdentifierKind.UPN, "A000000000000"),)), smith("Ava", "Jones")),
]


@pytest.fixture
def declared() -> Iterator[None]:
    yield
    declare()


def test_sixty_pairs_are_held() -> None:
    assert len(PAIRS) >= 57


@pytest.mark.parametrize(("held", "asked"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_nobody_is_confirmed_by_what_stands_for_many(held: Details, asked: Details) -> None:
    assert decide(asked, [Candidate("c", held)]).outcome is not MatchOutcome.CONFIRMED
    assert decide(held, [Candidate("c", asked)]).outcome is not MatchOutcome.CONFIRMED


@pytest.mark.parametrize("home", NO_HOME)
def test_such_a_home_has_no_token_and_is_kept(home: str) -> None:
    details = smith(postcodes=(home,))
    assert {key.kind for key in index_keys(details)} & {"np", "py"} == set()
    assert {key.kind for key in second_stage(details)} & {"np", "py"} == set()
    assert prepare(details).postcodes == []
    assert details.postcodes == (home,)


@pytest.mark.parametrize("day", NO_DAY)
def test_such_a_day_has_no_token(day: date) -> None:
    assert {key.kind for key in index_keys(smith(birth_date=day, postcodes=("LS1 4AB",)))} == {"np", "n"}


@pytest.mark.parametrize("given", [*NO_GIVEN, *NO_GIVEN_EITHER])
def test_such_a_name_has_no_token(given: str) -> None:
    assert index_keys(smith(given)) == index_keys(smith(""))


def test_four_hundred_children_of_no_fixed_abode_hide_nobody() -> None:
    many = [smith(f"Child{chr(97 + number % 26)}", postcodes=("ZZ99 3VZ",)) for number in range(400)]
    rows = [key for one in many for key in index_keys(one) if key.kind == "py"]
    assert rows == []


def test_a_deployment_adds_its_own(declared: None) -> None:
    number = Identifier(IdentifierKind.LOCAL, "KX-77", "school")
    details = smith("Sunshine", postcodes=("LS1 4AB",), identifiers=(number,), birth_date=date(2015, 7, 7))
    before = index_keys(details)
    assert {"np", "py", "nd", "id-local"} <= {key.kind for key in before}
    declare(values=["ls1 4ab", "kx77", "sunshine", "2015-07-07"])
    assert index_keys(details) == ()
    assert identifier_keys(details) == ()


def test_half_a_postcode_declared_covers_all_of_it(declared: None) -> None:
    declare(values=["NB9"])
    assert prepare(smith(postcodes=("NB9 1AA", "NB8 1AA"))).postcodes == ["NB81AA"]


def test_what_was_made_for_tests_is_no_evidence_where_real_children_are_looked_for(declared: None) -> None:
    details = smith(
        postcodes=("NB1 1AA",), identifiers=(Identifier(IdentifierKind.NHS_NUMBER, "9990079196"),)
    )
    assert {"id-nhs", "py"} <= {key.kind for key in index_keys(details)}
    declare(real=True)
    assert {key.kind for key in index_keys(details)} == {"nd"} | {key.kind for key in index_keys(smith())}


def _crowd(size: int, home: str = "LS1 4AB") -> list[Candidate]:
    names = ["Ava", "Ben", "Cara", "Dev", "Ella", "Finn", "Gita", "Hugo", "Ines", "Jack", "Kaya", "Liam"]
    return [
        Candidate(f"c{place}", Details((Name(names[place % 12], f"Other{chr(97 + place)}"),), BORN, (home,)))
        for place in range(size)
    ]


def test_a_postcode_that_many_children_share_weighs_less_and_is_no_home() -> None:
    """A refuge, a hospital, a hostel: with another family name nothing of the home says that it is she."""
    held = smith("Rosalind", "Quill", postcodes=("LS1 4AB",), sex=Sex.FEMALE)
    asked = smith("Rosalind", "Vane", postcodes=("LS1 4AB",))
    her = Candidate("her", held)
    assert decide(asked, [her]).child_id == "her"
    assert decide(asked, [her, *_crowd(12)]).child_id is None
    assert decide(replace(asked, names=held.names), [her, *_crowd(12)]).child_id == "her"
