"""Work that comes up at a time, whatever it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.made_when_used import dataclass


@dataclass(frozen=True)
class DueLine:
    """That something is looked at. name: the work's own name. at: when it was to be looked at."""

    name: str
    at: datetime


class DueLines(Protocol):
    """What the clock has to look at, of one kind of work."""

    def due(self, now: datetime, most: int) -> Sequence[DueLine]:
        """What is due, the longest first, at most so many. A line that was neither moved nor forgotten since
        is named again the next time."""

    def forget(self, line: DueLine) -> None:
        """A line of what is no more, or has another time by now: nothing is to be looked at there."""
