"""Requests to be contacted, and reviews, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.errors import NotFound
from fingerpost.domain.oversight import Oversight
from fingerpost.domain.review import Review
from tests.fakes.shelves import Shelves

SHOWN = timedelta(days=30)


@dataclass
class FakeContacts:
    """Requests by reference."""

    shelves: Shelves

    def find(self, reference: str) -> ContactRequest:
        self.shelves.reach("contacts", "contact")
        if reference not in self.shelves.contacts:
            raise NotFound("contact request")
        return self.shelves.contacts[reference]

    def of(self, practitioner_id: str) -> tuple[ContactRequest, ...]:
        self.shelves.reach("contacts", "contacts of")
        everyones = self.shelves.contacts.values()
        own = (one for one in everyones if practitioner_id in one.parties and self._is_shown(one))
        return tuple(sorted(own, key=lambda one: (one.asked_at, one.reference)))

    def _is_shown(self, one: ContactRequest) -> bool:
        return one.is_open or one.moved_at + SHOWN > self.shelves.now


@dataclass
class FakeOversights:
    """What somebody has to look at, by reference."""

    shelves: Shelves

    def find(self, reference: str) -> Oversight:
        self.shelves.reach("contacts", "oversight")
        if reference not in self.shelves.oversights:
            raise NotFound("oversight")
        return self.shelves.oversights[reference]

    def of(self, practitioner_id: str) -> tuple[Oversight, ...]:
        self.shelves.reach("contacts", "oversights of")
        all_of_them = self.shelves.oversights.values()
        own = (one for one in all_of_them if practitioner_id in one.overseers)
        return tuple(sorted(own, key=lambda one: (one.asked_at, one.reference)))


@dataclass
class FakeDueContacts:
    """What is due, the longest first."""

    shelves: Shelves

    def due(self, now: datetime, most: int) -> Sequence[str]:
        self.shelves.reach("contacts")
        waiting = [(one.due, one.reference) for one in self.shelves.contacts.values() if one.due]
        return [reference for at, reference in sorted(waiting) if at <= now][:most]


@dataclass
class FakeDueReviews:
    """What is due, the longest first."""

    shelves: Shelves

    def due(self, now: datetime, most: int) -> Sequence[Review]:
        self.shelves.reach("contacts")
        waiting = [one for one in self.shelves.reviews.values() if one.due and one.due <= now]
        return sorted(waiting, key=lambda one: (str(one.due), one.involvement_id))[:most]
