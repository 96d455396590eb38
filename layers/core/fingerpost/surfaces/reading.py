"""Reads submitted forms into the domain. Every problem of a form is named at once (`InvalidForm`).

values: what was typed or chosen, by field name; a field left empty is missing or an empty string.
today: the day it is for the person who typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from fingerpost.domain.birth import Born
from fingerpost.domain.errors import InvalidField, InvalidForm, Problem
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.reasons import REASONS
from fingerpost.surfaces import typed
from fingerpost.surfaces.cleaning import is_not_given

Values = Mapping[str, str]

_SAYS_NONE = frozenset(
    {"given_name", "family_name", "mothers_given_name", "mothers_family_name", "sex", "note", "reason",
     "family_told", "role", "lead", "keep_old", "multiple_birth",
     "urgency", "declining", "leading", "coordinated", "quiet", "consent_by", "consent_how", "emergency",
     "emergency_sure"}
)  # fmt: skip
"""Where "none" or "unknown" is an answer, or a choice."""

Read = TypeVar("Read")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass
class Reading:
    """Reads field after field and remembers what could not be used."""

    values: Values
    today: date
    problems: list[InvalidField] = field(default_factory=list)

    def typed(self, name: str) -> str:
        """What stands in a field, without spaces around it; of a name also that there is none, of any other
        field nothing where it says that there is nothing to say."""
        text = self.values.get(name, "").strip()
        return "" if name not in _SAYS_NONE and is_not_given(text) else text

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

    def birth(self, name: str, text: str) -> Born:
        """A child's birth date, as well as it is known."""
        return typed.read_childs_birth(name, text, self.today)

    def mothers_birth(self, name: str, text: str) -> Born:
        """The birth date of somebody who may be a mother, as well as it is known."""
        return typed.read_mothers_birth(name, text, self.today)

    def day_expected(self, name: str, text: str) -> date:
        """The day on which a child is expected."""
        return typed.read_day_expected(name, text, self.today)

    def check(self) -> None:
        """Raises InvalidForm where anything could not be used."""
        if self.problems:
            raise InvalidForm(tuple(self.problems))


def one_of(choices: type[Choice]) -> Callable[[str, str], Choice]:
    """Reads one of a list. What is read raises InvalidField."""

    def read(name: str, text: str) -> Choice:
        if text not in set(choices):
            raise InvalidField(name, Problem.NOT_ON_LIST)
        return choices(text)

    return read


def sure(value: Read | None) -> Read:
    """A needed value after `check`: had it been missing, `check` would have raised."""
    if value is None:
        raise InvalidForm(())
    return value


def read_reason(name: str, text: str) -> str:
    """A reason of the list."""
    if text not in REASONS:
        raise InvalidField(name, Problem.NOT_ON_LIST)
    return text
