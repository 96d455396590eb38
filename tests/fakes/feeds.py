"""What feeds sent, in memory."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_rows import EndRow, FeedRow, FeedTally, RowResult, SourceRecord
from fingerpost.domain.service import Service
from tests.fakes.shelves import Shelves
from tests.fakes.transactions import FakeTransaction


@dataclass
class FakeSourceRecords:
    """Records by name."""

    shelves: Shelves

    def name_of(self, feed_id: str, source_ref: str) -> str:
        return _hashed(f"{feed_id} {source_ref}")

    def find(self, feed_id: str, source_refs: Sequence[str]) -> dict[str, SourceRecord]:
        self.shelves.reach("index", "sources")
        names = {ref: self.name_of(feed_id, ref) for ref in source_refs}
        known = self.shelves.sources
        return {ref: known[name] for ref, name in names.items() if name in known}

    def ends_the_same(self, record: SourceRecord, row: EndRow) -> bool:
        return record.work_hash == self.hash_of_end(row)

    def hash_of_end(self, row: EndRow) -> str:
        return _hashed(row.of_work)

    def says_the_same(self, record: SourceRecord, row: FeedRow) -> tuple[bool, bool]:
        of_child, of_work = self.hashes_of(row)
        return record.child_hash == of_child, record.work_hash == of_work

    def hashes_of(self, row: FeedRow) -> tuple[str, str]:
        return _hashed(row.of_child), _hashed(row.of_work)


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
