"""What people do together: requests to be contacted, work that is handed over, and what a supervisor sees to.

Each is put together when it is first needed, as all of `catalogue` is.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.usecases.in_common import Ports, Shared

if TYPE_CHECKING:
    from fingerpost.usecases.contact.answer import AnswerContact
    from fingerpost.usecases.contact.ask import AskForContact
    from fingerpost.usecases.contact.showing import ShowContacts
    from fingerpost.usecases.handing_over.answer import AnswerHandOver
    from fingerpost.usecases.handing_over.moving import Moving
    from fingerpost.usecases.handing_over.offer import OfferHandOver
    from fingerpost.usecases.recording.alterable import AlterableInvolvements
    from fingerpost.usecases.supervising.hand_over_all import HandOverAll
    from fingerpost.usecases.supervising.left_behind import WhatIsLeft
    from fingerpost.usecases.supervising.team import ViewTeam


class CasesOfTeams:
    """One of each, over these ports."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._shared = Shared(ports)

    @cached_property
    def _alterable(self) -> AlterableInvolvements:
        from fingerpost.usecases.recording.alterable import AlterableInvolvements

        ports = self._ports
        return AlterableInvolvements(ports.index, ports.references, ports.directory)

    @cached_property
    def contacts(self) -> ShowContacts:
        from fingerpost.usecases.contact.people import Ladder
        from fingerpost.usecases.contact.showing import ShowContacts

        ports, shared = self._ports, self._shared
        return ShowContacts(
            acting=shared.acting,
            authority=shared.authority,
            contacts=ports.contacts,
            index=ports.index,
            ladder=Ladder(ports.directory, ports.preferences, ports.clock),
        )

    @cached_property
    def ask_contact(self) -> AskForContact:
        from fingerpost.usecases.contact.ask import AskForContact

        ports, shared = self._ports, self._shared
        return AskForContact(
            acting=shared.acting,
            authority=shared.authority,
            answering=shared.answering,
            showing=self.contacts,
            ladder=self.contacts.ladder,
            index=ports.index,
            references=ports.references,
            handles=ports.handles,
            notices=ports.notices,
            contacts=ports.contacts,
            transactions=ports.transactions,
        )

    @cached_property
    def answer_contact(self) -> AnswerContact:
        from fingerpost.usecases.contact.answer import AnswerContact

        ports, shared = self._ports, self._shared
        return AnswerContact(
            acting=shared.acting,
            showing=self.contacts,
            ladder=self.contacts.ladder,
            transactions=ports.transactions,
        )

    @cached_property
    def _moving(self) -> Moving:
        from fingerpost.usecases.handing_over.moving import Moving

        return Moving(self._ports.index, self._ports.contacts, self.contacts.ladder)

    @cached_property
    def hand_over(self) -> OfferHandOver:
        from fingerpost.usecases.handing_over.offer import OfferHandOver

        ports, shared = self._ports, self._shared
        return OfferHandOver(
            acting=shared.acting,
            authority=shared.authority,
            alterable=self._alterable,
            moving=self._moving,
            hand_overs=ports.hand_overs,
            staff=ports.staff,
            directory=ports.directory,
            transactions=ports.transactions,
        )

    @cached_property
    def answer_hand_over(self) -> AnswerHandOver:
        from fingerpost.usecases.handing_over.answer import AnswerHandOver

        ports, shared = self._ports, self._shared
        return AnswerHandOver(
            acting=shared.acting,
            authority=shared.authority,
            hand_overs=ports.hand_overs,
            index=ports.index,
            moving=self._moving,
            directory=ports.directory,
            transactions=ports.transactions,
        )

    @cached_property
    def _what_is_left(self) -> WhatIsLeft:
        from fingerpost.usecases.supervising.left_behind import WhatIsLeft

        return WhatIsLeft(self._ports.index, self._ports.contacts, self._ports.directory)

    @cached_property
    def hand_over_all(self) -> HandOverAll:
        from fingerpost.usecases.supervising.hand_over_all import HandOverAll

        ports, shared = self._ports, self._shared
        return HandOverAll(
            acting=shared.acting,
            authority=shared.authority,
            leavers=ports.leavers,
            what_is_left=self._what_is_left,
            moving=self._moving,
            hand_overs=ports.hand_overs,
            staff=ports.staff,
            transactions=ports.transactions,
            timer=ports.timer,
        )

    @cached_property
    def team(self) -> ViewTeam:
        from fingerpost.usecases.supervising.team import ViewTeam

        ports = self._ports
        return ViewTeam(
            acting=self._shared.acting,
            directory=ports.directory,
            staff=ports.staff,
            held=ports.index,
            contacts=self.contacts,
            leavers=ports.leavers,
            what_is_left=self._what_is_left,
        )
