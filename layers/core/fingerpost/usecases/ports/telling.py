"""Who is around a child, and how they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.passage import PassageNote, is_quiet
from fingerpost.domain.practitioner import ChatIdentity, Whereabouts
from fingerpost.domain.preferences import Preferences
from fingerpost.domain.record_keeping import Dispute, Joining


@dataclass(frozen=True)
class Circle:
    """Who is around a child: involvements of any status and watches, and nothing of the child."""

    involvements: tuple[Involvement, ...] = ()
    watches: tuple[Watch, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    joinings: tuple[Joining, ...] = ()
    passages: tuple[PassageNote, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether no more word goes out about the child (C10)."""
        return is_quiet(self.passages)


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


class Notices(Protocol):
    """Notices and how far each has come."""

    def add(self, notice: Notice) -> bool:
        """Keep a notice; False where it was kept before (nothing changes then)."""

    def find(self, notice_id: str) -> Notice:
        """Raises NotFound."""

    def move(self, notice: Notice, expected: NoticeState) -> None:
        """Write the notice as it is now. Raises Conflict unless `expected` still stands."""

    def hold(self, notice: Notice, until: datetime) -> None:
        """Keep a pending notice, now HELD, for its recipient's digest, which is due then. Raises Conflict
        unless it is still pending."""

    def held_for(self, practitioner_id: str) -> tuple[Notice, ...]:
        """What is held for somebody, the oldest first."""

    def release(self, notice: Notice) -> None:
        """A held notice is settled as it is now. Raises Conflict unless it is still held."""

    def digest_due(self, practitioner_id: str, at: datetime) -> None:
        """Somebody has a digest due then."""


class PreferencesKept(Protocol):
    """When people want to be told."""

    def of(self, practitioner_ids: Sequence[str]) -> Mapping[str, Preferences]:
        """Of each of these what they chose, or what holds for those who chose nothing."""

    def refusals(self, practitioner_ids: Sequence[str]) -> Mapping[str, str]:
        """Of those of these whose last notice was refused for good, the code of the refusal."""


class NoticeQueue(Protocol):
    """The way from fanout to deliver."""

    def send(self, notices: Sequence[Notice]) -> None:
        """Queue each for delivery, at least once."""


@dataclass(frozen=True)
class Posted:
    """A message that stands in a chat. id: the product's own name of it (Slack: `ts`)."""

    id: str
    channel: str


class KnownWhereabouts(Protocol):
    """Where people were last heard from."""

    def find(self, identity: ChatIdentity) -> Whereabouts | None:
        """Where to write to them, None where they were never heard from."""

    def keep(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        """They were heard from there."""


class Messenger(Protocol):
    """Posts a notice to one person in one chat product."""

    def post(self, notice: Notice, identity: ChatIdentity, parts: Sequence[Notice] = ()) -> Posted:
        """Post it. parts: of a digest, what it tells. Raises RateLimited, Undeliverable, DeliveryInDoubt."""

    def replace(self, earlier: Notice, notice: Notice, parts: Sequence[Notice] = ()) -> bool:
        """Put a notice in the place of a delivered one's message, without its buttons; of a digest, with
        these parts. False where the product no longer takes that. Raises RateLimited, Unavailable,
        DeliveryInDoubt: it may be tried again."""

    def find_posted(self, notice: Notice, identity: ChatIdentity) -> Posted | None:
        """The message of an earlier try whose answer never came, if it stands in the chat."""
