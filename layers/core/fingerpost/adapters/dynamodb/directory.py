"""Practitioners, services and areas, remembered for a minute by each process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Generic, TypeVar

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import keys, people_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, to_attributes, to_value
from fingerpost.adapters.dynamodb.directory_lists import kept_in_lists, people_named
from fingerpost.adapters.dynamodb.leavers import left_by
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.errors import NotFound
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Practitioner, Status
from fingerpost.domain.service import Area, Coverage, Service, coverage_of
from fingerpost.usecases.ports.acting import Clock

REMEMBERED = timedelta(minutes=1)
AGEING = REMEMBERED / 2
IN_USE = timedelta(minutes=5)
MOST_AREAS_AT_HAND = 8
MOST_AREAS = 500
MOST_REMEMBERED = 5_000
MOST_IN_AN_AREA = 5_000

Name = TypeVar("Name")
Thing = TypeVar("Thing")


@dataclass
class Memory(Generic[Name, Thing]):
    """What was read within the last minute. used: when each name was last asked for."""

    clock: Clock
    held: dict[Name, tuple[datetime, Thing]] = field(default_factory=dict)
    used: dict[Name, datetime] = field(default_factory=dict)

    def recall(self, name: Name) -> Thing | None:
        """What is remembered of this name, None where nothing is."""
        now = self.clock()
        self.used[name] = now
        since, thing = self.held.get(name, (None, None))
        return thing if since and now - since < REMEMBERED else None

    def keep(self, name: Name, thing: Thing, since: datetime) -> Thing:
        """Remember what was asked for at that time: an answer may have slept with its process."""
        if len(self.used) >= MOST_REMEMBERED:
            self.held.clear()
            self.used.clear()
        self.held[name] = (since, thing)
        return thing

    def amend(self, name: Name, thing: Thing) -> None:
        """What is remembered has changed by our own doing; it is as old as before."""
        since, _ = self.held.get(name, (None, None))
        if since is not None:
            self.held[name] = (since, thing)

    def forget(self, name: Name) -> None:
        """Forget one name."""
        self.held.pop(name, None)

    def is_ageing(self, name: Name) -> bool:
        """Whether it will soon be forgotten, or already is."""
        since, _ = self.held.get(name, (None, None))
        return since is not None and self.clock() - since >= AGEING

    def ageing(self, most: int) -> tuple[Name, ...]:
        """What ages although it was asked for in the last minutes; the latest first."""
        now = self.clock()
        in_use = (name for name, at in tuple(self.used.items()) if now - at < IN_USE)
        old = [name for name in in_use if self.is_ageing(name)]
        return tuple(sorted(old, key=lambda name: self.used[name], reverse=True)[:most])


@dataclass(frozen=True)
class _Identity:
    """The item of a chat identity. practitioner_id: empty where it belongs to nobody the directory knows."""

    practitioner_id: str = ""
    account: ChatAccount | None = None


@dataclass(frozen=True)
class _AreaRead:
    area: Area
    services: tuple[Service, ...]


class DynamoDirectory:
    """The directory in the casework table."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._identities: Memory[ChatIdentity, _Identity] = Memory(clock)
        self._practitioners: Memory[str, Practitioner] = Memory(clock)
        self._services: Memory[str, Service] = Memory(clock)
        self._areas: Memory[str, _AreaRead] = Memory(clock)

    # -------------------------------------------------------------- people

    def practitioner_by_identity(self, identity: ChatIdentity, *, fresh: bool = False) -> Practitioner | None:
        """Whom this chat identity belongs to. That it belongs to nobody is never remembered."""
        if fresh:
            self._read_holder(identity)
        holder = self._identity(identity).practitioner_id
        if not holder:
            return None
        found = self._practitioners.recall(holder) or self.practitioner(holder)
        if found is not None:
            self._areas.recall(found.area_id) or self._read_area(found.area_id)
        self._keep_fresh(identity)
        return found

    def _read_holder(self, identity: ChatIdentity) -> None:
        holder = self._read_identity(identity).practitioner_id
        if holder:
            self.practitioner(holder)

    def _keep_fresh(self, identity: ChatIdentity) -> None:
        """Every act begins here and has several round trips before it: what ages is read again meanwhile, so
        that an ask seldom waits for the directory. Where that fails, whoever needs it reads it then."""
        if self._identities.is_ageing(identity):
            self._store.meanwhile(lambda: self._read_holder(identity))
        for area_id in self._areas.ageing(MOST_AREAS_AT_HAND):
            self._store.meanwhile(partial(self._read_area, area_id))

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        """One practitioner, read afresh."""
        asked = self._clock()
        item = self._store.get(self._store.casework, keys.practitioner(practitioner_id))
        if item is None:
            self._practitioners.forget(practitioner_id)
            return None
        return self._practitioners.keep(practitioner_id, from_attributes(Practitioner, item), asked)

    def practitioners(self, ids: Sequence[str]) -> dict[str, Practitioner]:
        """Several at once, those not remembered in one read."""
        return self._several(ids, self._practitioners, keys.practitioner, Practitioner)

    def suspend(self, practitioner: Practitioner) -> None:
        """Suspend on the version given; their work waits. Raises Conflict."""
        actions = (Path("status").set(str(Status.SUSPENDED)), Path("version").set(practitioner.version + 1))
        key, as_read = keys.practitioner(practitioner.id), Path("version") == practitioner.version
        self._practitioners.forget(practitioner.id)
        suspended = Write(Kind.UPDATE, self._store.casework, key, {}, actions, as_read)
        self._store.write([suspended, *left_by(self._store, practitioner, self._clock())])

    def officers(self, area_id: str) -> tuple[Practitioner, ...]:
        """The officers of an area, by id."""
        item = self._store.get(self._store.casework, people_keys.officers(area_id)) or {}
        found = self.practitioners(item.get("officers", {"SS": []})["SS"])
        return tuple(found[each] for each in sorted(found))

    def namesakes(self, area_id: str, family_name: str) -> Callable[[], tuple[Practitioner, ...]]:
        """Beside others: those of the area's list of people that begin with the name."""
        found = self._store.beside(partial(people_named, self._store, area_id, family_name))
        return lambda: tuple(self.practitioners(found()).values())

    # -------------------------------------------------------------- accounts

    def account(self, identity: ChatIdentity) -> ChatAccount | None:
        """What was last learnt of a chat account."""
        return self._identity(identity).account

    def remember_account(self, account: ChatAccount) -> None:
        """Keep it; whom the identity belongs to stays as it is."""
        action = Path("account").set(to_value(account))
        key = keys.identity(account.identity)
        self._store.write([Write(Kind.UPDATE, self._store.casework, key, actions=(action,))])
        known = self._identities.recall(account.identity)
        if known is not None:
            self._identities.amend(account.identity, replace(known, account=account))

    def _identity(self, identity: ChatIdentity) -> _Identity:
        return self._identities.recall(identity) or self._read_identity(identity)

    def _read_identity(self, identity: ChatIdentity) -> _Identity:
        asked = self._clock()
        item = self._store.get(self._store.casework, keys.identity(identity))
        read = from_attributes(_Identity, item) if item else _Identity()
        if read.practitioner_id:
            return self._identities.keep(identity, read, asked)
        self._identities.forget(identity)
        return read

    # -------------------------------------------------------------- services and areas

    def services(self, ids: Sequence[str], *, fresh: bool = False) -> dict[str, Service]:
        """Several at once, those not remembered in one read."""
        for each in ids if fresh else ():
            self._services.forget(each)
        return self._several(ids, self._services, keys.service, Service)

    def area(self, area_id: str) -> Area:
        """One area. Raises NotFound."""
        return self._area(area_id).area

    def areas(self) -> tuple[Area, ...]:
        """All areas, by id, in one Query. Raises TooManyRows."""
        rows = self._store.rows(Query(self._store.casework, keys.AREAS, MOST_AREAS))
        return tuple(from_attributes(Area, row) for row in rows)

    def coverage(self, area_id: str) -> Coverage:
        """Which services feed an area. Raises NotFound."""
        read = self._area(area_id)
        return coverage_of(read.area, read.services)

    def _area(self, area_id: str) -> _AreaRead:
        read = self._areas.recall(area_id) or self._read_area(area_id)
        if read is None:
            raise NotFound("area")
        return read

    def _read_area(self, area_id: str) -> _AreaRead | None:
        """An area and its services in one Query; the services are remembered one by one as well."""
        asked = self._clock()
        rows = self._store.rows(Query(self._store.casework, keys.area_partition(area_id), MOST_IN_AN_AREA))
        items = {row["sk"]["S"]: row for row in rows}
        area = items.pop(keys.area(area_id).sk, None)
        services = tuple(from_attributes(Service, item) for item in items.values())
        for service in services:
            self._services.keep(service.id, service, asked)
        if area is None:
            return None
        return self._areas.keep(area_id, _AreaRead(from_attributes(Area, area), services), asked)

    def _several(
        self,
        ids: Iterable[str],
        memory: Memory[str, Thing],
        key: Callable[[str], keys.Key],
        kind: type[Thing],
    ) -> dict[str, Thing]:
        wanted = tuple(dict.fromkeys(ids))
        known = {each: thing for each in wanted if (thing := memory.recall(each)) is not None}
        missing = [key(each) for each in wanted if each not in known]
        asked = self._clock()
        rows = self._store.get_all(self._store.casework, missing) if missing else []
        read = {str(row["id"]["S"]): from_attributes(kind, row) for row in rows}
        return known | {name: memory.keep(name, thing, asked) for name, thing in read.items()}


@dataclass(frozen=True)
class DynamoRegister:
    """Enters people, services and areas: for those who run the directory, not for those who ask."""

    store: Store

    def enter_area(self, area: Area) -> None:
        """Add or replace an area."""
        item = to_attributes(area)
        self.store.write([self._put(keys.area(area.id), item), self._put(keys.area_listed(area.id), item)])

    def enter_service(self, service: Service) -> None:
        """Add or replace a service. Its area stays what it was when first entered."""
        item = to_attributes(service)
        in_area = keys.service_in_area(service.area_id, service.id)
        self.store.write([self._put(keys.service(service.id), item), self._put(in_area, item)])

    def enter_practitioner(self, practitioner: Practitioner) -> None:
        """Add or replace a practitioner; exactly the chat identities given lead there from now on.

        A change counts the version on, so that an act judged on what was remembered is judged again.
        Raises Conflict where somebody else changed them since the version given was read.
        """
        stored = self.store.get(self.store.casework, keys.practitioner(practitioner.id))
        before = from_attributes(Practitioner, stored) if stored else None
        practitioner = practitioner.entered_after(before)
        gone = set(before.identities if before else ()) - set(practitioner.identities)
        self.store.write(
            [
                self._put_over(before, practitioner),
                *(self._lead(each, practitioner.id) for each in practitioner.identities),
                *(self._lead(each, "") for each in gone),
                *kept_in_lists(self.store, before, practitioner),
            ]
        )

    def _put_over(self, before: Practitioner | None, after: Practitioner) -> Write:
        as_read = Path("version") == before.version if before else Path("pk").does_not_exist()
        key, item = keys.practitioner(after.id), to_attributes(after)
        return Write(Kind.PUT, self.store.casework, key, item, condition=as_read)

    def _lead(self, identity: ChatIdentity, practitioner_id: str) -> Write:
        action = Path("practitioner_id").set(practitioner_id)
        return Write(Kind.UPDATE, self.store.casework, keys.identity(identity), actions=(action,))

    def _put(self, key: keys.Key, item: Item) -> Write:
        return Write(Kind.PUT, self.store.casework, key, item)
