"""One-time codes in the casework table, by their hash: whoever reads the table cannot use one."""

from __future__ import annotations

import math

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import to_value
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity, Practitioner
from fingerpost.usecases.ports.acting import Clock


@dataclass(frozen=True)
class DynamoLinkCodes:
    """Implements `ports.LinkCodes`."""

    store: Store
    clock: Clock

    def holder(self, code: str) -> str | None:
        """Whom a code that is still good was given to."""
        item = self.store.get(self.store.casework, keys.link_code(code))
        if item is None or "used_by" in item:
            return None
        is_over = int(item["expires_at"]["N"]) <= self.clock().timestamp()
        return None if is_over else str(item["practitioner_id"]["S"])

    def take(self, code: str, identity: ChatIdentity, practitioner: Practitioner) -> None:
        """Code, account and practitioner in one transaction. Raises Conflict."""
        now = math.floor(self.clock().timestamp())
        good = Path("used_by").does_not_exist() & (Path("expires_at") > now)
        own = Path("practitioner_id") == practitioner.id
        free = Path("practitioner_id").does_not_exist() | (Path("practitioner_id") == "") | own
        identities = (*(one for one in practitioner.identities if one != identity), identity)
        known = (
            Path("identities").set(to_value(identities)),
            Path("version").set(practitioner.version + 1),
        )
        used, held = (Path("used_by").set(identity.user),), (Path("practitioner_id").set(practitioner.id),)
        self.store.write(
            [
                self._change(keys.link_code(code), used, good),
                self._change(keys.identity(identity), held, free),
                self._change(
                    keys.practitioner(practitioner.id), known, Path("version") == practitioner.version
                ),
            ]
        )

    def _change(self, key: keys.Key, actions: tuple[Action, ...], condition: Condition) -> Write:
        return Write(Kind.UPDATE, self.store.casework, key, actions=actions, condition=condition)
