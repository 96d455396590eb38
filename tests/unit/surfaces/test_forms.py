"""What is typed becomes a question, or an error on the field it belongs to."""

from datetime import date

import pytest

from fingerpost.domain.child import Details, Name, Sex
from fingerpost.domain.errors import InvalidForm, Problem
from fingerpost.domain.identifiers import IdentifierKind
from fingerpost.domain.outcomes.asking import Detail, FamilyTold
from fingerpost.surfaces.asking import reading as asking_reading
from fingerpost.surfaces.recording import reading as recording_reading
from fingerpost.surfaces.telling import reading as telling_reading
from tests.builders import nhs_number

TODAY = date(2026, 3, 2)
WHY = {"reason": "safeguarding", "family_told": "no"}


def by_names(**changes: str) -> dict[str, str]:
    return {"given_name": "Amina", "family_name": "Okafor", "birth_date": "27 3 2016", **WHY, **changes}


def by_number(number: str, **changes: str) -> dict[str, str]:
    return {"identifier": number, **WHY, **changes}


def problems_of(values: dict[str, str]) -> dict[str, str]:
    with pytest.raises(InvalidForm) as raised:
        asking_reading.read_question(values, TODAY)
    return {problem.field: problem.problem for problem in raised.value.problems}


@pytest.mark.parametrize(
    "written",
    [
        "27 3 2016",
        "27/03/2016",
        "27.3.2016",
        "27-03-2016",
        "2016-03-27",
        "27 March 2016",
        "27 mar 2016",
        "27th of March, 2016",
        "March 27, 2016",
        "  27 / 3 / 2016 ",
        "２７/３/２０１６",
        "\u202e27 3 2016",
    ],
)
def test_a_birth_date_is_read_as_people_write_it(written: str) -> None:
    question = asking_reading.read_question(by_names(birth_date=written), TODAY)
    assert question.details.birth_date == date(2016, 3, 27)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("30 2 2016", Problem.NO_SUCH_DAY),
        ("13/27/2016", Problem.NO_SUCH_DAY),
        ("27 Marching 2016", Problem.NOT_A_DATE),
        ("last spring", Problem.NOT_A_DATE),
        ("120305", Problem.TWO_READINGS),
        ("3 3 2026", Problem.IN_FUTURE),
        ("1 3 2001", Problem.TOO_OLD),
        ("0000-01-01", Problem.NO_SUCH_DAY),
        ("9" * 10_000, Problem.NOT_A_DATE),
    ],
)
def test_a_date_that_cannot_be_is_an_error_on_the_field(written: str, problem: Problem) -> None:
    assert problems_of(by_names(birth_date=written)) == {"birth_date": problem}


def test_somebody_who_turns_25_today_can_still_be_asked_about() -> None:
    question = asking_reading.read_question(by_names(birth_date="2 3 2001"), TODAY)
    assert question.details.birth_date == date(2001, 3, 2)


@pytest.mark.parametrize("field", ["given_name", "family_name", "former_name"])
@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("🙂", Problem.SYMBOLS_IN_NAME),
        ("Amina🙂", Problem.SYMBOLS_IN_NAME),
        ("<!channel>", Problem.SYMBOLS_IN_NAME),
        ("...", Problem.NO_LETTERS),
        ("Amina 2", Problem.DIGITS_IN_NAME),
        ("x" * 10_000, Problem.TOO_LONG),
    ],
)
def test_what_cannot_be_a_name_is_an_error_on_the_field(field: str, written: str, problem: Problem) -> None:
    assert problems_of(by_names(**{field: written})) == {field: problem}


@pytest.mark.parametrize(
    "name", ["O'Brien-Smith", "O’Brien", "Zoë", "李", "김", "Иванова", "अनिता", "d`Arcy"]
)
def test_names_of_every_script_are_names(name: str) -> None:
    question = asking_reading.read_question(by_names(family_name=name), TODAY)
    assert question.details.names == (Name("Amina", name),)


def test_marks_of_direction_control_characters_and_broken_characters_are_taken_out() -> None:
    question = asking_reading.read_question(
        by_names(given_name="\u202eAmi\u0000na\u200f", note="a\ud800b"), TODAY
    )
    assert question.details.names == (Name("Amina", "Okafor"),)
    assert question.note == "ab"


def test_a_dash_says_that_there_is_no_such_name() -> None:
    question = asking_reading.read_question(by_names(given_name="-"), TODAY)
    assert question.details.names == (Name("", "Okafor"),)


@pytest.mark.parametrize("names", [("Ann", "B"), ("A", "B."), ("A.", "-"), ("-", "B")])
def test_initials_alone_are_too_little(names: tuple[str, str]) -> None:
    """That of a given name narrows beside a family name; it never confirms."""
    given, family = names
    assert list(problems_of(by_names(given_name=given, family_name=family)).values()) == [Problem.ONE_LETTER]
    read = asking_reading.read_question(by_names(given_name="A."), TODAY)
    assert read.details.names == (Name("A.", "Okafor"),)


def test_two_dashes_are_no_name() -> None:
    assert problems_of(by_names(given_name="-", family_name="–")) == {"given_name": Problem.NO_NAME_AT_ALL}


@pytest.mark.parametrize("spaced", ["{}", " {} ", "\u200e{}"])
def test_an_nhs_number_is_enough(spaced: str) -> None:
    number = nhs_number(3)
    question = asking_reading.read_question(by_number(spaced.format(number)), TODAY)
    assert [(one.kind, one.value) for one in question.details.identifiers] == [
        (IdentifierKind.NHS_NUMBER, number)
    ]


def test_an_nhs_number_may_be_written_in_groups() -> None:
    number = nhs_number(3)
    question = asking_reading.read_question(by_number(f"{number[:3]} {number[3:6]}-{number[6:]}"), TODAY)
    assert question.details.identifiers[0].value == number


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("9990000000", Problem.CHECK_DIGIT),
        ("B123456789012", Problem.CHECK_DIGIT),
        ("12345", Problem.NOT_A_NUMBER_WE_KNOW),
        ("Amina Okafor", Problem.NOT_A_NUMBER_WE_KNOW),
        ("<!channel>", Problem.NOT_A_NUMBER_WE_KNOW),
        ("9" * 10_000, Problem.NOT_A_NUMBER_WE_KNOW),
    ],
)
def test_a_number_that_does_not_add_up_is_an_error_on_the_field(written: str, problem: Problem) -> None:
    assert problems_of(by_number(written)) == {"identifier": problem}


def test_a_form_without_a_child_says_so_once() -> None:
    assert problems_of(WHY) == {"identifier": Problem.NOTHING_TO_ASK_BY}


def test_half_of_the_details_name_the_other_half() -> None:
    assert problems_of({"given_name": "Amina", **WHY}) == {
        "family_name": Problem.MISSING,
        "birth_date": Problem.MISSING,
    }


def test_every_problem_of_a_form_is_named_at_once() -> None:
    values = by_names(given_name="A1", birth_date="30 2 2016", postcode="nowhere", reason="curiosity")
    assert set(problems_of(values)) == {"given_name", "birth_date", "postcode", "reason"}


def test_no_reason_no_question() -> None:
    assert problems_of({**by_names(), "reason": "", "family_told": ""}) == {
        "reason": Problem.MISSING,
        "family_told": Problem.MISSING,
    }


def test_a_full_form_is_read_in_full() -> None:
    values = by_names(
        identifier=nhs_number(1),
        postcode="bd30qt",
        sex="F",
        former_name="Bello",
        family_told="unsafe",
        note="two\nlines",
    )
    question = asking_reading.read_question(values, TODAY)
    assert question.details.names == (Name("Amina", "Okafor"), Name("Amina", "Bello"))
    assert question.details.postcodes == ("BD3 0QT",)
    assert question.details.sex is Sex.FEMALE
    assert question.family_told is FamilyTold.UNSAFE
    assert question.note == "two\nlines"


@pytest.mark.parametrize("written", ["nowhere", "1234", "BD3 0QTX", "🙂"])
def test_what_is_no_postcode_is_an_error_on_the_field(written: str) -> None:
    assert problems_of(by_names(postcode=written)) == {"postcode": Problem.NOT_A_POSTCODE}


def test_a_sex_not_known_is_none() -> None:
    assert asking_reading.read_question(by_names(sex="unknown"), TODAY).details.sex is None


def test_a_note_of_ten_thousand_characters_is_an_error_on_the_field() -> None:
    assert problems_of(by_names(note="x" * 10_000)) == {"note": Problem.TOO_LONG}


def test_an_exception_of_a_form_says_nothing_of_the_child() -> None:
    with pytest.raises(InvalidForm) as raised:
        asking_reading.read_question(by_names(given_name="Q7 Zachariah"), TODAY)
    assert "Zachariah" not in str(raised.value)


@pytest.mark.parametrize("wanted", list(Detail))
def test_the_one_more_detail_is_needed_whatever_it_is(wanted: Detail) -> None:
    with pytest.raises(InvalidForm) as raised:
        asking_reading.read_added([wanted], {}, TODAY)
    assert [problem.field for problem in raised.value.problems] == [wanted]


def test_one_more_detail_holds_nothing_else() -> None:
    added = asking_reading.read_added(
        [Detail.POSTCODE], {"postcode": "BD3 0QT", "given_name": "Amina"}, TODAY
    )
    assert (added.postcodes, added.names) == (("BD3 0QT",), ())


def test_of_several_details_asked_for_any_will_do_and_all_that_are_given_count() -> None:
    wanted = [Detail.IDENTIFIER, Detail.EARLIER_POSTCODE, Detail.CARER]
    added = asking_reading.read_added(wanted, {"earlier_postcode": "nb3", "carer": "Sarah"}, TODAY)
    assert added == Details(postcodes=("", "NB3"), carers=("Sarah",))
    asked = asking_reading.read_question(by_names(postcode="BD3 0QT"), TODAY).details
    assert asked.completed_by(added).postcodes == ("BD3 0QT", "NB3")
    with pytest.raises(InvalidForm) as raised:
        asking_reading.read_added(wanted, {"earlier_postcode": "??4", "carer": ""}, TODAY)
    assert [problem.field for problem in raised.value.problems] == ["earlier_postcode"]


def test_an_earlier_postcode_stands_behind_the_current_one_even_where_that_is_not_known() -> None:
    read = asking_reading.read_question(by_names(postcode="", earlier_postcode="NB3 4TQ"), TODAY)
    assert (read.details.postcode, read.details.postcodes) == (None, ("", "NB3 4TQ"))


def test_a_former_name_added_leaves_the_current_one_first() -> None:
    asked = asking_reading.read_question(by_names(), TODAY).details
    added = asking_reading.read_added([Detail.FORMER_NAME], {"former_name": "Bello"}, TODAY)
    assert asked.completed_by(added).name == Name("Amina", "Okafor")


def test_an_involvement_cannot_begin_tomorrow() -> None:
    with pytest.raises(InvalidForm) as raised:
        recording_reading.read_particulars({"role": "School nurse", "since": "3 3 2026"}, TODAY)
    assert raised.value.problems[0].problem is Problem.IN_FUTURE


def test_a_recording_names_the_problems_of_the_child_and_of_the_involvement() -> None:
    with pytest.raises(InvalidForm) as raised:
        recording_reading.read_recording({**by_names(birth_date="soon"), "since": "2 3 2026"}, TODAY)
    assert {problem.field for problem in raised.value.problems} == {"birth_date", "role"}


@pytest.mark.parametrize(
    ("until", "problem"),
    [("2026-03-02", Problem.NOT_IN_FUTURE), ("2027-03-03", Problem.TOO_FAR), ("", Problem.MISSING)],
)
def test_a_watch_ends_within_a_year(until: str, problem: Problem) -> None:
    with pytest.raises(InvalidForm) as raised:
        telling_reading.read_watch({"reason": "safeguarding", "until": until}, TODAY)
    assert raised.value.problems[0].problem is problem
