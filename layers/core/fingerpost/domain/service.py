"""Services, their areas, and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fingerpost.domain.bank_holidays import Nation


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


@dataclass(frozen=True)
class Contact:
    """How a service is reached. All telephone numbers are work numbers.

    duty_telephone: answered by a person within `hours`.
    out_of_hours: whom to ring otherwise, a number or a named service with its number.
    deputy: a role or person to ask for when the worker is away.
    """

    duty_telephone: str
    hours: str
    out_of_hours: str
    deputy: str = ""


@dataclass(frozen=True)
class Area:
    """A local authority area and where its index officer is reached. nation: whose bank holidays count there.
    version: counts changes."""

    id: str
    name: str
    officer_telephone: str
    version: int = 1
    nation: Nation = Nation.ENGLAND


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
    organisation_id: str = ""
    version: int = 1


@dataclass(frozen=True)
class Feed:
    """One line of a coverage statement: a service that feeds the area, and how fresh it is."""

    service_name: str
    kind: ServiceKind
    last_fed: datetime | None


@dataclass(frozen=True)
class Coverage:
    """Which services feed an area: what a nil answer rests on."""

    area_name: str
    feeds: tuple[Feed, ...]
