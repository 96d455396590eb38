"""Transactions in memory: everything is checked before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from fingerpost.domain.child import Child
from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.errors import AlreadyDone, Conflict, LedgerUnavailable, TooMuchAtOnce, Unavailable
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.mute import Mute
from fingerpost.domain.oversight import Oversight
from fingerpost.domain.passage import Passage
from fingerpost.domain.preferences import Preferences, TestNotice
from fingerpost.domain.record_keeping import Dispute
from fingerpost.domain.review import Review, review_of
from fingerpost.domain.shield import Look
from fingerpost.matching.model import TokenKey
from fingerpost.usecases.ports.answers import AnswerHandle
from tests.fakes.shelves import Shelves

A_DAY = 86_400
CLAIM_TIME = timedelta(minutes=20)


@dataclass
class FakeTransactions:
    """Opens transactions on the shelves."""

    shelves: Shelves

    def begin(self) -> FakeTransaction:
        return FakeTransaction(self.shelves)


@dataclass
class FakeTransaction:
    """Holds checks and writes until `commit`."""

    shelves: Shelves
    checks: list[Callable[[], bool]] = field(default_factory=list)
    writes: list[Callable[[], object]] = field(default_factory=list)
    recorded: bool = False
    concludes: str = ""

    def claim(self, child_id: str, keys: Sequence[TokenKey], seen: Sequence[str]) -> None:
        claim = (child_id, self.shelves.now + CLAIM_TIME)
        self.checks.append(lambda: all(self._is_free(key, seen) for key in keys))
        self.writes.append(lambda: self.shelves.claims.update(dict.fromkeys(keys, claim)))

    def add_child(self, child: Child, keys: Sequence[TokenKey]) -> None:
        self.checks.append(lambda: child.id not in self.shelves.children)
        self.writes.append(lambda: self._put_child(child, keys))
        self._point_to_shield(None, child)

    def change_child(self, before: Child, after: Child, keys: Sequence[TokenKey]) -> None:
        self._change(before, after, keys)
        self._point_to_shield(before, after)

    def _change(self, before: Child, after: Child, keys: Sequence[TokenKey]) -> None:
        self.checks.append(lambda: self._child_version(before.id) == before.version)
        self.writes.append(lambda: self._put_child(after, keys))

    def change_shield(self, before: Child, after: Child) -> None:
        self.checks.append(lambda: self._child_version(before.id) == before.version)
        self.writes.append(lambda: self.shelves.children.update({after.id: after}))
        self._point_to_shield(before, after)

    def _point_to_shield(self, before: Child | None, after: Child) -> None:
        if after.shield and not (before and before.shield):
            self._point(after.shield.reference, after.id)

    def add_look(self, look: Look) -> None:
        self.writes.append(lambda: self.shelves.looks.update({(look.child_id, look.reference): look}))

    def hold(self, child: Child) -> None:
        self.checks.append(lambda: self._child_version(child.id) == child.version)
        held = replace(child, version=child.version + 1)
        self.writes.append(lambda: self.shelves.children.update({child.id: held}))

    def add_involvement(self, involvement: Involvement) -> None:
        self._point(involvement.reference, involvement.child_id)
        self.checks.append(lambda: involvement.id not in self.shelves.involvements)
        self._review(involvement)
        self.writes.append(lambda: self.shelves.involvements.update({involvement.id: involvement}))

    def change_involvement(self, involvement: Involvement) -> None:
        self._review(involvement)
        self.lapse(involvement)

    def lapse(self, involvement: Involvement) -> None:
        self.checks.append(lambda: self._involvement_version(involvement.id) == involvement.version - 1)
        self.writes.append(lambda: self.shelves.involvements.update({involvement.id: involvement}))

    def _review(self, one: Involvement) -> None:
        if one.is_current:
            self.writes.append(
                lambda: self.shelves.reviews.update({one.id: review_of(one, self.shelves.clock())})
            )
        else:
            self.writes.append(lambda: self.shelves.reviews.pop(one.id, None))

    def put_review(self, after: Review, before: Review) -> None:
        self.checks.append(lambda: self.shelves.reviews.get(before.involvement_id) == before)
        self.writes.append(lambda: self.shelves.reviews.update({after.involvement_id: after}))

    def add_watch(self, watch: Watch) -> None:
        self._point(watch.reference, watch.child_id)
        self.checks.append(lambda: watch.id not in self.shelves.watches)
        self.writes.append(lambda: self.shelves.watches.update({watch.id: watch}))

    def remove_watch(self, watch: Watch) -> None:
        self.checks.append(lambda: self.shelves.watches.get(watch.id) == watch)
        self.writes.append(lambda: self.shelves.watches.pop(watch.id))

    def add_dispute(self, dispute: Dispute) -> None:
        self._point(dispute.reference, dispute.child_id)
        self.checks.append(lambda: dispute.id not in self.shelves.disputes)
        self.writes.append(lambda: self.shelves.disputes.update({dispute.id: dispute}))

    def add_passage(self, passage: Passage) -> None:
        said = passage.note
        self._point(said.reference, said.child_id)
        self.checks.append(lambda: said.id not in self.shelves.passages)
        self.writes.append(lambda: self.shelves.passages.update({said.id: passage}))

    def take_back_passage(self, passage: Passage) -> None:
        name = passage.note.id
        self.checks.append(lambda: name in self.shelves.passages and self.shelves.passages[name].stands)
        self.writes.append(lambda: self.shelves.passages.update({name: passage}))

    def add_enquiry(self, enquiry: Enquiry) -> None:
        self.writes.append(lambda: self.shelves.enquiries.append(enquiry))

    def put_mute(self, mute: Mute) -> None:
        pair = (mute.child_id, mute.one_id, mute.other_id)
        self.writes.append(lambda: self.shelves.mutes.update({pair: mute}))

    def remove_mute(self, child_id: str, somebody: str, another: str) -> None:
        one, other = sorted((somebody, another))
        self.writes.append(lambda: self.shelves.mutes.pop((child_id, one, other), None))

    def put_preferences(self, chosen: Preferences) -> None:
        self.writes.append(lambda: self.shelves.preferences.update({chosen.practitioner_id: chosen}))

    def ask_for_test(self, test: TestNotice) -> None:
        self.writes.append(lambda: self.shelves.tests.update({test.practitioner_id: test}))

    def put_contact(self, after: ContactRequest, before: ContactRequest | None) -> None:
        self.checks.append(lambda: self.shelves.contacts.get(after.reference) == before)
        self.writes.append(lambda: self.shelves.contacts.update({after.reference: after}))

    def put_oversight(self, after: Oversight, before: Oversight | None) -> None:
        self.checks.append(lambda: self.shelves.oversights.get(after.reference) == before)
        self.writes.append(lambda: self.shelves.oversights.update({after.reference: after}))

    def record(self, entry: LedgerEntry, *, handle: AnswerHandle | None = None, concludes: str = "") -> None:
        self.recorded = True
        self.concludes = concludes or self.concludes
        self.writes.append(lambda: self.shelves.ledger.append(entry))
        if handle is not None:
            self.writes.append(lambda: self.shelves.handles.update({handle.reference: handle}))

    def commit(self) -> None:
        self._reach()
        concluded = f"concluded {self.concludes}"
        if self.concludes and self.shelves.seen.get(concluded, self.shelves.now) > self.shelves.now:
            raise AlreadyDone
        if not all(check() for check in self.checks):
            raise Conflict("transaction")
        for write in self.writes:
            write()
        if self.concludes:
            self.shelves.use(concluded, A_DAY)

    def _reach(self) -> None:
        try:
            self.shelves.reach("transactions")
            self.shelves.reach("ledger" if self.recorded else "transactions")
        except TooMuchAtOnce:
            raise
        except Unavailable as fault:
            if self.recorded:
                raise LedgerUnavailable("ledger") from fault
            raise

    def _is_free(self, key: TokenKey, seen: Sequence[str]) -> bool:
        holder, until = self.shelves.claims.get(key, ("", self.shelves.now))
        return until <= self.shelves.now or holder in seen

    def _point(self, reference: str, child_id: str) -> None:
        self.checks.append(lambda: reference not in self.shelves.pointers)
        self.writes.append(lambda: self.shelves.pointers.update({reference: child_id}))

    def _child_version(self, child_id: str) -> int:
        child = self.shelves.children.get(child_id)
        return child.version if child else 0

    def _involvement_version(self, involvement_id: str) -> int:
        involvement = self.shelves.involvements.get(involvement_id)
        return involvement.version if involvement else 0

    def _put_child(self, child: Child, keys: Sequence[TokenKey]) -> None:
        self.shelves.children[child.id] = child
        self._drop_tokens(child.id)
        for key in keys:
            self.shelves.tokens[key].add(child.id)

    def _drop_tokens(self, child_id: str) -> None:
        for bucket in self.shelves.tokens.values():
            bucket.discard(child_id)
