"""Looking at what others did: opened, agreed to or not, closed with a finding (G1, G3, H6)."""

from __future__ import annotations

from collections.abc import Callable

from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.asking import QuestionAsked
from fingerpost.domain.outcomes.oversight import OversightAnswer, OversightLine, OversightShown
from fingerpost.domain.oversight import Finding, Oversight, OversightKind, OversightState
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.follow_ups import as_asked
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transaction, Transactions
from fingerpost.usecases.ports.answers import AnswerHandle, AnswerHandles
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.ports.oversight import Oversights
from fingerpost.usecases.requests import Request

Shown = Facts[OversightShown] | Denied
Decide = Callable[[Admitted, Oversight], Oversight]


@dataclass(frozen=True)
class Oversee:
    """What a supervisor or an officer does with what waits for them."""

    acting: Acting
    authority: Authority
    directory: Directory
    oversights: Oversights
    handles: AnswerHandles
    index: ChildIndex
    transactions: Transactions

    def waiting(self, admitted: Admitted) -> tuple[OversightLine, ...]:
        """What waits for somebody, the oldest first."""
        mine = [
            one
            for one in self.oversights.of(admitted.practitioner.id)
            if one.waits_at(admitted.at) and one.is_seen_by(admitted.practitioner.id)
        ]
        people = self.directory.practitioners([one.asker_id for one in mine])
        names = {one: person.name for one, person in people.items()}
        return tuple(
            OversightLine(one.reference, one.kind, names.get(one.asker_id, ""), one.asked_at, one.urgent)
            for one in mine
        )

    def open(self, request: Request, reference: str) -> OversightAnswer:
        """One of them: who did what, and why it is looked at."""

        def opened(admitted: Admitted) -> Shown:
            found = self._permitted(admitted, Act.OPEN_OVERSIGHT, reference)
            return found if isinstance(found, Denied) else self._facts(admitted, found, found.state)

        return self.acting.read(request, Act.OPEN_OVERSIGHT, opened, baseline=Act.LIST_CONTACTS)

    def agree(self, request: Request, reference: str) -> OversightAnswer:
        """A held question may be answered; an override counts from now on."""
        return self._decided(request, reference, lambda who, one: one.agreed(who.practitioner.id, who.at))

    def decline(self, request: Request, reference: str) -> OversightAnswer:
        """It may not."""
        return self._decided(request, reference, lambda who, one: one.declined(who.practitioner.id, who.at))

    def close(self, request: Request, reference: str, finding: Finding) -> OversightAnswer:
        """An emergency was examined, with this finding."""

        def closed(admitted: Admitted, one: Oversight) -> Oversight:
            return one.closed(admitted.practitioner.id, admitted.at, finding)

        return self._decide(request, Act.CLOSE_EMERGENCY, reference, closed, _is_emergency)

    def _decided(self, request: Request, reference: str, decide: Decide) -> OversightAnswer:
        return self._decide(
            request, Act.DECIDE_OVERSIGHT, reference, decide, lambda one: not _is_emergency(one)
        )

    def _decide(
        self,
        request: Request,
        act: Act,
        reference: str,
        decide: Decide,
        fits: Callable[[Oversight], bool],
    ) -> OversightAnswer:
        def done(admitted: Admitted) -> Shown:
            found = self._permitted(admitted, act, reference)
            if isinstance(found, Denied):
                return found
            if not fits(found) or not found.waits_at(admitted.at):
                return self._facts(admitted, found, "as_it_stands")
            return self._written(admitted, found, decide(admitted, found))

        return self.acting.write(request, act, done, baseline=Act.LIST_CONTACTS)

    def _permitted(self, admitted: Admitted, act: Act, reference: str) -> Oversight | Denied:
        try:
            one = self.oversights.find(reference)
        except NotFound:
            return Denied(Refusal.NOT_YOURS)
        me = admitted.practitioner.id
        relation = Circumstances(overseer=me in one.overseers, overseen=me == one.asker_id)
        judgement = self.authority.judge_on(admitted, act, relation)
        if not judgement.permitted:
            return Denied(judgement.because or Refusal.NOT_YOURS, judgement, one.child_id)
        return one

    def _written(self, admitted: Admitted, before: Oversight, after: Oversight) -> Facts[OversightShown]:
        transaction = self.transactions.begin()
        transaction.put_oversight(after, before)
        if after.kind is OversightKind.OVERRIDE and after.state is OversightState.AGREED:
            self._approve(transaction, admitted, after)
        outcome = f"{after.event}:{after.finding}" if after.finding else after.event
        shown = self._shown(admitted, after)
        return Facts(shown, outcome, child_id=after.child_id, writes=transaction)

    def _approve(self, transaction: Transaction, admitted: Admitted, one: Oversight) -> None:
        """The override counts from the next answer on, if it is still the one that was asked for."""
        held = self.index.child_file(one.child_id).involvements
        fit = (each for each in held if each.reference == one.involvement_reference)
        involvement: Involvement | None = next(fit, None)
        if involvement is not None and involvement.consent is not None and involvement.consent.waits:
            consent = involvement.consent.approved(admitted.practitioner.id)
            transaction.change_involvement(involvement.with_consent(consent))

    def _facts(self, admitted: Admitted, one: Oversight, outcome: str) -> Facts[OversightShown]:
        return Facts(self._shown(admitted, one), outcome, child_id=one.child_id)

    def _shown(self, admitted: Admitted, one: Oversight) -> OversightShown:
        handle = self._handle(one)
        who = self.directory.practitioners([one.asker_id]).get(one.asker_id)
        service = self.directory.services([one.service_id]).get(one.service_id)
        return OversightShown(
            reference=one.reference,
            at=admitted.at,
            oversight=one,
            by=who.name if who else "",
            service_name=service.name if service else "",
            waits=one.waits_at(admitted.at),
            question=_question(handle),
            signs=handle.held_for if handle else (),
        )

    def _handle(self, one: Oversight) -> AnswerHandle | None:
        """What was asked, for a question that still waits: decided, it is nobody's but its asker's again."""
        if one.kind is not OversightKind.HELD or one.state is not OversightState.WAITING:
            return None
        try:
            return self.handles.find(one.reference)
        except NotFound:
            return None


def _question(handle: AnswerHandle | None) -> QuestionAsked | None:
    return as_asked(handle.question) if handle else None


def _is_emergency(one: Oversight) -> bool:
    return one.kind is OversightKind.EMERGENCY
