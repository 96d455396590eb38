"""Keys that may be used once within some time."""

from __future__ import annotations

import math
from datetime import datetime

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import number
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.errors import Conflict, FingerpostError
from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.ports.acting import Clock


class _UsedBefore(FingerpostError):
    """The key was used within its time."""


@dataclass(frozen=True)
class DynamoSeenRequests:
    """Seen requests in the casework table."""

    store: Store
    clock: Clock

    def first_time(self, key: str, seconds: int) -> bool:
        """Whether the key was free; of several at the same moment exactly one is told so."""
        try:
            self.store.write([use_once(self.store, "request", key, self.clock(), seconds, _UsedBefore)])
        except (_UsedBefore, Conflict):
            return False
        return True

    def forget(self, key: str) -> None:
        """Expired at once: nobody's role deletes in this table."""
        expired = {"expires_at": number(math.floor(self.clock().timestamp()))}
        self.store.write([Write(Kind.PUT, self.store.casework, keys.once("request", key), expired)])


def use_once(
    store: Store, use: str, key: str, now: datetime, seconds: int, otherwise: type[FingerpostError]
) -> Write:
    """The write that takes a key for so many seconds; `otherwise` is raised where somebody holds it."""
    return take(store, keys.once(use, key), now, seconds, otherwise)


def take(store: Store, key: Key, now: datetime, seconds: int, otherwise: type[FingerpostError]) -> Write:
    """Expired items stay for days until DynamoDB removes them: such a one is as good as none."""
    free = Path("pk").does_not_exist() | (Path("expires_at") <= math.floor(now.timestamp()))
    held = {"expires_at": number(math.ceil(now.timestamp()) + seconds)}
    return Write(Kind.PUT, store.casework, key, held, (), free, otherwise)
