"""What feeds rest on: where each of their rows went, by its source reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport, FilePart, PartResult, SentFile
from fingerpost.domain.feed_rows import EndRow, FeedRow, FeedTally, MissingRow, RowResult, SourceRecord
from fingerpost.domain.service import Service
from fingerpost.usecases.ports.acting import Transaction


class SourceRecords(Protocol):
    """Rows that were taken before. Nothing of a row is stored but under a key."""

    def name_of(self, feed_id: str, source_ref: str) -> str:
        """The keyed name of a row, as a new one is written."""

    def names_of(self, feed_id: str, source_ref: str) -> tuple[str, ...]:
        """Every keyed name under which a row may be known."""

    def find(self, feed_id: str, source_refs: Sequence[str]) -> dict[str, SourceRecord]:
        """Those that are known of these, by source reference, read consistently; one read for all."""

    def get(self, name: str) -> SourceRecord | None:
        """One, by its keyed name."""

    def all_of(self, feed_id: str) -> Iterator[SourceRecord]:
        """Every row that a feed ever sent, in no order; what was written a moment ago may be left out."""

    def ends_the_same(self, record: SourceRecord, row: EndRow | MissingRow) -> bool:
        """Whether it was ended so before."""

    def hash_of_end(self, row: EndRow | MissingRow) -> str:
        """Keyed hash of what it says of the work."""

    def says_the_same(self, record: SourceRecord, row: FeedRow) -> tuple[bool, bool]:
        """Whether a row says of the child, and of the work, what was said before."""

    def hashes_of(self, row: FeedRow) -> tuple[str, str]:
        """Keyed hashes of what a row says of the child and of the work."""


class FeedTallies(Protocol):
    """How feeds stand."""

    def of(self, feed_id: str) -> FeedTally:
        """What was counted of a feed; nothing where it never sent."""


class FeedImports(Protocol):
    """The files that feeds sent."""

    def find(self, feed_id: str, import_id: str) -> FeedImport | None:
        """One file, read consistently."""

    def latest(self, feed_id: str, most: int) -> tuple[FeedImport, ...]:
        """The files of a feed, the latest first."""


class FeedFiles(Protocol):
    """Files in the folders of feeds, and what is kept beside them while they are read."""

    def whole(self, file: SentFile) -> bytes:
        """All of a file. Raises NotFound where another stands in its place, Unavailable."""

    def part(self, file: SentFile, start: int, end: int) -> bytes:
        """Some bytes of a file. Raises as `whole` does."""

    def keep_parts(self, file: SentFile, parts: Sequence[FilePart]) -> None:
        """What is to be read, part by part."""

    def keep_result(self, file: SentFile, number: int, result: PartResult) -> None:
        """What became of a part; the same part again takes its place."""

    def results(self, file: SentFile, parts: int) -> Iterator[PartResult]:
        """What became of all parts, in order. Raises NotFound where one is missing."""

    def give_back(self, file: SentFile, text: bytes) -> None:
        """The result file, beside the input."""


class FeedTransaction(Transaction, Protocol):
    """What a feed writes."""

    def put_source(self, before: SourceRecord | None, after: SourceRecord) -> None:
        """Where a row went, on what was read: `commit` raises Conflict where it is no longer so."""

    def put_import(self, before: FeedImport | None, after: FeedImport) -> None:
        """How far a file came, on what was read."""

    def count_rows(
        self, feed: RegisteredFeed, service: Service, results: Sequence[RowResult], at: datetime
    ) -> None:
        """Count what became of rows, and that the feed's service was brought up to date."""


class FeedTransactions(Protocol):
    """Opens transactions."""

    def begin(self) -> FeedTransaction:
        """An empty transaction."""
