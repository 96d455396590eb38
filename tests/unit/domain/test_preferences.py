"""When somebody is told, on the clock of the UK: in quiet hours, on bank holidays, when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.domain.notice import Pace
from fingerpost.domain.preferences import Preferences
from fingerpost.domain.service import Nation, OpeningTimes
from fingerpost.domain.uk_time import local
from fingerpost.domain.working_time import ALWAYS, OFFICE, WorkingTime

PLAIN = Preferences("p-rowan")
NIGHTS = Preferences("p-rowan", quiet_from=20 * 60, quiet_until=7 * 60)
NOON = Preferences("p-rowan", quiet_from=12 * 60, quiet_until=13 * 60)
ENGLAND = WorkingTime((OFFICE,))


def at(words: str) -> datetime:
    """A moment in UTC."""
    return datetime.strptime(words, "%d %b %Y %H:%M").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("chosen", "pace", "now", "told"),
    [
        pytest.param(NIGHTS, Pace.URGENT, "2 Mar 2026 23:00", "2 Mar 2026 23:00", id="urgent at night"),
        pytest.param(PLAIN, Pace.AT_ONCE, "2 Mar 2026 23:00", "2 Mar 2026 23:00", id="no quiet hours"),
        pytest.param(NIGHTS, Pace.AT_ONCE, "2 Mar 2026 19:59", "2 Mar 2026 19:59", id="before the quiet"),
        pytest.param(NIGHTS, Pace.AT_ONCE, "2 Mar 2026 20:00", "3 Mar 2026 07:00", id="it begins"),
        pytest.param(NIGHTS, Pace.AT_ONCE, "3 Mar 2026 06:59", "3 Mar 2026 07:00", id="after midnight"),
        pytest.param(NIGHTS, Pace.AT_ONCE, "3 Mar 2026 07:00", "3 Mar 2026 07:00", id="it is over"),
        pytest.param(NOON, Pace.AT_ONCE, "3 Mar 2026 12:30", "3 Mar 2026 13:00", id="within a day"),
        pytest.param(PLAIN, Pace.DIGEST, "2 Mar 2026 07:59", "2 Mar 2026 08:00", id="this morning"),
        pytest.param(PLAIN, Pace.DIGEST, "2 Mar 2026 08:00", "3 Mar 2026 08:00", id="just missed"),
        pytest.param(PLAIN, Pace.DIGEST, "6 Mar 2026 10:00", "9 Mar 2026 08:00", id="over a weekend"),
        pytest.param(PLAIN, Pace.DIGEST, "2 Apr 2026 12:00", "7 Apr 2026 07:00", id="over Easter, in summer"),
        pytest.param(NIGHTS, Pace.AT_ONCE, "28 Mar 2026 21:00", "29 Mar 2026 06:00", id="clocks go forward"),
        pytest.param(NIGHTS, Pace.AT_ONCE, "24 Oct 2026 20:00", "25 Oct 2026 07:00", id="clocks go back"),
        pytest.param(PLAIN, Pace.DIGEST, "27 Mar 2026 12:00", "30 Mar 2026 07:00", id="the Monday after"),
        pytest.param(PLAIN, Pace.DIGEST, "23 Oct 2026 12:00", "26 Oct 2026 08:00", id="in October"),
    ],
)
def test_when_it_is_told(chosen: Preferences, pace: Pace, now: str, told: str) -> None:
    assert chosen.tells_at(pace, at(now), ENGLAND) == at(told)


def test_a_digest_in_quiet_hours_comes_when_they_end() -> None:
    late = Preferences("p-rowan", digest_at=7 * 60, quiet_from=20 * 60, quiet_until=9 * 60)
    assert late.tells_at(Pace.DIGEST, at("2 Mar 2026 12:00"), ENGLAND) == at("3 Mar 2026 09:00")


def test_who_is_away_has_it_on_the_first_working_day_back() -> None:
    away = Preferences("p-rowan", away_from=date(2026, 3, 3), away_until=date(2026, 3, 13))
    assert away.tells_at(Pace.DIGEST, at("3 Mar 2026 12:00"), ENGLAND) == at("16 Mar 2026 08:00")


def test_a_bank_holiday_is_one_of_the_nation() -> None:
    scotland = WorkingTime((OFFICE,), Nation.SCOTLAND)
    st_andrew = at("29 Nov 2026 12:00")
    assert PLAIN.tells_at(Pace.DIGEST, st_andrew, ENGLAND) == at("30 Nov 2026 08:00")
    assert PLAIN.tells_at(Pace.DIGEST, st_andrew, scotland) == at("1 Dec 2026 08:00")


def test_who_works_every_day_has_it_every_day() -> None:
    assert PLAIN.tells_at(Pace.DIGEST, at("7 Mar 2026 12:00"), WorkingTime((ALWAYS,))) == at(
        "8 Mar 2026 08:00"
    )


def test_a_service_that_never_works_delays_nothing_for_ever() -> None:
    never = WorkingTime((OpeningTimes((), 0, 60),))
    assert PLAIN.tells_at(Pace.DIGEST, at("2 Mar 2026 12:00"), never) < at("31 May 2026 00:00")


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
MINUTES = st.integers(0, 24 * 60 - 1)


@given(now=MOMENTS, digest=MINUTES, begin=MINUTES, end=MINUTES, pace=st.sampled_from(Pace))
def test_nothing_is_told_in_quiet_hours_and_nothing_waits_for_ever(
    now: datetime, digest: int, begin: int, end: int, pace: Pace
) -> None:
    chosen = Preferences("p-rowan", digest, begin, end)
    told = chosen.tells_at(pace, now, ENGLAND)

    assert now <= told < now + timedelta(days=8)
    if pace is not Pace.URGENT:
        assert not chosen.is_quiet(told) or local(told).time() == time(end // 60, end % 60)
