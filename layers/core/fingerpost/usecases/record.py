"""Record that one is involved, change it, end it, take it back (C1, C2, C4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fingerpost.domain.child import Details
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes import NotEnoughToRecord, Recorded, RecordOutcome, Refusal, Refused
from fingerpost.domain.reference import reference_from
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.authority import Admitted, Authority, own_numbers
from fingerpost.usecases.placing import Placed, Placing, Unclear, is_enough_to_record, new_child
from fingerpost.usecases.ports import AnswerHandle, ChildIndex, Directory, Transactions
from fingerpost.usecases.requests import Particulars, Question, Sender
from fingerpost.usecases.rounds import Rounds, completed
from fingerpost.usecases.safely import Safely, again_on_conflict

REVIEW_AFTER = timedelta(days=365)
"""An involvement is current for at most 12 months unless confirmed again."""


@dataclass(frozen=True)
class Record:
    """What a practitioner writes about their own involvement."""

    authority: Authority
    placing: Placing
    rounds: Rounds
    index: ChildIndex
    directory: Directory
    transactions: Transactions
    safely: Safely

    def from_answer(self, sender: Sender, reference: str, particulars: Particulars) -> RecordOutcome:
        """ "I'm involved too", on the reference of one's own answer."""
        return self.safely(sender, lambda: self._on_handle(sender, reference, particulars, self._as_answered))

    def afresh(self, sender: Sender, question: Question, particulars: Particulars) -> RecordOutcome:
        """Record for a child given by details; one the index does not know yet becomes known."""
        return self.safely(sender, lambda: self._afresh(sender, question, particulars))

    def more(self, sender: Sender, reference: str, added: Details, particulars: Particulars) -> RecordOutcome:
        """The same with one more detail, on the reference of a `Possible` or `Many`."""

        def go_on(admitted: Admitted, handle: AnswerHandle, wish: Particulars) -> RecordOutcome:
            return self._matched(admitted, completed(handle.question, added), wish, handle.rounds + 1)

        return self.safely(
            sender, lambda: self._on_handle(sender, reference, particulars, go_on, added=added)
        )

    def as_new_child(self, sender: Sender, reference: str, particulars: Particulars) -> RecordOutcome:
        """None of the possible children: the asker says that this is another child."""
        return self.safely(sender, lambda: self._on_handle(sender, reference, particulars, self._another))

    def change(self, sender: Sender, reference: str, particulars: Particulars) -> RecordOutcome:
        """Change role, first day or lead of an involvement."""
        wish = particulars

        def changed(one: Involvement) -> Involvement:
            return one.changed(role=wish.role, since=wish.since, lead=wish.lead)

        return self.safely(sender, lambda: self._on_own(sender, Act.CHANGE, reference, changed))

    def end(self, sender: Sender, reference: str, day: date) -> RecordOutcome:
        """End an involvement; it is shown as past for 12 months. Raises InvalidField."""
        return self.safely(
            sender, lambda: self._on_own(sender, Act.END, reference, lambda one: _ended(one, day))
        )

    def entered_in_error(self, sender: Sender, reference: str) -> RecordOutcome:
        """It never was so: it is shown to nobody any more, and stays for the trail."""
        act = Act.ENTERED_IN_ERROR
        return self.safely(sender, lambda: self._on_own(sender, act, reference, Involvement.entered_in_error))

    def _on_handle(
        self,
        sender: Sender,
        reference: str,
        particulars: Particulars,
        go_on: Callable[[Admitted, AnswerHandle, Particulars], RecordOutcome],
        *,
        added: Details | None = None,
    ) -> RecordOutcome:
        begun = self.rounds.begin(sender, Act.RECORD, reference, added=added)
        if isinstance(begun, Refused):
            return begun
        admitted, handle = begun
        return go_on(admitted, handle, particulars)

    def _as_answered(
        self, admitted: Admitted, handle: AnswerHandle, particulars: Particulars
    ) -> RecordOutcome:
        if not handle.child_id:
            return self._matched(admitted, handle.question, particulars, handle.rounds)

        def write() -> RecordOutcome:
            placed = self.placing.known(admitted, handle.child_id, handle.details)
            if placed is None:
                return self.authority.refuse(admitted, Refusal.ANSWER_EXPIRED)
            return self._write(admitted, placed, particulars)

        return again_on_conflict(write)

    def _another(self, admitted: Admitted, handle: AnswerHandle, particulars: Particulars) -> RecordOutcome:
        """A number that fits another child is in dispute, so the new record does not carry it."""
        details = replace(handle.details, identifiers=())
        if not is_enough_to_record(details):
            return self._not_enough(admitted)
        return self._write(admitted, new_child(admitted, details), particulars)

    def _afresh(self, sender: Sender, question: Question, particulars: Particulars) -> RecordOutcome:
        admitted = self.authority.begin(sender, Act.RECORD, question=question)
        if isinstance(admitted, Refused):
            return admitted
        return self._matched(admitted, question, particulars, rounds=0)

    def _matched(
        self, admitted: Admitted, question: Question, particulars: Particulars, rounds: int
    ) -> RecordOutcome:
        whole = own_numbers(admitted, question)

        def write() -> RecordOutcome:
            placed = self.placing.of(admitted, whole.details)
            if isinstance(placed, Unclear):
                return self.rounds.one_more(admitted, whole, placed.decision, rounds)
            if placed.before is None and not is_enough_to_record(whole.details):
                return self._not_enough(admitted)
            return self._write(admitted, placed, particulars)

        return again_on_conflict(write)

    def _not_enough(self, admitted: Admitted) -> NotEnoughToRecord:
        outcome = NotEnoughToRecord(admitted.reference, admitted.at)
        self.authority.conclude(admitted.outcome_entry(outcome.kind))
        return outcome

    def _write(self, admitted: Admitted, placed: Placed, particulars: Particulars) -> RecordOutcome:
        transaction = self.transactions.begin()
        placed.write(transaction)
        own = _own_current(placed, admitted)
        if own is None:
            involvement = self._new(admitted, placed, particulars)
            transaction.add_involvement(involvement)
        else:
            involvement = own.changed(role=particulars.role, since=particulars.since, lead=particulars.lead)
            transaction.change_involvement(involvement)
        entry = replace(
            admitted.outcome_entry("recorded"), child_id=placed.after.id, involvement_id=involvement.id
        )
        transaction.record(entry)
        transaction.commit()
        return Recorded(involvement.reference, admitted.at, admitted.act)

    def _new(self, admitted: Admitted, placed: Placed, particulars: Particulars) -> Involvement:
        """The id comes from the submission, so that a retry writes no second one."""
        who, service = admitted.practitioner, self.authority.service_of(admitted.practitioner)
        seed = f"involvement\n{admitted.reference}\n{who.id}".encode()
        return Involvement(
            id=hashlib.sha256(seed).hexdigest()[:32],
            reference=reference_from(seed),
            child_id=placed.after.id,
            service_id=who.service_id,
            area_id=who.area_id,
            practitioner_id=who.id,
            worker_name=who.name,
            role=particulars.role,
            since=particulars.since,
            review_due=admitted.at.date() + REVIEW_AFTER,
            recorded_by=who.id,
            lead=particulars.lead,
            sensitive=service.sensitive if service else False,
        )

    def _on_own(
        self, sender: Sender, act: Act, reference: str, changed: Callable[[Involvement], Involvement]
    ) -> RecordOutcome:
        admitted = self.authority.begin(sender, act, baseline=Act.LIST_MINE)
        if isinstance(admitted, Refused):
            return admitted
        own = self._own(admitted, reference)
        if own is None:
            return self.authority.refuse(admitted, Refusal.NOT_YOURS)
        judgement = self.authority.judge_on(admitted, act, Circumstances(involvement=own))
        if not judgement.permitted:
            return self.authority.refuse(admitted, judgement.because or Refusal.NOT_YOURS, judgement)
        return self._write_change(admitted, changed(own))

    def _own(self, admitted: Admitted, reference: str) -> Involvement | None:
        held = self.index.held_by(admitted.practitioner.id).involvements
        return next((one for one in held if one.reference == reference), None)

    def _write_change(self, admitted: Admitted, involvement: Involvement) -> RecordOutcome:
        transaction = self.transactions.begin()
        transaction.change_involvement(involvement)
        entry = replace(
            admitted.outcome_entry(admitted.act),
            child_id=involvement.child_id,
            involvement_id=involvement.id,
        )
        transaction.record(entry)
        transaction.commit()
        return Recorded(involvement.reference, admitted.at, admitted.act)


def _own_current(placed: Placed, admitted: Admitted) -> Involvement | None:
    return next(
        (
            one
            for one in placed.file.involvements
            if one.is_current and one.practitioner_id == admitted.practitioner.id
        ),
        None,
    )


def _ended(involvement: Involvement, day: date) -> Involvement:
    if day < involvement.since:
        raise InvalidField("ended", Problem.BEFORE_START)
    return involvement.ended_on(day)
