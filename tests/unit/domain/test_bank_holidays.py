"""The table of bank holidays is what the library says, and reaches far enough."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fingerpost.domain.bank_holidays import Nation, bank_holidays
from tools.calendar.days import days_of


@pytest.mark.parametrize("nation", Nation)
def test_the_table_is_what_the_library_says(nation: Nation) -> None:
    """Where a day was proclaimed since: `python -m tools.calendar FIRST LAST` makes it anew."""
    table = bank_holidays(nation)
    years = range(min(table).year, max(table).year + 1)
    assert sorted(table) == days_of(nation, years)


def test_the_table_reaches_two_years_ahead() -> None:
    assert all(max(bank_holidays(nation)).year >= datetime.now(UTC).year + 2 for nation in Nation)
