"""What a child can be looked up by: combinations of details that survive the mistakes people make.

A question reads at most MAX_READS of them, in two stages; a child has a row for each (ADR 0011).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import jellyfish

from fingerpost.domain.birth import PartDate
from fingerpost.domain.child import Details, Name
from fingerpost.domain.evidence import is_first_of_january
from fingerpost.domain.identifiers import Identifier
from fingerpost.matching.model import TokenKey
from fingerpost.matching.names import formal
from fingerpost.matching.normalise import (
    given_parts,
    is_whole_postcode,
    name_parts,
    run_together,
    telling_birth,
    telling_date,
    telling_postcode,
    unordered,
)
from fingerpost.matching.scripts import closed

FIRST_READS = 5
MAX_READS = 8
MOST_IN_A_BUCKET = 300
"""Rows of one token that are read at most; a fuller one asks for one more detail. With 100, one question in
eight about a child of a South Asian Muslim family met a full bucket, of others one in 1,000 (ADR 0012)."""
_MOST_UNLESS_COMMON = {"ny": 60, "n": 60}
"""Kinds that a question without a postcode has room to read: both names with the year, and both names alone.
Up to so many rows are read; where there are more, the names are common and tell nothing (ADR 19)."""

MAX_ROWS = 72  # a child's rows and the child itself are written in one transaction of at most 100 items
_MAX_NAMES = 5
_MAX_POSTCODES = 5


def identifier_keys(details: Details) -> tuple[TokenKey, ...]:
    """One key for each number of the child; one that stands for many children leads to none."""
    telling = (one for one in details.identifiers if not one.stands_for_many)
    return _own(details, dict.fromkeys(map(_identifier_key, telling)))


def first_stage(details: Details) -> tuple[TokenKey, ...]:
    """The keys to read first, besides numbers: they confirm most questions. At most FIRST_READS."""
    return _question(details)[:FIRST_READS]


def second_stage(details: Details) -> tuple[TokenKey, ...]:
    """The further keys to read where the first stage did not confirm: at most MAX_READS, numbers included."""
    left = max(FIRST_READS, MAX_READS - len(identifier_keys(details)))
    return _question(details)[FIRST_READS:left]


def read_first(details: Details) -> tuple[TokenKey, ...]:
    """What whoever asks for nearly the same child reads first, numbers included."""
    return (*identifier_keys(details), *first_stage(details))


def index_keys(details: Details) -> tuple[TokenKey, ...]:
    """Every key under which a child has a row: numbers, and every kind over all names and postcodes held.

    The most telling come first, so that a child with very many names loses the least at MAX_ROWS.
    """
    numbers = identifier_keys(details)
    return tuple(dict.fromkeys([*numbers, *_own(details, _rows(details))]))[:MAX_ROWS]


def most_rows(key: TokenKey) -> int:
    """Rows of this token that are read at most."""
    return _MOST_UNLESS_COMMON.get(key.kind, MOST_IN_A_BUCKET)


def is_dropped_when_fuller(key: TokenKey) -> bool:
    """Whether a question goes on without this token where it has more rows, instead of asking for more."""
    return key.kind in _MOST_UNLESS_COMMON


def sound(part: str) -> str:
    """How a name part sounds (Soundex of its formal form); a part not in Latin letters is itself."""
    whole = formal(closed(part))
    return jellyfish.soundex(whole) if whole.isascii() else whole


def _identifier_key(identifier: Identifier) -> TokenKey:
    value = "".join(filter(str.isalnum, identifier.value)).upper()
    return TokenKey(f"id-{identifier.kind.value}", _text(value, identifier.issuer))


def _question(details: Details) -> tuple[TokenKey, ...]:
    """All keys of a question, best first; the last are read only where a missing detail left room."""
    details = _with_telling_birth(details)
    name = details.name or Name("", "")
    given, family = _given_codes(name)[:1], _family_codes(name)[:1]
    postcodes, earlier = _postcodes(details)[:1], _postcodes(details)[1:2]
    if details.birth_in_part:
        return _own(details, dict.fromkeys(_in_part(details, given, family, (postcodes, earlier))))
    keys = [
        *_name_and_date(given, family, details),
        *_pair_and_date("ym", given, family, details),
        *_postcode_and_year(postcodes, details),
        *_name_and_postcode(family + given, postcodes),
        *_postcode_and_year(earlier, details),
        *_name_and_postcode(given + family, earlier),
        *_pair_and_date("yd", given, family, details),
        *_pair_and_date("md", given, family, details),
        *(() if postcodes else _names_alone(given, family, details)),
        *_further_parts_and_names(details, postcodes),
    ]
    return _own(details, dict.fromkeys(keys))


def _with_telling_birth(details: Details) -> Details:
    """Without what is no evidence; a birth date known in part only where there is none to the day."""
    born = telling_birth(details)
    part = born if isinstance(born, PartDate) else None
    return replace(details, birth_date=telling_date(details.birth_date), birth_in_part=part)


def _in_part(
    details: Details,
    given: tuple[str, ...],
    family: tuple[str, ...],
    homes: tuple[tuple[str, ...], tuple[str, ...]],
) -> Iterator[TokenKey]:
    """The keys of a question that knows a part of the birth date: the homes first, the current and an earlier
    one, then the names alone; a year that is only estimated is three years, so those come last."""
    now, earlier = homes
    yield from _pair_and_date("ym", given, family, details)
    yield from _name_and_postcode(family + given, now)
    sure = replace(details, birth_in_part=None if _is_about(details) else details.birth_in_part)
    yield from _postcode_and_year(now, sure)
    yield from _name_and_postcode(given + family, earlier)
    yield from _names_alone(given, family, sure)
    yield from _names_alone(given, family, details)
    yield from _postcode_and_year(now, details)


def _is_about(details: Details) -> bool:
    return details.birth_in_part is not None and details.birth_in_part.is_about


def _own(details: Details, keys: Iterable[TokenKey]) -> tuple[TokenKey, ...]:
    """Other kinds for an unborn child: its details are its mother's, who may be a child herself."""
    if not details.is_unborn:
        return tuple(keys)
    return tuple(TokenKey(f"u-{key.kind}", key.text) for key in keys)


def _rows(details: Details) -> Iterator[TokenKey]:
    details = _with_telling_birth(details)
    postcodes = _postcodes(details)
    yield from _postcode_and_year(postcodes[:1], details)
    for name in details.names[:_MAX_NAMES]:
        given, family = _given_codes(name), _family_codes(name)
        yield from _name_and_date(given, family, details)
        if is_first_of_january(details.birth_date):
            yield from _whole_buckets(given + family, details)
        for kind in ("ym", "yd", "md"):
            yield from _pair_and_date(kind, given, family, details)
        yield from _names_alone(given, family, details)
        yield from _name_and_postcode(given + family, postcodes)
    yield from _postcode_and_year(postcodes[1:], details)


def _given_codes(name: Name) -> tuple[str, ...]:
    return _codes(given_parts(name.given), name.given)


def _family_codes(name: Name) -> tuple[str, ...]:
    return _codes(name_parts(name.family), name.family)


def _codes(parts: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The sounds of each part of a name, and of the whole as one word."""
    whole = (run_together(text),) if parts and not text.isalpha() else ()
    return tuple(dict.fromkeys(sound(part) for part in (*parts, *whole)))


def _further_parts_and_names(details: Details, postcodes: Sequence[str]) -> Iterator[TokenKey]:
    """What a question has besides its first two sounds: further parts, former names."""
    sounds = [(_given_codes(name), _family_codes(name)) for name in details.names[:_MAX_NAMES]]
    for given, family in sounds:
        yield from _name_and_date(given, family, details)
    for given, family in sounds:
        yield from _name_and_postcode(family + given, postcodes)


def _postcodes(details: Details) -> tuple[str, ...]:
    """Whole postcodes, their characters in rising order: two exchanged in typing cost no further read."""
    whole = filter(is_whole_postcode, map(telling_postcode, details.postcodes[:_MAX_POSTCODES]))
    return tuple(dict.fromkeys("".join(sorted(postcode)) for postcode in whole))


def _name_and_date(given: tuple[str, ...], family: tuple[str, ...], details: Details) -> Iterator[TokenKey]:
    """Either name and the birth date; 1 January is split by how the other name begins (ADR 0012)."""
    if details.birth_date is None:
        return
    if not is_first_of_january(details.birth_date) or not (given and family):
        yield from _whole_buckets(given + family, details)
        return
    day = unordered(details.birth_date)
    for codes, others in ((given, family), (family, given)):
        yield from (TokenKey("nd", _text(code, day, other[0])) for code in codes for other in others)


def _whole_buckets(codes: Iterable[str], details: Details) -> Iterator[TokenKey]:
    """Not split: what a question without the other name reads, though it may be too full to be read whole."""
    if details.birth_date is not None:
        day = unordered(details.birth_date)
        yield from (TokenKey("nd", _text(code, day)) for code in codes)


def _name_and_postcode(codes: Iterable[str], postcodes: Iterable[str]) -> Iterator[TokenKey]:
    areas = tuple(postcodes)
    yield from (TokenKey("np", _text(code, postcode)) for code in codes for postcode in areas)


def _pair_and_date(
    kind: str, given: Iterable[str], family: Iterable[str], details: Details
) -> Iterator[TokenKey]:
    """Both names and two parts of the birth date, so that the third may be wrong."""
    if parts := _parts_of_date(kind, details):
        yield from (TokenKey(kind, _text(pair, *map(str, parts))) for pair in _pairs(given, family))


def _parts_of_date(kind: str, details: Details) -> tuple[int, ...]:
    day, part = details.birth_date, details.birth_in_part
    if day is None:
        return (part.day.year, part.month) if part and part.month and kind == "ym" else ()
    if kind == "md" and is_first_of_january(day):
        return ()  # 1 January without its year is what every unknown date looks like
    return {"ym": (day.year, day.month), "yd": (day.year, day.day), "md": (day.month, day.day)}[kind]


def _years(details: Details) -> tuple[int, ...]:
    """The year of birth; every one that a date known in part may mean."""
    if details.birth_date is not None:
        return (details.birth_date.year,)
    return details.birth_in_part.years if details.birth_in_part else ()


def _names_alone(given: Iterable[str], family: Iterable[str], details: Details) -> Iterator[TokenKey]:
    """Both names, with the year and without: for a date that one side has wrong, in part or not at all."""
    pairs = tuple(_pairs(given, tuple(family)))
    for year in _years(details):
        yield from (TokenKey("ny", _text(pair, str(year))) for pair in pairs)
    yield from (TokenKey("n", pair) for pair in pairs)


def _postcode_and_year(postcodes: Iterable[str], details: Details) -> Iterator[TokenKey]:
    for year in _years(details):
        yield from (TokenKey("py", _text(postcode, str(year))) for postcode in postcodes)


def _pairs(given: Iterable[str], family: Iterable[str]) -> Iterator[str]:
    """Given and family name in either order make the same pair."""
    families = tuple(family)
    yield from ("+".join(sorted((first, last))) for first in given for last in families)


def _text(*parts: str) -> str:
    return "|".join(parts)
