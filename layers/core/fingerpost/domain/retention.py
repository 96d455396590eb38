"""How long a child stays in the index (I6)."""

from __future__ import annotations

from datetime import date, timedelta

from fingerpost.domain.child import Details

_UNKNOWN_AGE = timedelta(days=365)


def retained_until(details: Details, today: date) -> date:
    """How long a record of these details stays: an unborn child's for a year after the day it is expected,
    by when the officer has joined it to the born child's."""
    if details.expected is not None:
        return details.expected + _UNKNOWN_AGE
    return kept_until(details.birth_date, today)


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
