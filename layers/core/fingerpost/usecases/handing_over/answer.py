"""The colleague's side of an offer: looked at, accepted, declined (C2)."""

from __future__ import annotations

from collections.abc import Callable

from fingerpost.domain.errors import NotFound
from fingerpost.domain.hand_over import HandOver, HandOverState
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.handing_over import Along, HandOverAnswer, HandOverShown
from fingerpost.domain.uk_time import local
from fingerpost.policy.model import Circumstances
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.handing_over.moving import Goes, Moving
from fingerpost.usecases.handing_over.offer import still_offered
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transaction, Transactions
from fingerpost.usecases.ports.handing_over import HandOvers
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.recording.listed import own_as_listed
from fingerpost.usecases.requests import Request

Answering = Facts[HandOverShown] | Denied


@dataclass(frozen=True)
class AnswerHandOver:
    """Nothing of the child is shown before it is accepted: role, days, lead, and what goes along."""

    acting: Acting
    authority: Authority
    hand_overs: HandOvers
    index: ChildIndex
    moving: Moving
    directory: Directory
    transactions: Transactions

    def open(self, request: Request, reference: str) -> HandOverAnswer:
        """The offer as it stands."""

        def opened(admitted: Admitted) -> Answering:
            found = self._found(admitted, Act.OPEN_HAND_OVER, reference)
            if isinstance(found, Denied):
                return found
            offer, one = found
            return self._facts(admitted, offer, self._goes(offer, one), "as_it_stands")

        return self.acting.read(request, Act.OPEN_HAND_OVER, opened, baseline=Act.LIST_MINE)

    def accept(self, request: Request, reference: str) -> HandOverAnswer:
        """From now on it is theirs, with all that goes along, in one write."""

        def accepted(admitted: Admitted, offer: HandOver, goes: Goes) -> Answering:
            transaction = self.transactions.begin()
            me = admitted.practitioner
            kept = self.moving.write(transaction, goes, me, me.id, admitted.at)
            return self._ended(admitted, offer, HandOverState.ACCEPTED, transaction, goes, kept)

        return self._answer(request, Act.TAKE_OVER, reference, accepted)

    def decline(self, request: Request, reference: str) -> HandOverAnswer:
        """It stays whose it is; they are told."""

        def declined(admitted: Admitted, offer: HandOver, goes: Goes) -> Answering:
            transaction = self.transactions.begin()
            return self._ended(admitted, offer, HandOverState.DECLINED, transaction, goes, goes.one)

        return self._answer(request, Act.DECLINE_HAND_OVER, reference, declined)

    def _answer(
        self,
        request: Request,
        act: Act,
        reference: str,
        do: Callable[[Admitted, HandOver, Goes], Answering],
    ) -> HandOverAnswer:
        def answered(admitted: Admitted) -> Answering:
            found = self._found(admitted, act, reference)
            if isinstance(found, Denied):
                return found
            offer, one = found
            goes = self._goes(offer, one)
            if goes is None:
                return self._facts(admitted, offer, None, "as_it_stands")
            return do(admitted, offer, goes)

        return self.acting.write(request, act, answered, baseline=Act.LIST_MINE)

    def _found(
        self, admitted: Admitted, act: Act, reference: str
    ) -> tuple[HandOver, Involvement | None] | Denied:
        try:
            offer = self.hand_overs.find(reference)
        except NotFound:
            return Denied(Refusal.NOT_YOURS)
        mine = offer.taker_id == admitted.practitioner.id
        judgement = self.authority.judge_on(admitted, act, Circumstances(offered=mine))
        if not judgement.permitted:
            return Denied(judgement.because or Refusal.NOT_YOURS, judgement, offer.child_id)
        held = self.index.child_file(offer.child_id).involvements
        return offer, next((one for one in held if one.id == offer.involvement_id), None)

    def _goes(self, offer: HandOver, one: Involvement | None) -> Goes | None:
        """What goes over while the offer stands."""
        return self.moving.read(one) if one is not None and still_offered(offer, one) else None

    def _ended(
        self,
        admitted: Admitted,
        offer: HandOver,
        state: HandOverState,
        transaction: Transaction,
        goes: Goes,
        kept: Involvement,
    ) -> Facts[HandOverShown]:
        after = offer.ended(state, admitted.at)
        transaction.put_hand_over(after, offer)
        outcome = self._shown(admitted, after, kept, goes.along)
        return Facts(
            outcome, state, child_id=kept.child_id, involvement_id=offer.involvement_id, writes=transaction
        )

    def _facts(
        self, admitted: Admitted, offer: HandOver, goes: Goes | None, outcome: str
    ) -> Facts[HandOverShown]:
        shown = self._shown(admitted, offer, goes.one if goes else None, goes.along if goes else Along())
        return Facts(shown, outcome, child_id=offer.child_id, involvement_id=offer.involvement_id)

    def _shown(
        self, admitted: Admitted, offer: HandOver, one: Involvement | None, along: Along
    ) -> HandOverShown:
        people = self.directory.practitioners([offer.worker_id, offer.taker_id])
        services = self.directory.services([one.service_id]) if one else {}
        worker, taker = people.get(offer.worker_id), people.get(offer.taker_id)
        return HandOverShown(
            reference=one.reference if one else offer.reference,
            at=admitted.at,
            state=offer.state,
            own=own_as_listed(one, services, local(admitted.at).date()) if one else None,
            worker=worker.name if worker else "",
            taker=taker.name if taker else "",
            is_taker=offer.taker_id == admitted.practitioner.id,
            along=along,
        )
