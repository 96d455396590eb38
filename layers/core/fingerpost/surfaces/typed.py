"""What people type, read with forgiveness for spacing and none for doubt."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from fingerpost.domain.child import Sex
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.identifiers import Identifier, IdentifierKind, nhs_number_is_valid, upn_is_valid
from fingerpost.surfaces.dates import read_date, years_before
from fingerpost.surfaces.limits import LONGEST_NAME

OLDEST_YEARS = 25
"""Care leavers and young people with a learning difficulty stay in the index until 25."""
YOUNGEST_MOTHER = 10
OLDEST_MOTHER = 65
NINE_MONTHS = timedelta(days=300)
LATE = timedelta(days=60)
"""How long after the day it was expected a child may still be asked for as unborn: word of births is slow."""

NO_NAME = frozenset("-‐‑‒–—")
_JOINERS = "\u200c\u200d"  # invisible, but part of the spelling of Persian and Indian names
_KEPT_SYMBOLS = "`´"  # typed for an apostrophe
_SPACES = re.compile(r"\s+")
_UPN = re.compile(r"[A-Z]\d{11}[0-9A-Z]", re.ASCII)
_OWN_NUMBER = re.compile(r"(?=.*\d)[A-Z0-9/_.-]{3,30}", re.ASCII)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?:\d[A-Z]{2})?", re.ASCII)


def clean(text: str) -> str:
    """One line without control characters, marks of writing direction, or halves of characters."""
    return _SPACES.sub(" ", "".join(map(_visible, text))).strip()


def clean_lines(text: str) -> str:
    """The same, keeping lines."""
    lines = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    hidden = unicodedata.category(character).startswith("C") and character not in _JOINERS
    return "" if hidden else character


def read_name(field: str, text: str) -> str:
    """A given or family name; a dash says that there is none and is read as empty. Raises InvalidField."""
    name = clean(text)
    if name and set(name) <= NO_NAME:
        return ""
    if problem := _problem_of_name(name):
        raise InvalidField(field, problem)
    return name


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
    return Problem.ONE_LETTER if letters == 1 and not _is_whole_name(name) else None


def _is_whole_name(name: str) -> bool:
    """One Chinese or Korean character is a whole name; one Latin letter is an initial."""
    return any(unicodedata.name(character, "").startswith(("CJK", "HANGUL")) for character in name)


def read_identifier(field: str, text: str) -> Identifier:
    """An NHS number or a UPN with its check digit or letter. Raises InvalidField."""
    number = re.sub(r"[\s.-]", "", unicodedata.normalize("NFKC", clean(text))).upper()
    if number.isascii() and number.isdigit() and len(number) == 10:
        return _checked(field, IdentifierKind.NHS_NUMBER, number, nhs_number_is_valid(number))
    if _UPN.fullmatch(number):
        return _checked(field, IdentifierKind.UPN, number, upn_is_valid(number))
    raise InvalidField(field, Problem.NOT_A_NUMBER_WE_KNOW)


def _checked(field: str, kind: IdentifierKind, number: str, is_valid: bool) -> Identifier:
    if not is_valid:
        raise InvalidField(field, Problem.CHECK_DIGIT)
    return _telling(field, Identifier(kind, number))


def _telling(field: str, number: Identifier) -> Identifier:
    if number.stands_for_many:
        raise InvalidField(field, Problem.STANDS_FOR_MANY)
    return number


def read_postcode(field: str, text: str) -> str:
    """A postcode, or its first half, as `BD3 0QT` or `BD3`. Raises InvalidField."""
    letters = re.sub(r"[\s.-]", "", unicodedata.normalize("NFKC", clean(text))).upper()
    if not _POSTCODE.fullmatch(letters):
        raise InvalidField(field, Problem.NOT_A_POSTCODE)
    return f"{letters[:-3]} {letters[-3:]}" if len(letters) > 4 else letters


def read_past_day(field: str, text: str, today: date) -> date:
    """A day within the last 25 years, today included. Raises InvalidField."""
    day = read_date(field, clean(text))
    if day > today:
        raise InvalidField(field, Problem.IN_FUTURE)
    if day < years_before(today, OLDEST_YEARS):
        raise InvalidField(field, Problem.TOO_OLD)
    return day


def read_mothers_birth_date(field: str, text: str, today: date) -> date:
    """The birth date of a mother, who may be a child herself: 10 to 65 years ago. Raises InvalidField."""
    day = read_date(field, clean(text))
    if day > years_before(today, YOUNGEST_MOTHER):
        raise InvalidField(field, Problem.TOO_YOUNG)
    if day < years_before(today, OLDEST_MOTHER):
        raise InvalidField(field, Problem.NOT_A_MOTHERS)
    return day


def read_day_expected(field: str, text: str, today: date) -> date:
    """A day on which a child may be expected, or was until lately. Raises InvalidField."""
    day = read_date(field, clean(text))
    if day < today - LATE:
        raise InvalidField(field, Problem.LONG_BORN)
    if day > today + NINE_MONTHS:
        raise InvalidField(field, Problem.TOO_FAR)
    return day


def read_own_number(field: str, text: str) -> Identifier:
    """A service's own number; the service is known by who types it. Raises InvalidField."""
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", clean(text))).upper()
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
