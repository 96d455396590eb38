"""Requests to be contacted in the casework table: each with a line for everybody who has to do with it, and
one in the hour in which the clock looks at it next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pynamodb.expressions.operand import Path

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, number, to_attributes
from fingerpost.adapters.dynamodb.keys import Key
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.errors import NotFound
from fingerpost.domain.made_when_used import dataclass

MOST_OF_ONE = 1_000
SHOWN = timedelta(days=30)
KEPT = timedelta(days=365)
"""How long an ended request is listed, and kept for the figures of use; the ledger keeps its acts longer."""


def contact_writes(store: Store, after: ContactRequest, before: ContactRequest | None) -> Iterator[Write]:
    """All that changes with a request. Its version is a condition: Conflict."""
    as_read = Path("version") == before.version if before else Path("pk").does_not_exist()
    key = work_keys.contact(after.reference)
    yield Write(Kind.PUT, store.casework, key, contact_item(after), condition=as_read)
    for who in after.parties:
        yield Write(Kind.PUT, store.casework, work_keys.contact_of(who, after), _kept_until(after, SHOWN))
    for who in set(before.parties if before else ()) - set(after.parties):
        yield Write(Kind.DELETE, store.casework, work_keys.contact_of(who, after))
    if before and before.due and before.due != after.due:
        yield Write(Kind.DELETE, store.casework, work_keys.due(Work.CONTACTS, before.due, after.reference))
    if after.due and not (before and before.due == after.due):
        yield Write(Kind.PUT, store.casework, work_keys.due(Work.CONTACTS, after.due, after.reference))


def contact_item(request: ContactRequest) -> Item:
    """A request as stored."""
    return {**to_attributes(request), **_kept_until(request, KEPT)}


def _kept_until(request: ContactRequest, span: timedelta) -> Item:
    if request.is_open:
        return {}
    return {"expires_at": number(int((request.moved_at + span).timestamp()))}


def read_contact(item: Item) -> ContactRequest:
    """A request from its item. Raises UnreadableItem."""
    return from_attributes(ContactRequest, item)


@dataclass(frozen=True)
class DynamoContacts:
    """Implements `ports.contact.Contacts`."""

    store: Store

    def find(self, reference: str) -> ContactRequest:
        """One request, read afresh. Raises NotFound."""
        item = self.store.get(self.store.casework, work_keys.contact(reference))
        if item is None:
            raise NotFound("contact request")
        return read_contact(item)

    def of(self, practitioner_id: str) -> tuple[ContactRequest, ...]:
        """One Query and one read of all that it names."""
        lines = Query(self.store.casework, work_keys.contacts_partition(practitioner_id), MOST_OF_ONE)
        references = [work_keys.name_in(Key.of(row)) for row in self.store.rows(lines)]
        items = self.store.get_all(self.store.casework, [work_keys.contact(one) for one in references])
        found = (one for one in map(read_contact, items) if practitioner_id in one.parties)
        return tuple(sorted(found, key=lambda one: (one.asked_at, one.reference)))
