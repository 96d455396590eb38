"""The lists that lead to people: those of an area, by family name, and its officers."""

from __future__ import annotations

from collections.abc import Iterator

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from fingerpost.adapters.dynamodb import people_keys
from fingerpost.adapters.dynamodb.attributes import text
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.errors import TooManyRows
from fingerpost.domain.practitioner import Practitioner, Role

MOST_NAMESAKES = 20
"""A rare name has fewer people in an area."""


def kept_in_lists(store: Store, before: Practitioner | None, after: Practitioner) -> Iterator[Write]:
    """What has to be written for the lists to be true of somebody who changes: their lines stand afterwards,
    whether or not they stood before."""
    yield from _kept_by_name(store, before, after)
    yield from _kept_among_officers(store, before, after)


def people_named(store: Store, area_id: str, family_name: str) -> tuple[str, ...]:
    """Ids of those of an area whose family name begins like that; nobody where these are more than are looked
    through."""
    begins = people_keys.turned(family_name)
    if not begins:
        return ()
    try:
        rows = store.rows(
            Query(store.casework, people_keys.people_partition(area_id), MOST_NAMESAKES, sk_begins=begins)
        )
    except TooManyRows:
        return ()
    return tuple(row["id"]["S"] for row in rows)


def _kept_by_name(store: Store, before: Practitioner | None, after: Practitioner) -> Iterator[Write]:
    was, now = _places(before), _places(after)
    for place in now:
        yield Write(Kind.PUT, store.casework, place, {"id": text(after.id)})
    for place in was:
        if place not in now:
            yield Write(Kind.DELETE, store.casework, place)


def _kept_among_officers(store: Store, before: Practitioner | None, after: Practitioner) -> Iterator[Write]:
    """Each area names its officers, so that they are found in one read."""
    was, now, names = _office(before), _office(after), {"SS": [after.id]}
    if was and was != now:
        yield _in_office(store, was, Path("officers").delete(names))
    if now and was != now:
        yield _in_office(store, now, Path("officers").add(names))


def _in_office(store: Store, area_id: str, action: Action) -> Write:
    return Write(Kind.UPDATE, store.casework, people_keys.officers(area_id), actions=(action,))


def _places(one: Practitioner | None) -> tuple[Key, ...]:
    """Their lines among those of their area, of their service, and of whoever supervises them."""
    if one is None:
        return ()
    lists = [people_keys.people_partition(one.area_id), people_keys.staff_partition(one.service_id)]
    if one.supervisor_id:
        lists.append(people_keys.team_partition(one.supervisor_id))
    return tuple(people_keys.listed_by_name(each, one.id, one.name) for each in lists)


def _office(one: Practitioner | None) -> str:
    """The area somebody is an officer of, empty for anybody else."""
    return one.area_id if one and one.role is Role.OFFICER else ""
