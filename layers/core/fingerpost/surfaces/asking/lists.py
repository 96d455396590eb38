"""Reads a list of children as it is pasted: one child a line, in any order of its values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from fingerpost.domain.errors import InvalidForm
from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces import typed
from fingerpost.surfaces.asking.reading import read_question
from fingerpost.surfaces.limits import LONGEST_MEETING, MOST_IN_A_LIST
from fingerpost.surfaces.reading import Reading, Values
from fingerpost.surfaces.words import say, say_problem
from fingerpost.usecases.requests import Question

_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+")
_PARTS = re.compile(r"[,;\t|]")
_POSTCODE = re.compile(r"^[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}$")
_DIGITS_OF_A_NUMBER = 9
_HEADINGS = frozenset(
    {
        "name", "first name", "given name", "forename", "surname", "family name", "last name", "nhs number",
        "nhs no", "number", "upn", "dob", "date of birth", "birth date", "postcode", "post code",
    }
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Row:
    """One line of a list. number: of the line, from 1. text: as pasted."""

    number: int
    text: str
    question: Question


class UnreadableList(Exception):
    """Lines that cannot be asked by. words: what is wrong with each, in plain words and without a name."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(f"{len(words)} lines")
        self.words = tuple(words)


def read_list(values: Values, today: date) -> tuple[Row, ...]:
    """Every line as a question, with the reason and the meeting of the list.

    Raises InvalidForm for what is said of the list as a whole, UnreadableList for its lines: nothing is asked
    until every line can be.
    """
    why = {name: values.get(name, "") for name in ("reason", "family_told")}
    _check_why(why, values, today)
    lines = tuple(_lines(values.get("children", "")))
    if not lines or len(lines) > MOST_IN_A_LIST:
        raise UnreadableList([say("list.none") if not lines else say("list.too_many", most=MOST_IN_A_LIST)])
    rows, wrong = [], []
    for number, text in lines:
        try:
            question = read_question({**values_of_line(text), **why}, today)
            rows.append(Row(number, text, replace(question, note=values["meeting"].strip())))
        except InvalidForm as fault:
            wrong.append(_in_words(number, fault))
    if wrong:
        raise UnreadableList(wrong)
    return tuple(rows)


def _check_why(why: Mapping[str, str], values: Values, today: date) -> None:
    """Raises InvalidForm for the meeting, the reason and the family."""
    reading = Reading(values, today)
    reading.needed("meeting", lambda name, text: typed.read_text(name, text, LONGEST_MEETING))
    try:
        read_question(why, today)
    except InvalidForm as fault:
        reading.problems += [one for one in fault.problems if one.field in why]
    reading.check()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line with something on it but a heading, and its number."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip(" ,;\t|") and not _is_heading(line):
            yield number, _NUMBERED.sub("", line).strip()


def _is_heading(line: str) -> bool:
    parts = [part.strip().casefold() for part in _PARTS.split(line)]
    return any(part in _HEADINGS for part in parts)


def values_of_line(line: str) -> dict[str, str]:
    """What a line says, by the fields of the ask form: a number, a date and a postcode are known by their
    looks; what is left are the names, the given name first."""
    values: dict[str, str] = {}
    names: list[str] = []
    for part in filter(None, (part.strip() for part in _PARTS.split(line))):
        field = _field_of(part)
        if field and field not in values:
            values[field] = part
        else:
            names.append(part)
    return values | _names(names)


def _field_of(part: str) -> str:
    if sum(character.isdigit() for character in part) >= _DIGITS_OF_A_NUMBER:
        return "identifier"
    if _POSTCODE.match(part):
        return "postcode"
    return "birth_date" if any(character.isdigit() for character in part) else ""


def _names(names: Sequence[str]) -> dict[str, str]:
    if not names:
        return {}
    given, *family = names
    return {"given_name": given, **({"family_name": " ".join(family)} if family else {})}


def _in_words(number: int, fault: InvalidForm) -> str:
    wrong = (f"{say(f'field.{one.field}')}: {say_problem(one.field, one.problem)}" for one in fault.problems)
    return say("list.line", number=number, wrong=" ".join(wrong))
