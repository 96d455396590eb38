"""How a birth date, a postcode, a sex or a number asked compares with one held, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import jellyfish

from fingerpost.domain.birth import Born, PartDate
from fingerpost.domain.child import Sex
from fingerpost.domain.evidence import is_first_of_january
from fingerpost.domain.identifiers import Identifier
from fingerpost.matching.levels import DateLevel, IdentifierLevel, PostcodeLevel, SexLevel
from fingerpost.matching.normalise import digits_of, is_whole_postcode, outcode, sector


def one_edit_apart(one: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two neighbours exchanged."""
    return jellyfish.damerau_levenshtein_distance(one, other) == 1


def compare_dates(one: Born | None, other: Born | None) -> DateLevel:
    """The birth dates; digits are compared as yyyymmdd. Of which a part is known, that part alone."""
    if one is None or other is None:
        return DateLevel.MISSING
    if isinstance(one, PartDate) or isinstance(other, PartDate):
        return _in_part(one, other)
    if one == other:
        return DateLevel.FIRST_OF_JANUARY if is_first_of_january(one) else DateLevel.EXACT
    in_common = _parts_in_common(one, other)
    if one.year == other.year and in_common == 1 and (one.month, one.day) == (other.day, other.month):
        return DateLevel.SWAPPED
    if in_common and one_edit_apart(digits_of(one), digits_of(other)):
        return DateLevel.ONE_DIGIT
    return DateLevel.ONE_PART if in_common == 2 else DateLevel.DIFFERENT


def _in_part(one: Born, other: Born) -> DateLevel:
    years = set(_years(one)) & set(_years(other))
    if not years:
        return DateLevel.DIFFERENT
    if _is_about(one) or _is_about(other):
        return DateLevel.ABOUT
    months = {_month(one), _month(other)}
    if None in months:
        return DateLevel.YEAR
    return DateLevel.YEAR_AND_MONTH if len(months) == 1 else DateLevel.DIFFERENT


def _years(born: Born) -> tuple[int, ...]:
    return born.years if isinstance(born, PartDate) else (born.year,)


def _is_about(born: Born) -> bool:
    return isinstance(born, PartDate) and born.is_about


def _month(born: Born) -> int | None:
    """None where it is not known; 1 January is written where only the year is."""
    if isinstance(born, PartDate) or not is_first_of_january(born):
        return born.month
    return None


def _parts_in_common(one: date, other: date) -> int:
    return (one.year == other.year) + (one.month == other.month) + (one.day == other.day)


def compare_postcodes(asked: Sequence[str], held: Sequence[str]) -> tuple[PostcodeLevel, str]:
    """The best level over all postcodes given and held, and which of those given has it."""
    if not asked or not held:
        return PostcodeLevel.MISSING, ""
    pairs = ((_postcodes(one, other), one) for one in asked for other in held)
    return min(pairs, key=lambda pair: _POSTCODES_ORDER[pair[0]])


_POSTCODES_ORDER = {level: place for place, level in enumerate(PostcodeLevel)}


def _postcodes(one: str, other: str) -> PostcodeLevel:
    if one == other and is_whole_postcode(one):
        return PostcodeLevel.EXACT
    if (
        (one[:3] == other[:3] or one[-3:] == other[-3:])
        and is_whole_postcode(one)
        and is_whole_postcode(other)
    ):
        if one_edit_apart(one, other):
            return PostcodeLevel.ONE_EDIT
        if sector(one) == sector(other):
            return PostcodeLevel.SECTOR
    if one[:2] != other[:2]:
        return PostcodeLevel.DIFFERENT
    if outcode(one) != outcode(other):
        return PostcodeLevel.DIFFERENT
    return PostcodeLevel.OUTCODE if is_whole_postcode(one) else PostcodeLevel.DISTRICT


def compare_sexes(asked: Sex | None, held: Sex | None) -> SexLevel:
    if asked is None or held is None:
        return SexLevel.MISSING
    return SexLevel.SAME if asked is held else SexLevel.DIFFERENT


def compare_identifiers(asked: tuple[Identifier, ...], held: tuple[Identifier, ...]) -> IdentifierLevel:
    """The best level over numbers that could be the same number."""
    if not asked or not held:
        return IdentifierLevel.MISSING
    pairs = [(a, b) for a in asked for b in held if (a.kind, a.issuer) == (b.kind, b.issuer)]
    levels = {_numbers(*pair) for pair in pairs}
    return next((level for level in IdentifierLevel if level in levels), IdentifierLevel.MISSING)


def _numbers(first: Identifier, second: Identifier) -> IdentifierLevel:
    """A temporary UPN says nothing of the permanent one: a child has both, one after the other."""
    one, other = _plain(first.value), _plain(second.value)
    if one == other:
        return IdentifierLevel.EXACT
    if first.is_temporary or second.is_temporary:
        return IdentifierLevel.MISSING
    return IdentifierLevel.ONE_EDIT if one_edit_apart(one, other) else IdentifierLevel.DIFFERENT


def _plain(number: str) -> str:
    return number if number.isalnum() else "".join(filter(str.isalnum, number)).upper()
