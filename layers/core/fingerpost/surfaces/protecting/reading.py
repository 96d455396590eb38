"""Reads the form by which an officer shields a child."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.shield import ShieldFlag
from fingerpost.surfaces.limits import LONGEST_WATCH
from fingerpost.surfaces.reading import Reading, Values, sure
from fingerpost.surfaces.typed_dates import read_date


def read_shield(values: Values, today: date) -> tuple[ShieldFlag, date]:
    """Why, and the day of the next look. Raises InvalidForm."""
    reading = Reading(values, today)
    flag = reading.needed("flag", _read_flag)
    review = reading.needed("review", lambda name, text: _day_to_come(name, text, today))
    reading.check()
    return sure(flag), sure(review)


def _read_flag(name: str, text: str) -> ShieldFlag:
    try:
        return ShieldFlag(text)
    except ValueError:
        raise InvalidField(name, Problem.NOT_ON_LIST) from None


def _day_to_come(name: str, text: str, today: date) -> date:
    day = read_date(name, text)
    if day <= today:
        raise InvalidField(name, Problem.NOT_IN_FUTURE)
    if day > today + LONGEST_WATCH:
        raise InvalidField(name, Problem.TOO_FAR)
    return day
