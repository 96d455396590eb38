"""Dates as people write and read them, and what day it is for them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.uk_time import local
from fingerpost.surfaces.words import month_name, month_numbers

_BETWEEN = r"[\s./,-]+"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORD = r"(?P<word>[a-z]{3,9})"
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}(?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}{_YEAR}",
        rf"{_DAY}[\s./,-]*(?:of\s+)?{_WORD}[\s./,-]*{_YEAR}",
        rf"{_WORD}[\s./,-]*{_DAY}{_BETWEEN}{_YEAR}",
    )
)


def read_date(field: str, text: str) -> date:
    """A typed date, day before month unless the year stands first. Raises InvalidField."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    for written in _WRITTEN:
        if found := written.fullmatch(plain):
            return _day(field, found.groupdict())
    raise InvalidField(field, Problem.NOT_A_DATE)


def _day(field: str, parts: dict[str, str]) -> date:
    month = int(parts["month"]) if "month" in parts else month_numbers().get(parts["word"])
    if month is None:
        raise InvalidField(field, Problem.NOT_A_DATE)
    if len(parts["year"]) < 4:
        raise InvalidField(field, Problem.SHORT_YEAR)
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise InvalidField(field, Problem.NO_SUCH_DAY) from None


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a leap day."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap_day else day.day)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    return date(day.year + years, month + 1, day.day)


def today(now: datetime) -> date:
    """The day it is where the services are. now: with its time zone."""
    return local(now).date()


def in_words(day: date) -> str:
    """27 March 2016."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def moment_in_words(at: datetime) -> str:
    """27 March 2016, 09:05 (the time on the clock where the services are)."""
    clock = local(at)
    return f"{in_words(clock.date())}, {clock:%H:%M}"
