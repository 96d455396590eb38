"""What a case system says of one involvement, and what became of each row that it sent (C5-C7)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from fingerpost.domain.child import Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.errors import InvalidField
from fingerpost.domain.feed import FEWEST_TRIED, GATE, RegisteredFeed
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.service import Coverage

ROWS_AT_ONCE = 100
"""How many rows one request takes."""


@dataclass(frozen=True, repr=False)
class FeedRow(Confidential):
    """One involvement as its case system has it.

    source_ref: the system's own name for it, often with a child's number in it: never stored but under a key.
    details: the child's. worker_id: of the directory. ended: the last day, None while current.
    warnings: values that could not be used and were left out; the row counts without them.
    """

    source_ref: str
    details: Details
    worker_id: str
    role: str
    since: date
    ended: date | None = None
    lead: bool = False
    warnings: tuple[InvalidField, ...] = ()

    @property
    def of_child(self) -> str:
        """What it says of the child, as one text: the same for the same values."""
        known = self.details
        parts = (
            *(f"{name.given}|{name.family}" for name in known.names),
            known.birth_in_part.text if known.birth_in_part else str(known.birth_date),
            *known.postcodes,
            str(known.sex),
            *(f"{one.kind}|{one.value}|{one.issuer}" for one in known.identifiers),
            *known.carers,
        )
        return "\n".join(parts)

    @property
    def of_work(self) -> str:
        """What it says of the work with the child."""
        return "\n".join((self.worker_id, self.role, str(self.since), str(self.ended), str(self.lead)))


@dataclass(frozen=True, repr=False)
class UnreadRow(Confidential):
    """A row that cannot be used as it is. source_ref: empty where not even that could be read."""

    source_ref: str
    problems: tuple[InvalidField, ...]


@dataclass(frozen=True, repr=False)
class EndRow(Confidential):
    """That an involvement which was sent before has ended, by its source reference alone."""

    source_ref: str
    ended: date

    @property
    def of_work(self) -> str:
        """What it says of the work with the child."""
        return f"ended\n{self.ended}"


SentRow = FeedRow | EndRow | UnreadRow
"""What a sender says. That a row is missing from a full extract is said by nobody, see `MissingRow`."""


@dataclass(frozen=True)
class SourceRecord:
    """That a feed's row was taken: where it went, and what it said, under a key.

    name: of the row, a keyed hash of feed and source reference. child_hash, work_hash: keyed hashes of what
    it said of the child and of the work. sent_as: under which request it was last written. ended: the
    row said so, or was missing from a full extract. version: counts changes.
    """

    name: str
    feed_id: str
    child_id: str
    involvement_id: str
    child_hash: str
    work_hash: str
    sent_as: str
    ended: bool = False
    version: int = 1


@dataclass(frozen=True)
class MissingRow:
    """That a row which was taken before is missing from a full extract."""

    record: SourceRecord
    ended: date

    @property
    def source_ref(self) -> str:
        """Nobody sent one."""
        return ""

    @property
    def of_work(self) -> str:
        """As where its end is sent."""
        return f"ended\n{self.ended}"


class RowOutcome(StrEnum):
    """What became of a row; every row ends as one of these."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class RowKind(StrEnum):
    """How an accepted row was taken, for counts alone: no sender is told, or it would tell who is known."""

    KNOWN_CHILD = "known_child"
    NEW_CHILD = "new_child"
    POSSIBLE_MATCH = "possible_match"
    CHANGED = "changed"


@dataclass(frozen=True, repr=False)
class RowResult(Confidential):
    """What became of one row. problems: why it was rejected, by column. reference: of the ledger, empty where
    nothing was written for it alone."""

    source_ref: str
    outcome: RowOutcome
    problems: tuple[InvalidField, ...] = ()
    warnings: tuple[InvalidField, ...] = ()
    reference: str = ""
    kind: RowKind | None = None


@dataclass(frozen=True)
class FeedTally:
    """What became of all rows that a feed ever sent. known_child, new_child, possible_match: how those that
    were new were taken. last_success: when rows were last taken, None if never."""

    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    known_child: int = 0
    new_child: int = 0
    possible_match: int = 0
    last_success: datetime | None = None

    @property
    def placed(self) -> int:
        """How many new rows a child was looked for."""
        return self.known_child + self.new_child + self.possible_match

    @property
    def holds_back(self) -> bool:
        """Whether too many rows are in doubt for the feed to go live, or too few were tried to say."""
        clear = self.placed - self.possible_match
        return self.placed < FEWEST_TRIED or clear * 100 < GATE * self.placed

    @property
    def matched(self) -> float | None:
        """The share of new rows whose child was clear, None while there are none."""
        return (self.placed - self.possible_match) / self.placed if self.placed else None


@dataclass(frozen=True)
class RowsTaken:
    """What became of all rows of a request, in the order in which they were sent. trial: or would have."""

    reference: str
    at: datetime
    results: tuple[RowResult, ...]
    trial: bool = False
    kind: Literal["rows_taken"] = "rows_taken"

    def count(self, outcome: RowOutcome) -> int:
        """How many rows ended so."""
        return sum(one.outcome is outcome for one in self.results)


@dataclass(frozen=True)
class FeedStands:
    """How a feed stands. coverage: which services feed its area, and when each was last fed."""

    reference: str
    at: datetime
    feed: RegisteredFeed
    tally: FeedTally
    coverage: Coverage
    kind: Literal["feed_stands"] = "feed_stands"
