"""Requests to be contacted, and which of them are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.contact import ContactRequest


class Contacts(Protocol):
    """Requests, by reference and by who has to do with them."""

    def find(self, reference: str) -> ContactRequest:
        """One request, read afresh. Raises NotFound."""

    def of(self, practitioner_id: str) -> tuple[ContactRequest, ...]:
        """All in which somebody has a part, the oldest first: open ones, and those ended within a month."""


class DueContacts(Protocol):
    """What the clock has to look at."""

    def due(self, now: datetime, most: int) -> Sequence[str]:
        """References of requests that are due, the longest first, at most so many. One that was not moved
        since is named again the next time."""
