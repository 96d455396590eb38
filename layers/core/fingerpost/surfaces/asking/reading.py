"""Reads the forms that ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fingerpost.domain.child import Details, Name, details_of_birth
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.outcomes.asking import Detail, FamilyTold
from fingerpost.matching.normalise import is_whole_postcode, telling_postcode
from fingerpost.surfaces import typed
from fingerpost.surfaces.limits import LONGEST_NAME, LONGEST_NOTE, MOST_AREAS
from fingerpost.surfaces.reading import Read, Reading, Values, read_reason, sure
from fingerpost.surfaces.whole_names import whole_name
from fingerpost.usecases.requests import Question


def read_question(values: Values, today: date) -> Question:
    """An ask: by number, or by names and birth date, with its reason. Raises InvalidForm."""
    return _question(Reading(values, today), _details)


def read_unborn_question(values: Values, today: date) -> Question:
    """An ask for an unborn child: by its mother's details and the day it is expected. Raises InvalidForm."""
    return _question(Reading(values, today), _mothers_details)


def _question(reading: Reading, read_details: Callable[[Reading], Details]) -> Question:
    details = read_details(reading)
    reason = reading.needed("reason", read_reason)
    told = reading.needed("family_told", _family_told)
    note = reading.optional("note", _note) or ""
    areas = reading.optional("also_lived_in", _areas) or ()
    reading.check()
    return Question(details, sure(reason), sure(told), note, areas)


def read_added(wanted: Sequence[Detail], values: Values, today: date, *, unborn: bool = False) -> Details:
    """What was given of the details asked for, any one of which will do; of an unborn child they are the
    mother's. Raises InvalidForm."""
    reading = Reading(values, today)
    given = [detail for detail in wanted if reading.typed(detail) and values.get(detail) != "unknown"]
    if not given:
        reading.miss(wanted[0])
    details = Details()
    for detail in given:
        details = details.completed_by(_one_detail(reading, detail, unborn=unborn))
    reading.check()
    return details


def _details(reading: Reading) -> Details:
    reading = _with_whole_name(reading)
    identifier = reading.optional("identifier", typed.read_identifier)
    if not reading.typed("identifier"):
        _need_names(reading)
    given = reading.optional("given_name", typed.read_name)
    family = reading.optional("family_name", typed.read_name)
    former = reading.optional("former_name", typed.read_name)
    known_as = reading.optional("known_as", typed.read_name)
    _need_more_than_initials(reading, given, family)
    born = details_of_birth(reading.optional("birth_date", reading.birth))
    return replace(
        born,
        names=_names(given or "", family or "", former or "", known_as or ""),
        postcodes=_postcodes(reading),
        sex=reading.optional("sex", typed.read_sex),
        carers=one(reading.optional("carer", typed.read_name) or None),
        identifiers=(*one(identifier), *one(reading.optional("own_number", typed.read_own_number))),
    )


def _postcodes(reading: Reading) -> tuple[str, ...]:
    current = reading.optional("postcode", typed.read_postcode)
    earlier = reading.optional("earlier_postcode", typed.read_postcode)
    return (current or "", earlier) if earlier else one(current)


def _mothers_details(reading: Reading) -> Details:
    reading = _with_whole_name(reading, "mothers_")
    identifier = reading.optional("mothers_identifier", typed.read_identifier)
    if not reading.typed("mothers_identifier"):
        _need_names(reading, "mothers_")
    given, family, former = (
        reading.optional(f"mothers_{name}", typed.read_name) or ""
        for name in ("given_name", "family_name", "former_name")
    )
    born = details_of_birth(reading.optional("mothers_birth_date", reading.mothers_birth))
    return replace(
        born,
        names=_names(given, family, former),
        postcodes=one(reading.optional("mothers_postcode", typed.read_postcode)),
        identifiers=one(identifier),
        expected=reading.needed("expected", reading.day_expected),
    )


def _need_names(reading: Reading, whose: str = "") -> None:
    """A service's own number never stands alone: it has no check digit, and a slip may be another child's."""
    needed = [f"{whose}{name}" for name in ("given_name", "family_name", "birth_date")]
    missing = [name for name in needed if not reading.typed(name)]
    if len(missing) == 3 and not reading.typed("own_number"):
        reading.miss(f"{whose}identifier", Problem.NOTHING_TO_ASK_BY)
        return
    for name in missing:
        reading.miss(name)


def _with_whole_name(reading: Reading, whose: str = "") -> Reading:
    """The same where the whole name stands in one of the two fields ("Ann Lee", "Lee, Ann") and the other is
    empty: the name is parted."""
    fields = f"{whose}given_name", f"{whose}family_name"
    filled = [name for name in fields if reading.typed(name)]
    parted = whole_name(reading.typed(filled[0])) if len(filled) == 1 else None
    if parted is None:
        return reading
    return replace(reading, values={**reading.values, **dict(zip(fields, parted, strict=True))})


def _need_more_than_initials(reading: Reading, given: str | None, family: str | None) -> None:
    if (given, family) == ("", ""):
        reading.miss("given_name", Problem.NO_NAME_AT_ALL)
    elif given is not None and family is not None and typed.is_initials(f"{given} {family}"):
        reading.miss("given_name" if given else "family_name", Problem.ONE_LETTER)


def _names(given: str, family: str, former: str, known_as: str = "") -> tuple[Name, ...]:
    current = (Name(given, family),) if given or family else ()
    known = (Name(known_as, family),) if known_as else ()
    return (*current, *((Name(given, former),) if former else ()), *known)


def _one_detail(reading: Reading, wanted: Detail, *, unborn: bool) -> Details:
    born = reading.mothers_birth if unborn else reading.birth
    value = reading.optional(wanted, _READERS.get(wanted, born))
    return Details() if value is None else _AS_DETAILS[wanted](value)


def _whole_postcode(name: str, text: str) -> str:
    """Asked for as the one more detail: a first half would use up a try and settle nothing."""
    postcode = typed.read_postcode(name, text)
    if not is_whole_postcode(telling_postcode(postcode)):
        raise InvalidField(name, Problem.HALF_POSTCODE)
    return postcode


def _real_name(name: str, text: str) -> str:
    if not (read := typed.read_name(name, text)):
        raise InvalidField(name, Problem.NO_LETTERS)
    return read


def one(value: Read | None) -> tuple[Read, ...]:
    return () if value is None else (value,)


def _family_told(name: str, text: str) -> FamilyTold:
    try:
        return FamilyTold(text)
    except ValueError:
        raise InvalidField(name, Problem.NOT_ON_LIST) from None


def _areas(name: str, text: str) -> tuple[str, ...]:
    """Names of areas, one after the other."""
    named = (part.strip(" .") for part in re.split(r"[,;/\n]", typed.read_text(name, text, LONGEST_NAME)))
    return tuple(dict.fromkeys(filter(None, named)))[:MOST_AREAS]


def _note(name: str, text: str) -> str:
    return typed.read_text(name, text, LONGEST_NOTE)


_READERS: dict[Detail, Callable[[str, str], Any]] = {
    Detail.IDENTIFIER: typed.read_identifier,
    Detail.POSTCODE: _whole_postcode,
    Detail.EARLIER_POSTCODE: typed.read_postcode,
    Detail.SEX: typed.read_sex,
    Detail.GIVEN_NAME: _real_name,
    Detail.FAMILY_NAME: _real_name,
    Detail.FORMER_NAME: _real_name,
    Detail.KNOWN_AS: _real_name,
    Detail.CARER: _real_name,
}
"""How each detail is read; a birth date, which is not among them, by the day of today."""

_AS_DETAILS: dict[Detail, Callable[[Any], Details]] = {
    Detail.IDENTIFIER: lambda number: Details(identifiers=(number,)),
    Detail.BIRTH_DATE: details_of_birth,
    Detail.POSTCODE: lambda postcode: Details(postcodes=(postcode,)),
    Detail.EARLIER_POSTCODE: lambda postcode: Details(postcodes=("", postcode)),
    Detail.SEX: lambda sex: Details(sex=sex),
    Detail.GIVEN_NAME: lambda name: Details(names=(Name(name, ""),)),
    Detail.FAMILY_NAME: lambda name: Details(names=(Name("", name),)),
    Detail.FORMER_NAME: lambda name: Details(names=(Name("", ""), Name("", name))),
    Detail.KNOWN_AS: lambda name: Details(names=(Name("", ""), Name(name, ""))),
    Detail.CARER: lambda name: Details(carers=(name,)),
}
"""What each is of a child. The current name or postcode stays first: what is added to it here is nothing."""
