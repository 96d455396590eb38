"""A case system at work: the real use cases, policy and matcher over shelves in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from fingerpost.domain.child import Child, Details
from fingerpost.domain.feed import FeedMay, RegisteredFeed
from fingerpost.domain.feed_rows import FeedRow, RowResult, RowsTaken, SentRow
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.practitioner import Principal
from fingerpost.matching.tokens import index_keys
from fingerpost.usecases.feeds.catalogue import FeedPorts, feeding
from fingerpost.usecases.requests import Request
from tests.builders import a_practitioner, a_service, an_area, details_of
from tests.fakes import (
    FakeChatAccounts,
    FakeChildIndex,
    FakeDirectory,
    FakeDirectoryEntries,
    FakeFeedTallies,
    FakeFeedTransactions,
    FakeLedger,
    FakeSourceRecords,
    FakeTimer,
    Shelves,
)

CLIENT = "arn:aws:iam::111122223333:role/case-system"
FEED = RegisteredFeed(
    id="nightly",
    service_id="northbrook-social-care",
    client=CLIENT,
    may=(FeedMay.RECORD, FeedMay.END, FeedMay.DETAILS),
    owner_id="p-rowan",
    contact="Case system team 01632 960117",
)


@dataclass
class CaseSystem:
    """Northbrook's social care with two workers, and a school beside it; its case system sends rows."""

    shelves: Shelves = field(default_factory=Shelves)
    timer: FakeTimer = field(default_factory=FakeTimer)
    sent: int = 0

    def __post_init__(self) -> None:
        shelves = self.shelves
        shelves.areas["northbrook"] = an_area()
        self.care = a_service().build()
        self.school = a_service("northbrook-school").named("Northbrook Primary").build()
        for service in (self.care, self.school):
            shelves.services[service.id] = service
        for name in ("p-rowan", "p-kim"):
            shelves.practitioners[name] = a_practitioner(name).of(self.care).build()
        shelves.practitioners["p-sam"] = a_practitioner("p-sam").of(self.school).build()
        self.register(FEED)
        self.cases = feeding(
            FeedPorts(
                directory=FakeDirectory(shelves),
                chat_accounts=FakeChatAccounts(shelves),
                feeds=FakeDirectoryEntries(shelves),
                sources=FakeSourceRecords(shelves),
                tallies=FakeFeedTallies(shelves),
                index=FakeChildIndex(shelves),
                transactions=FakeFeedTransactions(shelves),
                ledger=FakeLedger(shelves),
                clock=shelves.clock,
                timer=self.timer,
            )
        )

    def register(self, feed: RegisteredFeed) -> None:
        """As an administrator did."""
        self.shelves.feeds[feed.id] = feed

    def knows(self, child: Child) -> Child:
        """Put a child with its tokens into the index."""
        self.shelves.children[child.id] = child
        for key in index_keys(child.details):
            self.shelves.tokens[key].add(child.id)
        return child

    def request(self, client: str = CLIENT, key: str = "") -> Request:
        """A request of the case system; each is a new one unless its key is given."""
        self.sent += 1
        return Request(Principal(client), key or f"api:{self.sent}")

    def send(self, *rows: SentRow, key: str = "", initial: bool = False) -> tuple[RowResult, ...]:
        """What became of each row."""
        taken = self.cases.take_rows(self.request(key=key), rows, initial=initial)
        assert isinstance(taken, RowsTaken), taken
        return taken.results

    def outcomes(self, *rows: SentRow, key: str = "") -> list[str]:
        """The same, as words."""
        return [str(one.outcome) for one in self.send(*rows, key=key)]

    @property
    def involvements(self) -> list[Involvement]:
        """All that stands."""
        return list(self.shelves.involvements.values())

    def state(self) -> dict[str, Any]:
        """Everything that feeds change, item by item, but for when and under which request."""
        sources = {name: replace(one, sent_as="") for name, one in self.shelves.sources.items()}
        return {
            "children": dict(self.shelves.children),
            "involvements": dict(self.shelves.involvements),
            "disputes": dict(self.shelves.disputes),
            "sources": sources,
            "tokens": {key: set(ids) for key, ids in self.shelves.tokens.items() if ids},
        }


def a_row(
    source_ref: str = "case-1",
    details: Details | None = None,
    **changes: Any,  # noqa: ANN401 - any field
) -> FeedRow:
    """Rowan works with Aoife since January."""
    row = FeedRow(source_ref, details or details_of().build(), "p-rowan", "Social worker", date(2026, 1, 12))
    return replace(row, **changes)
