"""What the keeping of the directory rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, Protocol

from fingerpost.domain.directory import Entry
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.service import Area, Organisation, Service
from fingerpost.usecases.ports.acting import Writes

NewCode = Callable[[], str]
"""A new one-time code, by chance."""


@dataclass(frozen=True)
class PageWish:
    """Which page of a list. after: the `next` of the page before, empty for the first; size: at most 100."""

    after: str = ""
    size: int = 50


@dataclass(frozen=True)
class Page(Generic[Entry]):
    """One page. next: empty on the last one. A page may be short, even empty, and not be the last."""

    entries: Sequence[Entry]
    next: str = ""


class DirectoryEntries(Protocol):
    """The directory as administrators read it: nothing is remembered, sensitive services are there."""

    def area(self, area_id: str) -> Area | None:
        """One area."""

    def organisation(self, organisation_id: str) -> Organisation | None:
        """One organisation."""

    def service(self, service_id: str) -> Service | None:
        """One service."""

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        """One practitioner."""

    def feed(self, feed_id: str) -> RegisteredFeed | None:
        """One feed."""

    def feed_of_client(self, client: str) -> RegisteredFeed | None:
        """The feed that comes as this client."""

    def feeds(self, wish: PageWish) -> Page[RegisteredFeed]:
        """All feeds, by id."""

    def areas(self, wish: PageWish) -> Page[Area]:
        """All areas, by id."""

    def organisations(self, wish: PageWish) -> Page[Organisation]:
        """All organisations, by id."""

    def services_in(self, area_id: str, wish: PageWish) -> Page[Service]:
        """The services of an area, by id."""

    def services_of(self, organisation_id: str) -> tuple[Service, ...]:
        """Every service of an organisation. Raises TooManyRows beyond 5,000."""

    def people_in(self, area_id: str, name: str, wish: PageWish) -> Page[Practitioner]:
        """The practitioners of an area by family name, then given names; only those whose name, so
        turned, begins like that, whatever the case."""


class RegisteredFeeds(Protocol):
    """The feeds, as those who answer them find them."""

    def feed(self, feed_id: str) -> RegisteredFeed | None:
        """One feed, read afresh."""

    def feed_of_client(self, client: str) -> RegisteredFeed | None:
        """The feed that comes as this client, read afresh."""


class DirectoryTransaction(Writes, Protocol):
    """What an administrator writes. before: as read, None for what is new; `commit` raises Conflict where it
    is no longer so."""

    def put_area(self, before: Area | None, after: Area) -> None:
        """An area."""

    def put_organisation(self, before: Organisation | None, after: Organisation) -> None:
        """An organisation, with as many services as were read."""

    def put_service(self, before: Service | None, after: Service, under: Organisation) -> None:
        """A service, under an organisation that still is as it was read; a new one is counted there."""

    def put_practitioner(self, before: Practitioner | None, after: Practitioner) -> None:
        """A practitioner: status, role and standing too. The chat identities stay as they were read."""

    def put_feed(self, before: RegisteredFeed | None, after: RegisteredFeed) -> None:
        """A feed, and that its client leads to it alone."""

    def put_import(self, before: FeedImport | None, after: FeedImport) -> None:
        """How far a file of a feed came."""

    def offer_code(self, code: str, practitioner: Practitioner, until: datetime) -> None:
        """A link code for somebody who still is as read."""


class DirectoryTransactions(Protocol):
    """Opens transactions on the directory."""

    def begin(self) -> DirectoryTransaction:
        """An empty transaction."""
