"""What an administrator may enter into the directory, and what is wrong or doubtful about it (B8, H3, H5).

What cannot stand raises InvalidField; what is only doubtful is a `Doubt`: it is entered, and said.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.files.columns import COLUMNS
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.domain.service import Area, Contact, Organisation, Service

Entry = TypeVar("Entry", Area, Organisation, Service, Practitioner, RegisteredFeed)

MOST_CHARACTERS = 100
ROLES_OF_PEOPLE = (Role.PRACTITIONER, Role.SUPERVISOR, Role.OFFICER, Role.ADMIN)

_DISTRICT = re.compile(r"(?:[A-Za-z]{1,2}[0-9][A-Za-z0-9]?)?")
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")
_CLIENT = re.compile(r"[\x21-\x7e]{1,256}")
_NUMBER = re.compile(
    r"(?:\+44\s?|0)(?:\(0\)\s?)?[1-9](?:[\s()-]*[0-9]){8,9}(?![0-9])|(?<![0-9])(?:101|111|999)(?![0-9])"
)
_ALL_DAY = re.compile(r"24\s*(?:hours|/\s*7)|round the clock|always|day and night", re.IGNORECASE)


class Doubt(StrEnum):
    """What is entered all the same, and said to whoever enters it."""

    MOBILE_NUMBER = "mobile_number"
    CLOSES_WITHOUT_ANOTHER_NUMBER = "closes_without_another_number"
    STANDING_HAS_RUN_OUT = "standing_has_run_out"


def check_area(area: Area) -> None:
    """Raises InvalidField."""
    _check_id(area.id)
    _check_line("name", area.name)
    _check_telephone("officer_telephone", area.officer_telephone)


def check_organisation(organisation: Organisation) -> None:
    """Raises InvalidField."""
    _check_id(organisation.id)
    _check_line("name", organisation.name)


def check_service(service: Service) -> None:
    """Its name, and how it is reached: by a number at work, in hours, out of hours, and past the one who is
    away. Raises InvalidField."""
    _check_id(service.id)
    _check_line("name", service.name)
    for name in ("hours", "out_of_hours", "deputy"):
        _check_line(name, getattr(service.contact, name))
    _check_telephone("duty_telephone", service.contact.duty_telephone)
    if not _numbers(service.contact.out_of_hours):
        raise InvalidField("out_of_hours", Problem.NOT_A_TELEPHONE)


def check_practitioner(practitioner: Practitioner) -> None:
    """Raises InvalidField."""
    _check_id(practitioner.id)
    _check_words("name", practitioner.name)
    _check_words("job_title", practitioner.job_title)
    for name in practitioner.household_names:
        _check_words("household_names", name)
    if not _DISTRICT.fullmatch(practitioner.home_district):
        raise InvalidField("home_district", Problem.NOT_A_POSTCODE)
    if practitioner.role not in ROLES_OF_PEOPLE:
        raise InvalidField("role", Problem.NOT_ON_LIST)
    if practitioner.supervisor_id == practitioner.id:
        raise InvalidField("supervisor_id", Problem.NOT_ON_LIST)


def check_feed(feed: RegisteredFeed) -> None:
    """Raises InvalidField."""
    _check_id(feed.id)
    _check_line("contact", feed.contact)
    if not _CLIENT.fullmatch(feed.client):
        raise InvalidField("client", Problem.NOT_A_CLIENT)
    if any(one.ours not in COLUMNS for one in feed.columns):
        raise InvalidField("columns", Problem.NOT_ON_LIST)
    if not feed.may:
        raise InvalidField("may", Problem.NOTHING_GRANTED)


def doubts_about(
    entry: Area | Organisation | Service | Practitioner | RegisteredFeed, today: date
) -> tuple[Doubt, ...]:
    """What is worth a second look."""
    match entry:
        case Service():
            return _doubts_about_contact(entry.contact)
        case Practitioner():
            lasts = min(entry.vetted_until, entry.trained_until, entry.agreed_until)
            return (Doubt.STANDING_HAS_RUN_OUT,) if lasts < today else ()
    return ()


def _doubts_about_contact(contact: Contact) -> tuple[Doubt, ...]:
    """A mobile goes home with one person; a switchboard that closes leaves nobody to ring."""
    duty, otherwise = _numbers(contact.duty_telephone), _numbers(contact.out_of_hours)
    closes = not _ALL_DAY.search(contact.hours) and set(otherwise) <= set(duty)
    mobile = any(number.startswith("07") for number in (*duty, *otherwise))
    found = ((Doubt.MOBILE_NUMBER, mobile), (Doubt.CLOSES_WITHOUT_ANOTHER_NUMBER, closes))
    return tuple(doubt for doubt, holds in found if holds)


def changed(before: Entry, after: Entry) -> tuple[str, ...]:
    """The names of the fields that differ, but for the version."""
    names = (each.name for each in fields(before) if each.name != "version")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _check_id(written: str) -> None:
    if not _ID.fullmatch(written):
        raise InvalidField("id", Problem.NOT_AN_ID)


def _check_line(field: str, written: str) -> None:
    if not written.strip():
        raise InvalidField(field, Problem.MISSING)
    if len(written) > MOST_CHARACTERS:
        raise InvalidField(field, Problem.TOO_LONG)
    if not written.isprintable():
        raise InvalidField(field, Problem.NOT_ONE_LINE)


def _check_words(field: str, written: str) -> None:
    """A spreadsheet would run what begins like a formula."""
    _check_line(field, written)
    if written.lstrip()[0] in "=+-@":
        raise InvalidField(field, Problem.SYMBOLS_IN_NAME)


def _check_telephone(field: str, written: str) -> None:
    _check_line(field, written)
    if not _numbers(written):
        raise InvalidField(field, Problem.NOT_A_TELEPHONE)


def _numbers(text: str) -> tuple[str, ...]:
    """The telephone numbers in a text, digits only, as dialled inside the country."""
    found = (re.sub(r"\D", "", number.replace("(0)", "")) for number in _NUMBER.findall(text))
    return tuple("0" + number[2:] if number.startswith("44") else number for number in found)
