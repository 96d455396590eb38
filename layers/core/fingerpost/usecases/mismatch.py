""" "Not this child" (B9): the asker is shown this record no more, and its officer is told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from fingerpost.domain.child import Child
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes import Recorded, RecordOutcome, Refusal
from fingerpost.domain.records import Mismatch
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.acting import Denied, Facts
from fingerpost.usecases.authority import Admitted
from fingerpost.usecases.ports import (
    AnswerHandle,
    ChildFile,
    ChildIndex,
    RecordTransaction,
    RecordTransactions,
)
from fingerpost.usecases.requests import Sender
from fingerpost.usecases.rounds import Rounds


@dataclass(frozen=True)
class NotThisChild:
    """Unlinks a record from the asker who says that it is another child's."""

    rounds: Rounds
    index: ChildIndex
    transactions: RecordTransactions

    def __call__(self, sender: Sender, reference: str) -> RecordOutcome:
        """On the reference of one's own confirmed answer.

        What the asker recorded of that child is taken back in the same write: their involvement counts as
        entered in error, so that whoever was told of it is told so, and their watches go.
        """
        return self.rounds.act(sender, Act.NOT_THIS_CHILD, reference, self._dispute)

    def _dispute(self, admitted: Admitted, handle: AnswerHandle) -> Facts[Recorded] | Denied:
        if not handle.child_id:
            return Denied(Refusal.ANSWER_EXPIRED)
        file = self.index.child_file(handle.child_id)
        if file.child is None:
            return Denied(Refusal.ANSWER_EXPIRED)
        mismatch = _mismatch(admitted, file.child)
        transaction = self.transactions.begin()
        transaction.hold(file.child)
        transaction.add_mismatch(mismatch)
        _take_back(transaction, file, admitted.practitioner.id)
        recorded = Recorded(mismatch.reference, admitted.at, admitted.act)
        return Facts(recorded, "disputed", child_id=file.child.id, writes=transaction)


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
