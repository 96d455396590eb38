"""What lies behind the menu, and what the menu itself needs of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity, Whereabouts

if TYPE_CHECKING:  # the use cases bring the data layer with them, which a menu does not need
    from fingerpost.usecases.catalogue import UseCases

Json = dict[str, Any]


class Poster(Protocol):
    """Posts activities."""

    def post(self, to: Whereabouts, activity: Json, *, only_for: str = "") -> str:
        """The message's id. Raises RateLimited, Undeliverable, DeliveryInDoubt, Unavailable."""

    def replace(self, to: Whereabouts, message_id: str, activity: Json) -> None:
        """Put another message in the place of one. Raises as `post` does."""


class Sightings(Protocol):
    """Where people are: their own chat with the bot, or only where they were heard from just now."""

    def keep(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        """They were heard from in their own chat."""

    def visiting(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        """Heard from here now; not kept."""


class OpenCards(Protocol):
    """Which message in somebody's own chat shows something of a child."""

    def find(self, identity: ChatIdentity) -> str:
        """The message's id, empty for none."""

    def keep(self, identity: ChatIdentity, message_id: str) -> None:
        """Replaces what was known; empty for none."""


@dataclass(frozen=True)
class Services:
    """What lies behind the menu, and costs too much to build before it is posted."""

    cases: UseCases
    whereabouts: Sightings
    open_cards: OpenCards


class BuildsOnce(Protocol):
    """Something costly that is built once."""

    def begin(self) -> None:
        """Start building in a thread."""

    def get(self) -> Services:
        """The thing, once it is built. Raises Unavailable."""
