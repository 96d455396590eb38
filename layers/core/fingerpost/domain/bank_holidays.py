"""Bank holidays by nation: a table made from the `holidays` library (`python -m tools.calendar`).

The library is not deployed: it takes 0.5 s to load and 9 MB, and 300 days are enough for ten years. A test
compares the table with the library, so that a day proclaimed later is not missed.
"""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_suffix(".json")


class Nation(StrEnum):
    """Whose bank holidays count."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern ireland"


@cache
def bank_holidays(nation: Nation) -> frozenset[date]:
    """Every bank holiday of the table. After its last year only weekends are left: deadlines come early."""
    days = json.loads(TABLE.read_text("utf-8"))[nation]
    return frozenset(map(date.fromisoformat, days))
