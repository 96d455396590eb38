"""How long a child stays in the index (I6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from fingerpost.domain.child import Child, Details
from fingerpost.domain.involvement import Involvement, Watch

_UNKNOWN_AGE = timedelta(days=365)


def retained_until(details: Details, today: date) -> date:
    """How long a record of these details stays: an unborn child's for a year after the day it is expected,
    by when the officer has joined it to the born child's; by the last day that a birth date known in part may
    mean."""
    if details.expected is not None:
        return details.expected + _UNKNOWN_AGE
    part = details.birth_in_part
    return kept_until(details.birth_date or (part.latest if part else None), today)


def kept_until(birth_date: date | None, today: date) -> date:
    """The child's 18th birthday; a year from now where the birth date is not known."""
    if birth_date is None:
        return today + _UNKNOWN_AGE
    return years_after(birth_date, 18)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February where it must."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class Due(StrEnum):
    """Why a record is to be erased."""

    OF_AGE = "of_age"
    NOBODY_LEFT = "nobody_left"


def due(
    child: Child, involvements: Iterable[Involvement], watches: Iterable[Watch], today: date
) -> Due | None:
    """Whether a record has had its time: its last day is past, or for twelve months nobody has worked with
    the child or watched it. A shielded child is not let go because nobody is left, nor one with a new
    identity, whose only link to it would go: their officer decides."""
    if child.retain_until < today:
        return Due.OF_AGE
    if child.shield is not None or child.retired or any(watch.until >= today for watch in watches):
        return None
    shown = any(one.is_current or one.is_shown_on(today) for one in involvements)
    return None if shown else Due.NOBODY_LEFT
