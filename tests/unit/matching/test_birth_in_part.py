"""A birth date known in part is read by, weighed and guarded as what it is, never taken for a whole one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.birth import Born, PartDate
from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.compare_values import compare_dates
from fingerpost.matching.decide import decide
from fingerpost.matching.levels import DateLevel
from fingerpost.matching.model import NUMBER_ALONE, Candidate, MatchOutcome
from fingerpost.matching.score import shipped_weights
from fingerpost.matching.telling import is_telling
from fingerpost.matching.tokens import MAX_READS, first_stage, index_keys, second_stage
from tests.builders import nhs_number

BORN = date(2016, 5, 17)
YEAR = PartDate(date(2016, 1, 1), "UUA")
MONTH = PartDate(date(2016, 5, 1), "UAA")
ABOUT = PartDate(date(2017, 1, 1), "UUE")
PARTS = {"year": YEAR, "month": MONTH, "about": ABOUT}
EMILY = Details((Name("Emily", "Taylor"),), BORN, ("LS1 4AB",))
NUMBER = (Identifier(IdentifierKind.NHS_NUMBER, nhs_number(5)),)


def in_part(details: Details, part: PartDate) -> Details:
    return replace(details, birth_date=None, birth_in_part=part)


def read(asked: Details) -> set[object]:
    return {*first_stage(asked), *second_stage(asked)}


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (YEAR, BORN, DateLevel.YEAR),
        (MONTH, BORN, DateLevel.YEAR_AND_MONTH),
        (ABOUT, BORN, DateLevel.ABOUT),
        (YEAR, MONTH, DateLevel.YEAR),
        (YEAR, date(2017, 5, 17), DateLevel.DIFFERENT),
        (MONTH, date(2016, 6, 17), DateLevel.DIFFERENT),
        (MONTH, date(2016, 1, 1), DateLevel.YEAR),
        (ABOUT, date(2019, 5, 17), DateLevel.DIFFERENT),
        (PartDate(BORN, "EEE"), BORN, DateLevel.ABOUT),
        (YEAR, None, DateLevel.MISSING),
    ],
)
def test_only_what_is_known_is_compared(one: PartDate, other: Born | None, level: DateLevel) -> None:
    assert compare_dates(one, other) is level
    assert compare_dates(other, one) is level


def test_it_says_less_the_less_is_known() -> None:
    bits = shipped_weights().bits["birth_date"]
    known = ("exact", "year_and_month", "year", "about")
    assert [bits[level] for level in known] == sorted((bits[level] for level in known), reverse=True)
    assert bits["about"] > 0 > bits["different"]


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize("way", ["asked in part", "held in part", "both"])
@pytest.mark.parametrize("home", [("LS1 4AB",), ()], ids=["home", "no home"])
def test_the_child_is_met(part: PartDate, way: str, home: tuple[str, ...]) -> None:
    asked, held = replace(EMILY, postcodes=home), EMILY
    asked = asked if way == "held in part" else in_part(asked, part)
    held = held if way == "asked in part" else in_part(held, part)
    assert read(asked) & {*index_keys(held)}
    assert len([*first_stage(asked), *second_stage(asked)]) <= MAX_READS


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize("way", ["asked in part", "held in part"])
def test_with_the_same_name_and_home_it_is_the_child(part: PartDate, way: str) -> None:
    asked, held = (in_part(EMILY, part), EMILY) if way == "asked in part" else (EMILY, in_part(EMILY, part))
    decision = decide(asked, [Candidate("c", held)])
    assert decision.child_id == "c"
    [born] = [one for one in decision.agreed if one.detail is Detail.BIRTH_DATE]
    assert not born.fully


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize(
    "asked",
    [
        replace(EMILY, postcodes=()),
        replace(EMILY, postcodes=("BD9 9ZZ",)),
        replace(EMILY, names=(Name("Emilia", "Taylor"),)),
        replace(EMILY, names=(Name("Emily", "Hughes"),)),
        replace(EMILY, postcodes=(), carers=("Donna",)),
    ],
    ids=["no home", "another home", "a name like it", "another family", "a carer alone"],
)
def test_without_one_of_them_it_is_not(part: PartDate, asked: Details) -> None:
    held = replace(EMILY, names=(Name("Emily", "Taylor"),), carers=("Donna",))
    for question, child in ((in_part(asked, part), held), (asked, in_part(held, part))):
        assert decide(question, [Candidate("c", child)]).child_id is None


def test_two_records_of_estimated_dates_are_not_taken_for_one_birth_date() -> None:
    same = in_part(EMILY, PartDate(BORN, "EEE"))
    asked = replace(same, postcodes=())
    assert decide(asked, [Candidate("c", same)]).child_id is None
    assert compare_dates(same.birth_in_part, same.birth_in_part) is DateLevel.ABOUT


def test_a_number_is_not_checked_by_a_part_of_a_date() -> None:
    asked = Details(identifiers=NUMBER, birth_in_part=YEAR)
    decision = decide(asked, [Candidate("c", replace(EMILY, identifiers=NUMBER))])
    assert (decision.outcome, decision.rules) == (MatchOutcome.POSSIBLE, (NUMBER_ALONE,))
    assert decision.wanted is Detail.GIVEN_NAME


def test_a_number_is_contradicted_by_a_part_that_is_anothers() -> None:
    asked = in_part(replace(EMILY, identifiers=NUMBER), PartDate(date(2011, 1, 1), "UUA"))
    decision = decide(asked, [Candidate("c", replace(EMILY, identifiers=NUMBER))])
    assert decision.child_id is None
    assert decision.rules == ("identifier_contradicted",)


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_names_and_a_part_alone_tell_nobody_apart(part: PartDate) -> None:
    rare = in_part(Details((Name("Thaddeus", "Quillfeather"),)), part)
    assert not is_telling(rare, shipped_weights())
    assert is_telling(replace(rare, postcodes=("LS1 4AB",)), shipped_weights())


def test_an_unborn_childs_mother_is_met_by_a_part_of_hers() -> None:
    mother = replace(in_part(EMILY, ABOUT), expected=date(2026, 8, 1))
    exact = replace(EMILY, expected=date(2026, 8, 1))
    assert read(mother) & {*index_keys(exact)}
    assert decide(mother, [Candidate("c", exact)]).child_id == "c"
