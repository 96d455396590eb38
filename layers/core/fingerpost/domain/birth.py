"""A birth date of which only a part is known."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass

_ACCURACY = re.compile(r"[AEU]{2}[AE]")
_ABOUT = 1
"""An estimated year may be so many years off: "aged 6" alone is two calendar years."""


@dataclass(frozen=True, repr=False)
class PartDate(Confidential):
    """A birth date known in part, or only about.

    day: what is not known of it stands as 1.
    accuracy: a letter each for day, month and year, as in the national person standard: A accurate, E
    estimated, U unknown. The year is never unknown. Raises ValueError for anything else.
    """

    day: date
    accuracy: str

    def __post_init__(self) -> None:
        if not _ACCURACY.fullmatch(self.accuracy):
            raise ValueError("three letters for day, month and year")

    @property
    def is_about(self) -> bool:
        """Whether even the year is estimated."""
        return self.accuracy[2] == "E"

    @property
    def month(self) -> int | None:
        """The month, where it and the year are accurate."""
        return self.day.month if self.accuracy[1:] == "AA" else None

    @property
    def years(self) -> tuple[int, ...]:
        """Every year it may mean, the likeliest first."""
        year = self.day.year
        return (year, year - _ABOUT, year + _ABOUT) if self.is_about else (year,)

    @property
    def latest(self) -> date:
        """The last day it may mean."""
        if self.month is None:
            return date(max(self.years), 12, 31)
        return date(self.day.year, self.month, monthrange(self.day.year, self.month)[1])

    @property
    def text(self) -> str:
        """What is known of it and how well, as 2016-03-01 UAA."""
        return f"{self.day.isoformat()} {self.accuracy}"


def part_date_from(text: str) -> PartDate:
    """A date known in part from its `text`. Raises ValueError."""
    day, _, accuracy = text.partition(" ")
    return PartDate(date.fromisoformat(day), accuracy)


Born = date | PartDate
"""A birth date to the day, or as far as it is known."""
