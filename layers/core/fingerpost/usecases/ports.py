"""What the use cases need of the world. Adapters implement these; tests have fakes of the same contract.

Every method that reads or writes may raise `Unavailable`; what else is raised is named at the method.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fingerpost.domain.child import Child, Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.outcomes import Detail
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Practitioner, Whereabouts
from fingerpost.domain.record_keeping import Dispute, IdentityLink, Joining, Merge
from fingerpost.domain.service import Area, Coverage, Service
from fingerpost.matching.model import Candidate, TokenKey
from fingerpost.usecases.requests import Question

Clock = Callable[[], datetime]
"""The time now, in UTC, with its time zone."""

NewId = Callable[[], str]
"""A new random id (128 bits, no meaning)."""


@dataclass(frozen=True, repr=False)
class ChildFile(Confidential):
    """All the index holds of one child. child: None where there is no such child (a stand-in read)."""

    child: Child | None
    involvements: tuple[Involvement, ...] = ()
    watches: tuple[Watch, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    merges: tuple[Merge, ...] = ()

    def is_disputed_by(self, practitioner_id: str) -> bool:
        """Whether this person said that the record is not of the child they mean (B9)."""
        return any(one.practitioner_id == practitioner_id for one in self.disputes)

    def part(self, ids: Collection[str]) -> ChildFile:
        """The involvements, watches and disputes of these ids, if they are still in it."""
        return ChildFile(
            self.child,
            tuple(one for one in self.involvements if one.id in ids),
            tuple(one for one in self.watches if one.id in ids),
            tuple(one for one in self.disputes if one.id in ids),
        )


@dataclass(frozen=True)
class Circle:
    """Who is around a child: involvements of any status and watches, and nothing of the child."""

    involvements: tuple[Involvement, ...] = ()
    watches: tuple[Watch, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    joinings: tuple[Joining, ...] = ()


@dataclass(frozen=True)
class Holdings:
    """What one practitioner holds: involvements of any status, and watches."""

    involvements: tuple[Involvement, ...] = ()
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, repr=False)
class AnswerHandle(Confidential):
    """What an answer leaves behind so that its buttons work: kept by reference, for a working day.

    question: as asked, so that one more detail can be added and an involvement recorded for a child the
    index does not know; details and note are boxed in the store.
    child_id: empty unless the child was confirmed.
    rounds: how often one more detail was asked for already.
    """

    reference: str
    practitioner_id: str
    question: Question
    child_id: str
    outcome: str
    expires_at: datetime
    wanted: Detail | None = None
    rounds: int = 0

    @property
    def details(self) -> Details:
        """The details as asked."""
        return self.question.details


class Directory(Protocol):
    """Practitioners, services and areas, and the chat accounts of the practitioners."""

    def practitioner_by_identity(self, identity: ChatIdentity, *, fresh: bool = False) -> Practitioner | None:
        """Whom this chat identity belongs to. May be remembered unless fresh: `Ledger.attempt` verifies."""

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        """One practitioner, read afresh."""

    def practitioners(self, ids: Sequence[str]) -> dict[str, Practitioner]:
        """Several at once, remembered for a minute; unknown ids are missing from the answer."""

    def services(self, ids: Sequence[str]) -> dict[str, Service]:
        """Several at once, remembered for a minute; unknown ids are missing from the answer."""

    def area(self, area_id: str) -> Area:
        """One area, remembered for a minute. Raises NotFound."""

    def coverage(self, area_id: str) -> Coverage:
        """Which services feed the area and how fresh each is, remembered for a minute.

        A sensitive service is named in no answer (G1), so not in this one either.
        """

    def officers(self, area_id: str) -> tuple[Practitioner, ...]:
        """Everybody who is an officer of the area, by id, whether or not their access stands."""

    def account(self, identity: ChatIdentity) -> ChatAccount | None:
        """What was last learnt of a chat account, if anything."""

    def remember_account(self, account: ChatAccount) -> None:
        """Keep what the chat product says of an account."""

    def suspend(self, practitioner: Practitioner) -> None:
        """Suspend at once, on the version given. Raises Conflict."""


class ChatAccounts(Protocol):
    """The chat product's own word on an account."""

    def look_up(self, identity: ChatIdentity) -> ChatAccount:
        """Ask the chat product now."""


class Ledger(Protocol):
    """Append only. What it cannot take did not happen."""

    def attempt(self, entry: LedgerEntry, asker: Practitioner | None, *, once: str = "") -> None:
        """Write an attempt before anything is read.

        In the same transaction: `asker` still stands as read (else StandingChanged), and `once`, if given,
        was never used before (else AlreadyDone). Raises LedgerUnavailable.
        """

    def outcome(self, entry: LedgerEntry, *, handle: AnswerHandle | None = None) -> None:
        """Write an outcome before it is shown, with the handle of its answer. Raises LedgerUnavailable."""


class ChildIndex(Protocol):
    """The involvement index, by tokens and by child."""

    def candidates(self, keys: Sequence[TokenKey]) -> tuple[Candidate, ...]:
        """Every child met under any of the keys, one Query a key, all at once. Raises TooManyRows."""

    def child_file(self, child_id: str) -> ChildFile:
        """All of a child in one consistent Query; of a record that was merged, the record it went into."""

    def stand_in(self) -> None:
        """The same Query for a child that does not exist, so that no-one can tell by the reads."""

    def held_by(self, practitioner_id: str) -> Holdings:
        """Every involvement and watch of one practitioner (one index), soonest review first."""


class Circles(Protocol):
    """What fanout sees of the index: it needs no key, because it never learns whose circle it is."""

    def around(self, child_id: str) -> Circle:
        """Everybody around a child, in one consistent Query that leaves the child's own item out."""


class SeenRequests(Protocol):
    """What was handled before: replayed requests and repeated deliveries."""

    def first_time(self, key: str, seconds: int) -> bool:
        """Whether this key was not used within the last so many seconds; it is from now on."""


class SeenDeliveries(SeenRequests, Protocol):
    """Deliveries of one event, of which one shall have its effect."""

    def forget(self, key: str) -> None:
        """The key is free again: what it was taken for did not come about."""


class AnswerHandles(Protocol):
    """Answers whose buttons still work."""

    def find(self, reference: str) -> AnswerHandle:
        """The handle of an answer. Raises NotFound when it has expired or never was."""


class Notices(Protocol):
    """Notices and how far each has come."""

    def add(self, notice: Notice) -> bool:
        """Keep a notice; False where it was kept before (nothing changes then)."""

    def find(self, notice_id: str) -> Notice:
        """Raises NotFound."""

    def move(self, notice: Notice, expected: NoticeState) -> None:
        """Write the notice's state, attempts and delivery. Raises Conflict unless `expected` still stands."""


class NoticeQueue(Protocol):
    """The way from fanout to deliver."""

    def send(self, notices: Sequence[Notice]) -> None:
        """Queue each for delivery, at least once."""


class Transaction(Protocol):
    """Writes that belong together: all or none, and once. Nothing is written before `commit`."""

    def claim(self, keys: Sequence[TokenKey]) -> None:
        """For ten seconds nobody else may claim any of these: two people recording the same new child at
        the same moment must not make two children. `commit` raises Conflict for the second."""

    def add_child(self, child: Child, keys: Sequence[TokenKey]) -> None:
        """A new child and its token rows."""

    def change_child(self, before: Child, after: Child, keys: Sequence[TokenKey]) -> None:
        """A child's details change and the token rows follow; `after.version` is one more."""

    def hold(self, child: Child) -> None:
        """Something is added to a child that itself stays as it is: its version counts on, so that whoever
        moves or retires the record at this moment reads again and loses nothing."""

    def add_involvement(self, involvement: Involvement) -> None:
        """A new involvement."""

    def change_involvement(self, involvement: Involvement) -> None:
        """An involvement at its next version."""

    def add_watch(self, watch: Watch) -> None:
        """A new watch."""

    def remove_watch(self, watch: Watch) -> None:
        """A watch that is no more."""

    def record(self, entry: LedgerEntry, *, handle: AnswerHandle | None = None) -> None:
        """The outcome that goes with the writes: no audit, no write."""

    def commit(self) -> None:
        """Raises Conflict where a version moved on, LedgerUnavailable, Unavailable."""


class Transactions(Protocol):
    """Opens transactions."""

    def begin(self) -> Transaction:
        """An empty transaction."""


class RecordTransaction(Transaction, Protocol):
    """What officers do to records, and what disputes them, on top of an ordinary transaction."""

    def add_dispute(self, dispute: Dispute) -> None:
        """Somebody's "not this child"."""

    def merge(self, merge: Merge, kept: Child, keys: Sequence[TokenKey], file: ChildFile) -> None:
        """Two records become one.

        The involvements, watches and disputes of `file`, the absorbed record's, move under `kept` with the
        merge's reference as their cause; the token rows of `kept` follow `keys`; the absorbed record's rows
        go, and in its place stands where it went. The merge itself stays with `kept` as the trail. Versions
        are conditions: Conflict.
        """

    def unmerge(
        self,
        merge: Merge,
        kept: Child,
        kept_keys: Sequence[TokenKey],
        absorbed_keys: Sequence[TokenKey],
        file: ChildFile,
    ) -> None:
        """The other way round: what is in `file` goes back under the absorbed record, which stands again.

        `kept` is the record as it is to be from now on; `merge` is marked undone.
        """

    def retire(self, child: Child) -> None:
        """A record that no question finds any more: its token rows go, the rest stays for the trail.

        `child` is the record as read; it is marked retired. Its version is a condition: Conflict."""

    def add_identity_link(self, seal: IdentityLink) -> None:
        """The one link between an old and a new identity, boxed whole under its own reference."""


class RecordTransactions(Protocol):
    """Opens transactions for records."""

    def begin(self) -> RecordTransaction:
        """An empty transaction."""


class References(Protocol):
    """Where references lead, for officers alone."""

    def child_of(self, reference: str) -> str:
        """The child id behind the reference of an involvement, a watch, a dispute or a merge: of the
        record as it was then, whose file leads on where it was merged since. Raises NotFound.
        """

    def identity_link(self, reference: str) -> IdentityLink:
        """The sealed link under its own reference. Raises NotFound."""


@dataclass(frozen=True)
class Posted:
    """A message that stands in a chat. id: the product's own name of it (Slack: `ts`)."""

    id: str
    channel: str


class LinkCodes(Protocol):
    """One-time codes that link a chat account to its practitioner."""

    def holder(self, code: str) -> str | None:
        """The practitioner a code was given to; None where it is no code, is used, or is over."""

    def take(self, code: str, identity: ChatIdentity, practitioner: Practitioner) -> None:
        """Use the code up: from now on the identity leads to the practitioner as read. Raises Conflict."""


class KnownWhereabouts(Protocol):
    """Where people were last heard from."""

    def find(self, identity: ChatIdentity) -> Whereabouts | None:
        """Where to write to them, None where they were never heard from."""

    def keep(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        """They were heard from there."""


class Messenger(Protocol):
    """Posts a notice to one person in one chat product."""

    def post(self, notice: Notice, identity: ChatIdentity) -> Posted:
        """Post it. Raises RateLimited, Undeliverable, DeliveryInDoubt."""

    def find_posted(self, notice: Notice, identity: ChatIdentity) -> Posted | None:
        """The message of an earlier try whose answer never came, if it stands in the chat."""


class Metrics(Protocol):
    """Counts without names."""

    def count(self, name: str, value: int = 1, **dimensions: str) -> None:
        """Add to one count."""
