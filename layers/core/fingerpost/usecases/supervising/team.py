"""What waits in a team, by reference only (F4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import CannotAnswer, Refused
from fingerpost.domain.outcomes.contact import ContactLine
from fingerpost.domain.outcomes.supervising import LeaverLine, StaleLine, TeamShown
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.domain.review import SILENT_BEFORE
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.contact.showing import ShowContacts
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.handing_over import Staff
from fingerpost.usecases.ports.supervising import HeldWork, Leavers
from fingerpost.usecases.requests import Request
from fingerpost.usecases.supervising.hand_over_all import line_of, owners_of
from fingerpost.usecases.supervising.left_behind import WhatIsLeft


@dataclass(frozen=True)
class ViewTeam:
    """For supervisors; an officer sees what waits for the officers of the area."""

    acting: Acting
    directory: Directory
    staff: Staff
    held: HeldWork
    contacts: ShowContacts
    leavers: Leavers
    what_is_left: WhatIsLeft

    def __call__(self, request: Request, done: str = "") -> TeamShown | Refused | CannotAnswer:
        """All of it. done: what was just done, for its reader to read on top."""

        def shown(admitted: Admitted) -> Facts[TeamShown]:
            outcome = self._shown(admitted, done)
            return Facts(outcome, f"waits:{outcome.waits}")

        return self.acting.read(request, Act.VIEW_TEAM, shown)

    def _shown(self, admitted: Admitted, done: str) -> TeamShown:
        me, today = admitted.practitioner, admitted.at.date()
        team = self.staff.of_supervisor(me.id)
        return TeamShown(
            reference=admitted.reference,
            at=admitted.at,
            people=sum(one.status is Status.ACTIVE for one in team),
            contacts=self._contacts(me),
            stale=tuple(sorted(self._stale(team, today), key=lambda one: (one.due, one.reference))),
            leavers=tuple(self._leavers(me, today)),
            done=done,
        )

    def _contacts(self, me: Practitioner) -> tuple[ContactLine, ...]:
        """Open ones, the oldest first: that wait for them, or for somebody they supervise."""
        lines = self.contacts.lines(me.id)
        return tuple(one for one in lines if one.request.is_open and not one.is_asker)

    def _stale(self, team: tuple[Practitioner, ...], today: date) -> Iterator[StaleLine]:
        """What the workers did not answer for; what somebody left stands under their name."""
        for person in team:
            if person.status is Status.ACTIVE:
                for one in self.held.held_by(person.id).involvements:
                    if one.is_current and one.review_due - SILENT_BEFORE <= today:
                        yield StaleLine(one.reference, person.name, one.review_due)

    def _leavers(self, me: Practitioner, today: date) -> Iterator[LeaverLine]:
        found = {one.id: one for owner in owners_of(me) for one in self.leavers.of(owner)}
        names = self.directory.practitioners([one.practitioner_id for one in found.values()])
        for leaver in sorted(found.values(), key=lambda one: one.since):
            if left := self.what_is_left(leaver, today):
                name = names[leaver.practitioner_id].name if leaver.practitioner_id in names else ""
                yield line_of(leaver, left, name)
