"""Reads the wish to be told, and when."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.preferences import Preferences
from fingerpost.surfaces.limits import LONGEST_WATCH
from fingerpost.surfaces.reading import Reading, Values, read_reason, sure
from fingerpost.surfaces.typed_dates import read_date
from fingerpost.usecases.requests import WatchWish

_A_DAY = 24 * 60


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


def read_preferences(values: Values, today: date) -> Preferences:
    """When somebody wants to be told; whose it is says the one who asks. Raises InvalidForm."""
    reading = Reading(values, today)
    digest_at = reading.needed("digest_at", _minutes)
    quiet = reading.needed("quiet", _quiet)
    away_from = reading.optional("away_from", lambda name, text: _day_of_absence(name, text, today))
    away_until = reading.optional("away_until", lambda name, text: _day_of_absence(name, text, today))
    if away_until and away_from is None and reading.typed("away_from") == "":
        reading.miss("away_from")
    if away_from and away_until is None and reading.typed("away_until") == "":
        reading.miss("away_until")
    if away_from and away_until and (away_until < away_from or away_until < today):
        reading.miss("away_until", Problem.BEFORE_START if away_until < away_from else Problem.NOT_IN_FUTURE)
    reading.check()
    begin, end = sure(quiet)
    return Preferences("", sure(digest_at), begin, end, away_from, away_until)


def _minutes(name: str, text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) < _A_DAY:
        raise InvalidField(name, Problem.NOT_ON_LIST)
    return int(text)


def _quiet(name: str, text: str) -> tuple[int, int]:
    if text == "none":
        return 0, 0
    begin, _, end = text.partition("-")
    return _minutes(name, begin), _minutes(name, end)


def _day_of_absence(name: str, text: str, today: date) -> date:
    day = read_date(name, text, today - LONGEST_WATCH, today + LONGEST_WATCH)
    if not today - LONGEST_WATCH <= day <= today + LONGEST_WATCH:
        raise InvalidField(name, Problem.TOO_FAR)
    return day
