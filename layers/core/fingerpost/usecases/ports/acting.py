"""What every act needs: the time, the ledger, and writes that belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from fingerpost.domain.child import Child
from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.mute import Mute
from fingerpost.domain.oversight import Oversight
from fingerpost.domain.passage import Passage
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.preferences import Preferences, TestNotice
from fingerpost.domain.record_keeping import Dispute
from fingerpost.domain.review import Review
from fingerpost.domain.service import Service
from fingerpost.domain.shield import Look
from fingerpost.matching.model import TokenKey
from fingerpost.usecases.ports.answers import AnswerHandle

Clock = Callable[[], datetime]
"""The time now, in UTC, with its time zone."""

NewId = Callable[[], str]
"""A new random id (128 bits, no meaning)."""


class Timer(Protocol):
    """Time that only goes forward, for answers that shall not be told apart by how long they took."""

    def moment(self) -> float:
        """Now, in seconds since some moment."""

    def hold_until(self, moment: float) -> None:
        """Return then, or where it is past at once; by chance a few milliseconds later."""


class Ledger(Protocol):
    """Append only. What it cannot take did not happen."""

    def attempt(
        self,
        entry: LedgerEntry,
        asker: Practitioner | None,
        *,
        service: Service | None = None,
        once: str = "",
    ) -> None:
        """Write an attempt before anything is read.

        In the same transaction: `asker` still stands as read and `service`, their own, is accredited as read
        (else StandingChanged), and `once`, if given, was never used before (else AlreadyDone). Raises
        LedgerUnavailable.
        """

    def outcome(self, entry: LedgerEntry, *, handle: AnswerHandle | None = None, concludes: str = "") -> None:
        """Write an outcome before it is shown, with the handle of its answer. concludes: the key under which
        the act was attempted, where it is done for good. Raises LedgerUnavailable."""

    def is_concluded(self, once: str) -> bool:
        """Whether what was attempted under this key is done: else it failed on its way, and may be tried
        again. Raises LedgerUnavailable."""


class Writes(Protocol):
    """Writes that belong together: all or none, and once. Nothing is written before `commit`."""

    def record(self, entry: LedgerEntry, *, handle: AnswerHandle | None = None, concludes: str = "") -> None:
        """The outcome that goes with the writes: no audit, no write. concludes: as in `Ledger.outcome`."""

    def commit(self) -> None:
        """Raises AlreadyDone where the act was concluded before, Conflict where a version moved on,
        LedgerUnavailable, Unavailable."""


class Transaction(Writes, Protocol):
    """What is written about children."""

    def claim(self, child_id: str, keys: Sequence[TokenKey], seen: Sequence[str]) -> None:
        """A new child is to be met under these keys: two people who record nearly the same new child at the
        same moment must not make two. `commit` raises Conflict where somebody else claimed any of them within
        the last minutes for a child that is not among `seen`, those met before this one was found to be new
        (the likeliest first; of very many the last may not count)."""

    def add_child(self, child: Child, keys: Sequence[TokenKey]) -> None:
        """A new child and its token rows."""

    def change_child(self, before: Child, after: Child, keys: Sequence[TokenKey]) -> None:
        """A child's details change and the token rows follow; `after.version` is one more."""

    def change_shield(self, before: Child, after: Child) -> None:
        """A child's shield changes and nothing else; `after.version` is one more. The reference of a new
        shield leads to the child."""

    def add_look(self, look: Look) -> None:
        """That a shielded child was meant, for its officer to be told."""

    def hold(self, child: Child) -> None:
        """Something is added to a child that itself stays as it is: its version counts on, so that whoever
        moves or retires the record at this moment reads again and loses nothing."""

    def add_involvement(self, involvement: Involvement) -> None:
        """A new involvement, with its "still involved?" to come."""

    def change_involvement(self, involvement: Involvement) -> None:
        """An involvement at its next version, and its "still involved?" with it."""

    def add_watch(self, watch: Watch) -> None:
        """A new watch."""

    def remove_watch(self, watch: Watch) -> None:
        """A watch that is no more."""

    def add_dispute(self, dispute: Dispute) -> None:
        """Somebody's "not this child", or that two records may be of one."""

    def add_passage(self, passage: Passage) -> None:
        """What became of a child. Its reference leads to the child."""

    def take_back_passage(self, passage: Passage) -> None:
        """The same, as `Passage.taken_back` gives it: it was said in error."""

    def put_review(self, after: Review, before: Review) -> None:
        """A step of "still involved?", on what was read."""

    def lapse(self, involvement: Involvement) -> None:
        """An involvement that ended because nobody confirmed it, at its next version."""

    def add_enquiry(self, enquiry: Enquiry) -> None:
        """That a child was shown to somebody who asked, for those who work with it to be told."""

    def put_mute(self, mute: Mute) -> None:
        """Two people are in contact about a child, as things stand."""

    def remove_mute(self, child_id: str, somebody: str, another: str) -> None:
        """They are not, or no more; nothing where they never said so."""

    def put_preferences(self, chosen: Preferences) -> None:
        """When somebody wants to be told, in the place of what they chose before."""

    def ask_for_test(self, test: TestNotice) -> None:
        """Somebody wants to see whether they can be told."""

    def put_contact(self, after: ContactRequest, before: ContactRequest | None) -> None:
        """A request to be contacted, new or at its next version."""

    def put_oversight(self, after: Oversight, before: Oversight | None) -> None:
        """What somebody else has to look at, new or at its next version."""


class Transactions(Protocol):
    """Opens transactions."""

    def begin(self) -> Transaction:
        """An empty transaction."""


class Metrics(Protocol):
    """Counts and lengths of time, without names."""

    def count(self, name: str, value: int = 1, **dimensions: str) -> None:
        """Add to one count."""

    def measure(self, name: str, seconds: float, **dimensions: str) -> None:
        """One length of time."""
