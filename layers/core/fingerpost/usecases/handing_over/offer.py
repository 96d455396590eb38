"""Handing over, by the worker or whoever supervises them: to whom, offered, taken back (C2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from fingerpost.domain.errors import NotFound
from fingerpost.domain.hand_over import HandOver, HandOverState
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.handing_over import (
    ChooseTaker,
    Colleague,
    HandOverAnswer,
    HandOverShown,
)
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.domain.uk_time import local
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.handing_over.moving import Goes, Moving
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transaction, Transactions
from fingerpost.usecases.ports.handing_over import HandOvers, Staff
from fingerpost.usecases.recording.alterable import AlterableInvolvements
from fingerpost.usecases.recording.listed import own_as_listed
from fingerpost.usecases.requests import Request

_WORKS_WITH_CHILDREN = frozenset({Role.PRACTITIONER, Role.SUPERVISOR, Role.OFFICER})

Offering = Facts[ChooseTaker | HandOverShown] | Denied


def may_take(person: Practitioner, day: date) -> bool:
    """Whether work can go to somebody: their access stands, they can be told, they work with children."""
    lasts = min(person.vetted_until, person.trained_until, person.agreed_until)
    stands = person.status is Status.ACTIVE and lasts >= day
    return stands and bool(person.identities) and person.role in _WORKS_WITH_CHILDREN


def still_offered(offer: HandOver, one: Involvement | None) -> bool:
    """Whether an offer still stands, of an involvement as it is now."""
    return offer.is_open and one is not None and one.is_current and one.practitioner_id == offer.worker_id


@dataclass(frozen=True)
class OfferHandOver:
    """The giver's side. Where the worker's access does not stand, nobody waits for an answer."""

    acting: Acting
    authority: Authority
    alterable: AlterableInvolvements
    moving: Moving
    hand_overs: HandOvers
    staff: Staff
    directory: Directory
    transactions: Transactions

    def choose(self, request: Request, reference: str) -> HandOverAnswer:
        """What goes along, and to whom it could go."""
        return self._on(request, reference, self._choice)

    def offer(self, request: Request, reference: str, taker_id: str) -> HandOverAnswer:
        """Offer it to a colleague. An earlier offer is taken back by it."""

        def offered(admitted: Admitted, one: Involvement) -> Offering:
            taker = self._colleague(one, taker_id, admitted)
            if taker is None:
                return Denied(Refusal.CANNOT_TAKE_OVER, child_id=one.child_id)
            goes = self.moving.read(one)
            if self._at_once(one, admitted):
                return self._handed(admitted, goes, taker)
            return self._offered(admitted, goes, taker)

        return self._on(request, reference, offered)

    def withdraw(self, request: Request, reference: str) -> HandOverAnswer:
        """Take the offer back; what was answered meanwhile stays as it is."""

        def withdrawn(admitted: Admitted, one: Involvement) -> Offering:
            offer = self._standing_offer(one)
            if offer is None:
                return self._choice(admitted, one)
            after = offer.ended(HandOverState.WITHDRAWN, admitted.at)
            transaction = self.transactions.begin()
            transaction.put_hand_over(after, offer)
            return self._shown(admitted, self.moving.read(one), after, transaction)

        return self._on(request, reference, withdrawn)

    # ------------------------------------------------------------------ whose it is

    def _on(
        self, request: Request, reference: str, do: Callable[[Admitted, Involvement], Offering]
    ) -> HandOverAnswer:
        def done(admitted: Admitted) -> Offering:
            one = self.alterable.find(admitted, reference)
            if one is None:
                return Denied(Refusal.NOT_YOURS)
            judgement = self.authority.judge_on(admitted, Act.HAND_OVER, self.alterable.about(admitted, one))
            if not judgement.permitted:
                return Denied(judgement.because or Refusal.NOT_YOURS, judgement)
            if not one.is_current:
                return Denied(Refusal.NO_LONGER_INVOLVED, child_id=one.child_id)
            return do(admitted, one)

        return self.acting.write(request, Act.HAND_OVER, done, baseline=Act.LIST_MINE)

    def _at_once(self, one: Involvement, admitted: Admitted) -> bool:
        """The worker cannot answer for it any more, and somebody else decides."""
        worker = self.directory.practitioner(one.practitioner_id)
        gone = worker is None or worker.status is not Status.ACTIVE or worker.service_id != one.service_id
        return gone and one.practitioner_id != admitted.practitioner.id

    def _colleagues(self, one: Involvement, admitted: Admitted) -> tuple[Practitioner, ...]:
        """Of the service whose work it is, but the worker."""
        people = self.staff.of_service(one.service_id)
        today = admitted.at.date()
        return tuple(each for each in people if each.id != one.practitioner_id and may_take(each, today))

    def _colleague(self, one: Involvement, taker_id: str, admitted: Admitted) -> Practitioner | None:
        return next((each for each in self._colleagues(one, admitted) if each.id == taker_id), None)

    def _standing_offer(self, one: Involvement) -> HandOver | None:
        try:
            offer = self.hand_overs.find(one.reference)
        except NotFound:
            return None
        return offer if still_offered(offer, one) else None

    # ------------------------------------------------------------------ what comes of it

    def _choice(self, admitted: Admitted, one: Involvement) -> Facts[ChooseTaker | HandOverShown]:
        goes, offer = self.moving.read(one), self._standing_offer(one)
        people = self._colleagues(one, admitted)
        outcome = ChooseTaker(
            reference=one.reference,
            at=admitted.at,
            own=own_as_listed(one, self.directory.services([one.service_id]), local(admitted.at).date()),
            worker=one.worker_name,
            is_own=one.practitioner_id == admitted.practitioner.id,
            along=goes.along,
            colleagues=tuple(Colleague(each.id, each.name, each.job_title) for each in people),
            at_once=self._at_once(one, admitted),
            offered_to=self._name(offer.taker_id) if offer else "",
        )
        return Facts(outcome, outcome.kind, child_id=one.child_id, involvement_id=one.id)

    def _offered(self, admitted: Admitted, goes: Goes, taker: Practitioner) -> Offering:
        earlier = self._earlier(goes.one.reference)
        offer = self._new(admitted, goes.one, taker, earlier).offered(admitted.at)
        transaction = self.transactions.begin()
        transaction.put_hand_over(offer, earlier)
        return self._shown(admitted, goes, offer, transaction)

    def _handed(self, admitted: Admitted, goes: Goes, taker: Practitioner) -> Offering:
        me, earlier = admitted.practitioner.id, self._earlier(goes.one.reference)
        offer = self._new(admitted, goes.one, taker, earlier)
        transaction = self.transactions.begin()
        self.moving.write(transaction, goes, taker, me, admitted.at)
        accepted = replace(offer, state=HandOverState.ACCEPTED, at_once=True)
        transaction.put_hand_over(accepted, earlier)
        return self._shown(admitted, goes, accepted, transaction)

    def _earlier(self, reference: str) -> HandOver | None:
        try:
            return self.hand_overs.find(reference)
        except NotFound:
            return None

    @staticmethod
    def _new(admitted: Admitted, one: Involvement, taker: Practitioner, earlier: HandOver | None) -> HandOver:
        return HandOver(
            reference=one.reference,
            child_id=one.child_id,
            involvement_id=one.id,
            worker_id=one.practitioner_id,
            offered_by=admitted.practitioner.id,
            taker_id=taker.id,
            offered_at=admitted.at,
            moved_at=admitted.at,
            version=earlier.version + 1 if earlier else 1,
        )

    def _shown(
        self, admitted: Admitted, goes: Goes, offer: HandOver, writes: Transaction
    ) -> Facts[ChooseTaker | HandOverShown]:
        one = goes.one
        outcome = HandOverShown(
            reference=one.reference,
            at=admitted.at,
            state=offer.state,
            own=own_as_listed(one, self.directory.services([one.service_id]), local(admitted.at).date()),
            worker=one.worker_name,
            taker=self._name(offer.taker_id),
            is_taker=False,
            along=goes.along,
        )
        return Facts(outcome, offer.state, child_id=one.child_id, involvement_id=one.id, writes=writes)

    def _name(self, practitioner_id: str) -> str:
        found = self.directory.practitioners([practitioner_id]).get(practitioner_id)
        return found.name if found else ""
