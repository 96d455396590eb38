"""A birth date of which only a part is known is read as people write it, and kept and shown as such (A13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.birth import PartDate
from fingerpost.domain.child import Details
from fingerpost.domain.errors import InvalidForm, Problem
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.surfaces.asking.brought_back import values_of_question
from fingerpost.surfaces.asking.reading import read_added, read_question, read_unborn_question
from fingerpost.surfaces.dates import born_in_words
from fingerpost.surfaces.record_keeping import screens as record_screens
from fingerpost.surfaces.record_keeping.reading import read_correction, values_of_details
from fingerpost.surfaces.recording import screens as own_screens
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.unused import told_unused
from fingerpost.surfaces.views import Banner, Screen, SmallPrint
from fingerpost.surfaces.words import say_problem
from fingerpost.usecases.asking.follow_ups import as_asked
from tests.unit.surfaces import outcomes
from tests.unit.surfaces.slack.slack_scene import words_in

TODAY = date(2026, 11, 26)
WHO = {"given_name": "Aoife", "family_name": "Byrne", "reason": "planning", "family_told": "yes"}

YEAR = "2016-01-01 UUA"
MONTH = "2016-03-01 UAA"
SIX = "2020-01-01 UUE"
WRITTEN = {
    **dict.fromkeys(("2016", "(2016)", "2016.", "in 2016", "born 2016", "born in 2016", "DOB 2016"), YEAR),
    **dict.fromkeys(("year 2016", "early 2016", "summer 2016", "??/??/2016", "--/--/2016"), YEAR),
    **dict.fromkeys(("00/00/2016", "2016-00-00", "?/?/2016", "xx/xx/2016", "27/??/2016"), YEAR),
    **dict.fromkeys(("March 2016", "Mar 2016", "3/2016", "03-2016", "2016-03", "2016 March"), MONTH),
    **dict.fromkeys(("?/3/2016", "xx/03/2016", "00/03/2016", "-/3/2016", "? March 2016"), MONTH),
    **dict.fromkeys(("2016-03-00", "2016-03-??", "Born March 2016", "DOB: 03/2016"), MONTH),
    **dict.fromkeys(("about 6", "aged 6", "age 6", "Age: 6", "6 years old", "6 yrs", "6yo", "6 y/o"), SIX),
    **dict.fromkeys(("about six", "5 or 6", "5-6 years", "around 5-6", "~6", "c. 6", "6 and a half"), SIX),
    **dict.fromkeys(("aged about 6", "approx 6", "approximately 6 years", "6 approx", "about 6 years"), SIX),
    **dict.fromkeys(("about 2016", "c. 2016", "circa 2016", "~2016", "2016?", "est. 2016"), "2016-01-01 UUE"),
    **dict.fromkeys(("about March 2016", "March 2016 (est)", "approx. 3/2016"), "2016-03-01 UEE"),
    **dict.fromkeys(("about 27/3/2016", "27/3/2016 (est)", "27 March 2016?"), "2016-03-27 EEE"),
    **dict.fromkeys(("18 months", "18 months old", "about 18 mths"), "2025-05-01 UEE"),
    "6 weeks old": "2026-10-01 UEE",
}
WRONG = {
    **dict.fromkeys(("6", "16", "March", "27/3", "1603", "aged 200", "2016/2017"), Problem.NOT_A_DATE),
    **dict.fromkeys(("13/2016", "00/13/2016"), Problem.NO_SUCH_DAY),
    **dict.fromkeys(("2030", "March 2027", "about 2030", "about 27/3/2030"), Problem.IN_FUTURE),
    **dict.fromkeys(("1990", "about 30", "aged 40", "about 27/3/1990"), Problem.TOO_OLD),
}


def asked(birth_date: str) -> Details:
    return read_question({**WHO, "birth_date": birth_date}, TODAY).details


def part(text: str) -> PartDate:
    found = asked(text)
    assert found.birth_date is None
    assert found.birth_in_part
    return found.birth_in_part


@pytest.mark.parametrize("written", WRITTEN)
def test_a_part_of_a_birth_date_is_read_with_how_well_it_is_known(written: str) -> None:
    assert part(written).text == WRITTEN[written]


@pytest.mark.parametrize("written", WRONG)
def test_what_is_no_part_of_one_says_why(written: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        asked(written)
    assert [(one.field, one.problem) for one in refused.value.problems] == [("birth_date", WRONG[written])]


def test_the_words_of_the_problem_say_how_a_part_is_written() -> None:
    assert "March 2016, 2016, about 6" in say_problem("birth_date", Problem.NOT_A_DATE)


def test_a_birth_date_to_the_day_is_none_in_part() -> None:
    found = asked("27/3/2016")
    assert (found.birth_date, found.birth_in_part) == (date(2016, 3, 27), None)


@pytest.mark.parametrize("written", WRITTEN)
def test_the_form_that_comes_back_reads_the_same_again(written: str) -> None:
    question = read_question({**WHO, "birth_date": written}, TODAY)
    again = values_of_question(as_asked(question))
    assert read_question({**again, **WHO}, TODAY).details == question.details


def test_of_a_mother_too() -> None:
    mother = {"mothers_given_name": "Roisin", "mothers_family_name": "Byrne", "expected": "1/2/2027"}
    values = {**mother, "mothers_birth_date": "about 30", "reason": "planning", "family_told": "yes"}
    born = read_unborn_question(values, TODAY).details.birth_in_part
    assert born
    assert born.text == "1996-01-01 UUE"
    for written, problem in (("2020", Problem.TOO_YOUNG), ("1930", Problem.NOT_A_MOTHERS)):
        with pytest.raises(InvalidForm) as refused:
            read_unborn_question({**values, "mothers_birth_date": written}, TODAY)
        assert [one.problem for one in refused.value.problems] == [problem]


def test_one_more_detail_may_be_a_part() -> None:
    assert read_added((Detail.BIRTH_DATE,), {"birth_date": "2016"}, TODAY).birth_in_part == part("2016")


def test_a_better_known_birth_date_takes_the_place_of_the_part() -> None:
    better = asked("2016").completed_by(asked("27/3/2016"))
    assert (better.birth_date, better.birth_in_part) == (date(2016, 3, 27), None)


def test_it_is_said_how_a_part_was_read() -> None:
    drawn = Screen("possible", "One more detail", (Banner("Perhaps"),))
    told = told_unused(drawn, {"birth_date": "aged 6"}, TODAY)
    said = " ".join(one.text for one in told.parts if isinstance(one, SmallPrint))
    assert "Birth date read as: about 2020" in said
    assert told_unused(drawn, {"birth_date": "27/3/2016"}, TODAY) == drawn


def test_one_of_ones_own_says_that_only_a_part_is_known() -> None:
    shown = replace(outcomes.child_shown(outcomes.my_involvement()), born=part("about 2016"))
    said = words_in(blocks.modal(own_screens.child_shown(shown)))
    assert "Born about 2016 (only this part is known)" in said


def test_the_list_of_ones_own_says_that_a_year_is_an_estimate() -> None:
    mine = outcomes.my_children()
    line = replace(mine.involvements[0], initials="A. O.", born=2016, born_about=True)
    listed = replace(mine, involvements=(line,))
    assert "A. O. born about 2016" in words_in(blocks.modal(own_screens.my_children(listed)))


def test_the_officer_sees_it_and_corrects_it() -> None:
    shown = outcomes.record_shown()
    held = replace(shown.details, birth_date=None, birth_in_part=part("March 2016"))
    screen = record_screens.record_shown(replace(shown, details=held))
    assert "March 2016 (only this part is known)" in words_in(blocks.modal(screen))
    values = {**values_of_details(held), "keep_old": "no"}
    assert read_correction(values, TODAY, unborn=False)[0].birth_in_part == held.birth_in_part
    corrected, _ = read_correction({**values, "birth_date": "27/3/2016"}, TODAY, unborn=False)
    assert (corrected.birth_date, corrected.birth_in_part) == (date(2016, 3, 27), None)


def test_letters_that_the_standard_has_not_are_refused() -> None:
    for letters in ("", "AA", "AAU", "XUA", "aaa"):
        with pytest.raises(ValueError, match="three letters"):
            PartDate(date(2016, 1, 1), letters)


def test_a_date_by_the_standards_letters_is_said_in_words() -> None:
    assert born_in_words(PartDate(date(2016, 3, 27), "AAE")) == "about 27 March 2016"
    assert born_in_words(PartDate(date(2016, 3, 27), "AUA")) == "2016"
