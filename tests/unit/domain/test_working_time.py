"""Deadlines in working hours: nights, weekends and bank holidays go by uncounted, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.domain.opening import is_bank_holiday
from fingerpost.domain.service import Contact, Nation, OpeningTimes
from fingerpost.domain.working_time import ALWAYS, OFFICE, WorkingTime, hours_from

ENGLAND = WorkingTime()
HOUR = timedelta(hours=1)


def at(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        pytest.param(at(2026, 3, 2, 10), 4, at(2026, 3, 2, 14), id="within a day"),
        pytest.param(at(2026, 3, 2, 16), 4, at(2026, 3, 3, 12), id="over a night"),
        pytest.param(at(2026, 3, 6, 16), 4, at(2026, 3, 9, 12), id="over a weekend"),
        pytest.param(at(2026, 3, 7, 12), 1, at(2026, 3, 9, 10), id="asked on a Saturday"),
        pytest.param(at(2026, 4, 2, 15), 4, at(2026, 4, 7, 11), id="over Easter, in summer time"),
        pytest.param(at(2026, 3, 27, 16), 2, at(2026, 3, 30, 9), id="over the change in March"),
        pytest.param(at(2026, 10, 23, 15), 2, at(2026, 10, 26, 10), id="over the change in October"),
        pytest.param(at(2026, 3, 2, 13), 4, at(2026, 3, 2, 17), id="to the minute of closing"),
        pytest.param(at(2026, 3, 2, 17), 0, at(2026, 3, 3, 9), id="no time, asked when it has closed"),
        pytest.param(at(2026, 12, 24, 16), 2, at(2026, 12, 29, 10), id="over Christmas with its day in lieu"),
    ],
)
def test_a_deadline_is_counted_in_working_hours(start: datetime, hours: int, end: datetime) -> None:
    assert ENGLAND.after(start, hours * HOUR) == end


def test_scotland_works_on_easter_monday_and_not_on_the_second_of_january() -> None:
    scotland = WorkingTime(nation=Nation.SCOTLAND)
    assert scotland.after(at(2026, 4, 2, 15), 4 * HOUR) == at(2026, 4, 6, 11)
    assert scotland.after(at(2026, 1, 1, 15), HOUR) == at(2026, 1, 5, 10)
    assert ENGLAND.after(at(2026, 1, 1, 15), HOUR) == at(2026, 1, 2, 10)


def test_a_service_that_never_closes_counts_every_hour_and_bank_holidays_too() -> None:
    always = WorkingTime((ALWAYS,))
    assert always.after(at(2026, 12, 24, 22), 30 * HOUR) == at(2026, 12, 26, 4)
    assert always.after(at(2026, 3, 28, 23), 4 * HOUR) == at(2026, 3, 29, 3)


@pytest.mark.parametrize(
    ("words", "days", "opens", "closes"),
    [
        ("Monday to Friday 8.30 to 17.00", range(5), 8.5, 17),
        ("Monday to Friday, 9:00 to 17:00", range(5), 9, 17),
        ("Mon-Fri 08:30-16:30", range(5), 8.5, 16.5),
        ("Monday to Saturday 9.00 to 17.00", range(6), 9, 17),
        ("Monday to Thursday 12.00 to 18.00", range(4), 12, 18),
        ("Tuesday, Thursday and Saturday 10:00 to 14:00", (1, 3, 5), 10, 14),
        ("Every day 8:00 to 20:00", range(7), 8, 20),
        ("School days 8.00 to 16.30", range(5), 8, 16.5),
        ("by arrangement", range(5), 9, 17),
        ("Monday to Friday 17.00 to 9.00", range(5), 9, 17),
        ("Monday to Friday 9.00 to 25.00", range(5), 9, 17),
    ],
)
def test_hours_are_read_as_services_write_them(words: str, days: range, opens: float, closes: float) -> None:
    assert hours_from(words) == OpeningTimes(tuple(days), int(opens * 60), int(closes * 60))


def test_hours_that_were_given_to_be_reckoned_with_count_before_words() -> None:
    evenings = (OpeningTimes((0, 2), 9 * 60, 12 * 60), OpeningTimes((0,), 18 * 60, 26 * 60))
    contact = Contact("01632 960101", "Monday to Friday 9.00 to 17.00", "", opening=evenings)
    time = WorkingTime.of(contact)
    assert time.after(at(2026, 3, 2, 11), 2 * HOUR) == at(2026, 3, 2, 19)
    assert time.after(at(2026, 3, 3, 1), 2 * HOUR) == at(2026, 3, 4, 10), "the night goes on after midnight"
    assert WorkingTime.of(Contact("01632 960101", "by arrangement", "")) == WorkingTime((OFFICE,))


def test_day_and_night_is_always() -> None:
    assert hours_from("Every day, day and night") == ALWAYS


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 1)).map(lambda one: one.replace(tzinfo=UTC))
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(hours=60))


@given(MOMENTS, SPANS, SPANS)
def test_so_much_and_so_much_is_as_much_at_once(start: datetime, one: timedelta, other: timedelta) -> None:
    assert ENGLAND.after(ENGLAND.after(start, one), other) == ENGLAND.after(start, one + other)


@given(MOMENTS, SPANS)
def test_a_deadline_is_never_in_the_past_and_never_on_a_day_off(start: datetime, span: timedelta) -> None:
    due = ENGLAND.after(start, span)
    assert due >= start + span
    assert due.weekday() < 5
    assert not is_bank_holiday(due.date(), Nation.ENGLAND)
