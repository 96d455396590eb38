"""What feeds sent: where each row went, by a keyed name, and how many rows became what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import feed_keys, keys
from fingerpost.adapters.dynamodb.attributes import from_attributes, moment, text, to_attributes
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.transactions import DynamoTransaction
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.feed import FeedState, RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport
from fingerpost.domain.feed_rows import (
    EndRow,
    FeedRow,
    FeedTally,
    MissingRow,
    RowOutcome,
    RowResult,
    SourceRecord,
)
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.service import Service
from fingerpost.usecases.ports.acting import Clock

_NEW = Path("pk").does_not_exist()
_LEFT_OUT = ("name",)
A_PAGE = 1_000
MOST_IMPORTS = 5_000


@dataclass(frozen=True, repr=False)
class DynamoSourceRecords:
    """Implements `ports.SourceRecords` in the index table."""

    store: Store
    keyring: Keyring

    def name_of(self, feed_id: str, source_ref: str) -> str:
        """Under the primary key."""
        return self.keyring.token(_named(feed_id, source_ref))

    def names_of(self, feed_id: str, source_ref: str) -> tuple[str, ...]:
        """Under every key of the keyset."""
        return self.keyring.tokens(_named(feed_id, source_ref))

    def find(self, feed_id: str, source_refs: Sequence[str]) -> dict[str, SourceRecord]:
        """Under every key of the keyset: a record stays under the key it was written with."""
        names = {name: ref for ref in source_refs for name in self.keyring.tokens(_named(feed_id, ref))}
        wanted = [feed_keys.source(name) for name in names]
        found = self.store.get_all(self.store.index, wanted, consistent=True) if wanted else []
        records = [_read(Key.of(item), item) for item in found]
        return {names[one.name]: one for one in records}

    def get(self, name: str) -> SourceRecord | None:
        """One consistent read."""
        item = self.store.get(self.store.index, feed_keys.source(name))
        return _read(Key.of(item), item) if item else None

    def all_of(self, feed_id: str) -> Iterator[SourceRecord]:
        """By the index of sources, a shard after the other: each name's first letter is one."""
        for shard in feed_keys.SHARDS:
            after = ""
            while True:
                query = Query(self.store.index, feed_keys.rows_of(feed_id, shard), A_PAGE, by="by_source")
                items, after = self.store.page_by(query, after)
                yield from (_read(Key.of(item), item) for item in items)
                if not after:
                    break

    def ends_the_same(self, record: SourceRecord, row: EndRow | MissingRow) -> bool:
        """Under whichever key it was said."""
        return record.work_hash in self.keyring.tokens(_of_work(row))

    def hash_of_end(self, row: EndRow | MissingRow) -> str:
        """Under the primary key."""
        return self.keyring.token(_of_work(row))

    def says_the_same(self, record: SourceRecord, row: FeedRow) -> tuple[bool, bool]:
        """Under whichever key it was said."""
        return (
            record.child_hash in self.keyring.tokens(_of_child(row)),
            record.work_hash in self.keyring.tokens(_of_work(row)),
        )

    def hashes_of(self, row: FeedRow) -> tuple[str, str]:
        """Under the primary key."""
        return self.keyring.token(_of_child(row)), self.keyring.token(_of_work(row))


def _named(feed_id: str, source_ref: str) -> str:
    return f"source\n{feed_id}\n{source_ref}"


def _of_child(row: FeedRow) -> str:
    return f"row of a child\n{row.of_child}"


def _of_work(row: FeedRow | EndRow | MissingRow) -> str:
    return f"row of work\n{row.of_work}"


def _read(key: Key, item: object) -> SourceRecord:
    return from_attributes(SourceRecord, item, name=key.pk.removeprefix("F#"))  # type: ignore[arg-type]


@dataclass(frozen=True)
class DynamoFeedImports:
    """Implements `ports.FeedImports` in the casework table."""

    store: Store

    def find(self, feed_id: str, import_id: str) -> FeedImport | None:
        """One consistent read."""
        item = self.store.get(self.store.casework, feed_keys.feed_import(feed_id, import_id))
        return from_attributes(FeedImport, item) if item else None

    def latest(self, feed_id: str, most: int) -> tuple[FeedImport, ...]:
        """All of a feed's, sorted by when they began."""
        partition = feed_keys.imports_partition(feed_id)
        rows = self.store.rows(Query(self.store.casework, partition, MOST_IMPORTS))
        read = sorted((from_attributes(FeedImport, row) for row in rows), key=lambda one: one.started_at)
        return tuple(reversed(read))[:most]


@dataclass(frozen=True)
class DynamoFeedTallies:
    """Implements `ports.FeedTallies` in the casework table."""

    store: Store

    def of(self, feed_id: str) -> FeedTally:
        """One consistent read."""
        item = self.store.get(self.store.casework, feed_keys.feed_tally(feed_id))
        return from_attributes(FeedTally, item) if item else FeedTally()


@dataclass(frozen=True, repr=False)
class DynamoFeedTransactions:
    """Opens transactions over the three tables."""

    store: Store
    keyring: Keyring
    clock: Clock

    def begin(self) -> DynamoFeedTransaction:
        """An empty transaction."""
        return DynamoFeedTransaction(self.store, self.keyring, self.clock)


@dataclass(repr=False)
class DynamoFeedTransaction(DynamoTransaction):
    """Implements `ports.FeedTransaction`."""

    def put_source(self, before: SourceRecord | None, after: SourceRecord) -> None:
        """On the version that was read."""
        as_read = Path("version") == before.version if before else _NEW
        item = to_attributes(after, without=_LEFT_OUT)
        listed = {"source_ref": text(feed_keys.rows_of(after.feed_id, after.name[0]))}
        self._put(feed_keys.source(after.name), {**item, **listed}, as_read)

    def put_import(self, before: FeedImport | None, after: FeedImport) -> None:
        """On the version that was read."""
        as_read = Path("version") == before.version if before else _NEW
        key = feed_keys.feed_import(after.feed_id, after.id)
        self.writes.append(Write(Kind.PUT, self.store.casework, key, to_attributes(after), (), as_read))

    def count_rows(
        self, feed: RegisteredFeed, service: Service, results: Sequence[RowResult], at: datetime
    ) -> None:
        """Added to what was counted before; both copies of the service say when it was last fed."""
        counts = _counts(results)
        actions = (
            Path("last_success").set(text(moment(at))),
            *(Path(name).add(count) for name, count in counts.items() if count),
        )
        casework = self.store.casework
        self.writes.append(Write(Kind.UPDATE, casework, feed_keys.feed_tally(feed.id), actions=actions))
        if feed.state is FeedState.TRIAL:
            return
        fed = (Path("last_fed").set(text(moment(at))),)
        there = Path("pk").exists()
        for key in (keys.service(service.id), keys.service_in_area(service.area_id, service.id)):
            self.writes.append(Write(Kind.UPDATE, casework, key, actions=fed, condition=there))


def _counts(results: Sequence[RowResult]) -> dict[str, int]:
    fields = set(FeedTally.__dataclass_fields__)
    counts = {str(outcome): sum(one.outcome is outcome for one in results) for outcome in RowOutcome}
    for one in results:
        if one.kind and one.kind in fields:
            counts[one.kind] = counts.get(one.kind, 0) + 1
    return counts
