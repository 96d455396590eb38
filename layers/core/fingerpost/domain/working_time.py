"""Deadlines in the working hours of a service: its days, its hours, the bank holidays of its nation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.opening import is_bank_holiday
from fingerpost.domain.service import Contact, Nation, OpeningTimes
from fingerpost.domain.uk_time import from_local, local

_DAY = timedelta(days=1)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FROM_TO = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|to)\s*(\d{1,2})[.:](\d{2})")
_ALWAYS = re.compile(r"day and night|24 hours|around the clock")
_EVERY_DAY = re.compile(r"every day|daily")
_NAMED = re.compile(rf"\b({'|'.join(_DAYS)})[a-z]*")


OFFICE = OpeningTimes(tuple(range(5)), opens=9 * 60, closes=17 * 60)
ALWAYS = OpeningTimes(tuple(range(7)), opens=0, closes=24 * 60, bank_holidays=True)


def hours_from(words: str) -> OpeningTimes:
    """The hours of a service as its page states them, such as "Monday to Friday 8.30 to 17.00".

    What cannot be read is ordinary office hours: a deadline too early is a reminder too many, one too late
    is a child nobody spoke about.
    """
    plain = words.casefold()
    if _ALWAYS.search(plain):
        return ALWAYS
    found = _FROM_TO.search(plain)
    if not found:
        return OFFICE
    opens, closes = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
    if not 0 <= opens < closes <= 24 * 60:
        return OFFICE
    return OpeningTimes(_days_in(plain), opens, closes)


def _days_in(plain: str) -> tuple[int, ...]:
    if _EVERY_DAY.search(plain):
        return tuple(range(7))
    named = [_DAYS.index(name) for name in _NAMED.findall(plain)]
    if len(named) == 2 and named[0] < named[1]:
        return tuple(range(named[0], named[1] + 1))
    return tuple(named) or OFFICE.days


@dataclass(frozen=True)
class WorkingTime:
    """Counts the time in which a service works. Nobody knows its terms: any working day is a school day."""

    openings: tuple[OpeningTimes, ...] = (OFFICE,)
    nation: Nation = Nation.ENGLAND

    @classmethod
    def of(cls, contact: Contact) -> WorkingTime:
        """By the hours that were given to be reckoned with, else by the words."""
        return cls(contact.opening or (hours_from(contact.hours),), contact.nation)

    def after(self, start: datetime, span: timedelta) -> datetime:
        """The moment, in UTC, at which so much working time has gone by since `start`."""
        left, counted = span, start
        for opens, closes in self._open_from(start):
            begins = max(opens, counted)
            if begins + left <= closes:
                return begins + left
            left -= max(closes - begins, timedelta(0))
            counted = max(counted, closes)
        raise ValueError("no working time is left")

    def works_on(self, day: date) -> bool:
        """Whether anybody works there on that day."""
        return bool(self._openings_on(day))

    def _open_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The times when it is open, in order, from the one that ends after `start`."""
        day = local(start).date() - _DAY  # what began yesterday evening may go on
        while day < date.max - 2 * _DAY:
            for one in self._openings_on(day):
                if (closes := _moment(day, one.closes)) > start:
                    yield _moment(day, one.opens), closes
            day += _DAY

    def _openings_on(self, day: date) -> list[OpeningTimes]:
        closed = is_bank_holiday(day, self.nation)
        then = [one for one in self.openings if day.weekday() in one.days]
        return sorted((one for one in then if one.bank_holidays or not closed), key=lambda one: one.opens)


def _moment(day: date, minutes: int) -> datetime:
    return from_local(datetime.combine(day, time()) + timedelta(minutes=minutes))
