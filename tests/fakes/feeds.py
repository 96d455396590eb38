"""What feeds sent, in memory."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from fingerpost.domain.errors import NotFound
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport, FilePart, PartResult, SentFile
from fingerpost.domain.feed_rows import EndRow, FeedRow, FeedTally, MissingRow, RowResult, SourceRecord
from fingerpost.domain.service import Service
from tests.fakes.shelves import Shelves
from tests.fakes.transactions import FakeTransaction


@dataclass
class FakeSourceRecords:
    """Records by name."""

    shelves: Shelves

    def name_of(self, feed_id: str, source_ref: str) -> str:
        return _hashed(f"{feed_id} {source_ref}")

    def names_of(self, feed_id: str, source_ref: str) -> tuple[str, ...]:
        return (self.name_of(feed_id, source_ref),)

    def find(self, feed_id: str, source_refs: Sequence[str]) -> dict[str, SourceRecord]:
        self.shelves.reach("index", "sources")
        names = {ref: self.name_of(feed_id, ref) for ref in source_refs}
        known = self.shelves.sources
        return {ref: known[name] for ref, name in names.items() if name in known}

    def get(self, name: str) -> SourceRecord | None:
        self.shelves.reach("index", "source")
        return self.shelves.sources.get(name)

    def all_of(self, feed_id: str) -> Iterator[SourceRecord]:
        self.shelves.reach("index", "all sources")
        return (one for one in list(self.shelves.sources.values()) if one.feed_id == feed_id)

    def ends_the_same(self, record: SourceRecord, row: EndRow | MissingRow) -> bool:
        return record.work_hash == self.hash_of_end(row)

    def hash_of_end(self, row: EndRow | MissingRow) -> str:
        return _hashed(row.of_work)

    def says_the_same(self, record: SourceRecord, row: FeedRow) -> tuple[bool, bool]:
        of_child, of_work = self.hashes_of(row)
        return record.child_hash == of_child, record.work_hash == of_work

    def hashes_of(self, row: FeedRow) -> tuple[str, str]:
        return _hashed(row.of_child), _hashed(row.of_work)


@dataclass
class FakeFeedImports:
    """Imports by id."""

    shelves: Shelves

    def find(self, feed_id: str, import_id: str) -> FeedImport | None:
        self.shelves.reach("directory", "import")
        found = self.shelves.imports.get(import_id)
        return found if found and found.feed_id == feed_id else None

    def latest(self, feed_id: str, most: int) -> tuple[FeedImport, ...]:
        self.shelves.reach("directory", "imports")
        own = (one for one in self.shelves.imports.values() if one.feed_id == feed_id)
        return tuple(sorted(own, key=lambda one: one.started_at, reverse=True)[:most])


@dataclass
class FakeFeedFiles:
    """Files by feed and name; what is kept beside them by import."""

    shelves: Shelves
    files: dict[SentFile, bytes] = field(default_factory=dict)
    kept: dict[tuple[str, int], PartResult] = field(default_factory=dict)
    parts: dict[str, tuple[FilePart, ...]] = field(default_factory=dict)
    given_back: dict[str, bytes] = field(default_factory=dict)

    def whole(self, file: SentFile) -> bytes:
        self.shelves.reach("files", "file")
        if file not in self.files:
            raise NotFound("file")
        return self.files[file]

    def part(self, file: SentFile, start: int, end: int) -> bytes:
        return self.whole(file)[start:end]

    def keep_parts(self, file: SentFile, parts: Sequence[FilePart]) -> None:
        self.parts[file.import_id] = tuple(parts)

    def keep_result(self, file: SentFile, number: int, result: PartResult) -> None:
        self.shelves.reach("files")
        self.kept[file.import_id, number] = result

    def results(self, file: SentFile, parts: int) -> Iterator[PartResult]:
        for number in range(parts):
            if (file.import_id, number) not in self.kept:
                raise NotFound("part")
            yield self.kept[file.import_id, number]

    def give_back(self, file: SentFile, text: bytes) -> None:
        self.given_back[file.name] = text


@dataclass
class FakeFeedTallies:
    """Tallies by feed."""

    shelves: Shelves

    def of(self, feed_id: str) -> FeedTally:
        self.shelves.reach("directory", "tally")
        return self.shelves.tallies.get(feed_id, FeedTally())


@dataclass
class FakeFeedTransactions:
    """Opens transactions on the shelves."""

    shelves: Shelves

    def begin(self) -> FakeFeedTransaction:
        return FakeFeedTransaction(self.shelves)


@dataclass
class FakeFeedTransaction(FakeTransaction):
    """Holds checks and writes until `commit`."""

    def put_source(self, before: SourceRecord | None, after: SourceRecord) -> None:
        self.checks.append(lambda: self.shelves.sources.get(after.name) == before)
        self.writes.append(lambda: self.shelves.sources.update({after.name: after}))

    def put_import(self, before: FeedImport | None, after: FeedImport) -> None:
        self.checks.append(lambda: self.shelves.imports.get(after.id) == before)
        self.writes.append(lambda: self.shelves.imports.update({after.id: after}))

    def count_rows(
        self, feed: RegisteredFeed, service: Service, results: Sequence[RowResult], at: datetime
    ) -> None:
        self.writes.append(lambda: self._count(feed, results, at))
        fed = replace(service, last_fed=at)
        self.writes.append(lambda: self.shelves.services.update({service.id: fed}))

    def _count(self, feed: RegisteredFeed, results: Sequence[RowResult], at: datetime) -> None:
        counts = Counter(str(one.outcome) for one in results)
        counts.update(str(one.kind) for one in results if one.kind)
        before = self.shelves.tallies.get(feed.id, FeedTally())
        counted = (each.name for each in fields(FeedTally) if each.name != "last_success")
        after = {name: getattr(before, name) + counts[name] for name in counted}
        self.shelves.tallies[feed.id] = FeedTally(**after, last_success=at)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
