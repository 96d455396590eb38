"""What somebody who left has left behind, as it stands now: nothing of it is copied anywhere."""

from __future__ import annotations

from datetime import date

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.leaver import Leaver
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.supervising import HeldWork


@dataclass(frozen=True)
class LeftBehind:
    """What waits to be handed over. requests: those that go along with none of the involvements."""

    involvements: tuple[Involvement, ...] = ()
    watches: tuple[Watch, ...] = ()
    requests: tuple[ContactRequest, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.involvements or self.watches or self.requests)


@dataclass(frozen=True)
class WhatIsLeft:
    """Reads it."""

    held: HeldWork
    contacts: Contacts
    directory: Directory

    def __call__(self, leaver: Leaver, today: date) -> LeftBehind:
        """Nothing of somebody who is back; of who moved, only what was theirs where they were."""
        person = self.directory.practitioner(leaver.practitioner_id)
        works = person is not None and person.status is Status.ACTIVE
        if person is not None and works and person.service_id == leaver.service_id:
            return LeftBehind()
        held = self.held.held_by(leaver.practitioner_id)
        involvements = tuple(
            one for one in held.involvements if one.is_current and one.service_id == leaver.service_id
        )
        return LeftBehind(
            involvements,
            tuple(one for one in held.watches if one.until >= today and one.service_id == leaver.service_id),
            self._requests(leaver, person if works else None, involvements),
        )

    def _requests(
        self, leaver: Leaver, elsewhere: Practitioner | None, involvements: tuple[Involvement, ...]
    ) -> tuple[ContactRequest, ...]:
        """Open ones they had to answer; and what they asked for, where they can wait for it no more."""
        ids = {one.id for one in involvements}
        open_ones = [one for one in self.contacts.of(leaver.practitioner_id) if one.is_open]
        owned = (one for one in open_ones if one.owner_id == leaver.practitioner_id)
        waits = [one for one in owned if one.service_id == leaver.service_id]
        if elsewhere is None:
            waits += [one for one in open_ones if one.asker_id == leaver.practitioner_id]
        return tuple(one for one in waits if one.involvement_id not in ids)
