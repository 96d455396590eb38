"""Where people in Teams were last heard from, and what stands open in their chat."""

from __future__ import annotations

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import from_attributes, text, to_attributes
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity, Whereabouts


@dataclass(frozen=True)
class DynamoWhereabouts:
    """Implements `ports.KnownWhereabouts` in the casework table, beside the chat identity."""

    store: Store

    def find(self, identity: ChatIdentity) -> Whereabouts | None:
        """None where they were never heard from."""
        item = self.store.get(self.store.casework, keys.whereabouts(identity))
        return from_attributes(Whereabouts, item) if item else None

    def keep(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        """Replaces what was known."""
        key, item = keys.whereabouts(identity), to_attributes(whereabouts)
        self.store.write([Write(Kind.PUT, self.store.casework, key, item)])


@dataclass(frozen=True)
class DynamoOpenCards:
    """Implements `surfaces.teams.services.OpenCards` beside the whereabouts: the name of a message alone."""

    store: Store

    def find(self, identity: ChatIdentity) -> str:
        """The message's id, empty for none."""
        item = self.store.get(self.store.casework, keys.open_card(identity))
        return str(item["message_id"]["S"]) if item else ""

    def keep(self, identity: ChatIdentity, message_id: str) -> None:
        """Replaces what was known; empty for none."""
        item = {"message_id": text(message_id)}
        self.store.write([Write(Kind.PUT, self.store.casework, keys.open_card(identity), item)])
