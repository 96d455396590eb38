"""What the library says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays

from fingerpost.domain.bank_holidays import Nation

_SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


def days_of(nation: Nation, years: Iterable[int]) -> list[date]:
    """Every bank holiday of a nation in these years, in order."""
    found = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=years)
    return sorted(found)
