"""What waits for a second pair of eyes."""

from __future__ import annotations

from typing import Protocol

from fingerpost.domain.oversight import Oversight


class Oversights(Protocol):
    """By the reference of the act, and by who has to look."""

    def find(self, reference: str) -> Oversight:
        """One, read afresh. Raises NotFound."""

    def of(self, practitioner_id: str) -> tuple[Oversight, ...]:
        """All that somebody may decide, the oldest first; what is decided for a month."""
