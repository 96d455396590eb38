"""Requests to be contacted, and reviews, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.errors import NotFound
from fingerpost.domain.oversight import Oversight
from fingerpost.domain.review import Review
from fingerpost.usecases.ports.due import DueLine
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
class FakeReviews:
    """Reviews by involvement."""

    shelves: Shelves

    def find(self, involvement_id: str) -> Review:
        self.shelves.reach("contacts", "review")
        if involvement_id not in self.shelves.reviews:
            raise NotFound("review")
        return self.shelves.reviews[involvement_id]


@dataclass
class FakeDueLines:
    """What is due, the longest first. stray: lines of what is no more."""

    shelves: Shelves
    waiting: Callable[[], Iterable[DueLine]]
    stray: set[DueLine] = field(default_factory=set)
    forgotten: set[DueLine] = field(default_factory=set)

    def due(self, now: datetime, most: int) -> Sequence[DueLine]:
        self.shelves.reach("contacts")
        lines = {*self.waiting(), *self.stray} - self.forgotten
        return sorted((one for one in lines if one.at <= now), key=lambda one: (one.at, one.name))[:most]

    def forget(self, line: DueLine) -> None:
        self.shelves.reach("contacts")
        self.forgotten.add(line)


def due_contacts(shelves: Shelves) -> FakeDueLines:
    """Requests with a time at which they are looked at."""
    return FakeDueLines(
        shelves, lambda: [DueLine(one.reference, one.due) for one in shelves.contacts.values() if one.due]
    )


def due_digests(shelves: Shelves) -> FakeDueLines:
    """Whose digest is due."""
    return FakeDueLines(shelves, lambda: shelves.digests)


def due_reviews(shelves: Shelves) -> FakeDueLines:
    """Reviews with a time at which they are looked at."""
    return FakeDueLines(
        shelves, lambda: [DueLine(one.involvement_id, one.due) for one in shelves.reviews.values() if one.due]
    )
