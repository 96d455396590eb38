"""How the use cases of handing over are put together."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.usecases.access.authority import Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.handing_over.answer import AnswerHandOver
from fingerpost.usecases.handing_over.moving import Moving
from fingerpost.usecases.handing_over.offer import OfferHandOver
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.handing_over import HandOvers, Staff
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.recording.alterable import AlterableInvolvements


@dataclass(frozen=True)
class HandingOver:
    """What both sides of an offer rest on."""

    acting: Acting
    authority: Authority
    alterable: AlterableInvolvements
    moving: Moving
    hand_overs: HandOvers
    staff: Staff
    directory: Directory
    index: ChildIndex
    transactions: Transactions

    def offer(self) -> OfferHandOver:
        """The giver's side."""
        return OfferHandOver(
            acting=self.acting,
            authority=self.authority,
            alterable=self.alterable,
            moving=self.moving,
            hand_overs=self.hand_overs,
            staff=self.staff,
            directory=self.directory,
            transactions=self.transactions,
        )

    def answer(self) -> AnswerHandOver:
        """The colleague's side."""
        return AnswerHandOver(
            acting=self.acting,
            authority=self.authority,
            hand_overs=self.hand_overs,
            index=self.index,
            moving=self.moving,
            directory=self.directory,
            transactions=self.transactions,
        )
