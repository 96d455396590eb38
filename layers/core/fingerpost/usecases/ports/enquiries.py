"""Who asked about a child, and who has said that they are in contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.mute import Mute


class Enquiries(Protocol):
    """Questions that were answered with a child, and mutes of pairs."""

    def of(self, child_ids: Sequence[str], since: datetime) -> tuple[Enquiry, ...]:
        """Of these records of one child, the latest first, each once; of very many the latest."""

    def mutes(self, child_id: str) -> tuple[Mute, ...]:
        """Every pair of a child that said so, whether or not it still holds."""
