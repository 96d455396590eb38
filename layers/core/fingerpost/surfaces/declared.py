"""What a button is declared by: whom it admits, where it is drawn, the form or page it opens at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fingerpost.surfaces import dates
from fingerpost.surfaces.views import Screen

Opens = Callable[[str, datetime], Screen]


@dataclass(frozen=True)
class Declared:
    """opens: the form or page for a button's value, None for one that runs something.

    in_place: it takes the place of what stands in an open modal. admits: whether the person may have the form
    is looked at while it opens.
    """

    opens: Opens | None = None
    in_place: bool = False
    admits: bool = False

    def opened(self, value: str, now: datetime) -> Screen | None:
        """The form or page it leads to at once; None for one that needs something read first."""
        return self.opens(value, now) if self.opens else None


def since_today(now: datetime) -> dict[str, str]:
    """An involvement that begins today, until something else is typed."""
    return {"since": dates.in_words(dates.today(now))}
