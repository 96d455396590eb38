""" "Not this child" (B9): the asker is shown this record no more, and its officer is told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from fingerpost.domain.child import Child
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.recording import Recorded, RecordOutcome
from fingerpost.domain.record_keeping import Dispute
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.asking.child_resolution import take_back_word
from fingerpost.usecases.asking.follow_ups import FollowUps
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.ports.record_keeping import RecordTransaction, RecordTransactions
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class DisputeRecord:
    """Unlinks a record from the asker who says that it is another child's."""

    follow_ups: FollowUps
    index: ChildIndex
    transactions: RecordTransactions

    def __call__(self, request: Request, reference: str) -> RecordOutcome:
        """On the reference of one's own confirmed answer.

        What the asker recorded of that child is taken back in the same write: their involvement counts as
        entered in error, so that whoever was told of it is told so, and their watches go.
        """
        return self.follow_ups.act(request, Act.NOT_THIS_CHILD, reference, self._dispute)

    def _dispute(self, admitted: Admitted, handle: AnswerHandle) -> Facts[Recorded] | Denied:
        if not handle.has_shown_child:
            return Denied(Refusal.ANSWER_EXPIRED)
        file = self.index.child_file(handle.child_id)
        if file.child is None:
            return Denied(Refusal.ANSWER_EXPIRED)
        dispute = _new_dispute(admitted, file.child)
        transaction = self.transactions.begin()
        if not take_back_word(transaction, file.child, admitted):
            transaction.hold(file.child)
        transaction.add_dispute(dispute)
        _take_back(transaction, file, admitted.practitioner.id)
        recorded = Recorded(dispute.reference, admitted.at, admitted.act)
        return Facts(recorded, "disputed", child_id=file.child.id, writes=transaction)


def _take_back(transaction: RecordTransaction, file: ChildFile, practitioner_id: str) -> None:
    for involvement in file.involvements:
        if involvement.practitioner_id == practitioner_id and involvement.is_current:
            transaction.change_involvement(involvement.entered_in_error())
    for watch in file.watches:
        if watch.practitioner_id == practitioner_id:
            transaction.remove_watch(watch)


def _new_dispute(admitted: Admitted, child: Child) -> Dispute:
    seed = f"dispute\n{admitted.reference}\n{admitted.practitioner.id}".encode()
    return Dispute(
        id=hashlib.sha256(seed).hexdigest()[:32],
        reference=reference_from(seed),
        child_id=child.id,
        area_id=child.area_id,
        practitioner_id=admitted.practitioner.id,
        at=admitted.at,
    )
