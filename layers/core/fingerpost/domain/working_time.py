"""Deadlines in the working hours of a service: its days, its hours, the bank holidays of its nation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from fingerpost.domain.uk_time import from_local, local

_DAY = timedelta(days=1)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FROM_TO = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|to)\s*(\d{1,2})[.:](\d{2})")
_ALWAYS = re.compile(r"day and night|24 hours|around the clock")
_EVERY_DAY = re.compile(r"every day|daily")
_NAMED = re.compile(rf"\b({'|'.join(_DAYS)})[a-z]*")


@dataclass(frozen=True)
class WorkingHours:
    """When a service works. days: 0 is Monday, never empty. opens, closes: time of day on the clock there."""

    days: frozenset[int] = frozenset(range(5))
    opens: timedelta = timedelta(hours=9)
    closes: timedelta = timedelta(hours=17)
    on_holidays: bool = False


ORDINARY = WorkingHours()
ALWAYS = WorkingHours(frozenset(range(7)), timedelta(0), _DAY, on_holidays=True)


def hours_from(words: str) -> WorkingHours:
    """The hours of a service as its page states them, such as "Monday to Friday 8.30 to 17.00".

    What cannot be read is ordinary office hours: a deadline too early is a reminder too many, one too late
    is a child nobody spoke about.
    """
    plain = words.casefold()
    if _ALWAYS.search(plain):
        return ALWAYS
    found = _FROM_TO.search(plain)
    if not found:
        return ORDINARY
    opens, closes = (timedelta(hours=int(found[at]), minutes=int(found[at + 1])) for at in (1, 3))
    if not timedelta(0) <= opens < closes <= _DAY:
        return ORDINARY
    return WorkingHours(_days_in(plain), opens, closes)


def _days_in(plain: str) -> frozenset[int]:
    if _EVERY_DAY.search(plain):
        return frozenset(range(7))
    named = [_DAYS.index(name) for name in _NAMED.findall(plain)]
    if len(named) == 2 and named[0] < named[1]:
        return frozenset(range(named[0], named[1] + 1))
    return frozenset(named) or ORDINARY.days


@dataclass(frozen=True)
class WorkingTime:
    """Counts a service's working time. closed: its bank holidays, and whatever else keeps it shut."""

    hours: WorkingHours = ORDINARY
    closed: frozenset[date] = frozenset()

    def after(self, start: datetime, span: timedelta) -> datetime:
        """The moment, in UTC, at which so much working time has gone by since `start`."""
        left = span
        for opens, closes in self._open_from(start):
            begins = max(opens, start)
            if begins + left <= closes:
                return begins + left
            left -= max(closes - begins, timedelta(0))
        raise ValueError("no working time is left")

    def is_open(self, at: datetime) -> bool:
        """Whether the service works at this moment."""
        opens, closes = next(self._open_from(at))
        return opens <= at < closes

    def _open_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The times when it is open, in order, from the one that ends after `start`."""
        day = local(start).date()
        while day < date.max - _DAY:
            if self._works_on(day) and (closes := _moment(day, self.hours.closes)) > start:
                yield _moment(day, self.hours.opens), closes
            day += _DAY

    def _works_on(self, day: date) -> bool:
        return day.weekday() in self.hours.days and (self.hours.on_holidays or day not in self.closed)


def _moment(day: date, clock: timedelta) -> datetime:
    return from_local(datetime.combine(day, time()) + clock).astimezone(UTC)
