"""What administrators read and write, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.service import Area, Organisation, Service
from fingerpost.usecases.ports.directory import Page, PageWish
from tests.fakes.shelves import Shelves
from tests.fakes.transactions import FakeTransaction

Listed = TypeVar("Listed", Area, Organisation, Service, Practitioner, RegisteredFeed)


@dataclass
class FakeDirectoryEntries:
    """Every entry, with nothing remembered."""

    shelves: Shelves

    def area(self, area_id: str) -> Area | None:
        self.shelves.reach("directory", "area")
        return self.shelves.areas.get(area_id)

    def organisation(self, organisation_id: str) -> Organisation | None:
        self.shelves.reach("directory", "organisation")
        return self.shelves.organisations.get(organisation_id)

    def service(self, service_id: str) -> Service | None:
        self.shelves.reach("directory", "service")
        return self.shelves.services.get(service_id)

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        self.shelves.reach("directory", "practitioner")
        return self.shelves.practitioners.get(practitioner_id)

    def feed(self, feed_id: str) -> RegisteredFeed | None:
        self.shelves.reach("directory", "feed")
        return self.shelves.feeds.get(feed_id)

    def feed_of_client(self, client: str) -> RegisteredFeed | None:
        self.shelves.reach("directory", "feed_of_client")
        return next((one for one in self.shelves.feeds.values() if one.client == client), None)

    def feeds(self, wish: PageWish) -> Page[RegisteredFeed]:
        self.shelves.reach("directory", "feeds")
        return _page(self.shelves.feeds.values(), lambda one: one.id, wish)

    def areas(self, wish: PageWish) -> Page[Area]:
        self.shelves.reach("directory", "areas")
        return _page(self.shelves.areas.values(), lambda one: one.id, wish)

    def organisations(self, wish: PageWish) -> Page[Organisation]:
        self.shelves.reach("directory", "organisations")
        return _page(self.shelves.organisations.values(), lambda one: one.id, wish)

    def services_in(self, area_id: str, wish: PageWish) -> Page[Service]:
        self.shelves.reach("directory", "services_in")
        here = (one for one in self.shelves.services.values() if one.area_id == area_id)
        return _page(here, lambda one: one.id, wish)

    def services_of(self, organisation_id: str) -> tuple[Service, ...]:
        self.shelves.reach("directory", "services_of")
        everyone = self.shelves.services.values()
        of_it = (one for one in everyone if one.organisation_id == organisation_id)
        return tuple(sorted(of_it, key=lambda one: one.id))

    def people_in(self, area_id: str, name: str, wish: PageWish) -> Page[Practitioner]:
        self.shelves.reach("directory", "people_in")
        wanted = _turned(name) if name else ""
        here = (one for one in self.shelves.practitioners.values() if one.area_id == area_id)
        named = (one for one in here if _turned(one.name).startswith(wanted))
        return _page(named, lambda one: f"{_turned(one.name)}#{one.id}", wish)


def _turned(name: str) -> str:
    *given, family = name.casefold().split()
    return " ".join((family, *given))


def _page(entries: Iterable[Listed], key: Callable[[Listed], str], wish: PageWish) -> Page[Listed]:
    ordered = sorted((one for one in entries if key(one) > wish.after), key=key)
    shown = tuple(ordered[: wish.size])
    return Page(shown, key(shown[-1]) if len(ordered) > wish.size else "")


@dataclass
class FakeDirectoryTransactions:
    """Opens transactions on the shelves."""

    shelves: Shelves

    def begin(self) -> FakeDirectoryTransaction:
        return FakeDirectoryTransaction(self.shelves)


@dataclass
class FakeDirectoryTransaction(FakeTransaction):
    """Holds checks and writes until `commit`."""

    def put_area(self, before: Area | None, after: Area) -> None:
        self._put(self.shelves.areas, before, after)

    def put_organisation(self, before: Organisation | None, after: Organisation) -> None:
        self._put(self.shelves.organisations, before, after)

    def put_service(self, before: Service | None, after: Service, under: Organisation) -> None:
        self._put(self.shelves.services, before, after)
        counted = Organisation(under.id, under.name, under.accredited, under.services + 1, under.version)
        self._put(self.shelves.organisations, under, counted)

    def put_practitioner(self, before: Practitioner | None, after: Practitioner) -> None:
        self._put(self.shelves.practitioners, before, after)

    def put_feed(self, before: RegisteredFeed | None, after: RegisteredFeed) -> None:
        self.checks.append(lambda: not self._is_of_another(after))
        self._put(self.shelves.feeds, before, after)

    def put_import(self, before: FeedImport | None, after: FeedImport) -> None:
        self.checks.append(lambda: self.shelves.imports.get(after.id) == before)
        self.writes.append(lambda: self.shelves.imports.update({after.id: after}))

    def _is_of_another(self, feed: RegisteredFeed) -> bool:
        return any(one.client == feed.client and one.id != feed.id for one in self.shelves.feeds.values())

    def offer_code(self, code: str, practitioner: Practitioner, until: datetime) -> None:
        self.checks.append(lambda: self.shelves.practitioners.get(practitioner.id) == practitioner)
        self.writes.append(lambda: self.shelves.codes.update({code: practitioner.id}))

    def _put(self, shelf: dict[str, Listed], before: Listed | None, after: Listed) -> None:
        self.checks.append(lambda: shelf.get(after.id) == before)
        self.writes.append(lambda: shelf.update({after.id: after}))
