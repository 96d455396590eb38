"""The lists that lead to people: those of an area, by family name, and its officers."""

from __future__ import annotations

from collections.abc import Iterator

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.attributes import text
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.errors import TooManyRows
from fingerpost.domain.practitioner import Practitioner, Role

MOST_NAMESAKES = 20
"""A rare name has fewer people in an area."""


def kept_in_lists(store: Store, before: Practitioner | None, after: Practitioner) -> Iterator[Write]:
    """What has to be written for the lists to be true of somebody who changes; nothing where they are."""
    yield from _kept_by_name(store, before, after)
    yield from _kept_among_officers(store, before, after)


def people_named(store: Store, area_id: str, family_name: str) -> tuple[str, ...]:
    """Ids of those of an area whose family name begins like that; nobody where these are more than are looked
    through."""
    begins = keys.turned(family_name)
    if not begins:
        return ()
    try:
        rows = store.rows(
            Query(store.casework, keys.people_partition(area_id), MOST_NAMESAKES, sk_begins=begins)
        )
    except TooManyRows:
        return ()
    return tuple(row["id"]["S"] for row in rows)


def _kept_by_name(store: Store, before: Practitioner | None, after: Practitioner) -> Iterator[Write]:
    was, now = _place(before), _place(after)
    if now and was != now:
        yield Write(Kind.PUT, store.casework, now, {"id": text(after.id)})
    if was and was != now:
        yield Write(Kind.DELETE, store.casework, was)


def _kept_among_officers(store: Store, before: Practitioner | None, after: Practitioner) -> Iterator[Write]:
    """Each area names its officers, so that they are found in one read."""
    was, now, names = _office(before), _office(after), {"SS": [after.id]}
    if was and was != now:
        yield _in_office(store, was, Path("officers").delete(names))
    if now and was != now:
        yield _in_office(store, now, Path("officers").add(names))


def _in_office(store: Store, area_id: str, action: Action) -> Write:
    return Write(Kind.UPDATE, store.casework, keys.officers(area_id), actions=(action,))


def _place(one: Practitioner | None) -> Key | None:
    return keys.person_listed(one.area_id, one.id, one.name) if one else None


def _office(one: Practitioner | None) -> str:
    """The area somebody is an officer of, empty for anybody else."""
    return one.area_id if one and one.role is Role.OFFICER else ""
