"""Reads the officer's forms into the domain. Every problem of a form is named at once (`InvalidForm`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from fingerpost.domain.child import Details, Name, Sex, details_of_birth
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.reference import read_reference
from fingerpost.surfaces import typed
from fingerpost.surfaces.cleaning import clean, is_label
from fingerpost.surfaces.dates import born_in_words, in_words
from fingerpost.surfaces.reading import Reading, sure

Values = Mapping[str, str]
Thing = TypeVar("Thing")

_LOCAL = re.compile(r"(?P<issuer>[^:]{1,80}):(?P<number>.+)")


def read_record(values: Values, today: date) -> str:
    """The reference of one record. Raises InvalidForm."""
    return _references(Reading(values, today), "record")[0]


def read_seal(values: Values, today: date) -> str:
    """The reference of a seal. Raises InvalidForm."""
    return _references(Reading(values, today), "seal")[0]


def read_two_records(values: Values, today: date) -> tuple[str, str]:
    """The references of the record to keep and of the other. Raises InvalidForm."""
    kept, absorbed = _references(Reading(values, today), "kept", "absorbed")
    return kept, absorbed


def read_correction(values: Values, today: date, *, unborn: bool) -> tuple[Details, bool]:
    """The details as they are to be, and whether the old ones were right until now. Raises InvalidForm."""
    reading = Reading(values, today)
    details = _details(reading, unborn=unborn)
    keep_old = reading.needed("keep_old", typed.read_yes_or_no)
    reading.check()
    return details, bool(keep_old)


def read_new_identity(values: Values, today: date) -> Details:
    """The details of a new identity: enough to know the child by, and nothing of an earlier life, whatever an
    older form offered. Raises InvalidForm."""
    reading = Reading({**values, "other_names": "", "earlier_postcodes": ""}, today)
    details = _details(reading, unborn=False)
    if details.born is None and not reading.typed("birth_date"):
        reading.miss("birth_date")
    reading.check()
    return details


def read_written(values: Values, today: date, seal: str) -> None:
    """That the reference of a seal was written down: it is typed. Raises InvalidForm."""
    reading = Reading(values, today)
    written = reading.needed("written", _reference)
    if written is not None and written != seal:
        reading.miss("written", Problem.NOT_AS_WRITTEN)
    reading.check()


def values_of_details(details: Details) -> dict[str, str]:
    """A record's details as its form shows them."""
    name = details.name or Name("", "")
    return {
        "given_name": name.given or "-",
        "family_name": name.family or "-",
        "other_names": "\n".join(f"{one.given or '-'}, {one.family or '-'}" for one in details.names[1:]),
        "birth_date": born_in_words(details.born) if details.born else "",
        "sex": details.sex or "unknown",
        "postcode": details.postcode or "",
        "earlier_postcodes": "\n".join(details.postcodes[1:]),
        "carers": "\n".join(details.carers),
        "numbers": "\n".join(map(number_in_words, details.identifiers)),
        "multiple_birth": "yes" if details.multiple_birth else "no",
        "expected": in_words(details.expected) if details.expected else "",
    }


def number_in_words(number: Identifier) -> str:
    """A number as it is typed: a service's own after the service."""
    return f"{number.issuer}: {number.value}" if number.kind is IdentifierKind.LOCAL else number.value


def _references(reading: Reading, *names: str) -> tuple[str, ...]:
    read = [reading.needed(name, _reference) for name in names]
    reading.check()
    return tuple(map(sure, read))


def _reference(field: str, text: str) -> str:
    reference = read_reference(text)
    if reference is None:
        raise InvalidField(field, Problem.NOT_A_REFERENCE)
    return reference


def _details(reading: Reading, *, unborn: bool) -> Details:
    given = reading.optional("given_name", typed.read_name) or ""
    family = reading.optional("family_name", typed.read_name) or ""
    born = reading.optional("birth_date", reading.mothers_birth if unborn else reading.birth)
    details = replace(
        details_of_birth(born),
        names=((Name(given, family),) if given or family else ()),
        sex=_sex(reading),
        identifiers=_each(reading, "numbers", _number),
        multiple_birth=bool(reading.optional("multiple_birth", typed.read_yes_or_no)),
        expected=reading.needed("expected", reading.day_expected) if unborn else None,
    )
    if not details.names:
        reading.miss("given_name", Problem.NO_NAME_AT_ALL)
    return _with_history(details, reading)


def _with_history(details: Details, reading: Reading) -> Details:
    current = reading.optional("postcode", typed.read_postcode)
    earlier = _each(reading, "earlier_postcodes", typed.read_postcode)
    return replace(
        details,
        names=_distinct((*details.names, *_each(reading, "other_names", _other_name))),
        postcodes=_distinct((*((current,) if current else ()), *earlier)),
        carers=_distinct(_each(reading, "carers", typed.read_name)),
    )


def _sex(reading: Reading) -> Sex | None:
    return reading.optional("sex", typed.read_sex)


def _each(reading: Reading, name: str, read: Callable[[str, str], Thing]) -> tuple[Thing, ...]:
    """One entry a line."""

    def read_lines(field: str, text: str) -> tuple[Thing, ...]:
        return tuple(read(field, line) for line in text.splitlines() if line.strip())

    return reading.optional(name, read_lines) or ()


def _other_name(field: str, text: str) -> Name:
    """Given name, comma, family name."""
    given, comma, family = text.partition(",")
    if not comma:
        raise InvalidField(field, Problem.NO_COMMA)
    name = Name(typed.read_name(field, given or "-"), typed.read_name(field, family or "-"))
    if not (name.given or name.family):
        raise InvalidField(field, Problem.NO_NAME_AT_ALL)
    return name


def _number(field: str, text: str) -> Identifier:
    own = _LOCAL.fullmatch(text.strip())
    if own and not is_label("number", own["issuer"]):
        number = typed.read_own_number(field, own["number"])
        return replace(number, issuer=clean(own["issuer"]))
    return typed.read_identifier(field, text)


def _distinct(values: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(values))
