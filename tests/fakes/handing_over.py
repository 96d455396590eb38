"""Offers to hand over, and lists of people, in memory."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.domain.errors import NotFound
from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.practitioner import Practitioner
from fingerpost.usecases.ports.due import DueLine
from tests.fakes.contacts import FakeDueLines
from tests.fakes.shelves import Shelves


@dataclass
class FakeHandOvers:
    """Offers by the reference of the involvement."""

    shelves: Shelves

    def find(self, reference: str) -> HandOver:
        self.shelves.reach("contacts", "hand over")
        if reference not in self.shelves.hand_overs:
            raise NotFound("hand over")
        return self.shelves.hand_overs[reference]

    def offered_to(self, practitioner_id: str) -> tuple[HandOver, ...]:
        self.shelves.reach("contacts", "offered to")
        every = self.shelves.hand_overs.values()
        own = (one for one in every if one.is_open and one.taker_id == practitioner_id)
        return tuple(sorted(own, key=lambda one: (one.offered_at, one.reference)))


def due_hand_overs(shelves: Shelves) -> FakeDueLines:
    """Offers with a time at which they are looked at."""
    return FakeDueLines(
        shelves, lambda: [DueLine(one.reference, one.due) for one in shelves.hand_overs.values() if one.due]
    )


@dataclass
class FakeStaff:
    """People by service and by who supervises them."""

    shelves: Shelves

    def of_service(self, service_id: str) -> tuple[Practitioner, ...]:
        self.shelves.reach("directory", "staff")
        return _by_name([one for one in self._everybody() if one.service_id == service_id])

    def of_supervisor(self, supervisor_id: str) -> tuple[Practitioner, ...]:
        self.shelves.reach("directory", "team")
        return _by_name([one for one in self._everybody() if one.supervisor_id == supervisor_id])

    def _everybody(self) -> list[Practitioner]:
        return list(self.shelves.practitioners.values())


def _by_name(people: list[Practitioner]) -> tuple[Practitioner, ...]:
    return tuple(sorted(people, key=lambda one: (one.name.casefold().split()[::-1], one.id)))
