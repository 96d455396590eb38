"""Where nobody comes by a chat product."""

from __future__ import annotations

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity


class NoChat:
    """Stands where a chat product would be asked."""

    def look_up(self, identity: ChatIdentity) -> ChatAccount:
        """Refuse."""
        raise Unavailable("this function asks no chat product")
