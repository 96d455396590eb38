"""The time on the clock where the services are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_AN_HOUR = timedelta(hours=1)


def local(at: datetime) -> datetime:
    """UK clock time by the rule of the Summer Time Order 2002: zoneinfo costs 8 ms of a cold start."""
    in_utc = at.astimezone(UTC)
    return in_utc + _AN_HOUR if _is_summer(in_utc) else in_utc


def from_local(clock: datetime) -> datetime:
    """The moment, in UTC, at which the clock shows this (no time zone). Of an hour that is there twice in
    October, the first."""
    an_hour_before = clock.replace(tzinfo=UTC) - _AN_HOUR
    return an_hour_before if _is_summer(an_hour_before) else an_hour_before + _AN_HOUR


def _is_summer(at: datetime) -> bool:
    return _last_sunday_at_one(at.year, 3) <= at < _last_sunday_at_one(at.year, 10)


def _last_sunday_at_one(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
