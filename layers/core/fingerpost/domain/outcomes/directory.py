"""What an administrator's act on the directory can come to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Generic, Literal

from fingerpost.domain.directory import Doubt, Entry
from fingerpost.domain.made_when_used import dataclass


class Hindrance(StrEnum):
    """Why the directory stays as it is; each has its words and its way forward."""

    NOT_THERE = "not_there"
    ALREADY_THERE = "already_there"
    CHANGED_SINCE = "changed_since"
    UNKNOWN_AREA = "unknown_area"
    UNKNOWN_ORGANISATION = "unknown_organisation"
    ORGANISATION_NOT_ACCREDITED = "organisation_not_accredited"
    HAS_ACCREDITED_SERVICES = "has_accredited_services"
    STAYS_IN_ITS_AREA = "stays_in_its_area"
    UNKNOWN_SERVICE = "unknown_service"
    UNKNOWN_SUPERVISOR = "unknown_supervisor"
    NOT_A_SUPERVISOR = "not_a_supervisor"
    IS_SUSPENDED = "is_suspended"
    UNKNOWN_OWNER = "unknown_owner"
    NOT_WAITING = "not_waiting"
    TOO_MANY_IN_DOUBT = "too_many_in_doubt"
    CLIENT_OF_ANOTHER_FEED = "client_of_another_feed"
    STAYS_WITH_ITS_SERVICE = "stays_with_its_service"


@dataclass(frozen=True)
class Kept(Generic[Entry]):
    """It stands in the directory as wanted.

    changed: the fields that are other than before; all empty where nothing was to be done.
    entered: it is new. doubts: what is worth a second look.
    """

    reference: str
    at: datetime
    entry: Entry
    entered: bool = False
    changed: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    kind: Literal["kept"] = "kept"


@dataclass(frozen=True)
class NotKept:
    """The directory is as it was."""

    reference: str
    at: datetime
    because: Hindrance
    kind: Literal["not_kept"] = "not_kept"


@dataclass(frozen=True)
class Found(Generic[Entry]):
    """One entry, as it stands now."""

    reference: str
    at: datetime
    entry: Entry
    kind: Literal["found"] = "found"


@dataclass(frozen=True)
class Listed(Generic[Entry]):
    """One page of entries. next: where the next page begins, empty on the last one."""

    reference: str
    at: datetime
    entries: tuple[Entry, ...]
    next: str = ""
    kind: Literal["listed"] = "listed"


@dataclass(frozen=True)
class Admission:
    """That somebody is an administrator here. name: as they signed; policy_version: which judged them."""

    reference: str
    at: datetime
    name: str
    policy_version: str
    kind: Literal["admission"] = "admission"


@dataclass(frozen=True, repr=False)
class CodeGiven:
    """A code by which a practitioner links a chat account, once, until then. It is shown here and nowhere
    else: the directory keeps its hash."""

    reference: str
    at: datetime
    code: str
    until: datetime
    kind: Literal["code_given"] = "code_given"
