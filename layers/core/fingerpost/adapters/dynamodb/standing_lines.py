"""The ledger's lines as seals hold them: where each stands, and one hash over all that it says."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime
from typing import Any

from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.keys import Key, ledger_partitions
from fingerpost.adapters.dynamodb.ledger import MOST_IN_A_SHARD
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.sealing.seal import Leaf


def leaf_of(item: Item) -> Leaf:
    """A line as it is sealed: the item as it is stored, its box unopened, so that no key is needed."""
    said = json.dumps(item, sort_keys=True, separators=(",", ":"), default=_text_of)
    return Leaf(Key.of(item).place, hashlib.sha256(said.encode()).hexdigest())


def _text_of(value: Any) -> str:  # noqa: ANN401 - what JSON has no form for: bytes alone
    return base64.b64encode(bytes(value)).decode()


@dataclass(frozen=True, repr=False)
class DynamoStandingLines:
    """Reads the ledger hour by hour, without a key to any box."""

    store: Store

    def of(self, hour: datetime) -> tuple[Leaf, ...]:
        """Every line that stands under an hour, in the order of their places. Raises Unavailable."""
        queries = [self._within(partition, hour) for partition in ledger_partitions(hour)]
        shards = self.store.rows_of_each(queries)
        if None in shards:
            raise Unavailable("an hour of more lines than are read at once")
        return tuple(sorted(leaf_of(row) for rows in shards for row in rows or ()))

    def _within(self, partition: str, hour: datetime) -> Query:
        begins = f"{hour:%Y-%m-%dT%H}:"
        return Query(self.store.ledger, partition, MOST_IN_A_SHARD, consistent=True, sk_begins=begins)
