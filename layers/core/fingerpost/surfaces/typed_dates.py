"""Dates as people type and paste them: day before month, unless only another reading exists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.surfaces.cleaning import clean_value
from fingerpost.surfaces.words import month_numbers

_LONGEST = 60
_BETWEEN = r"[\s./,\\-]+"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORD = r"(?P<word>[a-z]{3,9})\.?"
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}(?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}{_YEAR}",
        rf"(?:the\s+)?{_DAY}[\s./,-]*(?:of\s+)?{_WORD}[\s./,-]*{_YEAR}",
        rf"{_WORD}[\s./,-]*{_DAY}{_BETWEEN}{_YEAR}",
        rf"(?P<year>\d{{4}})[\s./,-]*{_WORD}[\s./,-]*{_DAY}",
        r"(?P<run>\d{8}|\d{6})",
    )
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[\s.,]+")
_MIDNIGHT = re.compile(r"[t\s,]+(?:00?|12)[:.]00(?:[:.]00(?:[.,]0+)?)?\s*(?:am|z|utc|gmt|[+]00:?00)?")
_RUNS = {
    8: (re.compile(r"(\d\d)(\d\d)(\d{4})"), re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")),
    6: (re.compile(r"(\d\d)(\d\d)(\d\d)"), re.compile(r"(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)")),
}

_Written = tuple[str, int, int]
"""A year as written, month, day."""


def read_date(field: str, text: str, first: date = date.min, last: date = date.max) -> date:
    """A typed date. first, last: between which it has to be; they tell the century of a year of two digits.

    Raises InvalidField, also where two readings are between them.
    """
    written = list(_written(field, text))
    whole = [day for each in written for day in _days(each, first, last)]
    if not whole:
        short = len(written) == 1 and len(written[0][0]) == 2 and _is_day(2000, *written[0][1:])
        raise InvalidField(field, Problem.SHORT_YEAR if short else Problem.NO_SUCH_DAY)
    within = {day for day in whole if first <= day <= last}
    if len(within) > 1:
        raise InvalidField(field, Problem.TWO_READINGS)
    return within.pop() if within else whole[0]


def _written(field: str, text: str) -> Iterator[_Written]:
    plain = _plain(text)
    for pattern in _WRITTEN:
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            return _in_run(parts["run"]) if "run" in parts else _in_order(field, parts)
    raise InvalidField(field, Problem.NOT_A_DATE)


def _plain(text: str) -> str:
    """Without label, weekday, and the midnight that a spreadsheet puts behind a day."""
    bare = re.sub(r"\([^()]*\)", " ", unicodedata.normalize("NFKC", text[: 2 * _LONGEST]))
    plain = clean_value("date", bare).lower()
    if found := _WEEKDAY.match(plain):
        plain = plain[found.end() :]
    if found := re.search(_MIDNIGHT.pattern + "$", plain):
        plain = plain[: found.start()]
    return plain.strip(" .") if len(plain) <= _LONGEST else ""


def _in_order(field: str, parts: dict[str, str]) -> Iterator[_Written]:
    year, day = parts["year"], int(parts["day"])
    month = int(parts["month"]) if "month" in parts else month_numbers().get(parts["word"])
    if month is None:
        raise InvalidField(field, Problem.NOT_A_DATE)
    turned = month > 12 >= day
    return iter([(year, day, month) if turned else (year, month, day)])


def _in_run(digits: str) -> Iterator[_Written]:
    """27032016 and 20160327; 270316 and 160327."""
    days_first, years_first = _RUNS[len(digits)]
    if found := days_first.fullmatch(digits):
        yield found[3], int(found[2]), int(found[1])
    if found := years_first.fullmatch(digits):
        yield found["year"], int(found["month"]), int(found["day"])


def _days(written: _Written, first: date, last: date) -> Iterator[date]:
    """Of a year of two digits the century that is between first and last; nothing where all is open."""
    year, month, day = written
    if len(year) == 4:
        years = [int(year)]
    else:
        both = [2000 + int(year), 1900 + int(year)]
        years = [each for each in both if first.year <= each <= last.year] or _nearest(both, first, last)
    yield from (date(each, month, day) for each in years if _is_day(each, month, day))


def _nearest(years: list[int], first: date, last: date) -> list[int]:
    """Out of range either way: 85 is the year that is over, which is too long ago, and not one to come."""
    if first == date.min or last == date.max:
        return []
    return [year for year in years if year <= last.year][:1] or years[:1]


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year == year
    except ValueError:
        return False
