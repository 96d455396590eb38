"""Answering a request: acknowledged, passed on, declined, spoken, and what it was good for (E2, E4, E5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fingerpost.domain.contact import (
    ContactOutcome,
    ContactRequest,
    ContactState,
    Declining,
    Leading,
)
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.contact import ContactAnswer, ContactShown, NobodyToAsk
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.contact.showing import ShowContacts
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.requests import Request

Change = Callable[[Admitted, ContactRequest], ContactRequest | None]
"""What becomes of an open request: itself where nothing does, None where there is nobody to go on to."""


@dataclass(frozen=True)
class AnswerContact:
    """What the two sides do with a request. One that has ended meanwhile is shown as it stands."""

    acting: Acting
    showing: ShowContacts
    ladder: Ladder
    transactions: Transactions

    def acknowledge(self, request: Request, reference: str) -> ContactAnswer:
        """ "I will ring": from now on it is theirs."""
        return self._on(request, Act.ACKNOWLEDGE_CONTACT, reference, self._acknowledged)

    def pass_on(self, request: Request, reference: str) -> ContactAnswer:
        """To the deputy, or where there is none, to the next who can answer."""
        return self._on(request, Act.HAND_ON_CONTACT, reference, self._passed)

    def decline(self, request: Request, reference: str, why: Declining) -> ContactAnswer:
        """There will be no talk, and why."""

        def declined(admitted: Admitted, one: ContactRequest) -> ContactRequest:
            return one.declined_for(why, admitted.practitioner.id, admitted.at)

        return self._on(request, Act.DECLINE_CONTACT, reference, declined)

    def spoken(
        self, request: Request, reference: str, leading: Leading, *, coordinated: bool
    ) -> ContactAnswer:
        """They spoke: either side says so, who leads, and whether they have co-ordinated (C3)."""

        def spoken(admitted: Admitted, one: ContactRequest) -> ContactRequest:
            me = admitted.practitioner.id
            return one.spoken(me, admitted.at, leading, coordinated=coordinated)

        return self._on(request, Act.SPOKEN_CONTACT, reference, spoken)

    def rate(self, request: Request, reference: str, outcome: ContactOutcome) -> ContactAnswer:
        """What the talk was good for; said once."""

        def rated(admitted: Admitted, one: ContactRequest) -> ContactRequest:
            return one.rated(outcome, admitted.at)

        return self._on(request, Act.RATE_CONTACT, reference, rated, _waits_for_outcome)

    def _on(
        self,
        request: Request,
        act: Act,
        reference: str,
        change: Change,
        may_change: Callable[[ContactRequest], bool] = lambda one: one.is_open,
    ) -> ContactAnswer:
        def done(admitted: Admitted) -> Facts[ContactShown | NobodyToAsk] | Denied:
            found = self.showing.permitted(admitted, act, reference)
            if isinstance(found, Denied):
                return found
            if not may_change(found):
                return self.showing.facts(admitted, found, "as_it_stands")
            after = change(admitted, found)
            if after is found:
                return self.showing.facts(admitted, found, "as_it_stands")
            return self._written(admitted, found, after) if after else self._nobody(admitted, found)

        return self.acting.write(request, act, done, baseline=Act.LIST_CONTACTS)

    def _acknowledged(self, admitted: Admitted, one: ContactRequest) -> ContactRequest:
        """Said again it is no news, and no way to put the deadline off."""
        if one.state is ContactState.ACKNOWLEDGED and one.owner_id == admitted.practitioner.id:
            return one
        place = self.ladder.place_of(one, admitted.practitioner.id)
        return one.acknowledged(place, admitted.at)

    def _passed(self, admitted: Admitted, one: ContactRequest) -> ContactRequest | None:
        above = self.ladder.above(one)
        return one.passed(above, admitted.practitioner.id, admitted.at) if above else None

    def _written(
        self, admitted: Admitted, before: ContactRequest, after: ContactRequest
    ) -> Facts[ContactShown | NobodyToAsk]:
        timed = self.ladder.timed(after)
        transaction = self.transactions.begin()
        transaction.put_contact(timed, before)
        found = self.showing.facts(admitted, timed, timed.event)
        return replace(found, writes=transaction)

    def _nobody(self, admitted: Admitted, one: ContactRequest) -> Facts[ContactShown | NobodyToAsk]:
        nobody = NobodyToAsk(one.reference, admitted.at, "", None)
        if one.is_brokered:
            nobody = replace(nobody, officer=self.ladder.directory.area(one.broker_area))
        elif service := self.ladder.service(one.service_id):
            nobody = replace(nobody, service_name=service.name, contact=service.contact)
        return Facts(nobody, nobody.kind, child_id=one.child_id, involvement_id=one.involvement_id)


def _waits_for_outcome(one: ContactRequest) -> bool:
    return one.state is ContactState.SPOKEN and one.outcome is None
