"""What asking to be contacted comes to, and where a request stands."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.service import Area, Contact


@dataclass(frozen=True)
class PersonToRing:
    """Somebody of a request, and how their service is reached. contact: None where it is not known."""

    name: str
    job_title: str
    service_name: str
    contact: Contact | None


@dataclass(frozen=True)
class ContactShown:
    """Where a request stands, for one who has to do with it.

    owner: who has to answer, or had to at its end. asker: who asked. is_asker: whether they look at it.
    is_asked: whether they may answer it.
    opens: the reference of the looker's own involvement with the child, empty where they have none.
    behind: for the officer of a brokered request: whom it is about. told_no_more: the officer may not be told
    any more.
    """

    reference: str
    at: datetime
    request: ContactRequest
    asker: PersonToRing
    owner: PersonToRing
    is_asker: bool
    is_asked: bool
    opens: str = ""
    behind: PersonToRing | None = None
    told_no_more: bool = False
    kind: Literal["contact_shown"] = "contact_shown"


@dataclass(frozen=True)
class ContactLine:
    """One request in a list. waits_for_me: the looker has to answer it. is_asker: they made it.

    other: who has to answer, or who asked; service_name: theirs.
    """

    request: ContactRequest
    waits_for_me: bool
    is_asker: bool
    other: str
    service_name: str


@dataclass(frozen=True)
class ContactsListed:
    """Every open request of somebody, and those that ended within a month; the oldest first."""

    reference: str
    at: datetime
    lines: tuple[ContactLine, ...]
    kind: Literal["contacts_listed"] = "contacts_listed"


@dataclass(frozen=True)
class NobodyToAsk:
    """Nobody is left whom the directory knows: the service has to be rung. service_name, contact: of it.

    officer: where it may not be named, the area whose officer has to be rung instead.
    """

    reference: str
    at: datetime
    service_name: str
    contact: Contact | None
    officer: Area | None = None
    kind: Literal["nobody_to_ask"] = "nobody_to_ask"


ContactAnswer = ContactShown | ContactsListed | NobodyToAsk | Refused | CannotAnswer | AlreadyAsked
