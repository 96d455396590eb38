""" "Not this child" (B9): the asker is shown this record no more, and its officer is told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from fingerpost.domain.child import Child
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes import Recorded, RecordOutcome, Refusal, Refused
from fingerpost.domain.records import Mismatch
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.authority import Admitted, Authority
from fingerpost.usecases.ports import ChildFile, ChildIndex, RecordTransaction, RecordTransactions
from fingerpost.usecases.requests import Sender
from fingerpost.usecases.rounds import Rounds
from fingerpost.usecases.safely import Safely, again_on_conflict


@dataclass(frozen=True)
class NotThisChild:
    """Unlinks a record from the asker who says that it is another child's."""

    authority: Authority
    rounds: Rounds
    index: ChildIndex
    transactions: RecordTransactions
    safely: Safely

    def __call__(self, sender: Sender, reference: str) -> RecordOutcome:
        """On the reference of one's own confirmed answer.

        What the asker recorded of that child is taken back in the same write: their involvement counts as
        entered in error, so that whoever was told of it is told so, and their watches go.
        """
        return self.safely(sender, lambda: self._dispute(sender, reference))

    def _dispute(self, sender: Sender, reference: str) -> RecordOutcome:
        begun = self.rounds.begin(sender, Act.NOT_THIS_CHILD, reference)
        if isinstance(begun, Refused):
            return begun
        admitted, handle = begun
        if not handle.child_id:
            return self.authority.refuse(admitted, Refusal.ANSWER_EXPIRED)
        return again_on_conflict(lambda: self._write(admitted, handle.child_id))

    def _write(self, admitted: Admitted, child_id: str) -> RecordOutcome:
        file = self.index.child_file(child_id)
        if file.child is None:
            return self.authority.refuse(admitted, Refusal.ANSWER_EXPIRED)
        mismatch = _mismatch(admitted, file.child)
        transaction = self.transactions.begin()
        transaction.hold(file.child)
        transaction.add_mismatch(mismatch)
        _take_back(transaction, file, admitted.practitioner.id)
        transaction.record(replace(admitted.outcome_entry("disputed"), child_id=file.child.id))
        transaction.commit()
        return Recorded(mismatch.reference, admitted.at, admitted.act)


def _take_back(transaction: RecordTransaction, file: ChildFile, practitioner_id: str) -> None:
    for involvement in file.involvements:
        if involvement.practitioner_id == practitioner_id and involvement.is_current:
            transaction.change_involvement(involvement.entered_in_error())
    for watch in file.watches:
        if watch.practitioner_id == practitioner_id:
            transaction.remove_watch(watch)


def _mismatch(admitted: Admitted, child: Child) -> Mismatch:
    seed = f"mismatch\n{admitted.reference}\n{admitted.practitioner.id}".encode()
    return Mismatch(
        id=hashlib.sha256(seed).hexdigest()[:32],
        reference=reference_from(seed),
        child_id=child.id,
        area_id=child.area_id,
        practitioner_id=admitted.practitioner.id,
        at=admitted.at,
    )
