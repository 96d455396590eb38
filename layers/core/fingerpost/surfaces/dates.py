"""Dates as people read them, and what day it is for them."""

from __future__ import annotations

from datetime import date, datetime

from fingerpost.domain.birth import Born
from fingerpost.domain.uk_time import local as local
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


def born_in_words(born: Born) -> str:
    """27 March 2016; of a date known in part March 2016, or 2016, or about 2016. A form reads it back so."""
    if isinstance(born, date):
        return in_words(born)
    day, month = born.accuracy[0], born.accuracy[1]
    known = f"{month_name(born.day.month)} {born.day.year}" if month != "U" else str(born.day.year)
    said = in_words(born.day) if "U" not in (day, month) else known
    return say("birth.about", born=said) if "E" in born.accuracy else said


def birth_shown(born: Born) -> str:
    """The same for a screen, which says where only a part is known."""
    said = born_in_words(born)
    return said if isinstance(born, date) else say("birth.in_part", born=said)


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
