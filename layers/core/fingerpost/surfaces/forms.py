"""Reads submitted forms into the domain. Every problem of a form is named at once (`InvalidForm`).

values: what was typed or chosen, by field name; a field left empty is missing or an empty string.
today: the day it is for the person who typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from fingerpost.domain.child import Details, Name
from fingerpost.domain.errors import InvalidField, InvalidForm, Problem
from fingerpost.domain.outcomes import Detail, FamilyTold
from fingerpost.domain.reasons import REASONS
from fingerpost.surfaces import typed
from fingerpost.surfaces.dates import read_date
from fingerpost.surfaces.limits import LONGEST_NOTE, LONGEST_ROLE, LONGEST_WATCH
from fingerpost.usecases.requests import Particulars, Question, WatchWish

Values = Mapping[str, str]
Read = TypeVar("Read")
Also = TypeVar("Also")


@dataclass
class Reading:
    """Reads field after field and remembers what could not be used."""

    values: Values
    today: date
    problems: list[InvalidField] = field(default_factory=list)

    def typed(self, name: str) -> str:
        """What stands in a field, without spaces around it."""
        return self.values.get(name, "").strip()

    def optional(self, name: str, read: Callable[[str, str], Read]) -> Read | None:
        """A field that may be left empty."""
        try:
            return read(name, self.typed(name)) if self.typed(name) else None
        except InvalidField as problem:
            self.problems.append(problem)
            return None

    def needed(self, name: str, read: Callable[[str, str], Read]) -> Read | None:
        """A field that may not."""
        if not self.typed(name):
            self.miss(name)
        return self.optional(name, read)

    def miss(self, name: str, problem: Problem = Problem.MISSING) -> None:
        """Remember a problem of a field."""
        self.problems.append(InvalidField(name, problem))

    def past_day(self, name: str, text: str) -> date:
        """A day within the last 25 years."""
        return typed.read_past_day(name, text, self.today)

    def mothers_day(self, name: str, text: str) -> date:
        """The birth date of somebody who may be a mother."""
        return typed.read_mothers_birth_date(name, text, self.today)

    def day_expected(self, name: str, text: str) -> date:
        """The day on which a child is expected."""
        return typed.read_day_expected(name, text, self.today)

    def check(self) -> None:
        """Raises InvalidForm where anything could not be used."""
        if self.problems:
            raise InvalidForm(tuple(self.problems))


def read_question(values: Values, today: date) -> Question:
    """An ask: by number, or by names and birth date, with its reason. Raises InvalidForm."""
    return _question(Reading(values, today), _details)


def read_unborn_question(values: Values, today: date) -> Question:
    """An ask for an unborn child: by its mother's details and the day it is expected. Raises InvalidForm."""
    return _question(Reading(values, today), _mothers_details)


def _question(reading: Reading, read_details: Callable[[Reading], Details]) -> Question:
    details = read_details(reading)
    reason = reading.needed("reason", _reason)
    told = reading.needed("family_told", _family_told)
    note = reading.optional("note", _note) or ""
    reading.check()
    return Question(details, sure(reason), sure(told), note)


def read_added(wanted: Detail, values: Values, today: date, *, unborn: bool = False) -> Details:
    """The one more detail that was asked for; of an unborn child it is the mother's. Raises InvalidForm."""
    reading = Reading(values, today)
    if not reading.typed(wanted) or values.get(wanted) == "unknown":
        reading.miss(wanted)
    details = (
        _mothers_birth_date(reading)
        if unborn and wanted is Detail.BIRTH_DATE
        else _one_detail(reading, wanted)
    )
    reading.check()
    return details


def read_particulars(values: Values, today: date) -> Particulars:
    """What is recorded of an involvement. Raises InvalidForm."""
    reading = Reading(values, today)
    role = reading.needed("role", _role)
    since = reading.needed("since", reading.past_day)
    lead = reading.optional("lead", typed.read_yes_or_no)
    reading.check()
    return Particulars(sure(role), sure(since), bool(lead))


def read_recording(values: Values, today: date) -> tuple[Question, Particulars]:
    """A recording of its own: the child's details, the reason, and the involvement. Raises InvalidForm."""
    return _both(lambda: read_question(values, today), lambda: read_particulars(values, today))


def read_unborn_recording(values: Values, today: date) -> tuple[Question, Particulars]:
    """The same for an unborn child. Raises InvalidForm."""
    return _both(lambda: read_unborn_question(values, today), lambda: read_particulars(values, today))


def read_added_recording(
    wanted: Detail, values: Values, today: date, *, unborn: bool = False
) -> tuple[Details, Particulars]:
    """One more detail, and the involvement to record with it. Raises InvalidForm."""
    added = partial(read_added, wanted, values, today, unborn=unborn)
    return _both(added, lambda: read_particulars(values, today))


def read_watch(values: Values, today: date) -> WatchWish:
    """A wish to be told. Raises InvalidForm."""
    reading = Reading(values, today)
    reason = reading.needed("reason", _reason)
    until = reading.needed("until", lambda name, text: _day_to_come(name, text, today))
    reading.check()
    return WatchWish(sure(reason), sure(until))


def read_last_day(values: Values, today: date) -> date:
    """The last day of an involvement. Raises InvalidForm."""
    reading = Reading(values, today)
    day = reading.needed("ended", reading.past_day)
    reading.check()
    return sure(day)


def _details(reading: Reading) -> Details:
    identifier = reading.optional("identifier", typed.read_identifier)
    if not reading.typed("identifier"):
        _need_names(reading)
    given = reading.optional("given_name", typed.read_name)
    family = reading.optional("family_name", typed.read_name)
    former = reading.optional("former_name", typed.read_name)
    if (given, family) == ("", ""):
        reading.miss("given_name", Problem.NO_NAME_AT_ALL)
    return Details(
        names=_names(given or "", family or "", former or ""),
        birth_date=reading.optional("birth_date", reading.past_day),
        postcodes=_one(reading.optional("postcode", typed.read_postcode)),
        sex=reading.optional("sex", typed.read_sex),
        identifiers=(*_one(identifier), *_one(reading.optional("own_number", typed.read_own_number))),
    )


def _mothers_details(reading: Reading) -> Details:
    identifier = reading.optional("mothers_identifier", typed.read_identifier)
    if not reading.typed("mothers_identifier"):
        _need_names(reading, "mothers_")
    given, family, former = (
        reading.optional(f"mothers_{name}", typed.read_name) or ""
        for name in ("given_name", "family_name", "former_name")
    )
    return Details(
        names=_names(given, family, former),
        birth_date=reading.optional("mothers_birth_date", reading.mothers_day),
        postcodes=_one(reading.optional("mothers_postcode", typed.read_postcode)),
        identifiers=_one(identifier),
        expected=reading.needed("expected", reading.day_expected),
    )


def _mothers_birth_date(reading: Reading) -> Details:
    return Details(birth_date=reading.optional(Detail.BIRTH_DATE, reading.mothers_day))


def _need_names(reading: Reading, whose: str = "") -> None:
    """A service's own number never stands alone: it has no check digit, and a slip may be another child's."""
    needed = [f"{whose}{name}" for name in ("given_name", "family_name", "birth_date")]
    missing = [name for name in needed if not reading.typed(name)]
    if len(missing) == 3 and not reading.typed("own_number"):
        reading.miss(f"{whose}identifier", Problem.NOTHING_TO_ASK_BY)
        return
    for name in missing:
        reading.miss(name)


def _names(given: str, family: str, former: str) -> tuple[Name, ...]:
    current = (Name(given, family),) if given or family else ()
    return (*current, Name(given, former)) if former else current


def _one_detail(reading: Reading, wanted: Detail) -> Details:
    match wanted:
        case Detail.IDENTIFIER:
            return Details(identifiers=_one(reading.optional(wanted, typed.read_identifier)))
        case Detail.BIRTH_DATE:
            return Details(birth_date=reading.optional(wanted, reading.past_day))
        case Detail.POSTCODE:
            return Details(postcodes=_one(reading.optional(wanted, typed.read_postcode)))
        case Detail.SEX:
            return Details(sex=reading.optional(wanted, typed.read_sex))
        case Detail.GIVEN_NAME:
            return Details(names=(Name(reading.optional(wanted, _real_name) or "", ""),))
        case Detail.FAMILY_NAME:
            return Details(names=(Name("", reading.optional(wanted, _real_name) or ""),))
        case Detail.FORMER_NAME:
            # The current name stays first: what is added to it here is nothing.
            return Details(names=(Name("", ""), Name("", reading.optional(wanted, _real_name) or "")))


def _real_name(name: str, text: str) -> str:
    if not (read := typed.read_name(name, text)):
        raise InvalidField(name, Problem.NO_LETTERS)
    return read


def _one(value: Read | None) -> tuple[Read, ...]:
    return () if value is None else (value,)


def sure(value: Read | None) -> Read:
    """A needed value after `check`: had it been missing, `check` would have raised."""
    if value is None:
        raise InvalidForm(())
    return value


def _both(one: Callable[[], Read], other: Callable[[], Also]) -> tuple[Read, Also]:
    """Both parts of a form; the problems of both at once where either has any."""
    first, second = _attempt(one), _attempt(other)
    if isinstance(first, InvalidForm) or isinstance(second, InvalidForm):
        raise InvalidForm(_problems(first) + _problems(second))
    return first, second


def _attempt(read: Callable[[], Read]) -> Read | InvalidForm:
    try:
        return read()
    except InvalidForm as problem:
        return problem


def _problems(read: object) -> tuple[InvalidField, ...]:
    return read.problems if isinstance(read, InvalidForm) else ()


def _reason(name: str, text: str) -> str:
    if text not in REASONS:
        raise InvalidField(name, Problem.NOT_ON_LIST)
    return text


def _family_told(name: str, text: str) -> FamilyTold:
    try:
        return FamilyTold(text)
    except ValueError:
        raise InvalidField(name, Problem.NOT_ON_LIST) from None


def _note(name: str, text: str) -> str:
    return typed.read_text(name, text, LONGEST_NOTE)


def _role(name: str, text: str) -> str:
    role = typed.clean(typed.read_text(name, text, LONGEST_ROLE))
    if not any(character.isalpha() for character in role):
        raise InvalidField(name, Problem.MISSING)
    return role


def _day_to_come(name: str, text: str, today: date) -> date:
    day = read_date(name, text)
    if day <= today:
        raise InvalidField(name, Problem.NOT_IN_FUTURE)
    if day > today + LONGEST_WATCH:
        raise InvalidField(name, Problem.TOO_FAR)
    return day
