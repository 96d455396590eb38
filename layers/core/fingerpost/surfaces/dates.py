"""Dates as people read them, and what day it is for them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from fingerpost.surfaces.words import month_name, say, weekday_name


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
    there = local(at)
    return f"{in_words(there.date())}, {there:%H:%M}"


def clock(at: datetime) -> str:
    """9:05"""
    return f"{at.hour}:{at:%M}"


def when_in_words(day: date, today: date) -> str:
    """Today, tomorrow, on Monday, on 29 December."""
    ahead = (day - today).days
    if ahead < 2:
        return say("day.tomorrow" if ahead else "day.today")
    named = weekday_name(day.weekday()) if ahead < 7 else f"{day.day} {month_name(day.month)}"
    return say("day.on", day=named)


def local(at: datetime) -> datetime:
    """UK clock time by the rule of the Summer Time Order 2002: zoneinfo costs 8 ms of a cold start."""
    in_utc = at.astimezone(UTC)
    return in_utc + timedelta(hours=1) if _is_summer(in_utc) else in_utc


def _is_summer(at: datetime) -> bool:
    return _last_sunday_at_one(at.year, 3) <= at < _last_sunday_at_one(at.year, 10)


def _last_sunday_at_one(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
