"""The questions "still involved?", and which of them are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.review import Review


class DueReviews(Protocol):
    """What the clock has to look at."""

    def due(self, now: datetime, most: int) -> Sequence[Review]:
        """Reviews that are due, the longest first, at most so many. One that was not moved since is named
        again the next time."""
