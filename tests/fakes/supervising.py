"""Those who left work behind, in memory."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.domain.errors import NotFound
from fingerpost.domain.leaver import Leaver
from fingerpost.usecases.ports.due import DueLine
from tests.fakes.contacts import FakeDueLines
from tests.fakes.shelves import Shelves


@dataclass
class FakeLeavers:
    """Leavers by id."""

    shelves: Shelves

    def find(self, leaver_id: str) -> Leaver:
        self.shelves.reach("contacts", "leaver")
        if leaver_id not in self.shelves.leavers:
            raise NotFound("leaver")
        return self.shelves.leavers[leaver_id]

    def of(self, owner: str) -> tuple[Leaver, ...]:
        self.shelves.reach("contacts", "leavers of")
        found = (one for one in self.shelves.leavers.values() if owner in one.owners)
        return tuple(sorted(found, key=lambda one: (one.since, one.id)))


def due_leavers(shelves: Shelves) -> FakeDueLines:
    """Leavers with a time at which they are looked at."""
    return FakeDueLines(
        shelves,
        lambda: [DueLine(one.id, one.due) for one in shelves.leavers.values() if one.due],
    )
