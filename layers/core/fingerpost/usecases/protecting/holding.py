"""A question that is held: kept, shown to somebody else, and answered once they agree (H6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fingerpost.domain.child import Child
from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refusal, Refused
from fingerpost.domain.outcomes.asking import Held
from fingerpost.domain.oversight import Oversight, OversightKind, OversightState
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.follow_ups import HANDLE_LIFE, handle_of
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.answers import HELD
from fingerpost.usecases.ports.oversight import Oversights
from fingerpost.usecases.protecting.insider import Sign
from fingerpost.usecases.protecting.looks import write_looks
from fingerpost.usecases.requests import Question, Request


@dataclass(frozen=True)
class Overseers:
    """Who looks at what somebody does: whoever supervises them, else the officers of their area."""

    directory: Directory

    def of(self, who: Practitioner) -> tuple[str, ...]:
        """The supervisor, or the officers where there is none who could."""
        supervisor = self.directory.practitioners([who.supervisor_id]).get(who.supervisor_id)
        if supervisor is not None and supervisor.status is Status.ACTIVE and supervisor.id != who.id:
            return (supervisor.id,)
        return self.officers(who)

    def officers(self, who: Practitioner) -> tuple[str, ...]:
        """The officers of somebody's area, but for themselves."""
        officers = self.directory.officers(who.area_id)
        return tuple(
            one.id
            for one in officers
            if one.status is Status.ACTIVE and one.role is Role.OFFICER and one.id != who.id
        )

    def everybody(self, who: Practitioner) -> tuple[str, ...]:
        """Both."""
        return tuple(dict.fromkeys((*self.of(who), *self.officers(who))))


@dataclass(frozen=True)
class Holding:
    """Holds questions, says how far they have come, and hastens them."""

    acting: Acting
    authority: Authority
    directory: Directory
    oversights: Oversights
    overseers: Overseers
    transactions: Transactions

    def hold(
        self,
        admitted: Admitted,
        question: Question,
        signs: Sequence[Sign],
        shielded: Sequence[Child],
        *,
        child_id: str = "",
        rounds: int = 0,
    ) -> Facts[Held]:
        """Instead of an answer. The ledger says that it was held, and not what for: that would tell whose
        child it is."""
        who = admitted.practitioner
        oversight = Oversight(
            reference=admitted.reference,
            kind=OversightKind.HELD,
            asker_id=who.id,
            service_id=who.service_id,
            area_id=who.area_id,
            overseers=self.overseers.of(who),
            asked_at=admitted.at,
            moved_at=admitted.at,
            until=admitted.at + HANDLE_LIFE,
        )
        handle = handle_of(admitted, question, HELD, child_id=child_id, rounds=rounds)
        transaction = self.transactions.begin()
        transaction.put_oversight(oversight, None)
        write_looks(transaction, admitted, shielded)
        return Facts(
            self.held(admitted, oversight),
            HELD,
            child_id=child_id,
            handle=replace(handle, held_for=tuple(signs)),
            writes=transaction,
        )

    def held(self, admitted: Admitted, one: Oversight) -> Held:
        """How far it has come, for who asked."""
        first = self.directory.practitioners(one.overseers[:1]).values()
        return Held(
            reference=one.reference,
            at=admitted.at,
            state=one.state,
            urgent=one.urgent,
            overseer=next((each.name for each in first), ""),
            area=self.directory.area(admitted.practitioner.area_id),
        )

    def standing(self, reference: str) -> Oversight | None:
        """What became of a held question, None where none was held under the reference."""
        try:
            return self.oversights.find(reference)
        except NotFound:
            return None

    def hasten(self, request: Request, reference: str) -> Held | Refused | CannotAnswer | AlreadyAsked:
        """ "This is urgent": the officers are asked as well, and everybody is told at once."""

        def hastened(admitted: Admitted) -> Facts[Held] | Denied:
            one = self.standing(reference)
            own = one is not None and one.asker_id == admitted.practitioner.id
            judgement = self.authority.judge_on(admitted, Act.HASTEN_HELD, Circumstances(overseen=own))
            if one is None or not judgement.permitted:
                return Denied(judgement.because or Refusal.NOT_YOURS, judgement)
            if one.urgent or not one.waits_at(admitted.at):
                return Facts(self.held(admitted, one), "as_it_stands")
            return self._hastened(admitted, one)

        return self.acting.write(request, Act.HASTEN_HELD, hastened, baseline=Act.LIST_CONTACTS)

    def _hastened(self, admitted: Admitted, one: Oversight) -> Facts[Held]:
        after = one.hastened(self.overseers.officers(admitted.practitioner), admitted.at)
        transaction = self.transactions.begin()
        transaction.put_oversight(after, one)
        return Facts(self.held(admitted, after), "hastened", writes=transaction)


def is_agreed(one: Oversight | None) -> bool:
    """Whether somebody else has seen the question and agrees."""
    return one is not None and one.kind is OversightKind.HELD and one.state is OversightState.AGREED
