"""Ask whether other services are involved with a child (A1-A5), and be answered (B1-B5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from fingerpost.domain.child import Details
from fingerpost.domain.errors import AlreadyDone, NotFound, Unavailable
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes import (
    AlreadyAsked,
    Asked,
    Confirmed,
    Many,
    NothingToShow,
    Outcome,
    Possible,
    Refused,
)
from fingerpost.matching.model import Decision, MatchOutcome
from fingerpost.usecases.answering import Answering, Shown
from fingerpost.usecases.authority import Admitted, Authority, own_numbers, reference_of
from fingerpost.usecases.finding import Finder, Found
from fingerpost.usecases.ports import AnswerHandle, AnswerHandles, Clock, Directory
from fingerpost.usecases.requests import Question, Sender
from fingerpost.usecases.rounds import Rounds, completed, handle_of
from fingerpost.usecases.safely import cannot_answer

_WAITS = (0.15,) * 8
"""A double click waits so long, in seconds, for the first press: Slack gives both three seconds."""


@dataclass(frozen=True)
class Ask:
    """The main road. `wait` sleeps so many seconds."""

    authority: Authority
    finder: Finder
    answering: Answering
    rounds: Rounds
    directory: Directory
    handles: AnswerHandles
    clock: Clock
    wait: Callable[[float], None]

    def __call__(self, sender: Sender, question: Question) -> Outcome:
        """Answer a question. Every failure of what we rest on becomes `CannotAnswer`."""
        return self._safely(sender, lambda: self._ask(sender, question))

    def more(self, sender: Sender, reference: str, added: Details) -> Outcome:
        """Ask again with one more detail, on the reference of a `Possible` or `Many`."""
        return self._safely(sender, lambda: self._more(sender, reference, added))

    def _safely(self, sender: Sender, answer: Callable[[], Outcome]) -> Outcome:
        try:
            return answer()
        except AlreadyDone:
            return self._answer_of_first_press(sender)
        except Unavailable as fault:
            return cannot_answer(sender, self.clock(), fault)

    def _ask(self, sender: Sender, question: Question) -> Outcome:
        admitted = self.authority.begin(sender, Act.ASK, question=question)
        if isinstance(admitted, Refused):
            return admitted
        return self._answer(admitted, own_numbers(admitted, question), rounds=0)

    def _more(self, sender: Sender, reference: str, added: Details) -> Outcome:
        begun = self.rounds.begin(sender, Act.ASK, reference, added=added)
        if isinstance(begun, Refused):
            return begun
        admitted, handle = begun
        question = completed(handle.question, added)
        return self._answer(admitted, own_numbers(admitted, question), handle.rounds + 1)

    def _answer(self, admitted: Admitted, question: Question, rounds: int) -> Outcome:
        found = self.finder.find(question.details, admitted.practitioner.id)
        shown = self.answering.show(admitted, found.file)
        outcome = self._outcome(admitted, question, found.decision, shown, rounds)
        self._conclude(admitted, question, found, shown, outcome, rounds)
        return outcome

    def _outcome(
        self, admitted: Admitted, question: Question, decision: Decision, shown: Shown, rounds: int
    ) -> Outcome:
        if decision.outcome in (MatchOutcome.POSSIBLE, MatchOutcome.MANY):
            return self.rounds.asked_for(admitted, question, decision, rounds)
        coverage = self.directory.coverage(admitted.practitioner.area_id)
        asked = Asked(admitted.practitioner.name, question.reason, question.family_told)
        if not shown.services:
            return NothingToShow(admitted.reference, admitted.at, coverage, asked)
        return Confirmed(admitted.reference, admitted.at, decision.agreed, shown.services, coverage, asked)

    def _conclude(
        self,
        admitted: Admitted,
        question: Question,
        found: Found,
        shown: Shown,
        outcome: Outcome,
        rounds: int,
    ) -> None:
        child_id = found.decision.child_id or ""
        kept = (f"kept_back:{shown.kept_back}",) if shown.kept_back else ()
        entry = replace(
            admitted.outcome_entry(outcome.kind),
            child_id=child_id,
            matcher_version=found.decision.version,
            rules=(*found.decision.rules, *kept),
        )
        wanted = outcome.wanted if isinstance(outcome, Possible | Many) else None
        handle = handle_of(admitted, question, outcome.kind, child_id=child_id, wanted=wanted, rounds=rounds)
        self.authority.conclude(entry, handle)

    def _answer_of_first_press(self, sender: Sender) -> Outcome:
        """The same submission came twice: show what the first press was answered, once it has been."""
        reference, now = reference_of(sender), self.clock()
        try:
            return self._answer_again(sender, self._handle_soon(reference))
        except NotFound:
            return AlreadyAsked(reference, now)
        except Unavailable as fault:
            return cannot_answer(sender, now, fault)

    def _handle_soon(self, reference: str) -> AnswerHandle:
        for pause in _WAITS:
            try:
                return self.handles.find(reference)
            except NotFound:
                self.wait(pause)
        return self.handles.find(reference)

    def _answer_again(self, sender: Sender, handle: AnswerHandle) -> Outcome:
        """Read and recorded anew under the same reference: what is shown is always what was recorded."""
        admitted = self.authority.readmit(sender, Act.ASK)
        if admitted is None or admitted.practitioner.id != handle.practitioner_id:
            return AlreadyAsked(handle.reference, self.clock())
        return self._answer(admitted, handle.question, handle.rounds)
