"""Open now, or closed and when it opens: by hours, bank holidays and the clock of the place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.domain.bank_holidays import DAYS
from fingerpost.domain.opening import ClosedNow, OpenNow, is_bank_holiday, state
from fingerpost.domain.service import Contact, Nation, OpeningTimes
from tools import bank_holidays

OFFICE = OpeningTimes((0, 1, 2, 3, 4), 8 * 60 + 30, 17 * 60)
CARE = Contact("01632 960101", "Monday to Friday 8.30 to 17.00", "01632 960199", opening=(OFFICE,))


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """2 March 2026 is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (at(2, 8, 29), ClosedNow(at(2, 8, 30))),
        (at(2, 8, 30), OpenNow(at(2, 17))),
        (at(2, 16, 59), OpenNow(at(2, 17))),
        (at(2, 17), ClosedNow(at(3, 8, 30))),
        (at(6, 18), ClosedNow(at(9, 8, 30))),
        (at(3, 12, month=4), ClosedNow(at(7, 8, 30, month=4))),  # Good Friday to Easter Monday
    ],
)
def test_a_service_is_open_within_its_hours(local: datetime, expected: OpenNow | ClosedNow) -> None:
    assert state(CARE, local) == expected


def test_easter_monday_is_a_working_day_in_scotland() -> None:
    monday = at(6, 12, month=4)
    assert state(CARE, monday) == ClosedNow(at(7, 8, 30, month=4))
    assert state(replace(CARE, nation=Nation.SCOTLAND), monday) == OpenNow(at(6, 17, month=4))


def test_without_hours_to_reckon_with_nothing_is_claimed() -> None:
    assert state(replace(CARE, opening=()), at(2, 12)) is None


def test_day_and_night_is_never_closed() -> None:
    always = OpeningTimes(tuple(range(7)), 0, 24 * 60, bank_holidays=True)
    assert state(replace(CARE, opening=(always,)), at(25, 3, month=12)) == OpenNow(None)


def test_a_night_that_began_yesterday_goes_on() -> None:
    night = replace(CARE, opening=(OpeningTimes((4,), 20 * 60, 30 * 60),))
    assert state(night, at(7, 3)) == OpenNow(at(7, 6))


def test_hours_of_school_days_say_so() -> None:
    school = replace(CARE, opening=(replace(OFFICE, school_days=True),))
    assert state(school, at(2, 12)) == OpenNow(at(2, 17), school_days=True)


@given(minutes=st.integers(0, 60 * 24 * 365))
def test_whatever_is_said_of_a_moment_is_so_a_minute_before_what_changes(minutes: int) -> None:
    local = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    match state(CARE, local):
        case OpenNow(until=datetime() as until):
            assert isinstance(state(CARE, until - timedelta(minutes=1)), OpenNow)
            assert isinstance(state(CARE, until), ClosedNow)
        case ClosedNow(opens=datetime() as opens):
            assert isinstance(state(CARE, opens), OpenNow)
            assert not is_bank_holiday(opens.date(), Nation.ENGLAND)
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("nation", Nation)
def test_the_table_is_what_the_library_says_for_this_year_and_two_to_come(nation: Nation) -> None:
    for year in range(date.today().year, date.today().year + 3):
        assert DAYS[nation][year] == bank_holidays.in_year(nation, year)
