"""What supervisors and officers see to."""

from __future__ import annotations

from typing import Protocol

from fingerpost.domain.leaver import Leaver
from fingerpost.usecases.ports.index import Holdings


class Leavers(Protocol):
    """Those who left work behind."""

    def find(self, leaver_id: str) -> Leaver:
        """One, read afresh. Raises NotFound."""

    def of(self, owner: str) -> tuple[Leaver, ...]:
        """All that wait for a supervisor, or for an area's officers (`area:`, its id); the oldest first."""


class HeldWork(Protocol):
    """What somebody holds, as the clock sees it: without a key, so without the roles that are boxed."""

    def held_by(self, practitioner_id: str) -> Holdings:
        """Every involvement and watch of one practitioner."""
