"""Offers to hand an involvement over, and who works beside whom."""

from __future__ import annotations

from typing import Protocol

from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.practitioner import Practitioner


class HandOvers(Protocol):
    """Offers, by the reference of the involvement."""

    def find(self, reference: str) -> HandOver:
        """The last offer of an involvement, read afresh. Raises NotFound."""

    def offered_to(self, practitioner_id: str) -> tuple[HandOver, ...]:
        """Open offers that somebody has to answer, the oldest first."""


class Staff(Protocol):
    """Lists of people, by whom they work for."""

    def of_service(self, service_id: str) -> tuple[Practitioner, ...]:
        """Everybody of a service by family name, whether or not their access stands."""

    def of_supervisor(self, supervisor_id: str) -> tuple[Practitioner, ...]:
        """Everybody whom somebody supervises by family name, whether or not their access stands."""
