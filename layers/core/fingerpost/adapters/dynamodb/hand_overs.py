"""Offers to hand an involvement over in the casework table: each with a line in its taker's list while it is
open, and one in the hour in which the clock looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, number, to_attributes
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.domain.errors import NotFound
from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.made_when_used import dataclass

MOST_OF_ONE = 1_000
KEPT = timedelta(days=365)
"""How long an offer is kept after its end; the ledger keeps its acts longer."""


def hand_over_writes(store: Store, after: HandOver, before: HandOver | None) -> Iterator[Write]:
    """All that changes with an offer. Its version is a condition: Conflict."""
    as_read = Path("version") == before.version if before else Path("pk").does_not_exist()
    key = work_keys.hand_over(after.reference)
    yield Write(Kind.PUT, store.casework, key, _item(after), condition=as_read)
    yield from _lines(store, after, before)
    if before and before.due and before.due != after.due:
        yield Write(Kind.DELETE, store.casework, work_keys.due(Work.HAND_OVERS, before.due, before.reference))
    if after.due and not (before and before.due == after.due):
        yield Write(Kind.PUT, store.casework, work_keys.due(Work.HAND_OVERS, after.due, after.reference))


def _lines(store: Store, after: HandOver, before: HandOver | None) -> Iterator[Write]:
    was = work_keys.hand_over_of(before) if before and before.is_open else None
    now = work_keys.hand_over_of(after) if after.is_open else None
    if was and was != now:
        yield Write(Kind.DELETE, store.casework, was)
    if now and was != now:
        yield Write(Kind.PUT, store.casework, now)


def _item(offer: HandOver) -> Item:
    if offer.is_open:
        return to_attributes(offer)
    return {**to_attributes(offer), "expires_at": number(int((offer.moved_at + KEPT).timestamp()))}


def read_hand_over(item: Item) -> HandOver:
    """An offer from its item. Raises UnreadableItem."""
    return from_attributes(HandOver, item)


@dataclass(frozen=True)
class DynamoHandOvers:
    """Implements `ports.handing_over.HandOvers`."""

    store: Store

    def find(self, reference: str) -> HandOver:
        """One offer, read afresh. Raises NotFound."""
        item = self.store.get(self.store.casework, work_keys.hand_over(reference))
        if item is None:
            raise NotFound("hand over")
        return read_hand_over(item)

    def offered_to(self, practitioner_id: str) -> tuple[HandOver, ...]:
        """One Query and one read of all that it names."""
        lines = Query(self.store.casework, work_keys.hand_overs_partition(practitioner_id), MOST_OF_ONE)
        references = [work_keys.name_in(Key.of(row)) for row in self.store.rows(lines)]
        items = self.store.get_all(self.store.casework, [work_keys.hand_over(one) for one in references])
        found = (one for one in map(read_hand_over, items) if one.is_open)
        return tuple(sorted(found, key=lambda one: (one.offered_at, one.reference)))
