"""Which column of a file is which of ours: proposed from the header, kept with the feed as data (C6)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from fingerpost.domain.files.table import FileProblem, UnreadableFile
from fingerpost.domain.made_when_used import dataclass

COLUMNS = (
    *("source_ref", "given_name", "family_name", "former_name", "known_as", "birth_date", "sex"),
    *("nhs_number", "upn", "own_number", "postcode", "earlier_postcode", "carer"),
    *("worker_id", "role", "since", "ended", "lead"),
)
NEEDED = ("source_ref", "given_name", "family_name", "birth_date", "worker_id", "role", "since")
DATES = ("birth_date", "since", "ended")

_NAMES: dict[str, tuple[str, ...]] = {
    "source_ref": ("source ref", "source reference", "case id", "case number", "case ref", "episode id",
                   "involvement id", "record id", "referral id", "id"),
    "given_name": ("given name", "forename", "forenames", "first name", "firstname", "first names"),
    "family_name": ("family name", "surname", "last name", "lastname"),
    "former_name": ("former name", "previous surname", "birth surname", "maiden name", "former surname"),
    "known_as": ("known as", "preferred name", "preferred forename", "alias"),
    "birth_date": ("date of birth verified", "dob verified", "assessed date of birth", "birth date",
                   "date of birth", "dob", "d o b", "birthdate"),
    "sex": ("sex", "gender", "sex at birth"),
    "nhs_number": ("nhs number", "nhs no", "nhsno", "nhs"),
    "upn": ("upn", "unique pupil number"),
    "own_number": ("own number", "person id", "client id", "pupil id", "system id", "local id", "patient id"),
    "postcode": ("postcode", "post code", "current postcode", "home postcode"),
    "earlier_postcode": ("earlier postcode", "previous postcode", "old postcode"),
    "carer": ("carer", "parent carer", "parent", "mother forename", "carer forename"),
    "worker_id": ("worker id", "worker", "allocated worker id", "allocated worker", "practitioner id",
                  "key worker", "keyworker id", "staff id"),
    "role": ("role", "worker role", "job title", "allocated worker role"),
    "since": ("since", "start date", "started", "date started", "allocation start", "involvement start",
              "from date", "start"),
    "ended": ("ended", "end date", "date ended", "closed", "closure date", "allocation end", "to date",
              "end"),
    "lead": ("lead", "lead professional", "is lead", "lead worker"),
}  # fmt: skip
"""What case systems call each column, the best first: of two dates of birth the verified one is taken."""

_SERIAL = re.compile(r"(\d{5})(?:\.0+)?", re.ASCII)
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets, as far as days after February 1900 go."""


@dataclass(frozen=True)
class Proposal:
    """Which column is taken for which of ours. several: ours for which more than one would do, the taken one
    first. missing: needed ones that none fits. unused: columns that are not read."""

    taken: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    unused: tuple[str, ...]


def propose(header: Sequence[str]) -> Proposal:
    """What each column of a header most likely is."""
    fitting = {ours: _fitting(ours, header) for ours in COLUMNS}
    taken: dict[str, str] = {}
    for ours in COLUMNS:
        free = [name for name in fitting[ours] if name not in taken.values()]
        if free:
            taken[ours] = free[0]
    several = {ours: names for ours, names in fitting.items() if len(names) > 1 and ours in taken}
    missing = tuple(ours for ours in NEEDED if ours not in taken)
    unused = tuple(name for name in header if name and name not in taken.values())
    return Proposal(taken, several, missing, unused)


def _fitting(ours: str, header: Sequence[str]) -> tuple[str, ...]:
    ranked = [(rank, name) for name in header if (rank := _rank(ours, name)) is not None]
    return tuple(dict.fromkeys(name for _, name in sorted(ranked, key=lambda one: one[0])))


def _rank(ours: str, name: str) -> int | None:
    said = worded(name)
    known = (worded(ours), *_NAMES[ours])
    return known.index(said) if said in known else None


def worded(name: str) -> str:
    """A column's name without capitals and signs."""
    return " ".join(re.findall(r"[a-z0-9]+", name.casefold()))


def count_known(columns: Mapping[str, str] | None, cells: Sequence[str]) -> int:
    """How many columns a record names that are looked for: those of a feed, or any that can be proposed. None
    of fewer than three: a title may hold a word or two."""
    if columns:
        wanted = {worded(name) for name in columns.values()}
        found = len(wanted & {worded(cell) for cell in cells})
    else:
        found = len(propose(cells).taken)
    return found if found >= min(3, len(columns) if columns else 3) else 0


def places_of(columns: Mapping[str, str] | None, header: Sequence[str]) -> dict[str, int]:
    """Where each of ours stands. columns: the feed's own, by ours; None for what is proposed.

    Raises UnreadableFile where a needed one is missing, or one that is read stands there twice.
    """
    taken = dict(columns) if columns else dict(propose(header).taken)
    said = [worded(name) for name in header]
    missing = [ours for ours in NEEDED if worded(taken.get(ours, "")) not in said or ours not in taken]
    if missing:
        raise UnreadableFile(FileProblem.COLUMNS_MISSING, missing)
    twice = [ours for ours, name in taken.items() if said.count(worded(name)) > 1]
    if twice:
        raise UnreadableFile(FileProblem.COLUMN_TWICE, twice)
    return {ours: said.index(worded(name)) for ours, name in taken.items() if worded(name) in said}


def values_in(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    """A row by our columns; a day that a spreadsheet wrote as a number is a day again."""
    values = {ours: cells[at] for ours, at in places.items() if at < len(cells)}
    return values | {name: day_of(values[name]) for name in DATES if name in values}


def day_of(cell: str) -> str:
    """A spreadsheet's number of a day as YYYY-MM-DD, from 1927 to 2099; anything else as it is."""
    found = _SERIAL.fullmatch(cell.strip())
    if found is None or not 10_000 <= int(found[1]) <= 73_050:
        return cell
    return (_FIRST_DAY + timedelta(days=int(found[1]))).isoformat()
