"""What officers do to records, as writes: merges and partings, disputes, seals, and where references lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import boxes, keys
from fingerpost.adapters.dynamodb.attributes import (
    Item,
    from_attributes,
    text,
    to_attributes,
)
from fingerpost.adapters.dynamodb.claims import released
from fingerpost.adapters.dynamodb.index_items import (
    child_item,
    dispute_item,
    involvement_item,
    merge_item,
    watch_item,
)
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.transactions import DynamoTransaction
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.child import Child
from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.record_keeping import Dispute, IdentityLink, Merge
from fingerpost.matching.model import TokenKey
from fingerpost.matching.tokens import read_first
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.index import ChildFile

_NEW = Path("pk").does_not_exist()
_THERE = Path("pk").exists()


@dataclass(frozen=True, repr=False)
class DynamoRecordTransactions:
    """Opens transactions over the three tables."""

    store: Store
    keyring: Keyring
    clock: Clock

    def begin(self) -> DynamoRecordTransaction:
        """An empty transaction."""
        return DynamoRecordTransaction(self.store, self.keyring, self.clock)


@dataclass(repr=False)
class DynamoRecordTransaction(DynamoTransaction):
    """All of it is one write of at most 100 items, so that no record is ever half merged: TooManyWrites."""

    def remove_dispute(self, dispute: Dispute) -> None:
        """Its reference leads on to the record."""
        self._remove(keys.dispute(dispute.child_id, dispute.id), _THERE)

    def merge(self, merge: Merge, kept: Child, asked: Sequence[TokenKey], file: ChildFile) -> None:
        """The absorbed record goes; where it stood, it now says where it went."""
        joining, gone = merge.joining, merge.absorbed
        self._change(merge.kept_before, kept, asked)  # a shield that comes with it has its reference already
        self._drop(self._stored_rows(gone))
        self._remove(keys.child(gone.id), Path("version") == gone.version)
        self._release(gone)
        self._put(keys.merged(gone.id), {"into": text(kept.id)}, _NEW)
        self._put(keys.merge(kept.id, joining.id), merge_item(self.keyring, merge), _NEW)
        self._point(joining.reference, kept.id)
        self._move(file, kept.id, joining.reference)

    def unmerge(
        self,
        merge: Merge,
        kept: Child,
        kept_asked: Sequence[TokenKey],
        absorbed_asked: Sequence[TokenKey],
        file: ChildFile,
    ) -> None:
        """The absorbed record stands again, and its shield's reference leads there as before."""
        joining, back = merge.joining, replace(merge.absorbed, version=merge.absorbed.version + 1)
        self._change(replace(kept, version=kept.version - 1), kept, kept_asked)
        if merge.gives_shield_of_its_own(kept):
            self._point_to_shield(None, kept)
        self._remove(keys.merged(back.id), Path("into") == kept.id)
        self._add_child(back, absorbed_asked)
        stands = _THERE & Path("undone").does_not_exist()
        self._put(keys.merge(kept.id, joining.id), merge_item(self.keyring, merge), stands)
        self._move(file, back.id, joining.reference)

    def retire(self, child: Child) -> None:
        """No token row leads to the child any more."""
        retired = replace(child, retired=True, version=child.version + 1)
        self._drop(self._stored_rows(child))
        as_read = Path("version") == child.version
        self._put(keys.child(child.id), child_item(self.keyring, retired, ()), as_read)
        self._release(child)

    def _release(self, child: Child) -> None:
        """Nobody meets this record any more, so nobody could be kept from recording the child anew by it."""
        asked = read_first(child.details)
        places = dict.fromkeys(place for key in asked for place in keys.claims(self.keyring, key))
        self.writes.extend(released(self.store, place) for place in places)

    def add_identity_link(self, seal: IdentityLink) -> None:
        """Boxed whole: in clear stands that some seal exists, and under which reference."""
        key = keys.seal(seal.reference)
        content = to_attributes(seal)
        item = {"box": boxes.encrypt(self.keyring, [content], key, boxes.CHILD_UNIT)}
        self.writes.append(Write(Kind.PUT, self.store.casework, key, item, (), _NEW))

    def _move(self, file: ChildFile, child_id: str, cause: str) -> None:
        for involvement in file.involvements:
            self._move_involvement(involvement, involvement.moved_to(child_id, cause))
        for watch in file.watches:
            self._move_watch(watch, watch.moved_to(child_id))
        for dispute in file.disputes:
            self._remove(keys.dispute(dispute.child_id, dispute.id), _THERE)
            moved = dispute.moved_to(child_id)
            self._put(keys.dispute(child_id, moved.id), dispute_item(self.keyring, moved), _NEW)
        for passage in file.passages:
            self._remove(keys.passage(passage.note.child_id, passage.note.id), _THERE)
            self._put_passage(passage.moved_to(child_id), _NEW)

    def _move_involvement(self, before: Involvement, after: Involvement) -> None:
        self._remove(keys.involvement(before.child_id, before.id), Path("version") == before.version)
        self._put(keys.involvement(after.child_id, after.id), involvement_item(self.keyring, after), _NEW)

    def _move_watch(self, before: Watch, after: Watch) -> None:
        self._remove(keys.watch(before.child_id, before.id), Path("version") == before.version)
        self._put(keys.watch(after.child_id, after.id), watch_item(after), _NEW)

    def _remove(self, key: Key, condition: Condition) -> None:
        self.writes.append(Write(Kind.DELETE, self.store.index, key, condition=condition))


@dataclass(frozen=True, repr=False)
class DynamoReferences:
    """Where references lead, from the casework table."""

    store: Store
    keyring: Keyring

    def child_of(self, reference: str) -> str:
        """The record behind a reference, as it was when that was given. Raises NotFound."""
        return str(self._item(keys.pointer(reference))["child_id"]["S"])

    def identity_link(self, reference: str) -> IdentityLink:
        """A seal, opened. Raises NotFound, BoxDoesNotOpen."""
        item = self._item(keys.seal(reference))
        [content] = boxes.decrypt(self.keyring, item, 1)
        return from_attributes(IdentityLink, content)

    def _item(self, key: Key) -> Item:
        item = self.store.get(self.store.casework, key)
        if item is None:
            raise NotFound("reference")
        return item
