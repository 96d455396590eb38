"""A file that a case system sent: how far it came, and what became of its rows (C6, C7)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_rows import FeedTally, RowOutcome, RowResult
from fingerpost.domain.files.table import Layout, Span
from fingerpost.domain.made_when_used import dataclass

ROWS_A_PART = 500
"""How many rows one call of the function takes: some seconds, and a failure costs no more than these."""

LARGEST_FILE = 400_000_000
"""Bytes that are read at all; 11 million children come in some dozens of files."""


class ImportState(StrEnum):
    """How far a file came."""

    RUNNING = "running"
    WAITING = "waiting"
    RELEASED = "released"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True)
class FeedImport:
    """One file of one feed.

    id: of the feed, the file's name and its version: the same file delivered twice is one import.
    file: its name in the feed's folder. parts: how many it was read in. missing: involvements that a full
    extract leaves out; ended: those of them that were ended. problem: why it was refused whole.
    """

    id: str
    feed_id: str
    area_id: str
    file: str
    state: ImportState
    started_at: datetime
    parts: int = 0
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    missing: int = 0
    ended: int = 0
    problem: str = ""
    ended_at: datetime | None = None
    version: int = 1

    def moved(self, state: ImportState, at: datetime | None = None) -> FeedImport:
        """At its next step."""
        return replace(self, state=state, ended_at=at, version=self.version + 1)

    def counted(self, counts: dict[RowOutcome, int]) -> FeedImport:
        """With what became of its rows."""
        return replace(
            self,
            rows=sum(counts.values()),
            accepted=counts[RowOutcome.ACCEPTED],
            unchanged=counts[RowOutcome.UNCHANGED],
            rejected=counts[RowOutcome.REJECTED],
        )


def import_id(feed_id: str, file: str, content: str) -> str:
    """content: the object's own mark of what is in it (its ETag)."""
    return hashlib.sha256(f"{feed_id}\n{file}\n{content}".encode()).hexdigest()[:24]


def ends_too_many(feed: RegisteredFeed, missing: int, current: int) -> bool:
    """Whether so many of all that is current would be ended that somebody has to look first."""
    return missing * 100 > feed.most_ended * max(current, 1)


@dataclass(frozen=True, repr=False)
class PartResult:
    """What became of the rows of one part. lines: of each, in the file. names: of all its rows, under every
    key; unnamed: how many rows had no readable name."""

    names: tuple[str, ...]
    lines: tuple[int, ...]
    results: tuple[RowResult, ...]
    unnamed: int = 0


@dataclass(frozen=True)
class SentFile:
    """A file in a feed's folder. mark: of what is in it: with another mark it is another file."""

    feed_id: str
    name: str
    mark: str

    @property
    def import_id(self) -> str:
        """The one name of its import."""
        return import_id(self.feed_id, self.name, self.mark)


@dataclass(frozen=True)
class FilePart:
    """A part of a file, with all that is needed to read it by itself. places: of our columns."""

    number: int
    span: Span
    layout: Layout
    places: dict[str, int]


@dataclass(frozen=True)
class FeedOverview:
    """How a feed stands, for those who run it. files: the latest first."""

    reference: str
    at: datetime
    feed: RegisteredFeed
    tally: FeedTally
    files: tuple[FeedImport, ...]
    kind: Literal["feed_overview"] = "feed_overview"


@dataclass(frozen=True)
class ImportReleased:
    """A file that waited may go on."""

    reference: str
    at: datetime
    file: FeedImport
    kind: Literal["import_released"] = "import_released"
