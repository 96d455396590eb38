"""What a function takes from the machine it runs on: the time, and chance."""

from __future__ import annotations

from datetime import UTC, datetime
from secrets import token_hex


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """128 bits of chance."""
    return token_hex(16)
