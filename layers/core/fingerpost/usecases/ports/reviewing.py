"""The questions "still involved?"."""

from __future__ import annotations

from typing import Protocol

from fingerpost.domain.review import Review


class Reviews(Protocol):
    """One for each current involvement."""

    def find(self, involvement_id: str) -> Review:
        """One question, read afresh. Raises NotFound."""
