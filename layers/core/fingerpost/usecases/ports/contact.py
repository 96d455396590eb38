"""Requests to be contacted."""

from __future__ import annotations

from typing import Protocol

from fingerpost.domain.contact import ContactRequest


class Contacts(Protocol):
    """Requests, by reference and by who has to do with them."""

    def find(self, reference: str) -> ContactRequest:
        """One request, read afresh. Raises NotFound."""

    def of(self, practitioner_id: str) -> tuple[ContactRequest, ...]:
        """All in which somebody has a part, the oldest first: open ones, and those ended within a month."""
