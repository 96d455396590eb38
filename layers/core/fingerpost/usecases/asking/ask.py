"""Ask whether other services are involved with a child (A1-A5), and be answered (B1-B5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from fingerpost.domain.child import Details
from fingerpost.domain.errors import AlreadyDone, NotFound
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.asking import (
    Asked,
    AskedBefore,
    BroughtBack,
    Confirmed,
    Many,
    NothingToShow,
    Outcome,
    Possible,
)
from fingerpost.matching.model import MatchOutcome
from fingerpost.matching.normalise import without_day_of_entry
from fingerpost.usecases.access.authority import Admitted, own_numbers, reference_of
from fingerpost.usecases.acting import Acting, Middle
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.areas_asked import AreasAsked
from fingerpost.usecases.asking.enquiring import with_enquiry
from fingerpost.usecases.asking.finding import Finder, Found
from fingerpost.usecases.asking.follow_ups import FollowUps, as_asked, completed, handle_of
from fingerpost.usecases.asking.other_records import OtherRecords
from fingerpost.usecases.asking.repeats import Repeats
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.answers import AnswerHandle, AnswerHandles
from fingerpost.usecases.protecting.looks import with_looks
from fingerpost.usecases.requests import Question, Request

_WAITS = (0.15,) * 8
"""A double click waits so long, in seconds, for the first press: Slack gives both three seconds."""

Answered = Confirmed | Possible | Many | NothingToShow


@dataclass(frozen=True)
class Ask:
    """The main road. `wait` sleeps so many seconds."""

    acting: Acting
    finder: Finder
    answering: Answering
    follow_ups: FollowUps
    repeats: Repeats
    other_records: OtherRecords
    areas_asked: AreasAsked
    directory: Directory
    handles: AnswerHandles
    transactions: Transactions
    wait: Callable[[float], None]

    def __call__(self, request: Request, question: Question) -> Outcome:
        """Answer a question."""

        def ask(admitted: Admitted) -> Facts[Answered] | Denied:
            return self._answer_unless_slowed(admitted, own_numbers(admitted, question), rounds=0)

        again = self._answer_of_first_press(request)
        return self.acting.write(request, Act.ASK, ask, question=question, second_press=again)

    def more(self, request: Request, reference: str, added: Details) -> Outcome:
        """Ask again with one more detail, on the reference of a `Possible` or `Many`."""

        def ask(admitted: Admitted, handle: AnswerHandle) -> Facts[Answered] | Denied:
            question = completed(handle.question, added)
            return self._answer_unless_slowed(admitted, own_numbers(admitted, question), handle.rounds + 1)

        again = self._answer_of_first_press(request)
        return self.follow_ups.act(request, Act.ASK, reference, ask, added=added, second_press=again)

    def show_again(self, request: Request, reference: str) -> Outcome:
        """The answer of that reference, read anew: what is shown is what is stored now."""

        def ask(admitted: Admitted, handle: AnswerHandle) -> Facts[Answered]:
            return self._answer(admitted, handle.question, handle.rounds, anew=False)

        return self.follow_ups.act(request, Act.ASK, reference, ask)

    def bring_back(self, request: Request, reference: str) -> BroughtBack:
        """What was typed for an answer of one's own, to be corrected and asked again."""

        def brought(admitted: Admitted, handle: AnswerHandle) -> Facts[AskedBefore]:
            outcome = AskedBefore(admitted.reference, admitted.at, as_asked(handle.question))
            return Facts(outcome, outcome.kind)

        return self.follow_ups.read(request, Act.OPEN_FORM, reference, brought)

    def _answer_unless_slowed(
        self, admitted: Admitted, question: Question, rounds: int
    ) -> Facts[Answered] | Denied:
        answer = partial(self._answer, admitted, question, rounds)
        return self.repeats.slowed(admitted, question.details, answer)

    def _answer(
        self, admitted: Admitted, question: Question, rounds: int, *, anew: bool = True
    ) -> Facts[Answered]:
        """anew: it is asked, and not an earlier answer looked at again."""
        show = partial(self.answering.show_each, admitted)
        asked = without_day_of_entry(question.details, admitted.at.date())
        found = self.finder.find(asked, admitted.practitioner.id, show)
        outcome = self._outcome(admitted, question, found, rounds)
        facts = _facts(admitted, question, found, outcome, rounds)
        facts = with_looks(facts, self.transactions, admitted, found.shielded)
        if not (anew and isinstance(outcome, Confirmed)):
            return facts
        return with_enquiry(facts, self.transactions, admitted, found, question.family_told)

    def _outcome(self, admitted: Admitted, question: Question, found: Found, rounds: int) -> Answered:
        decision = found.decision
        if decision.outcome in (MatchOutcome.POSSIBLE, MatchOutcome.MANY):
            return self.follow_ups.asked_for(admitted, question, decision, rounds)
        coverage = self.directory.coverage(admitted.practitioner.area_id)
        elsewhere = self.areas_asked.elsewhere(question.also_lived_in, admitted.practitioner.area_id)
        asked = Asked(admitted.practitioner.name, question.reason, question.family_told)
        if decision.outcome is MatchOutcome.NONE:
            return NothingToShow(admitted.reference, admitted.at, coverage, asked, elsewhere)
        shown = found.shown
        return Confirmed(
            reference=admitted.reference,
            at=admitted.at,
            agreed=decision.agreed,
            services=shown.services,
            coverage=coverage,
            elsewhere=elsewhere,
            asked=asked,
            disputed=found.disputed,
            others=shown.others,
            gone=found.file.departure,
            two_records=self.other_records.may_be_of_this_child(admitted, found.file),
        )

    def _answer_of_first_press(self, request: Request) -> Callable[[], Middle[Answered]]:
        """The same submission came twice: show what the first press was answered, once it has been; read and
        recorded anew under the same reference, so what is shown is always what was recorded."""

        def middle() -> Middle[Answered]:
            handle = self._handle_soon(reference_of(request))
            return lambda admitted: self._answer_again(admitted, handle)

        return middle

    def _answer_again(self, admitted: Admitted, handle: AnswerHandle) -> Facts[Answered] | Denied:
        if handle.practitioner_id != admitted.practitioner.id:
            return Denied(Refusal.NOT_YOURS)
        return self._answer(admitted, handle.question, handle.rounds)

    def _handle_soon(self, reference: str) -> AnswerHandle:
        """The first press's answer, once it is there. Raises AlreadyDone where it does not come."""
        for pause in _WAITS:
            try:
                return self.handles.find(reference)
            except NotFound:
                self.wait(pause)
        try:
            return self.handles.find(reference)
        except NotFound:
            raise AlreadyDone from None


def _facts(
    admitted: Admitted, question: Question, found: Found, outcome: Answered, rounds: int
) -> Facts[Answered]:
    """The ledger has the child that was meant, shown or not; so has the handle, for the area's officer."""
    meant = found.file.child or found.hidden.child
    child_id = meant.id if meant else ""
    kept = (f"kept_back:{found.shown.kept_back}",) if found.shown.kept_back else ()
    wanted = outcome.wanted if isinstance(outcome, Possible | Many) else None
    return Facts(
        outcome,
        outcome.kind,
        child_id=child_id,
        matcher_version=found.decision.version,
        rules=(*found.decision.rules, *kept),
        handle=handle_of(admitted, question, outcome.kind, child_id=child_id, wanted=wanted, rounds=rounds),
    )
