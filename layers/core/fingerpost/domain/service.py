"""Services, their areas, and how they are reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.shield import ShieldFlag


class ServiceKind(StrEnum):
    """What sort of service it is, in the words its practitioners use."""

    SOCIAL_CARE = "children's social care"
    SCHOOL = "school"
    HEALTH_VISITING = "health visiting"
    SCHOOL_NURSING = "school nursing"
    POLICE = "police"
    MENTAL_HEALTH = "child mental health"
    YOUTH_JUSTICE = "youth justice"
    FAMILY_SUPPORT = "family support"
    HOSPITAL = "hospital"


class Nation(StrEnum):
    """Whose bank holidays are kept."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern ireland"


@dataclass(frozen=True)
class OpeningTimes:
    """When the duty telephone is answered.

    days: of the week, 0 for Monday. opens, closes: minutes after midnight, on the clock of the place.
    bank_holidays: on those as well. school_days: only in term, of which nobody but the school knows.
    """

    days: tuple[int, ...]
    opens: int
    closes: int
    bank_holidays: bool = False
    school_days: bool = False


@dataclass(frozen=True)
class Contact:
    """How a service is reached. All telephone numbers are work numbers.

    duty_telephone: answered by a person within `hours`.
    out_of_hours: whom to ring otherwise, a number or a named service with its number.
    deputy: a role or person to ask for when the worker is away.
    opening: `hours` to be reckoned with; empty where nobody gave them. nation: whose bank holidays.
    """

    duty_telephone: str
    hours: str
    out_of_hours: str
    deputy: str = ""
    opening: tuple[OpeningTimes, ...] = ()
    nation: Nation = Nation.ENGLAND


@dataclass(frozen=True)
class Area:
    """A local authority area and where its index officer is reached. version: counts changes."""

    id: str
    name: str
    officer_telephone: str
    version: int = 1


@dataclass(frozen=True)
class Organisation:
    """Who answers for services: a council, a trust, a school. Only an accredited one has accredited services
    (H5). services: how often a service was entered or accredited under it. version: counts changes."""

    id: str
    name: str
    accredited: bool = True
    services: int = 0
    version: int = 1


@dataclass(frozen=True)
class Service:
    """A service that works with children in one area.

    last_fed: when its involvements were last brought up to date, None if never.
    tell_supervisor: new involvement is also told to the supervisor of each worker told.
    shields: children whom its workers record are shielded by default, for this reason (G5).
    organisation_id: who answers for it. version: counts changes.
    """

    id: str
    name: str
    kind: ServiceKind
    area_id: str
    contact: Contact
    accredited: bool = True
    sensitive: bool = False
    tell_supervisor: bool = False
    last_fed: datetime | None = None
    shields: ShieldFlag | None = None
    organisation_id: str = ""
    version: int = 1


@dataclass(frozen=True)
class Feed:
    """One line of a coverage statement: a service that feeds the area, and how fresh it is."""

    service_name: str
    kind: ServiceKind
    last_fed: datetime | None
    service_id: str = ""


@dataclass(frozen=True)
class Coverage:
    """Which services feed an area: what a nil answer rests on.

    officer_telephone: of its index officer. social_care: its children's social care, None where the index has
    none that may be named.
    """

    area_name: str
    feeds: tuple[Feed, ...]
    officer_telephone: str = ""
    social_care: Contact | None = None


def areas_called(areas: Iterable[Area], written: str) -> tuple[Area, ...]:
    """Those that are called so, by name or id, or else begin so."""
    wanted = " ".join(written.casefold().split())
    every = tuple(areas)
    exactly = tuple(one for one in every if wanted in (one.name.casefold(), one.id.casefold()))
    return exactly or tuple(one for one in every if wanted and one.name.casefold().startswith(wanted))


def coverage_of(area: Area, services: Iterable[Service]) -> Coverage:
    """What an area's services make of it. A sensitive one is named in no answer (G1)."""
    named = sorted((one for one in services if not one.sensitive), key=lambda one: one.name)
    care = next((one.contact for one in named if one.kind is ServiceKind.SOCIAL_CARE), None)
    feeds = tuple(Feed(one.name, one.kind, one.last_fed, one.id) for one in named)
    return Coverage(area.name, feeds, area.officer_telephone, care)
