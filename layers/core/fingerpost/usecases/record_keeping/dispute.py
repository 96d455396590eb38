""" "Not this child" (B9): the asker is shown this record no more, and its officer is told."""

from __future__ import annotations

import hashlib

from fingerpost.domain.child import Child
from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.recording import Recorded, RecordOutcome
from fingerpost.domain.record_keeping import Dispute
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.child_resolution import take_back_word
from fingerpost.usecases.asking.follow_ups import HANDLE_LIFE, FollowUps
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.ports.record_keeping import RecordTransaction, RecordTransactions, References
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class DisputeRecord:
    """Unlinks a record from the asker who says that it is another child's."""

    acting: Acting
    follow_ups: FollowUps
    index: ChildIndex
    references: References
    transactions: RecordTransactions

    def __call__(self, request: Request, reference: str) -> RecordOutcome:
        """On the reference of one's own confirmed answer.

        What the asker recorded of that child is taken back in the same write: their involvement counts as
        entered in error, so that whoever was told of it is told so, and their watches go.
        """
        return self.follow_ups.act(request, Act.NOT_THIS_CHILD, reference, self._dispute)

    def take_back(self, request: Request, reference: str) -> RecordOutcome:
        """It is this child after all: on the reference of one's own dispute, while the answer's buttons would
        work. Later the officer of the area does it.

        What was taken back with the dispute stays so: whoever works with the child records it again.
        """
        return self.acting.write(
            request, Act.THIS_CHILD_AFTER_ALL, lambda admitted: self._take_back(admitted, reference)
        )

    def _take_back(self, admitted: Admitted, reference: str) -> Facts[Recorded] | Denied:
        dispute = self._own(admitted, reference)
        if dispute is None:
            return Denied(Refusal.NOT_YOURS)
        if admitted.at > dispute.at + HANDLE_LIFE:
            return Denied(Refusal.ANSWER_EXPIRED)
        transaction = self.transactions.begin()
        transaction.remove_dispute(dispute)
        recorded = Recorded(reference, admitted.at, admitted.act)
        return Facts(recorded, "dispute_taken_back", child_id=dispute.child_id, writes=transaction)

    def _own(self, admitted: Admitted, reference: str) -> Dispute | None:
        try:
            file = self.index.child_file(self.references.child_of(reference))
        except NotFound:
            return None
        own = (one for one in file.disputes if one.practitioner_id == admitted.practitioner.id)
        return next((one for one in own if one.reference == reference), None)

    def _dispute(self, admitted: Admitted, handle: AnswerHandle) -> Facts[Recorded] | Denied:
        if not handle.has_shown_child:
            return Denied(Refusal.ANSWER_EXPIRED)
        file = self.index.child_file(handle.child_id)
        if file.child is None:
            return Denied(Refusal.ANSWER_EXPIRED)
        dispute = _new_dispute(admitted, file.child, handle)
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


def _new_dispute(admitted: Admitted, child: Child, handle: AnswerHandle) -> Dispute:
    seed = f"dispute\n{admitted.reference}\n{admitted.practitioner.id}".encode()
    return Dispute(
        id=hashlib.sha256(seed).hexdigest()[:32],
        reference=reference_from(seed),
        child_id=child.id,
        area_id=child.area_id,
        practitioner_id=admitted.practitioner.id,
        at=admitted.at,
        asked=handle.details,
    )
