"""Ask whether other services are involved with a child (A1-A5), and be answered (B1-B5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from fingerpost.domain.child import Details
from fingerpost.domain.errors import AlreadyDone, NotFound
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.asking import (
    Asked,
    AskedBefore,
    BroughtBack,
    Confirmed,
    Held,
    Many,
    NothingToShow,
    Outcome,
    Possible,
)
from fingerpost.matching.model import MatchOutcome
from fingerpost.matching.normalise import without_day_of_entry
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, own_numbers, reference_of
from fingerpost.usecases.acting import Acting, Middle
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.areas_asked import AreasAsked
from fingerpost.usecases.asking.enquiring import with_enquiry
from fingerpost.usecases.asking.finding import Finder, Found
from fingerpost.usecases.asking.follow_ups import FollowUps, as_asked, completed, handle_of
from fingerpost.usecases.asking.other_records import OtherRecords
from fingerpost.usecases.asking.repeats import Repeats
from fingerpost.usecases.asking.services_named import ServicesNamed
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.answers import AnswerHandle, AnswerHandles, Noted
from fingerpost.usecases.protecting.holding import Holding, is_agreed
from fingerpost.usecases.protecting.insider import Insider
from fingerpost.usecases.protecting.looks import with_looks
from fingerpost.usecases.requests import Question, Request

_WAITS = (0.15,) * 8
"""A double click waits so long, in seconds, for the first press: Slack gives both three seconds."""

Judged = Confirmed | Possible | Many | NothingToShow
Answered = Judged | Held


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
    services_named: ServicesNamed
    directory: Directory
    handles: AnswerHandles
    transactions: Transactions
    insider: Insider
    holding: Holding
    wait: Callable[[float], None]

    def __call__(self, request: Request, question: Question) -> Outcome:
        """Answer a question."""

        def ask(admitted: Admitted) -> Facts[Answered] | Denied:
            return self._answer_unless_slowed(admitted, own_numbers(admitted, question))

        again = self._answer_of_first_press(request)
        return self.acting.write(request, Act.ASK, ask, question=question, second_press=again)

    def more(self, request: Request, reference: str, added: Details) -> Outcome:
        """Ask again with one more detail, on the reference of a `Possible` or `Many`."""

        def ask(admitted: Admitted, handle: AnswerHandle) -> Facts[Answered] | Denied:
            question = completed(handle.question, added)
            whole, rounds = own_numbers(admitted, question), handle.rounds + 1
            return self._answer_unless_slowed(admitted, whole, rounds, cleared=handle.cleared)

        again = self._answer_of_first_press(request)
        return self.follow_ups.act(request, Act.ASK, reference, ask, added=added, second_press=again)

    def show_again(self, request: Request, reference: str) -> Outcome:
        """The answer of that reference, read anew: what is shown is what is stored now."""

        def ask(admitted: Admitted, handle: AnswerHandle) -> Facts[Answered]:
            return self._answer(admitted, handle.question, handle.rounds, cleared=handle.cleared, anew=False)

        return self.follow_ups.act(request, Act.ASK, reference, ask)

    def open_held(self, request: Request, reference: str) -> Outcome:
        """The answer of a question that was held, once somebody else agreed; until then how far that is."""

        def ask(admitted: Admitted, handle: AnswerHandle) -> Facts[Answered] | Denied:
            stands = self.holding.standing(reference)
            if handle.is_held and stands is not None and not is_agreed(stands):
                return Facts(self.holding.held(admitted, stands), "as_it_stands", child_id=handle.child_id)
            return self._answer(admitted, handle.question, handle.rounds, cleared=True)

        return self.follow_ups.act(request, Act.ASK, reference, ask, may_be_held=True)

    def bring_back(self, request: Request, reference: str) -> BroughtBack:
        """What was typed for an answer of one's own, to be corrected and asked again."""

        def brought(admitted: Admitted, handle: AnswerHandle) -> Facts[AskedBefore]:
            outcome = AskedBefore(admitted.reference, admitted.at, as_asked(handle.question))
            return Facts(outcome, outcome.kind)

        return self.follow_ups.read(request, Act.OPEN_FORM, reference, brought)

    def _answer_unless_slowed(
        self, admitted: Admitted, question: Question, rounds: int = 0, *, cleared: bool = False
    ) -> Facts[Answered] | Denied:
        def answer(noted: Callable[[], Noted]) -> Facts[Answered]:
            return self._answer(admitted, question, rounds, cleared=cleared, noted=noted)

        return self.repeats.slowed(admitted, question.details, answer)

    def _answer(
        self,
        admitted: Admitted,
        question: Question,
        rounds: int,
        *,
        cleared: bool,
        anew: bool = True,
        noted: Callable[[], Noted] | None = None,
    ) -> Facts[Answered]:
        """noted: of a question that is new; one that was answered, or agreed to, is not held again.
        anew: it is asked, and not an earlier answer looked at again."""
        signs = self.insider.begin(admitted, question.details)
        found, unknown = self._found(admitted, question)
        held = signs(found.meant, noted()) if noted and not cleared else ()
        if held:
            shielded, meant = found.shielded, _meant_by(found)
            return self.holding.hold(admitted, question, held, shielded, child_id=meant, rounds=rounds)
        outcome = replace(self._outcome(admitted, question, found, rounds), services_unknown=unknown)
        facts = _facts(admitted, question, found, outcome, rounds, cleared=cleared)
        facts = with_looks(facts, self.transactions, admitted, found.shielded)
        if not (anew and isinstance(outcome, Confirmed)):
            return facts
        return with_enquiry(facts, self.transactions, admitted, found, question.family_told)

    def _found(self, admitted: Admitted, question: Question) -> tuple[Found, tuple[str, ...]]:
        """And the services that were named and are not known."""
        show = partial(self.answering.show_each, admitted)
        asked = without_day_of_entry(question.details, admitted.at.date())
        named, unknown = self.services_named.named(admitted, asked.knew)
        return self.finder.find(asked, admitted.practitioner.id, show, named), unknown

    def _outcome(self, admitted: Admitted, question: Question, found: Found, rounds: int) -> Judged:
        decision = found.decision
        if decision.outcome in (MatchOutcome.POSSIBLE, MatchOutcome.MANY):
            return self.follow_ups.asked_for(admitted, question, decision, rounds)
        coverage = self.directory.coverage(admitted.practitioner.area_id)
        emergency = self.answering.authority.judge_on(admitted, Act.BREAK_GLASS, Circumstances()).permitted
        elsewhere = self.areas_asked.elsewhere(question.also_lived_in, admitted.practitioner.area_id)
        asked = Asked(admitted.practitioner.name, question.reason, question.family_told)
        if decision.outcome is MatchOutcome.NONE:
            return NothingToShow(admitted.reference, admitted.at, coverage, asked, elsewhere, emergency)
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
            emergency=emergency,
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
        stands = self.holding.standing(handle.reference) if handle.is_held else None
        if stands is not None and not is_agreed(stands):
            return Facts(self.holding.held(admitted, stands), "as_it_stands", child_id=handle.child_id)
        return self._answer(admitted, handle.question, handle.rounds, cleared=True)

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


def _meant_by(found: Found) -> str:
    meant = found.file.child or found.hidden.child
    return meant.id if meant else ""


def _facts(
    admitted: Admitted, question: Question, found: Found, outcome: Answered, rounds: int, *, cleared: bool
) -> Facts[Answered]:
    """The ledger has the child that was meant, shown or not; so has the handle, for the area's officer."""
    child_id = _meant_by(found)
    kept = (f"kept_back:{found.shown.kept_back}",) if found.shown.kept_back else ()
    wanted = outcome.wanted if isinstance(outcome, Possible | Many) else None
    return Facts(
        outcome,
        outcome.kind,
        child_id=child_id,
        matcher_version=found.decision.version,
        rules=(*found.decision.rules, *kept),
        handle=handle_of(
            admitted,
            question,
            outcome.kind,
            child_id=child_id,
            wanted=wanted,
            rounds=rounds,
            cleared=cleared,
        ),
    )
