"""One more detail, and acting on one's own answer: what the reference of an answer is good for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from fingerpost.domain.child import Details
from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refusal, Refused
from fingerpost.domain.outcomes.asking import Detail, Many, Possible, QuestionAsked
from fingerpost.matching.model import CONTRADICTED, NUMBER_ALONE, WEAK_QUESTION, Decision, MatchOutcome
from fingerpost.matching.normalise import is_whole_postcode, telling_postcode
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting, Middle
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.answers import AnswerHandle, AnswerHandles
from fingerpost.usecases.requests import Question, Request

MOST_FOLLOW_UPS = 2
"""How often one more detail is asked for before the area's officer takes over."""

HANDLE_LIFE = timedelta(hours=10)
"""The buttons of an answer work for a working day."""


Answer = TypeVar("Answer")
OnAnswer = Callable[[Admitted, AnswerHandle], Facts[Answer] | Denied]
"""The middle of an act on an answer: who acts, and what the answer left behind."""


@dataclass(frozen=True)
class FollowUps:
    """Opens answers by reference for the person they were given to, and for nobody else."""

    acting: Acting
    handles: AnswerHandles
    directory: Directory

    def act(
        self,
        request: Request,
        act: Act,
        reference: str,
        do: OnAnswer[Answer],
        *,
        added: Details | None = None,
        second_press: Callable[[], Middle[Answer]] | None = None,
        may_be_held: bool = False,
    ) -> Answer | Refused | CannotAnswer | AlreadyAsked:
        """An act on an answer of one's own. added: one more detail given now. may_be_held: also on a question
        that waits for a second pair of eyes."""

        def run() -> Answer | Refused | CannotAnswer | AlreadyAsked:
            handle = self._find(reference)

            def middle(admitted: Admitted) -> Facts[Answer] | Denied:
                good = _good(admitted, handle, added, may_be_held=may_be_held)
                return good if isinstance(good, Denied) else do(admitted, good)

            question = _asked_now(handle, added)
            return self.acting.write(request, act, middle, question=question, second_press=second_press)

        return self.acting.safely(request, run)

    def read(
        self, request: Request, act: Act, reference: str, do: OnAnswer[Answer]
    ) -> Answer | Refused | CannotAnswer:
        """An act on an answer of one's own that changes nothing."""

        def middle(admitted: Admitted) -> Facts[Answer] | Denied:
            good = _good(admitted, self._find(reference), None, may_be_held=True)
            return good if isinstance(good, Denied) else do(admitted, good)

        return self.acting.read(request, act, middle)

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
        outcome = kind(
            reference=admitted.reference,
            at=admitted.at,
            wanted=decision.wanted or Detail.IDENTIFIER,
            area=self.directory.area(admitted.practitioner.area_id),
            rounds_left=max(0, MOST_FOLLOW_UPS - rounds),
            unborn=question.details.is_unborn,
            others=decision.offered[1:],
            half_postcode=_is_half(question.details) and Detail.POSTCODE in decision.offered,
        )
        if isinstance(outcome, Possible):
            alone, weak = NUMBER_ALONE in decision.rules, WEAK_QUESTION in decision.rules
            contradicted = CONTRADICTED in decision.rules
            return replace(outcome, number_alone=alone, fits_many=weak, contradicted=contradicted)
        return outcome

    def one_more(
        self,
        admitted: Admitted,
        question: Question,
        decision: Decision,
        rounds: int,
        *,
        cleared: bool = False,
    ) -> Facts[Possible | Many]:
        """The same, with the handle to go on from."""
        outcome = self.asked_for(admitted, question, decision, rounds)
        return Facts(
            outcome,
            outcome.kind,
            matcher_version=decision.version,
            rules=decision.rules,
            handle=handle_of(
                admitted, question, outcome.kind, wanted=outcome.wanted, rounds=rounds, cleared=cleared
            ),
        )


def _is_half(details: Details) -> bool:
    """Whether the first half of a postcode was given, which stands for thousands of homes."""
    given = telling_postcode(details.postcode or "")
    return bool(given) and not is_whole_postcode(given)


def _good(
    admitted: Admitted, handle: AnswerHandle | None, added: Details | None, *, may_be_held: bool = False
) -> AnswerHandle | Denied:
    """The handle, if this person may act on it: on one that is held, nothing but to wait or correct it."""
    if handle is None or handle.expires_at <= admitted.at:
        return Denied(Refusal.ANSWER_EXPIRED)
    if handle.practitioner_id != admitted.practitioner.id:
        return Denied(Refusal.NOT_YOURS)
    if handle.is_held and not may_be_held:
        return Denied(Refusal.STILL_HELD)
    if added is not None and handle.rounds >= MOST_FOLLOW_UPS:
        return Denied(Refusal.NO_ROUNDS_LEFT)
    return handle


def _asked_now(handle: AnswerHandle | None, added: Details | None) -> Question | None:
    """What the ledger's attempt holds: the question as it stands with the detail given now."""
    if handle is None:
        return None
    return completed(handle.question, added) if added else handle.question


def as_asked(question: Question) -> QuestionAsked:
    """A question as its form brings it back to the one who typed it."""
    return QuestionAsked(
        question.details, question.reason, question.family_told, question.note, question.also_lived_in
    )


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
    cleared: bool = False,
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
        cleared=cleared,
    )
