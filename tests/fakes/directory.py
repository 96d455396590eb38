"""The directory in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from fingerpost.adapters.dynamodb import keys
from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Practitioner, Role, Status
from fingerpost.domain.service import Area, Coverage, Service, coverage_of
from tests.fakes.shelves import Shelves


@dataclass
class FakeRegister:
    """Puts people, services and areas into the directory."""

    shelves: Shelves

    def enter_area(self, area: Area) -> None:
        """Add or replace an area."""
        self.shelves.areas[area.id] = area

    def enter_service(self, service: Service) -> None:
        """Add or replace a service."""
        self.shelves.services[service.id] = service

    def enter_practitioner(self, practitioner: Practitioner) -> None:
        """Add or replace a practitioner; the chat identities lead to them from now on."""
        before = self.shelves.practitioners.get(practitioner.id)
        self.shelves.practitioners[practitioner.id] = practitioner.entered_after(before)


@dataclass
class FakeLinkCodes:
    """Codes in memory. given: whom each code that is still good was given to."""

    shelves: Shelves
    given: dict[str, str] = field(default_factory=dict)

    def holder(self, code: str) -> str | None:
        self.shelves.reach("codes")
        return self.given.get(code)

    def take(self, code: str, identity: ChatIdentity, practitioner: Practitioner) -> None:
        self.shelves.reach("codes")
        if code not in self.given:
            raise Conflict
        del self.given[code]
        linked = replace(
            practitioner,
            identities=(*practitioner.identities, identity),
            version=practitioner.version + 1,
        )
        self.shelves.practitioners[practitioner.id] = linked


@dataclass
class FakeDirectory:
    """Remembers a practitioner by identity until asked afresh, as the real one may."""

    shelves: Shelves
    remembered: dict[ChatIdentity, Practitioner | None] = field(default_factory=dict)
    remembered_services: dict[str, Service | None] = field(default_factory=dict)

    def practitioner_by_identity(self, identity: ChatIdentity, *, fresh: bool = False) -> Practitioner | None:
        self.shelves.reach("directory", "practitioner_by_identity")
        if fresh or identity not in self.remembered:
            self.remembered[identity] = self._holder(identity)
        return self.remembered[identity]

    def _holder(self, identity: ChatIdentity) -> Practitioner | None:
        everyone = self.shelves.practitioners.values()
        return next((someone for someone in everyone if identity in someone.identities), None)

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        self.shelves.reach("directory", "practitioner")
        return self.shelves.practitioners.get(practitioner_id)

    def practitioners(self, ids: Sequence[str]) -> dict[str, Practitioner]:
        self.shelves.reach("directory", "practitioners")
        known = self.shelves.practitioners
        return {each: known[each] for each in ids if each in known}

    def namesakes(self, area_id: str, family_name: str) -> Callable[[], tuple[Practitioner, ...]]:
        self.shelves.reach("directory", "namesakes")
        begins = keys.turned(family_name)
        here = [one for one in self.shelves.practitioners.values() if one.area_id == area_id]
        return lambda: tuple(one for one in here if begins and keys.turned(one.name).startswith(begins))

    def officers(self, area_id: str) -> tuple[Practitioner, ...]:
        self.shelves.reach("directory", "officers")
        everyone = self.shelves.practitioners.values()
        here = (one for one in everyone if one.role is Role.OFFICER and one.area_id == area_id)
        return tuple(sorted(here, key=lambda one: one.id))

    def services(self, ids: Sequence[str], *, fresh: bool = False) -> dict[str, Service]:
        """Remembered until asked afresh."""
        self.shelves.reach("directory", "services")
        for each in ids:
            if fresh or each not in self.remembered_services:
                self.remembered_services[each] = self.shelves.services.get(each)
        known = self.remembered_services
        return {each: service for each in ids if (service := known[each]) is not None}

    def area(self, area_id: str) -> Area:
        self.shelves.reach("directory", "area")
        if area_id not in self.shelves.areas:
            raise NotFound("area")
        return self.shelves.areas[area_id]

    def areas(self) -> tuple[Area, ...]:
        self.shelves.reach("directory", "areas")
        return tuple(sorted(self.shelves.areas.values(), key=lambda one: one.id))

    def coverage(self, area_id: str) -> Coverage:
        self.shelves.reach("directory", "coverage")
        if area_id not in self.shelves.areas:
            raise NotFound("area")
        known = self.shelves.services.values()
        return coverage_of(self.shelves.areas[area_id], (each for each in known if each.area_id == area_id))

    def account(self, identity: ChatIdentity) -> ChatAccount | None:
        self.shelves.reach("directory", "account")
        return self.shelves.accounts.get(identity)

    def remember_account(self, account: ChatAccount) -> None:
        self.shelves.reach("directory")
        self.shelves.accounts[account.identity] = account

    def suspend(self, practitioner: Practitioner) -> None:
        self.shelves.reach("directory")
        stored = self.shelves.practitioners.get(practitioner.id)
        if stored is None or stored.version != practitioner.version:
            raise Conflict("practitioner")
        suspended = replace(stored, status=Status.SUSPENDED, version=stored.version + 1)
        self.shelves.practitioners[practitioner.id] = suspended
