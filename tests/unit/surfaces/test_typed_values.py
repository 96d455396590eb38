"""What busy people type and paste, each with its reading or the exact words of the error."""

from __future__ import annotations

from datetime import date

import pytest

from fingerpost.domain.child import Name
from fingerpost.domain.errors import InvalidField, InvalidForm, Problem
from fingerpost.domain.evidence import declare
from fingerpost.surfaces.asking.reading import read_question
from fingerpost.surfaces.cleaning import is_not_given
from fingerpost.surfaces.record_keeping.reading import read_correction
from fingerpost.surfaces.typed import read_identifier, read_name, read_past_day, read_postcode
from fingerpost.surfaces.unused import unused_in
from fingerpost.surfaces.words import say_problem

TODAY = date(2026, 3, 2)
BORN = date(2020, 3, 27)
NUMBER = "9990079196"
UPN = "A123456789012"
WHY = {"reason": "safeguarding", "family_told": "no"}
DASHES = "-‐‑‒–—―−﹘﹣－⸺⁃"

NUMBERS = {
    **dict.fromkeys(
        [
            *("9990079196", "999 007 9196", "999-007-9196", "999.007.9196", "999/007/9196", " 9990079196 "),
            *("NHS 999 007 9196", "NHS No: 999 007 9196", "NHS number 9990079196", "nhs no. 9990079196"),
            *(
                "NHS#9990079196",
                "No. 9990079196",
                "Number: 9990079196",
                "nhs: 999–007–9196",
                "NHS Nr 9990079196",
            ),
            *(
                "9990079196.0",
                "9990079196.00",
                "9.990079196E+09",
                "9.990079196e9",
                "'9990079196",
                '"9990079196"',
            ),
            *(
                "9990079196,",
                "9990079196;",
                "９９９００７９１９６",
                "999\u00a0007\u00a09196",
                "\u200e9990079196",
            ),
            *("(NHS) 999 007 9196", "999 007 9196 (mother gave it)", "old number 9990079196", "999_007_9196"),
            *("&quot;9990079196&quot;", "“999 007 9196”", "*9990079196*", "Patient ID: 9990079196"),
        ],
        ("nhs", NUMBER),
    ),
    **dict.fromkeys(
        [
            UPN,
            UPN.lower(),
            f"UPN {UPN}",
            f"UPN: {UPN}",
            "A1234 5678 9012",
            f"Unique pupil number {UPN}",
            f"{UPN},",
        ],
        ("upn", UPN),
    ),
    "010101 0001": ("chi", "0101010001"),
    "CHI 0101010001": ("chi", "0101010001"),
    "CHI number: 010101-0001": ("chi", "0101010001"),
    "H&C 320 000 0015": ("hcn", "3200000015"),
    "HCN: 3200000015": ("hcn", "3200000015"),
    "Health and Care Number 320 000 0015": ("hcn", "3200000015"),
}
WRONG_NUMBERS = {
    **dict.fromkeys(
        ["9990079197", "NHS 999 007 9169", "A123456789013", "B123456789012"], Problem.CHECK_DIGIT
    ),
    **dict.fromkeys(
        ["12345", "99900791960", "Ann Lee", "NHS", "9990079196.5", "27/3/2020", "99900791", "A12345"],
        Problem.NOT_A_NUMBER_WE_KNOW,
    ),
    **dict.fromkeys(
        ["9999999999", "0000000000", "4444444444", "NHS 444 444 4444", "0123456789", "9876543210"],
        Problem.STANDS_FOR_MANY,
    ),
}
DATES = [
    *(
        "27 3 2020",
        "27/3/2020",
        "27/03/2020",
        "27.3.2020",
        "27.03.2020.",
        "27-3-2020",
        "27–3–2020",
        "27—03—2020",
    ),
    *("27/3/20", "27.3.20", "27-3-20", "27 3 20", "27 3 '20", "27 Mar 20", "27-Mar-20", "27 March 2020"),
    *(
        "27th March 2020",
        "the 27th of March 2020",
        "27 mar. 2020",
        "Mar 27 2020",
        "March 27, 2020",
        "27Mar2020",
    ),
    *(
        "27032020",
        "20200327",
        "270320",
        "2020-03-27",
        "2020/3/27",
        "2020 March 27",
        "2020-Mar-27",
        "2020.03.27",
    ),
    *("27/3/2020 (Friday)", "27/March/2020", "27th Mar '20", "2020-03-27T00:00:00+00:00"),
    *("DOB 27/03/2020", "DOB: 27/03/2020", "d.o.b. 27 3 2020", "D.O.B: 27/3/20", "born 27 March 2020"),
    *("Date of birth: 27.03.2020", "Birthdate 27/3/2020", "born on 27/3/2020", "Fri 27 March 2020"),
    *("Friday, 27 March 2020", "Fri. 27/03/2020", "3/27/2020", "03-27-2020", "3.27.20", "27/03/2020 00:00"),
    *("27/03/2020 00:00:00", "2020-03-27T00:00:00Z", "2020-03-27T00:00:00.000Z", "27/03/2020 12:00 AM"),
    *(
        "2020-03-27 0:00",
        "27/03/2020,",
        "“27/03/2020”",
        "27\\3\\2020",
        "27, 3, 2020",
        "２７/３/２０２０",
        "\u200f27/3/2020",
    ),
]
OTHER_DATES = {"3/4/2019": date(2019, 4, 3), "12/11/10": date(2010, 11, 12), "1 Sept 2015": date(2015, 9, 1)}
WRONG_DATES = {
    **dict.fromkeys(
        ["30 2 2020", "31/6/2019", "13/13/2019", "29 Feb 2019", "00/03/2020"], Problem.NO_SUCH_DAY
    ),
    **dict.fromkeys(
        ["last spring", "2020", "March 2020", "27", "27 Marching 2020", "about 6"], Problem.NOT_A_DATE
    ),
    **dict.fromkeys(["3 3 2026", "27/3/2027"], Problem.IN_FUTURE),
    **dict.fromkeys(["27/3/85", "1 1 1990", "01/01/1970"], Problem.TOO_OLD),
    **dict.fromkeys(["120305", "040506"], Problem.TWO_READINGS),
}
POSTCODES = {
    **dict.fromkeys(
        [
            *(
                "NB3 4TQ",
                "nb34tq",
                "NB3-4TQ",
                "NB 3 4TQ",
                "NB3.4TQ",
                "NB3  4TQ",
                "NB3 4TQ,",
                "Postcode: NB3 4TQ",
            ),
            *("12 High St, NB3 4TQ", "Flat 2, 12 High Street, Northbrook NB3 4TQ", "NB3 4TQ, Northbrook"),
            *("“NB3 4TQ”", "post code nb3 4tq", "NB3\u00a04TQ", "ＮＢ３ ４ＴＱ", "NB3 4TQ.", "PC: NB3 4TQ"),
        ],
        "NB3 4TQ",
    ),
    "BD3 OQT": "BD3 0QT",
    "EC1A 1BB": "EC1A 1BB",
    "w1a0ax": "W1A 0AX",
    "NB3": "NB3",
    "BFPO 58": "BFPO 58",
    "bfpo58": "BFPO 58",
    "BFPO No 801": "BFPO 801",
    "BF1 2AX": "BF1 2AX",
    "JE2 3AB": "JE2 3AB",
    "GY1 1AA": "GY1 1AA",
    "IM1 1AA": "IM1 1AA",
    "GX11 1AA": "GX11 1AA",
    "STHL 1ZZ": "STHL 1ZZ",
    "ZZ99 3VZ": "ZZ99 3VZ",
}
WRONG_POSTCODES = ["nowhere", "1234", "BD3 0QTX", "12 High Street", "NB3 4TQ or EM2 5HD", "🙂"]
NAMES = {
    "O&#39;Brien": "O'Brien",
    "O&amp;#39;Brien": "O'Brien",
    "Lee,": "Lee",
    "“Ann”": "Ann",
    "'Ann'": "Ann",
    "  Ann  ": "Ann",
    "Name: Ann": "Ann",
    "First name: Ann": "Ann",
    "Smith–Jones": "Smith-Jones",
    "Smith‑Jones": "Smith-Jones",
    "A.": "A.",
    "Ann;": "Ann",
    "Zoë": "Zoë",
    "O’Brien": "O’Brien",
}
NO_GIVEN_NAME = [
    *DASHES,
    *(
        "Baby",
        "baby",
        "BABY",
        "Male",
        "Female",
        "Infant",
        "Twin 1",
        "Twin One",
        "twin ii",
        "Not given",
        "N/A",
    ),
    *(
        "n.a.",
        "None",
        "XXX",
        "Anonymous",
        "Unknown",
        "Test",
        "B/O Jane",
        "b/o jane",
        "Baby of Jane",
        "Baby Girl Smith",
    ),
    *(
        "Baby Smith",
        "Baby Boy",
        "Baby A",
        "?",
        "??",
        "not known",
        "Not yet named",
        "No name",
        "TBC",
        "Newborn",
        "--",
    ),
    *(
        "Infant Male",
        "Female infant",
        "Triplet 3",
        "Jane's baby",
        "Unborn",
        "Son of Jane",
        "D/O Jane",
        "Baby 2",
    ),
]
NAMES_AFTER_ALL = [
    "Bo",
    "Nil",
    "Na",
    "Babette",
    "Testa",
    "Ilaria",
    "Noné",
    "Anon",
    "Malek",
    "Boyd",
    "Maxx",
    "Twinkle",
]
NOT_GIVEN = [
    *(
        "n/a",
        "N/A",
        "none",
        "None",
        "?",
        "unknown",
        "Unknown",
        "no fixed abode",
        "NFA",
        "not known",
        "-",
        "–",
        "nil",
    ),
    *("n.k.", "TBC", "don't know", "none known"[:4], "not given", "NOT APPLICABLE"),
]


def test_at_least_150_spellings_are_held() -> None:
    read = len(NUMBERS) + len(DATES) + len(OTHER_DATES) + len(POSTCODES) + len(NAMES)
    assert read + len(WRONG_NUMBERS) + len(WRONG_DATES) + len(WRONG_POSTCODES) >= 150


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_read_whatever_stands_around_it(written: str) -> None:
    read = read_identifier("identifier", written)
    assert (read.kind, read.value) == NUMBERS[written]


@pytest.mark.parametrize("written", WRONG_NUMBERS)
def test_what_is_no_number_says_why(written: str) -> None:
    with pytest.raises(InvalidField) as refused:
        read_identifier("identifier", written)
    assert refused.value.problem == WRONG_NUMBERS[written]


@pytest.mark.parametrize("written", DATES)
def test_a_date_is_read_in_every_form(written: str) -> None:
    assert read_past_day("birth_date", written, TODAY) == BORN


@pytest.mark.parametrize("written", OTHER_DATES)
def test_days_come_before_months(written: str) -> None:
    assert read_past_day("birth_date", written, TODAY) == OTHER_DATES[written]


@pytest.mark.parametrize("written", WRONG_DATES)
def test_what_is_no_date_says_why(written: str) -> None:
    with pytest.raises(InvalidField) as refused:
        read_past_day("birth_date", written, TODAY)
    assert refused.value.problem == WRONG_DATES[written]


def test_a_date_of_two_readings_names_both() -> None:
    words = say_problem("birth_date", Problem.TWO_READINGS)
    assert "day, month, year" in words
    assert "year, month, day" in words


@pytest.mark.parametrize("written", POSTCODES)
def test_a_postcode_is_read_with_or_without_its_address(written: str) -> None:
    assert read_postcode("postcode", written) == POSTCODES[written]


@pytest.mark.parametrize("written", WRONG_POSTCODES)
def test_what_is_no_postcode_says_so(written: str) -> None:
    with pytest.raises(InvalidField) as refused:
        read_postcode("postcode", written)
    assert refused.value.problem == Problem.NOT_A_POSTCODE


@pytest.mark.parametrize("written", NAMES)
def test_a_name_is_read_without_what_stands_around_it(written: str) -> None:
    assert read_name("given_name", written) == NAMES[written]


@pytest.mark.parametrize("written", NO_GIVEN_NAME)
def test_what_nobody_is_called_is_read_as_no_name(written: str) -> None:
    assert read_name("given_name", written) == ""


@pytest.mark.parametrize("written", NAMES_AFTER_ALL)
def test_a_name_that_looks_like_none_is_one(written: str) -> None:
    assert read_name("given_name", written) == written


@pytest.mark.parametrize("written", NOT_GIVEN)
def test_an_optional_field_may_say_that_there_is_nothing_to_say(written: str) -> None:
    assert is_not_given(written)
    values = {"given_name": "Ann", "family_name": "Lee", "birth_date": "27 3 2020", **WHY}
    fields = ("identifier", "postcode", "former_name", "known_as", "own_number")
    read = read_question({**values, **dict.fromkeys(fields, written)}, TODAY).details
    assert (read.names, read.postcodes, read.identifiers) == ((Name("Ann", "Lee"),), (), ())


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ann Lee", Name("Ann", "Lee")),
        ("Lee, Ann", Name("Ann", "Lee")),
        ("Lee,Ann Rose", Name("Ann Rose", "Lee")),
        ("Ann Rose Lee", Name("Ann Rose", "Lee")),
        ("Ann van der Berg", Name("Ann", "van der Berg")),
        ("Ann de la Cruz", Name("Ann", "de la Cruz")),
        ("“Ann Lee”,", Name("Ann", "Lee")),
    ],
)
@pytest.mark.parametrize("field", ["given_name", "family_name"])
def test_a_whole_name_in_one_field_is_parted(field: str, written: str, name: Name) -> None:
    other = {"given_name": "family_name", "family_name": "given_name"}[field]
    values = {field: written, other: "", "birth_date": "27 3 2020", **WHY}
    assert read_question(values, TODAY).details.names == (name,)


def test_a_name_in_letters_that_are_not_compared_is_asked_for_in_latin() -> None:
    with pytest.raises(InvalidField) as refused:
        read_name("given_name", "สมชาย")
    assert refused.value.problem == Problem.LATIN_NEEDED
    assert "Latin letters" in say_problem("given_name", refused.value.problem)


def test_numbers_made_for_tests_are_refused_where_real_children_are_looked_for() -> None:
    declare(real=True)
    try:
        with pytest.raises(InvalidField) as refused:
            read_identifier("identifier", NUMBER)
    finally:
        declare()
    assert refused.value.problem == Problem.MADE_FOR_TESTS
    assert read_identifier("identifier", NUMBER).value == NUMBER


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("postcode", "ZZ99 3VZ"),
        ("postcode", "QX3 4AB"),
        ("given_name", "Baby"),
        ("given_name", "B/O Jane"),
        ("family_name", "Unknown"),
        ("birth_date", "2 3 2026"),
        ("birth_date", "1/1/2000"),
        ("mothers_postcode", "ZZ99 3VZ"),
    ],
)
def test_what_stands_for_many_is_said_not_to_be_used(field: str, written: str) -> None:
    usual = {"given_name": "Ann", "family_name": "Lee", "birth_date": "27 3 2020", "postcode": "NB3 4TQ"}
    assert unused_in(usual, TODAY) == ()
    assert unused_in({**usual, field: written}, TODAY) == (field,)


@pytest.mark.parametrize("written", ["none", "unknown", "?"])
def test_a_needed_field_that_says_nothing_is_missing(written: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        read_question({"given_name": "Ann", "family_name": "Lee", "birth_date": written, **WHY}, TODAY)
    assert [(one.field, one.problem) for one in refused.value.problems] == [("birth_date", Problem.MISSING)]


def test_an_officers_line_may_name_the_number_or_the_service() -> None:
    values = {
        "given_name": "Ann",
        "family_name": "Lee",
        "numbers": "NHS No: 999 007 9196\nold: 9990000018\nnorthbrook-school: SC 17",
        "keep_old": "yes",
    }
    details, _ = read_correction(values, TODAY, unborn=False)
    assert [(one.kind, one.value, one.issuer) for one in details.identifiers] == [
        ("nhs", NUMBER, ""),
        ("nhs", "9990000018", ""),
        ("local", "SC17", "northbrook-school"),
    ]
