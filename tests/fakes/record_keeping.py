"""Merges, partings, disputes, seals and where references lead, in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from fingerpost.domain.child import Child
from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.record_keeping import Dispute, IdentityLink, Merge
from fingerpost.matching.model import TokenKey
from fingerpost.usecases.ports.index import ChildFile
from tests.fakes.shelves import Shelves
from tests.fakes.transactions import FakeTransaction

Thing = TypeVar("Thing")


@dataclass
class FakeRecordTransactions:
    """Opens transactions on the shelves."""

    shelves: Shelves

    def begin(self) -> FakeRecordTransaction:
        return FakeRecordTransaction(self.shelves)


@dataclass
class FakeRecordTransaction(FakeTransaction):
    """What officers do to records, held until `commit`."""

    def remove_dispute(self, dispute: Dispute) -> None:
        self.checks.append(lambda: dispute.id in self.shelves.disputes)
        self.writes.append(lambda: self.shelves.disputes.pop(dispute.id))

    def merge(self, merge: Merge, kept: Child, keys: Sequence[TokenKey], file: ChildFile) -> None:
        self._change(merge.kept_before, kept, keys)
        self.checks.append(lambda: self._child_version(merge.absorbed.id) == merge.absorbed.version)
        self.writes.append(lambda: self._absorb(merge))
        self._point(merge.reference, kept.id)
        self._move(file, kept.id, merge.reference)

    def unmerge(
        self,
        merge: Merge,
        kept: Child,
        kept_keys: Sequence[TokenKey],
        absorbed_keys: Sequence[TokenKey],
        file: ChildFile,
    ) -> None:
        absorbed = replace(merge.absorbed, version=merge.absorbed.version + 1)
        self.checks.append(lambda: self.shelves.merged_into.get(absorbed.id) == kept.id)
        self.checks.append(lambda: self._child_version(kept.id) == kept.version - 1)
        self.writes.append(lambda: self.shelves.merged_into.pop(absorbed.id))
        self.writes.append(lambda: self._put_child(kept, kept_keys))
        self.writes.append(lambda: self._put_child(absorbed, absorbed_keys))
        self.writes.append(lambda: self.shelves.merges.update({merge.joining.id: merge}))
        self._move(file, absorbed.id, merge.reference)

    def retire(self, child: Child) -> None:
        self.checks.append(lambda: self._child_version(child.id) == child.version)
        retired = replace(child, retired=True, version=child.version + 1)
        self.writes.append(lambda: self.shelves.children.update({child.id: retired}))
        self.writes.append(lambda: self._drop_tokens(child.id))
        self.writes.append(lambda: self._release(child.id))

    def add_identity_link(self, seal: IdentityLink) -> None:
        self.checks.append(lambda: seal.reference not in self.shelves.identity_links)
        self.writes.append(lambda: self.shelves.identity_links.update({seal.reference: seal}))

    def _release(self, child_id: str) -> None:
        for key in [key for key, (holder, _) in self.shelves.claims.items() if holder == child_id]:
            del self.shelves.claims[key]

    def _absorb(self, merge: Merge) -> None:
        self._release(merge.absorbed.id)
        self.shelves.children.pop(merge.absorbed.id)
        self._drop_tokens(merge.absorbed.id)
        self.shelves.merged_into[merge.absorbed.id] = merge.joining.child_id
        self.shelves.merges[merge.joining.id] = merge

    def _move(self, file: ChildFile, child_id: str, cause: str) -> None:
        for involvement in file.involvements:
            self.checks.append(self._as_read(involvement))
            moved = involvement.moved_to(child_id, cause)
            self.writes.append(_put(self.shelves.involvements, moved.id, moved))
        for watch in file.watches:
            self.writes.append(_put(self.shelves.watches, watch.id, watch.moved_to(child_id)))
        for passage in file.passages:
            moved_passage = passage.moved_to(child_id)
            self.writes.append(_put(self.shelves.passages, passage.note.id, moved_passage))
        for dispute in file.disputes:
            self.writes.append(_put(self.shelves.disputes, dispute.id, dispute.moved_to(child_id)))

    def _as_read(self, involvement: Involvement) -> Callable[[], bool]:
        return lambda: self._involvement_version(involvement.id) == involvement.version


def _put(shelf: dict[str, Thing], name: str, thing: Thing) -> Callable[[], None]:
    return lambda: shelf.update({name: thing})


@dataclass
class FakeReferences:
    """Where references lead."""

    shelves: Shelves

    def child_of(self, reference: str) -> str:
        self.shelves.reach("references", "child_of")
        if reference not in self.shelves.pointers:
            raise NotFound("reference")
        return self.shelves.pointers[reference]

    def identity_link(self, reference: str) -> IdentityLink:
        self.shelves.reach("references", "seal")
        if reference not in self.shelves.identity_links:
            raise NotFound("seal")
        return self.shelves.identity_links[reference]
