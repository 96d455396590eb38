"""What people type, read with forgiveness for spacing and none for doubt."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from fingerpost.domain.birth import Born, PartDate
from fingerpost.domain.child import Sex
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.evidence import is_made_for_tests, is_no_given_name, is_no_name
from fingerpost.domain.identifiers import (
    Identifier,
    IdentifierKind,
    kind_of_ten_digits,
    nhs_number_is_valid,
    upn_is_valid,
)
from fingerpost.matching.scripts import is_in_latin_letters
from fingerpost.surfaces.cleaning import clean_lines, clean_value
from fingerpost.surfaces.dates import years_before
from fingerpost.surfaces.limits import LONGEST_NAME
from fingerpost.surfaces.typed_birth import read_birth
from fingerpost.surfaces.typed_dates import read_date

OLDEST_YEARS = 25
"""Care leavers and young people with a learning difficulty stay in the index until 25."""
YOUNGEST_MOTHER = 10
OLDEST_MOTHER = 65
NINE_MONTHS = timedelta(days=300)
MOST_AHEAD = timedelta(days=31)
LATE = timedelta(days=60)
"""How long after the day it was expected a child may still be asked for as unborn: word of births is slow."""

_KEPT_SYMBOLS = "`´"  # typed for an apostrophe
_UPN = re.compile(r"[A-Z]\d{11}[0-9A-Z]", re.ASCII)
_OWN_NUMBER = re.compile(r"(?=.*\d)[A-Z0-9/_.-]{3,30}", re.ASCII)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_IN_SHEETS = re.compile(r"(\d{10})\.0+", re.ASCII)  # a number as a spreadsheet gives it, and rounded by one
_WITH_EXPONENT = re.compile(r"(\d)\.(\d{9})E\+?0?9", re.ASCII)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?:\d[A-Z]{2})?", re.ASCII)
_AFTER_ADDRESS = re.compile(r"(?:^|[\s,.])([A-Z]{1,2}\d[A-Z\d]?)\s*([\dOIL][A-Z]{2})(?=$|[\s,.])", re.ASCII)
_FORCES = re.compile(r"BFPO(?:NO)?(\d{1,4})", re.ASCII)
_TERRITORY = re.compile(r"(?:ASCN|STHL|TDCU|FIQQ|SIQQ|PCRN|TKCA|BBND|BIQQ)1ZZ", re.ASCII)
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def read_name(field: str, text: str) -> str:
    """A given or family name; empty where it says that there is none ("-", "?", "unknown"; as a given name
    also "Baby" and "Twin 1"). Raises InvalidField."""
    name = clean_value("name", text)
    is_given = "given" in field or field == "known_as"
    if (name and not name.strip("-")) or (is_no_given_name if is_given else is_no_name)(name):
        return ""
    if problem := _problem_of_name(name) or (None if is_given else _problem_of_initial(name)):
        raise InvalidField(field, problem)
    return name


def _problem_of_initial(name: str) -> Problem | None:
    """One of a given name narrows beside the family name; a family's narrows too little."""
    return Problem.ONE_LETTER if is_initials(name) else None


def _problem_of_name(name: str) -> Problem | None:
    kinds = [unicodedata.category(character) for character in name if character not in _KEPT_SYMBOLS]
    letters = sum(kind.startswith("L") for kind in kinds)
    if len(name) > LONGEST_NAME:
        return Problem.TOO_LONG
    if any(kind.startswith("S") for kind in kinds):
        return Problem.SYMBOLS_IN_NAME
    if any(kind.startswith("N") for kind in kinds):
        return Problem.DIGITS_IN_NAME
    if letters == 0:
        return Problem.NO_LETTERS
    return None if is_in_latin_letters(name) else Problem.LATIN_NEEDED


def is_initials(name: str) -> bool:
    """Whether a name holds nothing longer than one letter; a Chinese or Korean character is a whole name."""
    words = [word for word in re.split(r"[\W_]+", name) if word]
    return bool(words) and all(len(word) == 1 and not _is_whole_name(word) for word in words)


def _is_whole_name(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("CJK", "HANGUL"))


def read_identifier(field: str, text: str) -> Identifier:
    """An NHS number, CHI number, H&C number or UPN with its check digit or letter. Raises InvalidField."""
    number = _number_in(text)
    if number.isascii() and number.isdigit() and len(number) == 10:
        return _checked(field, kind_of_ten_digits(number), number, nhs_number_is_valid(number))
    if _UPN.fullmatch(number):
        return _checked(field, IdentifierKind.UPN, number, upn_is_valid(number))
    raise InvalidField(field, Problem.NOT_A_NUMBER_WE_KNOW)


def _number_in(text: str) -> str:
    """What is left without label, brackets and separators."""
    plain = clean_value("number", unicodedata.normalize("NFKC", _IN_BRACKETS.sub(" ", text[:200]))).upper()
    if found := _IN_SHEETS.fullmatch(plain):
        return found[1]
    if found := _WITH_EXPONENT.fullmatch(plain):
        return found[1] + found[2]
    return re.sub(r"[\s.,/_-]|\s(?:NHS|UPN|CHI|HCN)$", "", plain)


def _checked(field: str, kind: IdentifierKind, number: str, is_valid: bool) -> Identifier:
    if not is_valid:
        raise InvalidField(field, Problem.CHECK_DIGIT)
    if kind is IdentifierKind.NHS_NUMBER and is_made_for_tests(number):
        raise InvalidField(field, Problem.MADE_FOR_TESTS)
    return _telling(field, Identifier(kind, number))


def _telling(field: str, number: Identifier) -> Identifier:
    if number.stands_for_many:
        raise InvalidField(field, Problem.STANDS_FOR_MANY)
    return number


def read_postcode(field: str, text: str) -> str:
    """A postcode, or its first half, as `BD3 0QT` or `BD3`, also at the end of an address; a BFPO number.

    Raises InvalidField.
    """
    plain = clean_value("postcode", unicodedata.normalize("NFKC", text[:200])).upper()
    letters = re.sub(r"[\s.-]", "", plain)
    if forces := _FORCES.fullmatch(letters):
        return f"BFPO {forces[1]}"
    if _POSTCODE.fullmatch(letters) or _TERRITORY.fullmatch(letters):
        return f"{letters[:-3]} {letters[-3:]}" if len(letters) > 4 else letters
    if len(found := set(_AFTER_ADDRESS.findall(plain))) == 1:
        outward, inward = found.pop()
        return f"{outward} {inward[0].translate(_MISREAD)}{inward[1:]}"
    raise InvalidField(field, Problem.NOT_A_POSTCODE)


def read_past_day(field: str, text: str, today: date) -> date:
    """A day within the last 25 years, today included. Raises InvalidField."""
    oldest = years_before(today, OLDEST_YEARS)
    return _within(field, read_date(field, text, oldest, today), oldest, today)


def read_childs_birth(field: str, text: str, today: date) -> Born:
    """A birth date within the last 25 years, as well as it is known. Raises InvalidField."""
    oldest = years_before(today, OLDEST_YEARS)
    born = read_birth(field, text, today, oldest, today)
    return born if isinstance(born, PartDate) else _within(field, born, oldest, today)


def _within(field: str, day: date, oldest: date, today: date) -> date:
    if day > today:
        raise InvalidField(field, Problem.IN_FUTURE)
    if day < oldest:
        raise InvalidField(field, Problem.TOO_OLD)
    return day


def read_last_day(field: str, text: str, today: date) -> date:
    """A day within the last 25 years or the next 31 days. Raises InvalidField."""
    oldest, latest = years_before(today, OLDEST_YEARS), today + MOST_AHEAD
    day = read_date(field, text, oldest, latest)
    if day > latest:
        raise InvalidField(field, Problem.TOO_FAR)
    if day < oldest:
        raise InvalidField(field, Problem.TOO_OLD)
    return day


def read_mothers_birth(field: str, text: str, today: date) -> Born:
    """The birth date of a mother, who may be a child herself: 10 to 65 years ago. Raises InvalidField."""
    oldest, youngest = years_before(today, OLDEST_MOTHER), years_before(today, YOUNGEST_MOTHER)
    try:
        born = read_birth(field, text, today, oldest, youngest)
    except InvalidField as one:
        raise InvalidField(field, _OF_A_MOTHER.get(one.problem, one.problem)) from None
    if isinstance(born, date) and born > youngest:
        raise InvalidField(field, Problem.TOO_YOUNG)
    if isinstance(born, date) and born < oldest:
        raise InvalidField(field, Problem.NOT_A_MOTHERS)
    return born


_OF_A_MOTHER: dict[str, Problem] = {
    Problem.IN_FUTURE: Problem.TOO_YOUNG,
    Problem.TOO_OLD: Problem.NOT_A_MOTHERS,
}


def read_day_expected(field: str, text: str, today: date) -> date:
    """A day on which a child may be expected, or was until lately. Raises InvalidField."""
    day = read_date(field, text, today - LATE, today + NINE_MONTHS)
    if day < today - LATE:
        raise InvalidField(field, Problem.LONG_BORN)
    if day > today + NINE_MONTHS:
        raise InvalidField(field, Problem.TOO_FAR)
    return day


def read_own_number(field: str, text: str) -> Identifier:
    """A service's own number; the service is known by who types it. Raises InvalidField."""
    number = re.sub(r"\s", "", clean_value("number", unicodedata.normalize("NFKC", text[:200]))).upper()
    if not _OWN_NUMBER.fullmatch(number):
        raise InvalidField(field, Problem.NOT_AN_OWN_NUMBER)
    return _telling(field, Identifier(IdentifierKind.LOCAL, number))


def read_yes_or_no(field: str, text: str) -> bool:
    """A choice of yes or no. Raises InvalidField."""
    if text not in ("yes", "no"):
        raise InvalidField(field, Problem.NOT_ON_LIST)
    return text == "yes"


def read_sex(field: str, text: str) -> Sex | None:
    """The chosen sex, None for "not known". Raises InvalidField."""
    if text == "unknown":
        return None
    try:
        return Sex(text)
    except ValueError:
        raise InvalidField(field, Problem.NOT_ON_LIST) from None


def read_text(field: str, text: str, longest: int) -> str:
    """Free text of at most so many characters. Raises InvalidField."""
    written = clean_lines(text)
    if len(written) > longest:
        raise InvalidField(field, Problem.TOO_LONG)
    return written
