"""One more detail, and acting on one's own answer: what the reference of an answer is good for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from fingerpost.domain.child import Details
from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes import Detail, Many, Possible, Refusal, Refused
from fingerpost.matching.model import Decision, MatchOutcome
from fingerpost.usecases.authority import Admitted, Authority
from fingerpost.usecases.ports import AnswerHandle, AnswerHandles, Directory
from fingerpost.usecases.requests import Question, Sender

ROUNDS = 2
"""How often one more detail is asked for before the area's officer takes over."""

HANDLE_LIFE = timedelta(hours=10)
"""The buttons of an answer work for a working day."""


@dataclass(frozen=True)
class Rounds:
    """Opens answers by reference for the person they were given to, and for nobody else."""

    authority: Authority
    handles: AnswerHandles
    directory: Directory

    def begin(
        self, sender: Sender, act: Act, reference: str, *, added: Details | None = None
    ) -> tuple[Admitted, AnswerHandle] | Refused:
        """Admit somebody to act on an answer of their own, or refuse. added: one more detail given now."""
        handle = self._find(reference)
        question = _asked_now(handle, added)
        admitted = self.authority.begin(sender, act, question=question)
        if isinstance(admitted, Refused):
            return admitted
        if handle is None or handle.expires_at <= admitted.at:
            return self.authority.refuse(admitted, Refusal.ANSWER_EXPIRED)
        if handle.practitioner_id != admitted.practitioner.id:
            return self.authority.refuse(admitted, Refusal.NOT_YOURS)
        if added is not None and handle.rounds >= ROUNDS:
            return self.authority.refuse(admitted, Refusal.NO_ROUNDS_LEFT)
        return admitted, handle

    def _find(self, reference: str) -> AnswerHandle | None:
        try:
            return self.handles.find(reference)
        except NotFound:
            return None

    def asked_for(
        self, admitted: Admitted, question: Question, decision: Decision, rounds: int
    ) -> Possible | Many:
        """The outcome that asks for one more detail, or at last sends to the area's officer."""
        kind = Many if decision.outcome is MatchOutcome.MANY else Possible
        return kind(
            reference=admitted.reference,
            at=admitted.at,
            wanted=decision.wanted or Detail.IDENTIFIER,
            area=self.directory.area(admitted.practitioner.area_id),
            rounds_left=max(0, ROUNDS - rounds),
            unborn=question.details.is_unborn,
        )

    def one_more(
        self, admitted: Admitted, question: Question, decision: Decision, rounds: int
    ) -> Possible | Many:
        """The same, with the ledger line and the handle to go on from."""
        outcome = self.asked_for(admitted, question, decision, rounds)
        entry = replace(
            admitted.outcome_entry(outcome.kind), matcher_version=decision.version, rules=decision.rules
        )
        handle = handle_of(admitted, question, outcome.kind, wanted=outcome.wanted, rounds=rounds)
        self.authority.conclude(entry, handle)
        return outcome


def _asked_now(handle: AnswerHandle | None, added: Details | None) -> Question | None:
    """What the ledger's attempt holds: the question as it stands with the detail given now."""
    if handle is None:
        return None
    return completed(handle.question, added) if added else handle.question


def completed(question: Question, added: Details) -> Question:
    """The question with one more detail."""
    return replace(question, details=question.details.completed_by(added))


def handle_of(
    admitted: Admitted,
    question: Question,
    outcome: str,
    *,
    child_id: str = "",
    wanted: Detail | None = None,
    rounds: int = 0,
) -> AnswerHandle:
    """What an answer leaves behind."""
    return AnswerHandle(
        reference=admitted.reference,
        practitioner_id=admitted.practitioner.id,
        question=question,
        child_id=child_id,
        outcome=outcome,
        expires_at=admitted.at + HANDLE_LIFE,
        wanted=wanted,
        rounds=rounds,
    )
