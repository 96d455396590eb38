"""Writes the town through the product's own doors. What is there already stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.reference import reference_from
from fingerpost.domain.service import Area, Service
from fingerpost.matching.tokens import index_keys
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.index import ChildIndex
from tools.seed.building import Town
from tools.seed.characters import SeededChild

SEEDER = "seed"
"""The actor on the ledger."""

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


class Register(Protocol):
    """The directory's other side, where an administrator enters people and places."""

    def enter_area(self, area: Area) -> None:
        """Add or replace an area."""

    def enter_service(self, service: Service) -> None:
        """Add or replace a service."""

    def enter_practitioner(self, practitioner: Practitioner) -> None:
        """Add or replace a practitioner and their chat identities."""


@dataclass(frozen=True)
class Planting:
    """Where the town is written to. at_once: how many children at the same time."""

    register: Register
    directory: Directory
    index: ChildIndex
    transactions: Transactions
    at_once: int = 4

    def plant(self, town: Town, progress: Progress) -> int:
        """Write what is missing; how many children were new. Can be repeated, also after a crash."""
        self._enter_places(town)
        self._enter_people(town)
        planted = 0
        with ThreadPoolExecutor(self.at_once) as threads:
            each = threads.map(partial(self._plant_child, now=town.now), town.children)
            for done, is_new in enumerate(each, start=1):
                planted += is_new
                progress(done, len(town.children))
        return planted

    def _enter_places(self, town: Town) -> None:
        for area in town.areas:
            self.register.enter_area(area)
        for service in town.services:
            self.register.enter_service(service)

    def _enter_people(self, town: Town) -> None:
        for person in town.people:
            if person.practitioner and self.directory.practitioner(person.id) is None:
                self.register.enter_practitioner(person.practitioner)

    def _plant_child(self, one: SeededChild, now: datetime) -> bool:
        if self.index.child_file(one.child.id).child is not None:
            return False
        transaction = self.transactions.begin()
        transaction.add_child(one.child, index_keys(one.child.details))
        for involvement in one.involvements:
            transaction.add_involvement(involvement)
        for watch in one.watches:
            transaction.add_watch(watch)
        transaction.record(_loaded(one, now))
        transaction.commit()
        return True


def _loaded(one: SeededChild, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        reference=reference_from(f"seed {one.child.id}".encode()),
        act=Act.RECORD,
        phase=Phase.OUTCOME,
        at=now,
        actor_id=SEEDER,
        area_id=one.child.area_id,
        reason="initial_load",
        outcome="loaded",
        child_id=one.child.id,
    )
