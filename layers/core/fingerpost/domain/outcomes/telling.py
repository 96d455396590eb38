"""What choosing how one is told came to."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.practitioner import Product
from fingerpost.domain.preferences import Preferences


@dataclass(frozen=True)
class HowTold:
    """How somebody is told.

    products: where they can be written to, the preferred first; empty where nowhere. deputy: who is told
    while they are away, empty if nobody. refused: the chat product's code, where the last word to them was
    refused for good. changed: they have just chosen so. tested: a test notice is on its way.
    """

    reference: str
    at: datetime
    chosen: Preferences
    products: tuple[Product, ...]
    deputy: str = ""
    refused: str = ""
    changed: bool = False
    tested: bool = False
    kind: Literal["how_told"] = "how_told"


HowToldAnswer = HowTold | Refused | CannotAnswer | AlreadyAsked
