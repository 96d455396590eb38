"""The whole town, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from random import Random

from fingerpost.domain.child import Child, Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.retention import kept_until
from fingerpost.domain.service import Area, Service
from tools.seed.casework import Casework
from tools.seed.characters import AbsentChild, Characters, SeededChild
from tools.seed.families import Families
from tools.seed.involving import Involving
from tools.seed.numbers import made_id, nhs_numbers
from tools.seed.people import Person, people
from tools.seed.places import AREAS, services

SIZE = 200
SEED = 1


@dataclass(frozen=True, repr=False)
class Town(Confidential):
    """A town of people who do not exist. children: the main characters first; absent: in no index."""

    areas: tuple[Area, ...]
    services: tuple[Service, ...]
    people: tuple[Person, ...]
    children: tuple[SeededChild, ...]
    absent: tuple[AbsentChild, ...]
    now: datetime

    @property
    def characters(self) -> tuple[SeededChild, ...]:
        """The children that stand for a case."""
        return tuple(one for one in self.children if one.case)


def town(*, now: datetime, size: int = SIZE, seed: int = SEED) -> Town:
    """A town with `size` children, or as many as there are main characters if that is more.

    now: UTC; ages, standing and freshness of feeds are relative to it. The same arguments give the same
    town, whatever the time of day.
    """
    everybody, all_services = people(now.date()), services(now)
    casework = _casework(everybody, all_services, seed, now.date())
    numbers = nhs_numbers(seed)
    cast = Characters(casework, numbers)
    characters, absent = tuple(cast.known()), cast.absent()
    random = Random(f"fingerpost {seed}")  # noqa: S311  (a repeatable town, not a secret)
    others = _others(Families(random, numbers, now.date()), Involving(random, casework))
    rest = tuple(islice(others, max(0, size - len(characters))))
    return Town(AREAS, all_services, everybody, characters + rest, absent, now)


def _casework(
    everybody: tuple[Person, ...], all_services: tuple[Service, ...], seed: int, today: date
) -> Casework:
    workers = {one.id: one.practitioner for one in everybody if one.practitioner and not one.refused_as}
    return Casework(workers, {service.id: service for service in all_services}, seed, today)


def _others(families: Families, involving: Involving) -> Iterator[SeededChild]:
    for number, (area_id, details) in enumerate(families.children()):
        yield _seeded(involving, made_id(involving.casework.seed, "child", number), area_id, details)


def _seeded(involving: Involving, child_id: str, area_id: str, details: Details) -> SeededChild:
    today = involving.casework.today
    born = details.birth_date or today
    return SeededChild(
        Child(child_id, details, area_id, kept_until(details.birth_date, today)),
        involving.involvements(child_id, born, area_id),
        involving.watches(child_id, born, area_id),
    )
