"""How a messenger has a notice drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from fingerpost.domain.notice import Notice


class DrawNotice(Protocol):
    """Draws a notice, of a digest with its parts, for a message of its own or in the place of another."""

    def __call__(self, notice: Notice, parts: Sequence[Notice], *, in_place: bool) -> Mapping[str, Any]:
        """As the chat product takes it."""
