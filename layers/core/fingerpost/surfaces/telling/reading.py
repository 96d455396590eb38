"""Reads the wish to be told."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.surfaces.limits import LONGEST_WATCH
from fingerpost.surfaces.reading import Reading, Values, read_reason, sure
from fingerpost.surfaces.typed_dates import read_date
from fingerpost.usecases.requests import WatchWish


def read_watch(values: Values, today: date) -> WatchWish:
    """A wish to be told. Raises InvalidForm."""
    reading = Reading(values, today)
    reason = reading.needed("reason", read_reason)
    until = reading.needed("until", lambda name, text: _day_to_come(name, text, today))
    reading.check()
    return WatchWish(sure(reason), sure(until))


def _day_to_come(name: str, text: str, today: date) -> date:
    day = read_date(name, text)
    if day <= today:
        raise InvalidField(name, Problem.NOT_IN_FUTURE)
    if day > today + LONGEST_WATCH:
        raise InvalidField(name, Problem.TOO_FAR)
    return day
