"""The involvement index: token rows that lead to children, and one partition for each child."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence

from fingerpost.adapters.dynamodb import boxes, keys
from fingerpost.adapters.dynamodb.attributes import (
    Item,
    from_attributes,
)
from fingerpost.adapters.dynamodb.index_items import (
    read_child,
    read_dispute,
    read_involvement,
    read_joining,
    read_look,
    read_merge,
    read_passage,
    read_passage_note,
)
from fingerpost.adapters.dynamodb.keys import (
    CHILD,
    DISPUTES,
    INVOLVEMENTS,
    MERGED,
    MERGES,
    PASSAGES,
    WATCHES,
)
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.errors import TooManyRows
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.record_keeping import Dispute
from fingerpost.domain.shield import Look
from fingerpost.matching.model import Candidate, TokenKey
from fingerpost.matching.tokens import is_dropped_when_fuller, most_rows
from fingerpost.usecases.ports.index import ChildFile, Holdings, Met
from fingerpost.usecases.ports.telling import Circle

MOST_IN_A_FILE = 1_000
MOST_HELD = 2_000
MOST_LOOKS = 10_000


@dataclass(frozen=True, repr=False)
class DynamoChildIndex:
    """The index in its table. A row that cannot be read raises (BoxDoesNotOpen), it is never left out."""

    store: Store
    keyring: Keyring

    def candidates(self, *stages: Sequence[TokenKey]) -> tuple[Met, ...]:
        """Every child met under the keys of each stage; the newest row of each child counts."""
        buckets = [tuple(self._buckets(stage)) for stage in stages]
        queries = [Query(self.store.index, pk, most_rows(key)) for stage in buckets for pk, key in stage]
        rows = iter(self.store.rows_of_each(queries))
        read = [[_unless_dropped(key, next(rows)) for _, key in stage] for stage in buckets]
        met = [[self._candidate(row) for bucket in stage for row in bucket or ()] for stage in read]
        newest = _newest(one for stage in met for one in stage)
        return tuple(
            Met(tuple({one.child_id: newest[one.child_id] for _, one in each}.values()), None in stage)
            for each, stage in zip(met, read, strict=True)
        )

    def _buckets(self, stage: Sequence[TokenKey]) -> Iterable[tuple[str, TokenKey]]:
        """Each partition once, with the key that leads there."""
        return {pk: key for key in stage for pk in keys.buckets(self.keyring, key)}.items()

    def _candidate(self, row: Item) -> tuple[int, Candidate]:
        child_id, version, details, *words = boxes.decrypt(self.keyring, row, 3, 4)
        return version, Candidate(
            child_id, boxes.unpack(details), tuple(map(boxes.unpack, words[0] if words else ()))
        )

    def child_file(self, child_id: str) -> ChildFile:
        """One consistent Query of the child's partition; one more for each merge it went through since."""
        return self._read_file(self.store.rows(self._file(child_id)))

    def files(self, child_ids: Sequence[str], reads: int) -> tuple[ChildFile, ...]:
        """The same of several at once; the rest of the Queries are for ids made now, which nobody has.

        The first is whom an answer shows, so it is read consistently; the others may be a moment behind.
        """
        nobody = [secrets.token_hex(16) for _ in range(reads - len(child_ids))]
        asked = enumerate((*child_ids, *nobody))
        queries = [self._file(child_id, consistent=place == 0) for place, child_id in asked]
        read = self.store.rows_of_each(queries)[: len(child_ids)]
        return tuple(self._read_file(_whole(rows)) for rows in read)

    def _file(self, child_id: str, *, consistent: bool = True) -> Query:
        partition = keys.child_partition(child_id)
        return Query(self.store.index, partition, MOST_IN_A_FILE, consistent=consistent)

    def _read_file(self, rows: Sequence[Item]) -> ChildFile:
        if onward := _merged_into(rows):
            return self.child_file(onward)
        children = [read_child(self.keyring, row) for row in rows if row["sk"]["S"] == CHILD]
        return ChildFile(
            children[0] if children else None,
            _involvements(rows, self.keyring),
            _watches(rows),
            _disputes(rows, self.keyring),
            tuple(read_merge(self.keyring, row) for row in _of(rows, MERGES)),
            tuple(read_passage(self.keyring, row) for row in _of(rows, PASSAGES)),
        )

    def looks_at(self, child_id: str) -> tuple[Look, ...]:
        """Who looked at a shielded child, by one Query; the latest last."""
        rows = self.store.rows(Query(self.store.index, keys.looks_partition(child_id), MOST_LOOKS))
        return tuple(sorted((read_look(row) for row in rows), key=lambda one: one.at))

    def held_by(self, practitioner_id: str) -> Holdings:
        """Involvements and watches of one practitioner, by the index that sorts by review date."""
        rows = self.store.rows(Query(self.store.index, practitioner_id, MOST_HELD, by="by_practitioner"))
        return Holdings(_involvements(rows, self.keyring), _watches(rows))


@dataclass(frozen=True)
class DynamoCircles:
    """Who is around a child, without a key: what is boxed is not even read."""

    store: Store

    def around(self, child_id: str) -> Circle:
        """One consistent Query of the child's partition that leaves the child out; where the record was
        merged since, of the record it went into, or those who work with it now would not be told."""
        partition = keys.child_partition(child_id)
        rows = self.store.rows(
            Query(self.store.index, partition, MOST_IN_A_FILE, consistent=True, from_sk=MERGES)
        )
        if onward := _merged_into(rows):
            return self.around(onward)
        joinings = tuple(map(read_joining, _of(rows, MERGES)))
        passages = tuple(map(read_passage_note, _of(rows, PASSAGES)))
        return Circle(_involvements(rows), _watches(rows), _disputes(rows), joinings, passages)


@dataclass(frozen=True)
class DynamoHeldWork:
    """What somebody holds, without a key: what is boxed is not even read."""

    store: Store

    def held_by(self, practitioner_id: str) -> Holdings:
        """By the index that sorts by review date."""
        rows = self.store.rows(Query(self.store.index, practitioner_id, MOST_HELD, by="by_practitioner"))
        return Holdings(_involvements(rows), _watches(rows))


def _merged_into(rows: Sequence[Item]) -> str:
    return next((str(row["into"]["S"]) for row in rows if row["sk"]["S"] == MERGED), "")


def _involvements(rows: Sequence[Item], keyring: Keyring | None = None) -> tuple[Involvement, ...]:
    return tuple(read_involvement(row, keyring) for row in _of(rows, INVOLVEMENTS))


def _watches(rows: Sequence[Item]) -> tuple[Watch, ...]:
    return tuple(from_attributes(Watch, row) for row in _of(rows, WATCHES))


def _disputes(rows: Sequence[Item], keyring: Keyring | None = None) -> tuple[Dispute, ...]:
    return tuple(read_dispute(row, keyring) for row in _of(rows, DISPUTES))


def _of(rows: Sequence[Item], prefix: str) -> Iterator[Item]:
    return (row for row in rows if row["sk"]["S"].startswith(prefix))


def _whole(rows: list[Item] | None) -> list[Item]:
    """A file is shown whole or not at all."""
    if rows is None:
        raise TooManyRows(f"more than {MOST_IN_A_FILE} rows")
    return rows


def _unless_dropped(key: TokenKey, rows: list[Item] | None) -> list[Item] | None:
    return [] if rows is None and is_dropped_when_fuller(key) else rows


def _newest(candidates: Iterable[tuple[int, Candidate]]) -> dict[str, Candidate]:
    """A change of a child's details reaches the rows of one child at different moments."""
    newest: dict[str, tuple[int, Candidate]] = {}
    for version, candidate in candidates:
        if candidate.child_id not in newest or version > newest[candidate.child_id][0]:
            newest[candidate.child_id] = (version, candidate)
    return {child_id: candidate for child_id, (_, candidate) in newest.items()}
