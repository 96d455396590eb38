"""A list as it is pasted: which values are which, and what is wrong with which line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.domain.child import Name
from fingerpost.domain.errors import InvalidForm
from fingerpost.surfaces.asking.lists import UnreadableList, read_list, values_of_line
from fingerpost.surfaces.limits import MOST_IN_A_LIST
from tests.builders import nhs_number

TODAY = date(2026, 3, 2)
WHY = {"meeting": "Panel, 3 March", "reason": "safeguarding", "family_told": "no"}
NUMBER = nhs_number(3)
AOIFE = "Aoife, Byrne, 27/3/2016, NB1 4QT"


def read(children: str, **values: str) -> list[tuple[int, Name | None, date | None]]:
    rows = read_list({**WHY, "children": children, **values}, TODAY)
    return [(row.number, row.question.details.name, row.question.details.birth_date) for row in rows]


@pytest.mark.parametrize(
    "line",
    [
        AOIFE,
        "27/3/2016; Aoife; Byrne; NB1 4QT",
        "NB1 4QT\tAoife\tByrne\t27 March 2016",
        "Aoife Byrne, 27/3/2016, NB1 4QT",
        "1. Aoife Byrne | NB1 4QT | 27.3.2016",
        "12) Aoife, Byrne, 27/3/2016,, NB1 4QT,",
    ],
)
def test_the_values_of_a_line_are_known_by_their_looks(line: str) -> None:
    [row] = read_list({**WHY, "children": line}, TODAY)
    details = row.question.details
    assert (details.name, details.birth_date) == (Name("Aoife", "Byrne"), date(2016, 3, 27))
    assert details.postcodes == ("NB1 4QT",)


def test_a_number_stands_with_a_birth_date_beside_it() -> None:
    [row] = read_list({**WHY, "children": f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}, 27/3/2016"}, TODAY)
    assert [one.value for one in row.question.details.identifiers] == [NUMBER]
    assert row.question.details.birth_date == date(2016, 3, 27)


def test_every_row_has_the_reason_of_the_list_and_the_meeting_in_its_note() -> None:
    rows = read_list({**WHY, "children": f"{AOIFE}\n\n{NUMBER}, 1/4/2015"}, TODAY)
    assert [row.number for row in rows] == [1, 3]
    assert {(row.question.reason, row.question.note) for row in rows} == {("safeguarding", "Panel, 3 March")}


def test_a_heading_is_no_child() -> None:
    headed = f"Given name,Surname,DOB,Postcode\n{AOIFE}"
    assert read(headed) == [(2, Name("Aoife", "Byrne"), date(2016, 3, 27))]


def test_what_is_wrong_is_said_of_each_line_and_nothing_else_is_read() -> None:
    with pytest.raises(UnreadableList) as fault:
        read(f"{AOIFE}\nCillian, Quinn, 30/2/2014\n9990000000, 27/3/2016\nOnly a name")
    words = fault.value.words
    assert [one.split(".")[0] for one in words] == ["Line 2", "Line 3", "Line 4"]
    assert "There is no such day" in words[0]
    assert not any(name in " ".join(words) for name in ("Cillian", "Quinn", "9990000000", "Only a"))


@pytest.mark.parametrize("children", ["", "\n \n", ",,,\n;"])
def test_an_empty_list_says_so(children: str) -> None:
    with pytest.raises(UnreadableList, match="1 lines"):
        read(children)


def test_a_list_that_is_too_long_is_not_cut() -> None:
    with pytest.raises(UnreadableList) as fault:
        read("\n".join([AOIFE] * (MOST_IN_A_LIST + 1)))
    assert str(MOST_IN_A_LIST) in fault.value.words[0]


@pytest.mark.parametrize(("field", "value"), [("meeting", ""), ("reason", ""), ("family_told", "perhaps")])
def test_what_is_said_of_the_whole_list_is_a_problem_of_its_field(field: str, value: str) -> None:
    with pytest.raises(InvalidForm) as fault:
        read(AOIFE, **{field: value})
    assert [one.field for one in fault.value.problems] == [field]


@given(st.text(max_size=400))
def test_whatever_is_pasted_is_read_or_refused_in_words(children: str) -> None:
    try:
        found = len(read_list({**WHY, "children": children}, TODAY))
    except UnreadableList as fault:
        found = -len(fault.words)
    assert found != 0
    assert found <= MOST_IN_A_LIST


@given(st.text(max_size=100))
def test_no_value_of_a_line_is_lost(line: str) -> None:
    values = values_of_line(line)
    parts = [part.strip() for part in line.translate(str.maketrans(";\t|", ",,,")).split(",")]
    assert sorted(" ".join(values.values()).split()) == sorted(" ".join(parts).split())
