"""Writes that belong together: all or none, and once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.answer_handles import put_handle
from fingerpost.adapters.dynamodb.attributes import Item, text, to_attributes
from fingerpost.adapters.dynamodb.claims import claimed
from fingerpost.adapters.dynamodb.contacts import contact_writes
from fingerpost.adapters.dynamodb.enquiries import enquiry_write, mute_removed, mute_write
from fingerpost.adapters.dynamodb.hand_overs import hand_over_writes
from fingerpost.adapters.dynamodb.index_items import (
    child_item,
    dispute_item,
    involvement_item,
    passage_item,
    read_token_rows,
    shield_box,
    token_row_item,
    watch_item,
)
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.leavers import leaver_moved
from fingerpost.adapters.dynamodb.ledger import append, concluded
from fingerpost.adapters.dynamodb.oversight import oversight_writes
from fingerpost.adapters.dynamodb.preferences import preferences_write, test_write
from fingerpost.adapters.dynamodb.reviews import lapsed, review_begun, review_moved
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.child import Child
from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.errors import Conflict, LedgerUnavailable, TooMuchAtOnce, Unavailable
from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.leaver import Leaver
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.mute import Mute
from fingerpost.domain.oversight import Oversight
from fingerpost.domain.passage import Passage
from fingerpost.domain.preferences import Preferences, TestNotice
from fingerpost.domain.record_keeping import Dispute
from fingerpost.domain.review import Review
from fingerpost.domain.shield import Look
from fingerpost.matching.model import TokenKey
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.answers import AnswerHandle


@dataclass(frozen=True, repr=False)
class DynamoTransactions:
    """Opens transactions over the three tables."""

    store: Store
    keyring: Keyring
    clock: Clock

    def begin(self) -> DynamoTransaction:
        """An empty transaction."""
        return DynamoTransaction(self.store, self.keyring, self.clock)


@dataclass(repr=False)
class GatheredWrites:
    """Gathers writes until `commit`, which may be called again when its answer was lost."""

    store: Store
    keyring: Keyring
    clock: Clock
    writes: list[Write] = field(default_factory=list)
    recorded: bool = False
    token: str = field(default_factory=lambda: str(uuid.uuid4()))

    def record(self, entry: LedgerEntry, *, handle: AnswerHandle | None = None, concludes: str = "") -> None:
        """The outcome that goes with the writes. That the act was done before is found before all else."""
        self.recorded = True
        if concludes:
            self.writes.insert(0, concluded(self.store, concludes, self.clock()))
        self.writes.append(append(self.store, self.keyring, entry, Conflict))
        if handle is not None:
            self.writes.append(put_handle(self.store, self.keyring, handle))

    def commit(self) -> None:
        """Write everything. Raises AlreadyDone, Conflict, LedgerUnavailable, Unavailable."""
        try:
            self.store.write(self.writes, self.token)
        except TooMuchAtOnce:
            raise
        except Unavailable as fault:
            if self.recorded:
                raise LedgerUnavailable(str(fault)) from fault
            raise


@dataclass(repr=False)
class DynamoTransaction(GatheredWrites):
    """What is written about children."""

    def claim(self, child_id: str, asked: Sequence[TokenKey], seen: Sequence[str]) -> None:
        """Taken under every key of the keyset: while a key is replaced, processes differ in their primary."""
        places = dict.fromkeys(place for key in asked for place in keys.claims(self.keyring, key))
        self.writes.extend(
            claimed(self.store, self.keyring, place, child_id, seen, self.clock()) for place in places
        )

    def add_child(self, child: Child, asked: Sequence[TokenKey]) -> None:
        """The child and its token rows."""
        self._add_child(child, asked)
        self._point_to_shield(None, child)

    def _add_child(self, child: Child, asked: Sequence[TokenKey]) -> None:
        rows = self._rows(child, asked)
        self._put(keys.child(child.id), child_item(self.keyring, child, rows), Path("pk").does_not_exist())
        self._put_rows(child, rows)

    def change_child(self, before: Child, after: Child, asked: Sequence[TokenKey]) -> None:
        """The child as it is now; rows that no longer lead to it go, all others carry its new details."""
        self._change(before, after, asked)
        self._point_to_shield(before, after)

    def _change(self, before: Child, after: Child, asked: Sequence[TokenKey]) -> None:
        rows = self._rows(after, asked)
        as_read = Path("version") == before.version
        stored = set(self._stored_rows(before))
        rows = (*rows, *(row for row in self._rows_of_older_keys(after, asked) if row in stored))
        self._drop(stored - set(rows))
        self._put(keys.child(after.id), child_item(self.keyring, after, rows), as_read)
        self._put_rows(after, rows)

    def _point_to_shield(self, before: Child | None, after: Child) -> None:
        known = before.shield.reference if before and before.shield else ""
        if after.shield and after.shield.reference != known:
            self._point(after.shield.reference, after.id)

    def _stored_rows(self, child: Child) -> tuple[Key, ...]:
        """The keys of the token rows that lead to a child now. Raises Conflict where it is gone."""
        stored = self.store.get(self.store.index, keys.child(child.id))
        if stored is None:
            raise Conflict("child")
        return read_token_rows(self.keyring, stored)

    def _drop(self, rows: Iterable[Key]) -> None:
        self.writes.extend(Write(Kind.DELETE, self.store.index, row) for row in rows)

    def hold(self, child: Child) -> None:
        """The child counts on and is otherwise as it was: its box says nothing of the count."""
        count = Path("version").set(child.version + 1)
        as_read = Path("version") == child.version
        self.writes.append(
            Write(Kind.UPDATE, self.store.index, keys.child(child.id), actions=(count,), condition=as_read)
        )

    def change_shield(self, before: Child, after: Child) -> None:
        """A box in the child's own item alone, without a read: no token row says anything of a shield."""
        guard = Path("guard").set(shield_box(self.keyring, after))
        count = Path("version").set(after.version)
        as_read, key = Path("version") == before.version, keys.child(after.id)
        self.writes.append(
            Write(Kind.UPDATE, self.store.index, key, actions=(guard, count), condition=as_read)
        )
        self._point_to_shield(before, after)

    def add_look(self, look: Look) -> None:
        """The same look twice is one."""
        self._put(keys.look(look.child_id, look.reference), to_attributes(look), None)

    def _rows(self, child: Child, asked: Sequence[TokenKey]) -> tuple[Key, ...]:
        places = dict.fromkeys(keys.bucket(self.keyring, key) for key in asked)
        return tuple(keys.token_row(self.keyring, child.id, pk) for pk in places)

    def _rows_of_older_keys(self, child: Child, asked: Sequence[TokenKey]) -> Iterator[Key]:
        """While keys are being replaced rows stand under both, until none is needed: whoever reads one key's
        rows before and the other's after a change would meet the child under neither (ADR 99)."""
        if len(self.keyring.prfs) > 1:
            for key in asked:
                for number, pk in enumerate(keys.buckets(self.keyring, key)[1:], start=1):
                    yield Key(pk, self.keyring.tokens(f"row\n{child.id}\n{pk}")[number])

    def _put_rows(self, child: Child, rows: Sequence[Key]) -> None:
        for row in rows:
            self._put(row, token_row_item(self.keyring, child, row), None)

    def add_involvement(self, involvement: Involvement) -> None:
        """A new involvement, and where its reference leads."""
        self._point(involvement.reference, involvement.child_id)
        key = keys.involvement(involvement.child_id, involvement.id)
        self._put(key, involvement_item(self.keyring, involvement), Path("pk").does_not_exist())
        self.writes.extend(review_begun(self.store, involvement, self.clock()))

    def change_involvement(self, involvement: Involvement) -> None:
        """An involvement at its next version."""
        key = keys.involvement(involvement.child_id, involvement.id)
        self._put(
            key, involvement_item(self.keyring, involvement), Path("version") == involvement.version - 1
        )
        self.writes.extend(review_begun(self.store, involvement, self.clock()))

    def add_watch(self, watch: Watch) -> None:
        """A new watch, and where its reference leads."""
        self._point(watch.reference, watch.child_id)
        key = keys.watch(watch.child_id, watch.id)
        self._put(key, watch_item(watch), Path("pk").does_not_exist())

    def remove_watch(self, watch: Watch) -> None:
        """A watch that is no more."""
        key = keys.watch(watch.child_id, watch.id)
        as_read = Path("version") == watch.version
        self.writes.append(Write(Kind.DELETE, self.store.index, key, condition=as_read))

    def change_watch(self, watch: Watch) -> None:
        """A watch at its next version."""
        key = keys.watch(watch.child_id, watch.id)
        self._put(key, watch_item(watch), Path("version") == watch.version - 1)

    def add_dispute(self, dispute: Dispute) -> None:
        """A dispute, and where its reference leads."""
        self._point(dispute.reference, dispute.child_id)
        self._put(
            keys.dispute(dispute.child_id, dispute.id),
            dispute_item(self.keyring, dispute),
            Path("pk").does_not_exist(),
        )

    def add_passage(self, passage: Passage) -> None:
        """What became of a child, and where its reference leads."""
        self._point(passage.note.reference, passage.note.child_id)
        self._put_passage(passage, Path("pk").does_not_exist())

    def take_back_passage(self, passage: Passage) -> None:
        """It was said in error: it stays, and says so."""
        self._put_passage(passage, Path("pk").exists() & Path("undone").does_not_exist())

    def _put_passage(self, passage: Passage, condition: Condition) -> None:
        key = keys.passage(passage.note.child_id, passage.note.id)
        self._put(key, passage_item(self.keyring, passage), condition)

    def put_review(self, after: Review, before: Review) -> None:
        """A step of "still involved?"."""
        self.writes.extend(review_moved(self.store, after, before))

    def lapse(self, involvement: Involvement) -> None:
        """An involvement that nobody confirmed."""
        self.writes.append(lapsed(self.store, involvement))

    def add_enquiry(self, enquiry: Enquiry) -> None:
        """That a child was shown to somebody who asked."""
        self.writes.append(enquiry_write(self.store, enquiry))

    def put_mute(self, mute: Mute) -> None:
        """A pair that is in contact."""
        self.writes.append(mute_write(self.store, mute))

    def remove_mute(self, child_id: str, somebody: str, another: str) -> None:
        """A pair that is not."""
        self.writes.append(mute_removed(self.store, child_id, somebody, another))

    def put_preferences(self, chosen: Preferences) -> None:
        """When somebody wants to be told."""
        self.writes.append(preferences_write(self.store, chosen))

    def ask_for_test(self, test: TestNotice) -> None:
        """A wish for a test notice."""
        self.writes.append(test_write(self.store, test))

    def put_contact(self, after: ContactRequest, before: ContactRequest | None) -> None:
        """A request to be contacted, with its lines in everybody's lists and in the hour when it is due."""
        self.writes.extend(contact_writes(self.store, after, before))

    def put_hand_over(self, after: HandOver, before: HandOver | None) -> None:
        """An offer, with its line in its taker's list and in the hour when it is due."""
        self.writes.extend(hand_over_writes(self.store, after, before))

    def put_leaver(self, after: Leaver, before: Leaver) -> None:
        """A step of somebody who left."""
        self.writes.extend(leaver_moved(self.store, after, before))

    def put_oversight(self, after: Oversight, before: Oversight | None) -> None:
        """What somebody has to look at, with its lines in their lists."""
        self.writes.extend(oversight_writes(self.store, after, before))

    def _put(self, key: Key, item: Item, condition: Condition | None) -> None:
        self.writes.append(Write(Kind.PUT, self.store.index, key, item, (), condition))

    def _point(self, reference: str, child_id: str) -> None:
        """A reference is 50 bits: of two that were the same by chance, the second is not written."""
        new = Path("pk").does_not_exist()
        item = {"child_id": text(child_id)}
        self.writes.append(
            Write(Kind.PUT, self.store.casework, keys.pointer(reference), item, (), new, Conflict)
        )
