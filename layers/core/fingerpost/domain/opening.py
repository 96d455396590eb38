"""Whether a service answers its telephone now, and if not, when it will."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from fingerpost.domain.bank_holidays import DAYS
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.service import Contact, Nation, OpeningTimes

_DAY = 24 * 60
_LOOK_AHEAD = 15
"""Days: no service is closed for longer by its hours and bank holidays alone."""


@dataclass(frozen=True)
class OpenNow:
    """Somebody answers. until: on the clock of the place; None for day and night. school_days: only then."""

    until: datetime | None
    school_days: bool = False


@dataclass(frozen=True)
class ClosedNow:
    """Nobody answers. opens: the next time; school_days: if that is one."""

    opens: datetime | None
    school_days: bool = False


def is_bank_holiday(day: date, nation: Nation) -> bool:
    """Whether the nation's services are closed on it; of a year that is not in the table nobody knows."""
    return day.strftime("%m-%d") in DAYS[nation].get(day.year, "").split()


def state(contact: Contact, local: datetime) -> OpenNow | ClosedNow | None:
    """None where no hours were given that can be reckoned with. local: the time on the clock of the place."""
    if not contact.opening:
        return None
    if _never_closes(contact):
        return OpenNow(None)
    for opens, closes, times in _stretches(contact, local):
        if opens <= local < closes:
            return OpenNow(closes, times.school_days)
        if opens > local:
            return ClosedNow(opens, times.school_days)
    return ClosedNow(None)


def _never_closes(contact: Contact) -> bool:
    """A day that ends at midnight goes on where the next begins."""
    always = [one for one in contact.opening if one.opens == 0 and one.closes == _DAY and one.bank_holidays]
    return {day for one in always for day in one.days} == set(range(7))


def _stretches(contact: Contact, local: datetime) -> Iterator[tuple[datetime, datetime, OpeningTimes]]:
    """When it is open from today on, in the order of time."""
    for ahead in range(-1, _LOOK_AHEAD):  # what began yesterday evening may go on
        day = local.date() + timedelta(days=ahead)
        closed = is_bank_holiday(day, contact.nation)
        open_then = [one for one in contact.opening if day.weekday() in one.days]
        for one in sorted(open_then, key=lambda each: each.opens):
            if not closed or one.bank_holidays:
                midnight = datetime.combine(day, time(), local.tzinfo)
                yield midnight + timedelta(minutes=one.opens), midnight + timedelta(minutes=one.closes), one
