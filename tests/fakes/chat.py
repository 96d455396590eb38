"""The chat product, the queue before it and the counters, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fingerpost.domain.notice import Notice
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity
from fingerpost.usecases.ports.telling import Posted
from tests.builders import an_account
from tests.fakes.shelves import Shelves


@dataclass
class FakeChatAccounts:
    """Says of every account what the test put here, else that it is an ordinary member checked just now."""

    shelves: Shelves
    accounts: dict[ChatIdentity, ChatAccount] = field(default_factory=dict)
    asked: list[ChatIdentity] = field(default_factory=list)

    def look_up(self, identity: ChatIdentity) -> ChatAccount:
        self.shelves.reach("chat accounts")
        self.asked.append(identity)
        return self.accounts.get(identity) or an_account(identity, checked_at=self.shelves.now)


@dataclass
class FakeNoticeQueue:
    """Keeps what was sent."""

    shelves: Shelves
    sent: list[Notice] = field(default_factory=list)

    def send(self, notices: Sequence[Notice]) -> None:
        self.shelves.reach("queue")
        self.sent.extend(notices)


@dataclass
class FakeMessenger:
    """Posts into a list. faults: raised by the next posts, one each.

    posted_before_fault: the message stands in the chat although the post raised. told: what each digest told.
    replaced: messages that were changed. takes_changes: whether messages can be.
    """

    shelves: Shelves
    posted: list[tuple[Notice, ChatIdentity]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    posted_before_fault: bool = False
    told: dict[str, tuple[Notice, ...]] = field(default_factory=dict)
    replaced: list[tuple[Notice, Notice, tuple[Notice, ...]]] = field(default_factory=list)
    takes_changes: bool = True

    def post(self, notice: Notice, identity: ChatIdentity, parts: Sequence[Notice] = ()) -> Posted:
        self.told[notice.id] = tuple(parts)
        self.shelves.reach("messenger")
        if self.faults:
            if self.posted_before_fault:
                self.posted.append((notice, identity))
            raise self.faults.pop(0)
        self.posted.append((notice, identity))
        return self._message(len(self.posted), identity)

    def replace(self, earlier: Notice, notice: Notice, parts: Sequence[Notice] = ()) -> bool:
        self.shelves.reach("messenger")
        if self.faults:
            raise self.faults.pop(0)
        if self.takes_changes:
            self.replaced.append((earlier, notice, tuple(parts)))
        return self.takes_changes

    def find_posted(self, notice: Notice, identity: ChatIdentity) -> Posted | None:
        self.shelves.reach("messenger")
        for number, (posted, to) in enumerate(self.posted, start=1):
            if (posted.id, to) == (notice.id, identity):
                return self._message(number, identity)
        return None

    def _message(self, number: int, identity: ChatIdentity) -> Posted:
        return Posted(id=f"{number}.000", channel=f"D{identity.user}")


@dataclass
class FakeMetrics:
    """Counts by name."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def count(self, name: str, value: int = 1, **dimensions: str) -> None:
        self.counts[name] += value

    def measure(self, name: str, seconds: float, **dimensions: str) -> None:
        self.seconds.setdefault(name, []).append(seconds)
