"""What all fakes keep, in one place, so that a test can look at it and can make it fail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fingerpost.domain.child import Child
from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport
from fingerpost.domain.feed_rows import FeedTally, SourceRecord
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.mute import Mute
from fingerpost.domain.notice import Notice
from fingerpost.domain.oversight import Oversight
from fingerpost.domain.passage import Passage
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Practitioner
from fingerpost.domain.preferences import Preferences, TestNotice
from fingerpost.domain.record_keeping import Dispute, IdentityLink, Merge
from fingerpost.domain.review import Review
from fingerpost.domain.service import Area, Organisation, Service
from fingerpost.domain.shield import Look
from fingerpost.matching.model import TokenKey
from fingerpost.usecases.ports.answers import AnswerHandle, SlowedAsk
from fingerpost.usecases.ports.due import DueLine

MONDAY_MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@dataclass
class Shelves:
    """The state of every fake.

    now: what the clock says. reads: every read by name, in order, so that tests can compare them.
    """

    now: datetime = MONDAY_MORNING
    practitioners: dict[str, Practitioner] = field(default_factory=dict)
    accounts: dict[ChatIdentity, ChatAccount] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    feeds: dict[str, RegisteredFeed] = field(default_factory=dict)
    sources: dict[str, SourceRecord] = field(default_factory=dict)
    imports: dict[str, FeedImport] = field(default_factory=dict)
    tallies: dict[str, FeedTally] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    tokens: dict[TokenKey, set[str]] = field(default_factory=lambda: defaultdict(set))
    involvements: dict[str, Involvement] = field(default_factory=dict)
    watches: dict[str, Watch] = field(default_factory=dict)
    disputes: dict[str, Dispute] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    merges: dict[str, Merge] = field(default_factory=dict)
    merged_into: dict[str, str] = field(default_factory=dict)
    identity_links: dict[str, IdentityLink] = field(default_factory=dict)
    pointers: dict[str, str] = field(default_factory=dict)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    ledger: list[LedgerEntry] = field(default_factory=list)
    handles: dict[str, AnswerHandle] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    preferences: dict[str, Preferences] = field(default_factory=dict)
    enquiries: list[Enquiry] = field(default_factory=list)
    mutes: dict[tuple[str, str, str], Mute] = field(default_factory=dict)
    tests: dict[str, TestNotice] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    digests: set[DueLine] = field(default_factory=set)
    reviews: dict[str, Review] = field(default_factory=dict)
    contacts: dict[str, ContactRequest] = field(default_factory=dict)
    oversights: dict[str, Oversight] = field(default_factory=dict)
    asked: dict[tuple[str, str], list[tuple[str, ...]]] = field(default_factory=dict)
    asked_by_service: dict[tuple[str, str], int] = field(default_factory=dict)
    slowed: dict[str, list[SlowedAsk]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, datetime] = field(default_factory=dict)
    claims: dict[TokenKey, tuple[str, datetime]] = field(default_factory=dict)
    reads: list[str] = field(default_factory=list)
    faults: dict[str, Exception] = field(default_factory=dict)

    def clock(self) -> datetime:
        """The time now; move it with `pass_time`."""
        return self.now

    def pass_time(self, span: timedelta) -> None:
        """Let some time go by."""
        self.now += span

    @contextmanager
    def down(self, part: str, fault: Exception | None = None) -> Iterator[None]:
        """While this holds, every call of one part (`index`, `ledger`, `directory`...) fails."""
        self.faults[part] = fault or Unavailable(part)
        try:
            yield
        finally:
            del self.faults[part]

    def reach(self, part: str, read: str = "") -> None:
        """Called first by every fake: fails when the part is down, and notes a read."""
        if part in self.faults:
            raise self.faults[part]
        if read:
            self.reads.append(read)

    def use(self, key: str, seconds: float) -> bool:
        """Whether a key is free; it is taken for so many seconds from now on."""
        if self.seen.get(key, self.now) > self.now:
            return False
        self.seen[key] = self.now + timedelta(seconds=seconds)
        return True
