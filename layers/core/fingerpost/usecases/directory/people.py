"""People: entered, moved, given another role or more time, suspended and restored (H3, H4, H8)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from fingerpost.domain.directory import check_practitioner
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.directory import Hindrance, Kept
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.usecases.directory.keeping import Keeper, NotDone, Wish, next_version, unsaid
from fingerpost.usecases.ports.directory import DirectoryEntries
from fingerpost.usecases.requests import Request

SUPERVISING = (Role.SUPERVISOR, Role.OFFICER)


@dataclass(frozen=True)
class KeepPeople:
    """An administrator's changes. `person` may raise InvalidField, with the attempt on the ledger."""

    keeper: Keeper
    entries: DirectoryEntries

    def person(
        self, request: Request, person: Practitioner, seen: int | None, stays: Collection[str] = ()
    ) -> Kept[Practitioner] | NotDone:
        """Enter somebody, or change name, role, service, supervisor or standing. Their area is their
        service's; chat accounts and suspension stay as they are.

        stays: names of fields that the sender said nothing of: they stay as they are.
        """
        wish = Wish(
            act=Act.ENTER_PERSON if seen is None else Act.CHANGE_PERSON,
            about=f"person:{person.id}",
            stored=lambda: self.entries.practitioner(person.id),
            completed=lambda before: self._completed(unsaid(person, before, stays), before),
            write=lambda writes, before, after: writes.put_practitioner(before, after),
        )
        return self.keeper.keep(request, wish, seen)

    def suspend(self, request: Request, person_id: str) -> Kept[Practitioner] | NotDone:
        """Nothing they do is let through from now on."""
        return self._stand(request, Act.SUSPEND, person_id, Status.SUSPENDED)

    def restore(self, request: Request, person_id: str) -> Kept[Practitioner] | NotDone:
        """Their access stands again, as far as vetting, training and agreement do."""
        return self._stand(request, Act.RESTORE, person_id, Status.ACTIVE)

    def _stand(
        self, request: Request, act: Act, person_id: str, status: Status
    ) -> Kept[Practitioner] | NotDone:
        def completed(before: Practitioner | None) -> Practitioner | Hindrance:
            if before is None:
                return Hindrance.NOT_THERE
            return replace(before, status=status, version=next_version(before))

        wish = Wish(
            act=act,
            about=f"person:{person_id}",
            stored=lambda: self.entries.practitioner(person_id),
            completed=completed,
            write=lambda writes, before, after: writes.put_practitioner(before, after),
        )
        return self.keeper.keep_at_any_version(request, wish)

    def _completed(self, person: Practitioner, before: Practitioner | None) -> Practitioner | Hindrance:
        check_practitioner(person)
        service = self.entries.service(person.service_id)
        if service is None:
            return Hindrance.UNKNOWN_SERVICE
        return self._over(person) or replace(
            person,
            area_id=service.area_id,
            status=before.status if before else Status.ACTIVE,
            identities=before.identities if before else (),
            version=next_version(before),
        )

    def _over(self, person: Practitioner) -> Hindrance | None:
        if not person.supervisor_id:
            return None
        supervisor = self.entries.practitioner(person.supervisor_id)
        if supervisor is None:
            return Hindrance.UNKNOWN_SUPERVISOR
        return None if supervisor.role in SUPERVISING else Hindrance.NOT_A_SUPERVISOR
