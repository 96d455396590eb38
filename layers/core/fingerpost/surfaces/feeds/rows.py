"""Reads one row of a case system, by column, into the domain (C5, C6).

What says which child it is and what the work is must be right, or the row is rejected with every reason at
once. What only adds to the details (a number, a postcode) is left out with a warning where it cannot be used:
a wrong postcode is no reason to lose an involvement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import date

from fingerpost.domain.child import Details, Name, Sex, details_of_birth
from fingerpost.domain.errors import InvalidField, InvalidForm, Problem
from fingerpost.domain.feed_rows import EndRow, FeedRow, SentRow, UnreadRow
from fingerpost.domain.identifiers import Identifier
from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces import typed
from fingerpost.surfaces.cleaning import clean
from fingerpost.surfaces.limits import LONGEST_ROLE
from fingerpost.surfaces.reading import Read, Reading, sure

COLUMNS = (
    *("source_ref", "given_name", "family_name", "former_name", "known_as", "birth_date", "sex"),
    *("nhs_number", "upn", "own_number", "postcode", "earlier_postcode", "carer"),
    *("worker_id", "role", "since", "ended", "lead"),
)
NEEDED = ("source_ref", "given_name", "family_name", "birth_date", "worker_id", "role", "since")
LONGEST_SOURCE_REF = 100
LONGEST_VALUE = 500

_SEXES = {"f": Sex.FEMALE, "female": Sex.FEMALE, "2": Sex.FEMALE, "girl": Sex.FEMALE}
_SEXES |= {"m": Sex.MALE, "male": Sex.MALE, "1": Sex.MALE, "boy": Sex.MALE}
_NOT_KNOWN = frozenset({"u", "unknown", "not known", "0", "9", "x", "i", "indeterminate", "not specified"})
_YES = frozenset({"yes", "y", "true", "1", "t"})
_NO = frozenset({"no", "n", "false", "0", "f", ""})


@dataclass
class _RowReading(Reading):
    """Reads needed columns as forms are read, and leaves out, with a warning, what only adds."""

    warnings: list[InvalidField] = field(default_factory=list)

    def added(self, name: str, read: Callable[[str, str], Read]) -> Read | None:
        """A column that the row counts without."""
        try:
            return read(name, self.typed(name)) if self.typed(name) else None
        except InvalidField as problem:
            self.warnings.append(problem)
            return None


def read_row(values: Mapping[str, str], today: date) -> SentRow:
    """The row, or why it cannot be used. values: by column; what is not among COLUMNS is not looked at."""
    source_ref = clean(values.get("source_ref", ""))[: LONGEST_SOURCE_REF + 1]
    reading = _RowReading(dict(values), today)
    try:
        return _read(reading, source_ref)
    except InvalidForm as fault:
        return UnreadRow(source_ref, fault.problems)


def read_end(values: Mapping[str, str], today: date) -> SentRow:
    """That a row has ended, or why it cannot be used. values: `source_ref` and `ended`."""
    source_ref = clean(values.get("source_ref", ""))[: LONGEST_SOURCE_REF + 1]
    reading = _RowReading(dict(values), today)
    try:
        _check_source_ref(reading, source_ref)
        ended = reading.needed("ended", reading.past_day)
        reading.check()
        return EndRow(source_ref, sure(ended))
    except InvalidForm as fault:
        return UnreadRow(source_ref, fault.problems)


def _check_source_ref(reading: _RowReading, source_ref: str) -> None:
    if not source_ref or len(source_ref) > LONGEST_SOURCE_REF:
        reading.miss("source_ref", Problem.TOO_LONG if source_ref else Problem.MISSING)


def _read(reading: _RowReading, source_ref: str) -> FeedRow:
    _check_source_ref(reading, source_ref)
    _check_lengths(reading)
    details = _details(reading)
    worker = reading.needed("worker_id", lambda name, text: typed.read_text(name, text, 48))
    role = reading.needed("role", _role)
    since = reading.needed("since", reading.past_day)
    ended = reading.optional("ended", reading.past_day)
    lead = reading.optional("lead", _yes_or_no)
    if since and ended and ended < since:
        reading.miss("ended", Problem.BEFORE_START)
    reading.check()
    warnings = tuple(reading.warnings)
    return FeedRow(source_ref, details, sure(worker), sure(role), sure(since), ended, bool(lead), warnings)


def _check_lengths(reading: _RowReading) -> None:
    for name in COLUMNS:
        if len(reading.values.get(name, "")) > LONGEST_VALUE:
            reading.miss(name, Problem.TOO_LONG)
    reading.values = {name: value[:LONGEST_VALUE] for name, value in reading.values.items()}


def _details(reading: _RowReading) -> Details:
    given = reading.needed("given_name", typed.read_name)
    family = reading.needed("family_name", typed.read_name)
    if (given, family) == ("", ""):
        reading.miss("given_name", Problem.NO_NAME_AT_ALL)
    born = details_of_birth(reading.needed("birth_date", reading.birth))
    former = reading.added("former_name", typed.read_name)
    known_as = reading.added("known_as", typed.read_name)
    carer = reading.added("carer", typed.read_name)
    return replace(
        born,
        names=_names(given or "", family or "", former or "", known_as or ""),
        postcodes=_postcodes(reading),
        sex=reading.added("sex", _sex),
        identifiers=_identifiers(reading),
        carers=(carer,) if carer else (),
    )


def _names(given: str, family: str, former: str, known_as: str) -> tuple[Name, ...]:
    names = (Name(given, family), Name(given, former) if former else None)
    more = Name(known_as, family) if known_as else None
    return tuple(name for name in (*names, more) if name)


def _postcodes(reading: _RowReading) -> tuple[str, ...]:
    current = reading.added("postcode", typed.read_postcode)
    earlier = reading.added("earlier_postcode", typed.read_postcode)
    if earlier:
        return (current or "", earlier)
    return (current,) if current else ()


def _identifiers(reading: _RowReading) -> tuple[Identifier, ...]:
    numbers = (
        reading.added("nhs_number", typed.read_identifier),
        reading.added("upn", typed.read_identifier),
        reading.added("own_number", typed.read_own_number),
    )
    return tuple(number for number in numbers if number)


def _role(name: str, text: str) -> str:
    role = clean(typed.read_text(name, text, LONGEST_ROLE))
    if not any(character.isalpha() for character in role):
        raise InvalidField(name, Problem.MISSING)
    return role


def _sex(name: str, text: str) -> Sex | None:
    said = text.casefold()
    if said in _NOT_KNOWN:
        return None
    if said not in _SEXES:
        raise InvalidField(name, Problem.NOT_ON_LIST)
    return _SEXES[said]


def _yes_or_no(name: str, text: str) -> bool:
    said = text.casefold()
    if said not in _YES | _NO:
        raise InvalidField(name, Problem.NOT_ON_LIST)
    return said in _YES
