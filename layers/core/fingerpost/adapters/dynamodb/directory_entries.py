"""The directory as administrators read it: every entry from the table, nothing remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fingerpost.adapters.dynamodb import feed_keys, keys, people_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.service import Area, Organisation, Service
from fingerpost.usecases.ports.directory import Page, PageWish

MOST_OF_AN_ORGANISATION = 5_000

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class DynamoDirectoryEntries:
    """Implements `ports.DirectoryEntries`. Single entries are read consistently, lists may lag."""

    store: Store

    def area(self, area_id: str) -> Area | None:
        """One area."""
        return self._one(keys.area(area_id), Area)

    def organisation(self, organisation_id: str) -> Organisation | None:
        """One organisation."""
        return self._one(keys.organisation(organisation_id), Organisation)

    def service(self, service_id: str) -> Service | None:
        """One service."""
        return self._one(keys.service(service_id), Service)

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        """One practitioner."""
        return self._one(keys.practitioner(practitioner_id), Practitioner)

    def feed(self, feed_id: str) -> RegisteredFeed | None:
        """One feed."""
        return self._one(feed_keys.feed(feed_id), RegisteredFeed)

    def feed_of_client(self, client: str) -> RegisteredFeed | None:
        """The feed that comes as this client: two reads, so that what is changed holds at once."""
        led = self.store.get(self.store.casework, feed_keys.feed_client(client))
        return self.feed(str(led["feed_id"]["S"])) if led else None

    def feeds(self, wish: PageWish) -> Page[RegisteredFeed]:
        """All feeds, by id."""
        items, next_one = self._page(feed_keys.FEEDS, "", wish)
        return Page(tuple(from_attributes(RegisteredFeed, item) for item in items), next_one)

    def areas(self, wish: PageWish) -> Page[Area]:
        """All areas, by id."""
        items, next_one = self._page(keys.AREAS, "", wish)
        return Page(tuple(from_attributes(Area, item) for item in items), next_one)

    def organisations(self, wish: PageWish) -> Page[Organisation]:
        """All organisations, by id."""
        items, next_one = self._page(keys.ORGANISATIONS, "", wish)
        return Page(tuple(from_attributes(Organisation, item) for item in items), next_one)

    def services_in(self, area_id: str, wish: PageWish) -> Page[Service]:
        """The services of an area, by id."""
        items, next_one = self._page(keys.area_partition(area_id), keys.SERVICES, wish)
        return Page(tuple(from_attributes(Service, item) for item in items), next_one)

    def services_of(self, organisation_id: str) -> tuple[Service, ...]:
        """Every service of an organisation. Raises TooManyRows."""
        partition = keys.services_partition(organisation_id)
        rows = self.store.rows(Query(self.store.casework, partition, MOST_OF_AN_ORGANISATION, True))
        return self._several(rows, keys.service, Service)

    def people_in(self, area_id: str, name: str, wish: PageWish) -> Page[Practitioner]:
        """The practitioners of an area, by family name."""
        beginning = people_keys.turned(name) if name else ""
        items, next_one = self._page(people_keys.people_partition(area_id), beginning, wish)
        return Page(self._several(items, keys.practitioner, Practitioner), next_one)

    def _one(self, key: Key, kind: type[Thing]) -> Thing | None:
        item = self.store.get(self.store.casework, key)
        return from_attributes(kind, item) if item else None

    def _page(self, partition: str, beginning: str, wish: PageWish) -> tuple[list[Item], str]:
        query = Query(self.store.casework, partition, wish.size, sk_begins=beginning)
        return self.store.page(query, wish.after)

    def _several(self, rows: list[Item], key: Callable[[str], Key], kind: type[Thing]) -> tuple[Thing, ...]:
        """The entries that rows of a list name, in the order of the rows."""
        names = [str(row["id"]["S"]) for row in rows]
        found = self.store.get_all(self.store.casework, [key(name) for name in names]) if names else []
        by_id = {item["id"]["S"]: from_attributes(kind, item) for item in found}
        return tuple(by_id[name] for name in names if name in by_id)
