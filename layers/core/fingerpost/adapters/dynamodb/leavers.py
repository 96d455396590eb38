"""Those who left work behind, in the casework table: each on the screen of whoever has to decide, and in the
hour in which the clock looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, number, to_attributes
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.domain.errors import NotFound
from fingerpost.domain.leaver import Leaver, LeaverStep, leaver_of
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner, Status

MOST_OF_ONE = 1_000
KEPT = timedelta(days=30)


def leaver_begun(store: Store, leaver: Leaver) -> Iterator[Write]:
    """With the write by which somebody leaves. A line of an earlier time is forgotten when it comes up."""
    yield Write(Kind.PUT, store.casework, work_keys.leaver(leaver.id), _item(leaver))
    yield from _lines(store, leaver)


def left_by(store: Store, practitioner: Practitioner, at: datetime) -> Iterator[Write]:
    """With the suspension of somebody."""
    left = leaver_of(practitioner, replace(practitioner, status=Status.SUSPENDED), at)
    return leaver_begun(store, left) if left else iter(())


def leaver_moved(store: Store, after: Leaver, before: Leaver) -> Iterator[Write]:
    """A step, on what was read. Raises Conflict as it is written."""
    as_read = (Path("version") == before.version) & (Path("since") == to_attributes(before)["since"])
    key = work_keys.leaver(after.id)
    yield Write(Kind.PUT, store.casework, key, _item(after), condition=as_read)
    for owner in set(before.owners) - set(after.owners):
        yield Write(Kind.DELETE, store.casework, work_keys.leaver_of(owner, after.id))
    if before.due and before.due != after.due:
        line = work_keys.due(Work.LEAVERS, before.due, after.id)
        yield Write(Kind.DELETE, store.casework, line)
    yield from _lines(store, after)


def _lines(store: Store, leaver: Leaver) -> Iterator[Write]:
    for owner in leaver.owners:
        yield Write(Kind.PUT, store.casework, work_keys.leaver_of(owner, leaver.id))
    if leaver.due:
        line = work_keys.due(Work.LEAVERS, leaver.due, leaver.id)
        yield Write(Kind.PUT, store.casework, line)


def _item(leaver: Leaver) -> Item:
    if leaver.step is not LeaverStep.DONE:
        return to_attributes(leaver)
    return {**to_attributes(leaver), "expires_at": number(int((leaver.moved_at + KEPT).timestamp()))}


def read_leaver(item: Item) -> Leaver:
    """A leaver from their item. Raises UnreadableItem."""
    return from_attributes(Leaver, item)


@dataclass(frozen=True)
class DynamoLeavers:
    """Implements `ports.supervising.Leavers`."""

    store: Store

    def find(self, leaver_id: str) -> Leaver:
        """One, read afresh. Raises NotFound."""
        item = self.store.get(self.store.casework, work_keys.leaver(leaver_id))
        if item is None:
            raise NotFound("leaver")
        return read_leaver(item)

    def of(self, owner: str) -> tuple[Leaver, ...]:
        """One Query and one read of all that it names; a line that was left behind names nobody wrongly."""
        rows = self.store.rows(Query(self.store.casework, work_keys.leavers_partition(owner), MOST_OF_ONE))
        ids = [Key.of(row).sk for row in rows]
        items = self.store.get_all(self.store.casework, [work_keys.leaver(one) for one in ids])
        found = (one for one in map(read_leaver, items) if owner in one.owners)
        return tuple(sorted(found, key=lambda one: (one.since, one.id)))
