"""What of a form was not used to find the child, since it stands for many: nobody is to count on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from fingerpost.domain.birth import PartDate
from fingerpost.domain.errors import InvalidField
from fingerpost.domain.evidence import (
    date_stands_for_many,
    is_first_of_january,
    is_no_carers_name,
    is_no_given_name,
    is_no_name,
    postcode_stands_for_many,
)
from fingerpost.surfaces.cleaning import clean_value
from fingerpost.surfaces.dates import born_in_words, years_before
from fingerpost.surfaces.typed_birth import read_birth
from fingerpost.surfaces.typed_dates import read_date
from fingerpost.surfaces.views import Part, Screen, SmallPrint
from fingerpost.surfaces.words import say

Values = Mapping[str, str]

_MOTHERS = "mothers_"
_OLDEST_MOTHER = 65


def told_unused(screen: Screen, values: Values, today: date) -> Screen:
    """A screen that also says which of the typed values stand for many children, below its first part."""
    notes = tuple(_notes(values, today))
    return replace(screen, parts=(*screen.parts[:1], *notes, *screen.parts[1:])) if notes else screen


def unused_in(values: Values, today: date) -> tuple[str, ...]:
    """The names of the fields whose values stand for many children."""
    return tuple(name for name, text in values.items() if _is_unused(name, text, today))


def _notes(values: Values, today: date) -> Iterator[Part]:
    if fields := [say(f"field.{name}") for name in unused_in(values, today)]:
        key = "unused" if len(fields) == 1 else "unused.several"
        yield SmallPrint(say(key, fields=", ".join(fields)))
    if part := _part(values, today):
        yield SmallPrint(say("birth.read", born=born_in_words(part)))
    day = _day(values.get("birth_date", ""), today)
    if day and is_first_of_january(day) and not date_stands_for_many(day):
        yield SmallPrint(say("unused.first_of_january"))


def _is_unused(name: str, text: str, today: date) -> bool:
    reads = _READS.get(name.removeprefix(_MOTHERS))
    return reads is not None and bool(text.strip(" -")) and reads(text, today)


def _given(text: str, today: date) -> bool:
    return is_no_given_name(clean_value("name", text))


def _carer(text: str, today: date) -> bool:
    return is_no_carers_name(clean_value("name", text))


def _family(text: str, today: date) -> bool:
    return is_no_name(clean_value("name", text))


def _postcode(text: str, today: date) -> bool:
    return postcode_stands_for_many(clean_value("postcode", text))


def _birth_date(text: str, today: date) -> bool:
    day = _day(text, today)
    return day is not None and (day == today or date_stands_for_many(day))


def _part(values: Values, today: date) -> PartDate | None:
    """A birth date of which only a part was given: how it was read."""
    text = values.get("birth_date") or values.get(f"{_MOTHERS}birth_date") or ""
    try:
        born = read_birth("birth_date", text, today, years_before(today, _OLDEST_MOTHER), today)
    except InvalidField:
        return None
    return born if isinstance(born, PartDate) else None


def _day(text: str, today: date) -> date | None:
    try:
        return read_date("birth_date", text, years_before(today, _OLDEST_MOTHER), today)
    except InvalidField:
        return None


_READS: dict[str, Callable[[str, date], bool]] = {
    "given_name": _given,
    "known_as": _given,
    "carer": _carer,
    "family_name": _family,
    "former_name": _family,
    "postcode": _postcode,
    "earlier_postcode": _postcode,
    "birth_date": _birth_date,
}
