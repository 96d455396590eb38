"""What sealing the ledger rests on: the lines as they stand, a key that signs, a store nobody can change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.sealing.seal import Leaf, Seal


class StandingLines(Protocol):
    """The ledger's lines, by what is sealed of them."""

    def of(self, hour: datetime) -> tuple[Leaf, ...]:
        """Every line that stands under an hour, in the order of their places. Raises Unavailable."""


class Signer(Protocol):
    """A key whose private half never leaves its service."""

    @property
    def name(self) -> str:
        """Which key it is."""

    def sign(self, text: bytes) -> bytes:
        """The signature. Raises Unavailable."""


class Seals(Protocol):
    """Every seal ever made, in a store where none can be changed or removed."""

    def newest(self, count: int, now: datetime) -> Sequence[Seal]:
        """The last ones, oldest first; fewer where there are fewer. Raises Unavailable."""

    def keep(self, seal: Seal) -> None:
        """Keep a new one. Raises Conflict where the hour has one already, Unavailable."""
