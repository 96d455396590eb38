"""What a button is declared by: whom it admits, where it is drawn, the form or page it opens at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fingerpost.surfaces import dates
from fingerpost.surfaces.inputs import Values, filled, for_other_form
from fingerpost.surfaces.views import Screen

NOTHING_TYPED: Values = {}
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

    def opened(self, value: str, now: datetime, typed: Values = NOTHING_TYPED) -> Screen | None:
        """The form or page it leads to at once; None for one that needs something read first.

        typed: what stood beside the button, which is not lost.
        """
        if self.opens is None:
            return None
        screen = self.opens(value, now)
        return filled(screen, for_other_form(typed)) if typed and screen.submit else screen


def since_today(now: datetime) -> dict[str, str]:
    """An involvement that begins today, until something else is typed."""
    return {"since": dates.in_words(dates.today(now))}
