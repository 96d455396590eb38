"""How requests, reviews and what is due are named in the casework table: by references and opaque ids."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from fingerpost.adapters.dynamodb.attributes import moment
from fingerpost.adapters.dynamodb.keys import CONTACT, ENQUIRIES, OVERSIGHT, REVIEW, TEST, Key
from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.notice import Notice
from fingerpost.domain.oversight import Oversight
from fingerpost.usecases.ports.due import DueLine


def contact(reference: str) -> Key:
    """A request to be contacted. The stream to `fanout` is filtered by this sort key."""
    return Key(f"CR#{reference}", CONTACT)


def contacts_partition(practitioner_id: str) -> str:
    """The requests in which somebody has a part."""
    return f"CP#{practitioner_id}"


def contact_of(practitioner_id: str, request: ContactRequest) -> Key:
    """A request in somebody's list, by when it was asked."""
    return Key(contacts_partition(practitioner_id), f"{moment(request.asked_at)}#{request.reference}")


def review(involvement_id: str) -> Key:
    """The question "still involved?". The stream to `fanout` is filtered by this sort key."""
    return Key(f"RV#{involvement_id}", REVIEW)


def oversight(reference: str) -> Key:
    """What somebody has to look at. The stream to `fanout` is filtered by this sort key."""
    return Key(f"OV#{reference}", OVERSIGHT)


def oversight_partition(practitioner_id: str) -> str:
    """What somebody may decide."""
    return f"OVP#{practitioner_id}"


def oversight_of(practitioner_id: str, one: Oversight) -> Key:
    """A line of somebody's list, by when it was asked."""
    return Key(oversight_partition(practitioner_id), f"{moment(one.asked_at)}#{one.reference}")


def held_partition(practitioner_id: str) -> str:
    """What is held for somebody's digest."""
    return f"HELD#{practitioner_id}"


def held(notice: Notice) -> Key:
    """That a notice is held, by when it was made."""
    return Key(held_partition(notice.recipient_id), f"{moment(notice.created_at)}#{notice.id}")


def preferences(practitioner_id: str) -> Key:
    """When somebody wants to be told."""
    return Key(f"PREFS#{practitioner_id}", "PREFERENCES")


def enquiries_partition(child_id: str) -> str:
    """Who asked about a child."""
    return f"EN#{child_id}"


def enquiry(one: Enquiry) -> Key:
    """One enquiry, by when it was. The stream to `fanout` is filtered by the beginning of this sort key."""
    return Key(enquiries_partition(one.child_id), f"{ENQUIRIES}{moment(one.at)}#{one.reference}")


def enquiries_since(at: datetime) -> str:
    """The sort key from which on enquiries are of that time or later."""
    return f"{ENQUIRIES}{moment(at)}"


def mutes_partition(child_id: str) -> str:
    """Who is in contact about a child."""
    return f"MUTE#{child_id}"


def mute(child_id: str, one_id: str, other_id: str) -> Key:
    """A pair."""
    return Key(mutes_partition(child_id), f"{one_id}#{other_id}")


def refusal(practitioner_id: str) -> Key:
    """That the last notice to somebody was refused for good."""
    return Key(f"REFUSED#{practitioner_id}", "REFUSAL")


def test_notice(practitioner_id: str) -> Key:
    """That somebody wants a test notice. The stream to `fanout` is filtered by this sort key."""
    return Key(f"TEST#{practitioner_id}", TEST)


class Work(StrEnum):
    """What the clock looks at: each kind in partitions, and with a cursor, of its own."""

    CONTACTS = "C"
    REVIEWS = "R"
    STANDING = "S"
    DIGESTS = "D"


def due_partition(work: Work, hour: datetime) -> str:
    """What is due within one hour (UTC)."""
    return f"DUE#{work}#{hour.astimezone(UTC):%Y-%m-%dT%H}"


def due(work: Work, at: datetime, name: str) -> Key:
    """When something is looked at next. name: the request's reference, or the involvement's id."""
    return Key(due_partition(work, at), f"{moment(at)}#{name}")


def line_of(key: Key) -> DueLine:
    """What a line of an hour says."""
    at, _, name = key.sk.partition("#")
    return DueLine(name, datetime.fromisoformat(at))


def due_until(at: datetime) -> str:
    """The sort key behind everything that is due by then."""
    return f"{moment(at)}$"


def name_in(key: Key) -> str:
    """What a line of a list or of an hour is of."""
    return key.sk.rpartition("#")[2]


def clock_cursor(work: Work) -> Key:
    """Up to which hour nothing that was due is left."""
    return Key(f"CLOCK#{work}", "CURSOR")


def rekeying_partition(stage: str, table: str) -> str:
    """How far a stage of re-keying is with a table."""
    return f"REKEY#{stage}#{table}"


def rekeying(stage: str, table: str, segment: int) -> Key:
    """The same of one segment."""
    return Key(rekeying_partition(stage, table), f"{segment:03d}")
