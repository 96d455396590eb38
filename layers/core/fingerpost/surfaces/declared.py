"""What a button is declared by: whom it admits, where it is drawn, the form or page it opens at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces import dates
from fingerpost.surfaces.inputs import Values, fields_of, filled, for_other_form
from fingerpost.surfaces.views import Screen

NOTHING_TYPED: Values = {}
Opens = Callable[[str, datetime], Screen]


@dataclass(frozen=True)
class Declared:
    """opens: the form or page for a button's value, None for one that runs something.

    in_place: it takes the place of what stands in an open modal. admits: whether the person may have the form
    is looked at while it opens. longer: the same with fields that are folded away at first, drawn where
    something was typed in one of those.
    """

    opens: Opens | None = None
    in_place: bool = False
    admits: bool = False
    longer: Opens | None = None

    def opened(self, value: str, now: datetime, typed: Values = NOTHING_TYPED) -> Screen | None:
        """The form or page it leads to at once; None for one that needs something read first.

        typed: what stood beside the button, which is not lost.
        """
        if self.opens is None:
            return None
        screen, along = self.opens(value, now), for_other_form(typed)
        if self.longer is not None:
            screen = _with_room_for(along, screen, self.longer(value, now))
        return filled(screen, along) if typed and screen.submit else screen


def _with_room_for(typed: Values, short: Screen, longer: Screen) -> Screen:
    """The longer form where something was typed that the short one has no field for."""
    folded = fields_of(longer) - fields_of(short)
    return longer if any(typed.get(field) for field in folded) else short


def since_today(now: datetime) -> dict[str, str]:
    """An involvement that begins today, until something else is typed."""
    return {"since": dates.in_words(dates.today(now))}
