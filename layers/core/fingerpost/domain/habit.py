"""How somebody usually asks: at what hours of the day, and how often within one (H6, H7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.uk_time import local

KNOWN_AFTER = 10
"""Hours of asking from which on there is a habit to speak of."""


@dataclass(frozen=True)
class Limits:
    """Beyond these nobody is answered (H7): a meeting of a large team stays below, somebody who empties the
    index does not. an_hour: one person's within an hour; all others follow from it."""

    an_hour: int = 60

    @property
    def a_day(self) -> int:
        """One person's within a day."""
        return 3 * self.an_hour

    @property
    def of_a_service(self) -> int:
        """All of a service's within an hour."""
        return 10 * self.an_hour

    @property
    def unknown(self) -> int:
        """What is many within an hour for somebody of whom no habit is known."""
        return self.an_hour // 2


LIMITS = Limits()
_NEVER_FEW = 15
_TIMES_AS_MANY = 3


@dataclass(frozen=True)
class Habit:
    """hours: of the day, by the clock of the place, in which they asked. most: the most within one hour.

    spells: in how many hours they asked so far. last: the hour of their latest asking that is counted in, as
    its name is stored; empty for nobody's. day, earlier: of the latest day, how many asks its hours before
    had.
    """

    hours: tuple[int, ...] = ()
    most: int = 0
    spells: int = 0
    last: str = ""
    day: str = ""
    earlier: int = 0

    def with_hour(self, name: str, at: datetime, asks: int) -> Habit:
        """The same with the asks of one more hour. name: as it is stored; at: a moment within it."""
        there = local(at)
        today, before = f"{there:%Y-%m-%d}", self.earlier if self.day == f"{there:%Y-%m-%d}" else 0
        return replace(
            self,
            hours=tuple(sorted({*self.hours, there.hour})),
            most=max(self.most, asks),
            spells=self.spells + 1,
            last=name,
            day=today,
            earlier=before + asks,
        )

    def asked_on(self, at: datetime, within_this_hour: int) -> int:
        """How many on the day of this moment."""
        today = f"{local(at):%Y-%m-%d}"
        return within_this_hour + (self.earlier if self.day == today else 0)

    def is_many(self, within_this_hour: int, limits: Limits) -> bool:
        """Whether so many within an hour are unlike them."""
        if self.spells < KNOWN_AFTER:
            return within_this_hour > limits.unknown
        return within_this_hour > max(_NEVER_FEW, _TIMES_AS_MANY * self.most)

    def is_odd_hour(self, at: datetime) -> bool:
        """Whether they are not known to ask at this hour of the day, nor at one beside it."""
        if self.spells < KNOWN_AFTER:
            return False
        return local(at).hour not in _with_neighbours(self.hours)


def _with_neighbours(hours: Iterable[int]) -> frozenset[int]:
    return frozenset((hour + beside) % 24 for hour in hours for beside in (-1, 0, 1))


NO_HABIT = Habit()
