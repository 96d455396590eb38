"""Involvements told through everything that can fail: what is lost, what is told twice."""

from __future__ import annotations

import os
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.child_index import DynamoCircles
from fingerpost.adapters.dynamodb.directory import DynamoRegister
from fingerpost.adapters.dynamodb.index_items import involvement_item
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyless import no_keyring
from fingerpost.bootstrap.clock import due_digests_over
from fingerpost.bootstrap.deliver import deliver_over
from fingerpost.bootstrap.telling import telling_through
from fingerpost.domain.errors import DeliveryInDoubt, RateLimited, Unavailable
from fingerpost.domain.involvement import INITIAL_LOAD, Involvement
from fingerpost.domain.notice import Notice
from fingerpost.domain.practitioner import ChatIdentity, Practitioner, Product
from fingerpost.usecases.ports.telling import Posted
from fingerpost.usecases.telling.notify import InvolvementWritten, Notify
from tests.builders import WORKSPACE, a_practitioner, a_service, an_area, an_involvement
from tests.fakes import FakeMetrics
from tests.local_dynamodb import LocalTables, emulator, environment

PEOPLE = 60
SERVICES = 12
_KILLED, _FAILED = 0.02, 0.25


class Killed(BaseException):
    """The process ended here."""


@dataclass(frozen=True)
class MortalStore(Store):
    """A store whose process is killed now and then, before or after a write."""

    chance: Random = field(default_factory=lambda: Random(12))  # noqa: S311
    mortal: list[bool] = field(default_factory=lambda: [True])

    def write(self, writes: Sequence[Write], token: str = "") -> None:
        self._perhaps_die()
        super().write(writes, token)
        self._perhaps_die()

    def _perhaps_die(self) -> None:
        if self.mortal[0] and self.chance.random() < _KILLED:
            raise Killed


@dataclass
class Chat:
    """A chat product that fails a quarter of the calls, half of these after the message stands."""

    chance: Random
    failing: bool = True
    posted: dict[str, int] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)

    def post(self, notice: Notice, identity: ChatIdentity, parts: Sequence[Notice] = ()) -> Posted:
        """Post it, unless it fails."""
        fault = self.chance.random() if self.failing else 1.0
        if fault < _FAILED / 3:
            raise RateLimited(1)
        if fault < _FAILED / 2:
            raise Unavailable("slack: 500")
        self.posted[notice.id] = len(self.posted)
        self.told.update([one.id for one in parts] or [notice.id])
        if fault < _FAILED:
            raise DeliveryInDoubt("slack: no answer")
        return Posted(str(self.posted[notice.id]), identity.user)

    def find_posted(self, notice: Notice, identity: ChatIdentity) -> Posted | None:
        """What stands in the chat is found."""
        at = self.posted.get(notice.id)
        return None if at is None else Posted(str(at), identity.user)

    def replace(self, earlier: Notice, notice: Notice, parts: Sequence[Notice] = ()) -> bool:
        """Nothing is taken back here."""
        return True


@dataclass
class Queue:
    """SQS FIFO: in order within a group, once within five minutes, again until it is taken."""

    chance: Random
    groups: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    seen: set[str] = field(default_factory=set)

    def send(self, notices: Sequence[Notice]) -> None:
        """Each once."""
        for one in notices:
            if self.chance.random() < _KILLED:
                raise Killed
            if one.id not in self.seen:
                self.seen.add(one.id)
                self.groups[one.recipient_id].append(one.id)

    def forget(self) -> None:
        """Five minutes have gone by: the same message may come again."""
        self.seen.clear()


def faults(count: int) -> dict[str, Any]:
    """lost: who had to be told of something and was not; doubled: told of it more than once."""
    with emulator() as endpoint:
        os.environ.update(environment(endpoint))
        tables = LocalTables(Store("index", "casework", "ledger"))
        tables.create()
        return _Run(tables.store, count).result()


@dataclass
class _Run:
    plain: Store
    count: int

    def __post_init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.store = MortalStore(self.plain.index, self.plain.casework, self.plain.ledger)
        self.chance = Random(2_026)  # noqa: S311 - the same faults each time
        self.chat, self.queue = Chat(Random(7)), Queue(Random(8))  # noqa: S311
        self.people = _people(self.plain)
        telling = telling_through(self.store, self.queue, FakeMetrics(), self.clock)
        self.notify = Notify(DynamoCircles(self.store), telling)
        everywhere = frozenset({(Product.SLACK, WORKSPACE)})
        messengers = {Product.SLACK: self.chat}
        self.deliver = deliver_over(self.store, messengers, everywhere, FakeMetrics(), self.clock)
        self.digests = due_digests_over(self.store, telling, FakeMetrics(), self.clock)
        self.expected: Counter[str] = Counter()

    def clock(self) -> datetime:
        """The time in the run."""
        return self.now

    def result(self) -> dict[str, Any]:
        for number in range(self.count):
            self._involve(number)
            self.now += timedelta(seconds=20)
            self._drain()
        for _ in range(6):  # mornings enough for every digest, and for the clock to come twice
            self.now = (self.now + timedelta(days=1)).replace(hour=9)
            self.queue.forget()
            for _ in range(3):
                self._again(self.digests)
            self._drain()
        told = self.chat.told
        lost = sum(1 for one in self.expected if not told[one])
        doubled = sum(times - 1 for one, times in told.items() if one in self.expected)
        return {"involvements": self.count, "notices": len(self.expected), "lost": lost, "doubled": doubled}

    def _involve(self, number: int) -> None:
        """A newcomer beside up to three workers; the stream brings it once, twice or three times."""
        workers = self.chance.sample(self.people, 1 + self.chance.randint(1, 3))
        newcomer, *others = workers
        child = f"c-{number}"
        for place, one in enumerate(others):
            self._put(_one(f"i-{number}-{place}", child, one, source_ref=f"{INITIAL_LOAD}{number}"))
        written = _one(f"i-{number}-new", child, newcomer)
        self._put(written)
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            told = self._again(lambda: self.notify(InvolvementWritten(None, written)))
            self.expected.update({one.id: 1 for one in told.notices if one.id not in self.expected})

    def _put(self, one: Involvement) -> None:
        item = involvement_item(no_keyring(), one)
        self.plain.write([Write(Kind.PUT, self.plain.index, keys.involvement(one.child_id, one.id), item)])

    def _again(self, act: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever it comes to
        """What brought it brings it again, until it is done."""
        for _ in range(500):
            try:
                return act()
            except (Killed, Unavailable, RateLimited, DeliveryInDoubt):
                continue
        raise SystemExit("something failed five hundred times in a row")

    def _drain(self) -> None:
        for group in self.queue.groups.values():
            while group:
                self._taken(group[0])
                group.popleft()

    def _taken(self, notice_id: str) -> None:
        """One message of the queue, now and then received again though it was done."""
        for _ in range(1 + (self.chance.random() < 0.1)):
            self._again(lambda: self.deliver(notice_id))


def _people(store: Store) -> list[Practitioner]:
    register = DynamoRegister(store)
    register.enter_area(an_area())
    people = []
    for number in range(PEOPLE):
        service = a_service(f"service-{number % SERVICES}").build()
        register.enter_service(service)
        people.append(a_practitioner(f"p-{number}").of(service).build())
        register.enter_practitioner(people[-1])
    return people


def _one(name: str, child_id: str, who: Practitioner, *, source_ref: str = "") -> Involvement:
    built = an_involvement(name).of(who).build()
    changes: dict[str, Any] = {"child_id": child_id, "source_ref": source_ref, "since": date(2026, 3, 2)}
    return Involvement(**{**vars(built), **changes})
