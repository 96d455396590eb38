"""Opening times as people type them: `mon-fri 08:30-17:30`, `sat,sun 10:00-14:00 holidays`."""

from __future__ import annotations

import re
from typing import Any

from tools.cli.exits import Exit, Trouble

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WRITTEN = re.compile(
    r"(?P<days>[a-z,-]+) (?P<opens>\d{1,2}:\d\d)-(?P<closes>\d{1,2}:\d\d)(?P<beside>(?: (?:holidays|term))*)"
)


def opening_of(written: str) -> dict[str, Any]:
    """One opening as /v1 takes it. Raises Trouble."""
    found = _WRITTEN.fullmatch(" ".join(written.lower().split()))
    if not found:
        raise _unreadable(written)
    opens, closes = _minutes(found["opens"], written), _minutes(found["closes"], written)
    return {
        "days": _days(found["days"], written),
        "opens": opens,
        "closes": closes if closes > opens else closes + 24 * 60,  # a night ends on the day after
        "bank_holidays": "holidays" in found["beside"],
        "school_days": "term" in found["beside"],
    }


def _days(text: str, written: str) -> list[int]:
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise _unreadable(written)
        begin, end = DAYS.index(first), DAYS.index(last or first)
        if end < begin:
            raise _unreadable(written)
        days += range(begin, end + 1)
    return sorted(set(days))


def _minutes(text: str, written: str) -> int:
    hours, minutes = map(int, text.split(":"))
    if hours > 24 or minutes > 59 or hours * 60 + minutes > 24 * 60:
        raise _unreadable(written)
    return hours * 60 + minutes


def _unreadable(written: str) -> Trouble:
    return Trouble(
        f"Opening times cannot be read: {written[:60]}",
        "Write them as 'mon-fri 08:30-17:30', with 'holidays' or 'term' behind where it is so.",
        Exit.NOT_VALID,
    )
