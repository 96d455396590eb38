"""What waits for a second pair of eyes, in the casework table, with a line for everybody who may decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, number, to_attributes
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.errors import NotFound
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.oversight import Oversight, OversightKind, OversightState

MOST_OF_ONE = 1_000
SHOWN = timedelta(days=30)
KEPT = timedelta(days=365)
"""How long what is decided is listed, and kept; the ledger keeps its acts longer."""


def oversight_writes(store: Store, after: Oversight, before: Oversight | None) -> Iterator[Write]:
    """All that changes with it. Its version is a condition: Conflict."""
    as_read = Path("version") == before.version if before else Path("pk").does_not_exist()
    item = {**to_attributes(after), **_kept_until(after, KEPT)}
    yield Write(Kind.PUT, store.casework, work_keys.oversight(after.reference), item, condition=as_read)
    for who in after.overseers:
        yield Write(Kind.PUT, store.casework, work_keys.oversight_of(who, after), _kept_until(after, SHOWN))


def _kept_until(one: Oversight, span: timedelta) -> Item:
    """A held question lapses by itself; an emergency stays until somebody has closed it."""
    if one.kind is OversightKind.HELD and one.until is not None:
        return {"expires_at": number(int((one.until + span).timestamp()))}
    if one.state is OversightState.WAITING:
        return {}
    return {"expires_at": number(int((one.moved_at + span).timestamp()))}


def read_oversight(item: Item) -> Oversight:
    """One from its item. Raises UnreadableItem."""
    return from_attributes(Oversight, item)


@dataclass(frozen=True)
class DynamoOversights:
    """Implements `ports.oversight.Oversights`."""

    store: Store

    def find(self, reference: str) -> Oversight:
        """One, read afresh. Raises NotFound."""
        item = self.store.get(self.store.casework, work_keys.oversight(reference))
        if item is None:
            raise NotFound("oversight")
        return read_oversight(item)

    def of(self, practitioner_id: str) -> tuple[Oversight, ...]:
        """One Query and one read of all that it names."""
        lines = Query(self.store.casework, work_keys.oversight_partition(practitioner_id), MOST_OF_ONE)
        references = [work_keys.name_in(Key.of(row)) for row in self.store.rows(lines)]
        items = self.store.get_all(self.store.casework, [work_keys.oversight(one) for one in references])
        return tuple(sorted(map(read_oversight, items), key=lambda one: (one.asked_at, one.reference)))
