"""Who asked about a child, and pairs that are in contact, in the casework table: by the child's opaque id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, number, to_attributes
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.mute import Mute

KEPT = timedelta(days=365)
MOST = 2_000
MOST_MUTES = 500


def enquiry_write(store: Store, enquiry: Enquiry) -> Write:
    """An enquiry, for a year."""
    kept = {"expires_at": number(int((enquiry.at + KEPT).timestamp()))}
    return Write(Kind.PUT, store.casework, work_keys.enquiry(enquiry), {**to_attributes(enquiry), **kept})


def mute_write(store: Store, mute: Mute) -> Write:
    """A mute, in the place of an earlier one of the same pair; for a year at the most."""
    key = work_keys.mute(mute.child_id, mute.one_id, mute.other_id)
    kept = {"expires_at": number(int((mute.at + KEPT).timestamp()))}
    return Write(Kind.PUT, store.casework, key, {**to_attributes(mute), **kept})


def mute_removed(store: Store, child_id: str, somebody: str, another: str) -> Write:
    """A pair without a mute."""
    one, other = sorted((somebody, another))
    return Write(Kind.DELETE, store.casework, work_keys.mute(child_id, one, other))


def read_enquiry(item: Item) -> Enquiry:
    """An enquiry from its item. Raises UnreadableItem."""
    return from_attributes(Enquiry, item)


@dataclass(frozen=True)
class DynamoEnquiries:
    """Implements `ports.enquiries.Enquiries`."""

    store: Store

    def of(self, child_ids: Sequence[str], since: datetime) -> tuple[Enquiry, ...]:
        """One Query of each record."""
        found = [one for child_id in child_ids for one in self._of_record(child_id, since)]
        latest = sorted(found, key=lambda one: (one.at, one.reference), reverse=True)
        return tuple({one.reference: one for one in reversed(latest)}.values())[::-1]

    def _of_record(self, child_id: str, since: datetime) -> list[Enquiry]:
        partition = work_keys.enquiries_partition(child_id)
        asked = Query(self.store.casework, partition, MOST, from_sk=work_keys.enquiries_since(since))
        return [read_enquiry(row) for row in self.store.rows(asked)]

    def mutes(self, child_id: str) -> tuple[Mute, ...]:
        """One Query."""
        said = Query(self.store.casework, work_keys.mutes_partition(child_id), MOST_MUTES)
        return tuple(from_attributes(Mute, row) for row in self.store.rows(said))
