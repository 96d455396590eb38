"""Areas, the organisations that answer for services, and the services themselves (B8, H5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from fingerpost.domain.directory import check_area, check_organisation, check_service
from fingerpost.domain.errors import Conflict
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.directory import Hindrance, Kept
from fingerpost.domain.service import Area, Organisation, Service
from fingerpost.usecases.directory.keeping import Keeper, NotDone, Wish, next_version, unsaid
from fingerpost.usecases.ports.directory import DirectoryEntries, DirectoryTransaction
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class KeepPlaces:
    """An administrator's changes. Each may raise InvalidField, with the attempt on the ledger."""

    keeper: Keeper
    entries: DirectoryEntries

    def area(self, request: Request, area: Area, seen: int | None) -> Kept[Area] | NotDone:
        """Enter an area, or change the one that was seen at a version."""

        def completed(before: Area | None) -> Area | Hindrance:
            check_area(area)
            return replace(area, version=next_version(before))

        wish = Wish(
            act=Act.ENTER_AREA if seen is None else Act.CHANGE_AREA,
            about=f"area:{area.id}",
            stored=lambda: self.entries.area(area.id),
            completed=completed,
            write=lambda writes, before, after: writes.put_area(before, after),
        )
        return self.keeper.keep(request, wish, seen)

    def organisation(
        self, request: Request, organisation: Organisation, seen: int | None
    ) -> Kept[Organisation] | NotDone:
        """Enter an organisation, or change it. It loses its accreditation after its services did."""
        wish = Wish(
            act=Act.ENTER_ORGANISATION if seen is None else Act.CHANGE_ORGANISATION,
            about=f"organisation:{organisation.id}",
            stored=lambda: self.entries.organisation(organisation.id),
            completed=lambda before: self._completed_organisation(organisation, before),
            write=lambda writes, before, after: writes.put_organisation(before, after),
        )
        return self.keeper.keep(request, wish, seen)

    def _completed_organisation(
        self, organisation: Organisation, before: Organisation | None
    ) -> Organisation | Hindrance:
        check_organisation(organisation)
        if before and not organisation.accredited and self._has_accredited(before):
            return Hindrance.HAS_ACCREDITED_SERVICES
        services = before.services if before else 0
        return replace(organisation, services=services, version=next_version(before))

    def _has_accredited(self, organisation: Organisation) -> bool:
        return any(each.accredited for each in self.entries.services_of(organisation.id))

    def service(
        self, request: Request, service: Service, seen: int | None, stays: Collection[str] = ()
    ) -> Kept[Service] | NotDone:
        """Enter a service of an accredited organisation, or change it. When it was last fed stays.

        stays: names of fields that the sender said nothing of: they stay as they are.
        """
        wish = Wish(
            act=Act.ENTER_SERVICE if seen is None else Act.CHANGE_SERVICE,
            about=f"service:{service.id}",
            stored=lambda: self.entries.service(service.id),
            completed=lambda before: self._completed_service(unsaid(service, before, stays), before),
            write=self._write_service,
        )
        return self.keeper.keep(request, wish, seen)

    def _write_service(self, writes: DirectoryTransaction, before: Service | None, after: Service) -> None:
        """Raises Conflict where its organisation is no longer what allowed it, so that all is read again."""
        under = self.entries.organisation(after.organisation_id)
        if under is None or (after.accredited and not under.accredited):
            raise Conflict("organisation")
        writes.put_service(before, after, under)

    def _completed_service(self, service: Service, before: Service | None) -> Service | Hindrance:
        check_service(service)
        if before and before.area_id != service.area_id:
            return Hindrance.STAYS_IN_ITS_AREA
        if self.entries.area(service.area_id) is None:
            return Hindrance.UNKNOWN_AREA
        last_fed = before.last_fed if before else None
        return self._under(service) or replace(service, last_fed=last_fed, version=next_version(before))

    def _under(self, service: Service) -> Hindrance | None:
        organisation = self.entries.organisation(service.organisation_id)
        if organisation is None:
            return Hindrance.UNKNOWN_ORGANISATION
        if service.accredited and not organisation.accredited:
            return Hindrance.ORGANISATION_NOT_ACCREDITED
        return None
