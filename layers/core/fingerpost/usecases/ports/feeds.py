"""What feeds rest on: where each of their rows went, by its source reference."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_rows import EndRow, FeedRow, FeedTally, RowResult, SourceRecord
from fingerpost.domain.service import Service
from fingerpost.usecases.ports.acting import Transaction


class SourceRecords(Protocol):
    """Rows that were taken before. Nothing of a row is stored but under a key."""

    def name_of(self, feed_id: str, source_ref: str) -> str:
        """The keyed name of a row, as a new one is written."""

    def find(self, feed_id: str, source_refs: Sequence[str]) -> dict[str, SourceRecord]:
        """Those that are known of these, by source reference, read consistently; one read for all."""

    def ends_the_same(self, record: SourceRecord, row: EndRow) -> bool:
        """Whether it was ended so before."""

    def hash_of_end(self, row: EndRow) -> str:
        """Keyed hash of what it says of the work."""

    def says_the_same(self, record: SourceRecord, row: FeedRow) -> tuple[bool, bool]:
        """Whether a row says of the child, and of the work, what was said before."""

    def hashes_of(self, row: FeedRow) -> tuple[str, str]:
        """Keyed hashes of what a row says of the child and of the work."""


class FeedTallies(Protocol):
    """How feeds stand."""

    def of(self, feed_id: str) -> FeedTally:
        """What was counted of a feed; nothing where it never sent."""


class FeedTransaction(Transaction, Protocol):
    """What a feed writes."""

    def put_source(self, before: SourceRecord | None, after: SourceRecord) -> None:
        """Where a row went, on what was read: `commit` raises Conflict where it is no longer so."""

    def count_rows(
        self, feed: RegisteredFeed, service: Service, results: Sequence[RowResult], at: datetime
    ) -> None:
        """Count what became of rows, and that the feed's service was brought up to date."""


class FeedTransactions(Protocol):
    """Opens transactions."""

    def begin(self) -> FeedTransaction:
        """An empty transaction."""
