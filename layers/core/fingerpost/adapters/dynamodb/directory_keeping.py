"""What an administrator writes, as transactions: each entry on the version that was read, with its lists."""

from __future__ import annotations

import math
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import feed_keys, keys, work_keys
from fingerpost.adapters.dynamodb.attributes import Item, number, text, to_attributes
from fingerpost.adapters.dynamodb.directory_lists import kept_in_lists
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.leavers import leaver_begun
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.transactions import GatheredWrites
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport
from fingerpost.domain.lapsing import warnings_of
from fingerpost.domain.leaver import leaver_of
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.service import Area, Organisation, Service
from fingerpost.usecases.ports.acting import Clock

_NEW = Path("pk").does_not_exist()


@dataclass(frozen=True, repr=False)
class DynamoDirectoryTransactions:
    """Opens transactions on the directory. keyring: opens nothing, since nothing of a child is written."""

    store: Store
    keyring: Keyring
    clock: Clock

    def begin(self) -> DynamoDirectoryTransaction:
        """An empty transaction."""
        return DynamoDirectoryTransaction(self.store, self.keyring, self.clock)


@dataclass(repr=False)
class DynamoDirectoryTransaction(GatheredWrites):
    """Implements `ports.DirectoryTransaction`."""

    def put_area(self, before: Area | None, after: Area) -> None:
        """The area, and its copy in the list of all."""
        item = to_attributes(after)
        self._put(keys.area(after.id), item, _as_read(before.version if before else None))
        self._put(keys.area_listed(after.id), item)

    def put_organisation(self, before: Organisation | None, after: Organisation) -> None:
        """With as many services entered or accredited under it as when it was read."""
        as_read = _as_read(before.version if before else None)
        if before:
            as_read &= Path("services") == before.services
        self._put(keys.organisation(after.id), to_attributes(after), as_read)

    def put_service(self, before: Service | None, after: Service, under: Organisation) -> None:
        """The service, its copy in its area, and that its organisation answers for it."""
        item = to_attributes(after)
        self._put(keys.service(after.id), item, _as_read(before.version if before else None))
        self._put(keys.service_in_area(after.area_id, after.id), item)
        self._count_under(under)
        if before is None or before.organisation_id != under.id:
            self._put(keys.service_of_organisation(under.id, after.id), {"id": text(after.id)})
        if before and before.organisation_id not in ("", under.id):
            self._remove(keys.service_of_organisation(before.organisation_id, after.id))

    def _count_under(self, under: Organisation) -> None:
        """Whoever takes the organisation's accreditation away at this moment reads its services again."""
        count = (Path("services").set(under.services + 1),)
        as_read = (Path("version") == under.version) & (Path("services") == under.services)
        key = keys.organisation(under.id)
        self.writes.append(Write(Kind.UPDATE, self.store.casework, key, actions=count, condition=as_read))

    def put_practitioner(self, before: Practitioner | None, after: Practitioner) -> None:
        """The practitioner, their places in lists and among officers, and that they leave, where they do."""
        as_read = _as_read(before.version if before else None)
        self._put(keys.practitioner(after.id), to_attributes(after), as_read)
        self.writes.extend(kept_in_lists(self.store, before, after))
        left = leaver_of(before, after, self.clock()) if before else None
        if left:
            self.writes.extend(leaver_begun(self.store, left))
        known = warnings_of(before) if before else {}
        for at in sorted(warnings_of(after).keys() - known.keys()):  # the clock tidies those of earlier days
            if at > self.clock():
                self._put(work_keys.due(Work.STANDING, at, after.id), {})

    def put_feed(self, before: RegisteredFeed | None, after: RegisteredFeed) -> None:
        """The feed, and to whom its client leads; a client that leads to another feed is a Conflict."""
        self._put(
            feed_keys.feed(after.id), to_attributes(after), _as_read(before.version if before else None)
        )
        own = _NEW | (Path("feed_id") == after.id)
        self._put(feed_keys.feed_client(after.client), {"feed_id": text(after.id)}, own)
        if before and before.client != after.client:
            self._remove(feed_keys.feed_client(before.client))

    def put_import(self, before: FeedImport | None, after: FeedImport) -> None:
        """On the version that was read."""
        as_read = _as_read(before.version if before else None)
        self._put(feed_keys.feed_import(after.feed_id, after.id), to_attributes(after), as_read)

    def offer_code(self, code: str, practitioner: Practitioner, until: datetime) -> None:
        """The code's hash, for somebody who still is as read."""
        item = {
            "practitioner_id": text(practitioner.id),
            "expires_at": number(math.floor(until.timestamp())),
        }
        self._put(keys.link_code(code), item)
        key, as_read = keys.practitioner(practitioner.id), Path("version") == practitioner.version
        self.writes.append(Write(Kind.CHECK, self.store.casework, key, condition=as_read))

    def _put(self, key: Key, item: Item, condition: Condition | None = None) -> None:
        self.writes.append(Write(Kind.PUT, self.store.casework, key, item, (), condition))

    def _remove(self, key: Key) -> None:
        self.writes.append(Write(Kind.DELETE, self.store.casework, key))


def _as_read(version: int | None) -> Condition:
    """On the version that was read; what was stored before there were versions is the first."""
    if version is None:
        return _NEW
    is_same = Path("version") == version
    return is_same | (Path("pk").exists() & Path("version").does_not_exist()) if version == 1 else is_same
