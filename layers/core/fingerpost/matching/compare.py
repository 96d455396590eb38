"""How a detail asked compares with one held: named levels, from the same to different."""

from __future__ import annotations

import jellyfish

from fingerpost.domain.birth import Born
from fingerpost.domain.child import Details, Sex
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.identifiers import Identifier
from fingerpost.domain.made_when_used import dataclass
from fingerpost.matching.compare_values import (
    compare_dates,
    compare_identifiers,
    compare_postcodes,
    compare_sexes,
    one_edit_apart,
)
from fingerpost.matching.levels import (
    AGREEING,
    ORDER,
    Comparison,
    NameComparison,
    NameLevel,
)
from fingerpost.matching.names import are_forms, company, is_own, name_table
from fingerpost.matching.normalise import (
    given_parts,
    is_telling_carer,
    name_parts,
    telling_birth,
    telling_postcode,
)
from fingerpost.matching.spelling import differ_by_particles, same_sounds

_CLOSE = 0.85  # Jaro-Winkler; below it phonetic agreement joins names that no clerk would

_SIMILAR = 0.8

_FAR = 0.6  # no spelling of one name is further from another

_SAME_INITIAL = 0.08  # share of names that begin with the same letter, by the public frequencies

_TWO_NAMES = (NameLevel.DIFFERENT, NameLevel.SIMILAR)

Parts = tuple[tuple[str, ...], tuple[str, ...]]
"""A given and a family name, each in its parts."""


@dataclass(slots=True, repr=False, eq=False)
class Prepared(Confidential):
    """Details made comparable once, however many they are compared with.

    met: levels of names already compared; children met under one token often share a name.
    """

    names: list[Parts]
    birth_date: Born | None
    postcodes: list[str]
    sex: Sex | None
    identifiers: tuple[Identifier, ...]
    carers: list[tuple[str, ...]]
    met: dict[tuple[tuple[str, ...], tuple[str, ...], bool], tuple[NameLevel, float]]


def prepare(details: Details) -> Prepared:
    """Names in parts, postcodes without blanks; what stands for many children is missing."""
    return Prepared(
        names=_prepared_names(details),
        birth_date=telling_birth(details),
        postcodes=[code for code in map(telling_postcode, details.postcodes) if code],
        sex=details.sex,
        identifiers=tuple(one for one in details.identifiers if not one.stands_for_many),
        carers=[name_parts(name) for name in details.carers if is_telling_carer(name)],
        met={},
    )


def _prepared_names(details: Details) -> list[Parts]:
    """A further name of which only one half is given has the other half of the current name: left out, a name
    that contradicts would count as missing."""
    names = [(given_parts(name.given), name_parts(name.family)) for name in details.names]
    if len(names) < 2:
        return names or [((), ())]
    first = names[0]
    return list(dict.fromkeys((given or first[0], family or first[1]) for given, family in names))


def compare(asked: Prepared, held: Prepared) -> Comparison:
    """Every detail of the question against the child's, names in every order that could be meant."""
    carer, carer_share = _compare_carers(asked, held)
    postcode, postcode_asked = compare_postcodes(asked.postcodes, held.postcodes)
    return Comparison(
        names=_name_comparisons(asked, held),
        birth_date=compare_dates(asked.birth_date, held.birth_date),
        postcode=postcode,
        sex=compare_sexes(asked.sex, held.sex),
        identifier=compare_identifiers(asked.identifiers, held.identifiers),
        postcode_asked=postcode_asked,
        carer=carer,
        carer_share=carer_share,
    )


def _compare_carers(asked: Prepared, held: Prepared) -> tuple[NameLevel, float]:
    """The best level over all carers given and held; of several that agree equally the commonest name."""
    if not asked.carers or not held.carers:
        return NameLevel.MISSING, 0.0
    pairs = (
        _met_before(asked, one, other, given_names=True) for one in asked.carers for other in held.carers
    )
    return min(pairs, key=lambda pair: (ORDER[pair[0]], -pair[1]))


def _name_comparisons(asked: Prepared, held: Prepared) -> list[NameComparison]:
    """Every reading; the exchanged order only where the written order has no name the same."""
    readings: list[NameComparison] = []
    for given, family in asked.names:
        for place, name in enumerate(held.names):
            written = _names(asked, (given, family), name, swapped=False, former=place > 0)
            readings.append(written)
            if NameLevel.EXACT not in (written.given, written.family) and _may_be_exchanged(
                given, family, name
            ):
                readings.append(_names(asked, (family, given), name, swapped=True, former=place > 0))
    return readings


def _may_be_exchanged(given: tuple[str, ...], family: tuple[str, ...], held: Parts) -> bool:
    """Whether one of the names at least begins like the other of the child's."""
    return _begin_alike(given, held[1]) or _begin_alike(family, held[0])


def _begin_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) == len(other) == 1:
        return one[0][0] == other[0][0]
    return any(a[0] == b[0] for a in one for b in other)


def _names(asked: Prepared, name: Parts, held: Parts, *, swapped: bool, former: bool) -> NameComparison:
    given, given_share = _met_before(asked, name[0], held[0], given_names=True)
    family, family_share = _met_before(asked, name[1], held[1], given_names=False)
    together = _company(name, held) if given in AGREEING and family in AGREEING else 1.0
    return NameComparison(given, family, given_share, family_share, swapped, former, together)


def _company(asked: Parts, held: Parts) -> float:
    """By the spelling that is the better known: a slip makes any name an unknown one."""
    return min(company(asked[0][0], asked[1][0]), company(held[0][0], held[1][0]))


def _met_before(
    asked: Prepared, one: tuple[str, ...], other: tuple[str, ...], *, given_names: bool
) -> tuple[NameLevel, float]:
    key = (one, other, given_names)
    found = asked.met.get(key)
    if found is None:
        found = asked.met[key] = compare_names(one, other, given_names=given_names)
    return found


def compare_names(
    one: tuple[str, ...], other: tuple[str, ...], *, given_names: bool
) -> tuple[NameLevel, float]:
    """The level of two names in parts, and the population share of the more common of them."""
    if not one or not other:
        return NameLevel.MISSING, 0.0
    if len(one) == len(other) == 1:
        return _single(one[0], other[0], given_names=given_names)
    return _in_parts(one, other, given_names=given_names)


def _in_parts(one: tuple[str, ...], other: tuple[str, ...], *, given_names: bool) -> tuple[NameLevel, float]:
    level, share = _single("".join(one), "".join(other), given_names=given_names)
    if level is NameLevel.EXACT or set(one) == set(other):
        return NameLevel.EXACT, share
    common = set(one) & set(other)
    if given_names and one[0] == other[0] and is_own(one[0]) and len(common) < min(len(one), len(other)):
        return NameLevel.SECOND, _share(one[0], given_names=True)
    if common:
        level = NameLevel.PART if len(common) == min(len(one), len(other)) else NameLevel.SIMILAR
        return level, min(_share(part, given_names=given_names) for part in common)
    return _nearest_part(one, other, level, share, given_names=given_names)


def _nearest_part(
    one: tuple[str, ...], other: tuple[str, ...], level: NameLevel, share: float, *, given_names: bool
) -> tuple[NameLevel, float]:
    """Where no part is the same: a misspelt part ("Smyth-Jones", "Smith") is similar, never more."""
    pairs = [_single(a, b, given_names=given_names) for a in one for b in other]
    best, best_share = min(pairs, key=lambda pair: ORDER[pair[0]])
    if ORDER[level] <= ORDER[best]:
        return level, share
    return (NameLevel.SIMILAR, best_share) if ORDER[best] < ORDER[NameLevel.SIMILAR] else (best, best_share)


def _single(one: str, other: str, *, given_names: bool) -> tuple[NameLevel, float]:
    level = _level(one, other, given_names=given_names)
    if level in _TWO_NAMES and not given_names and differ_by_particles(one, other):
        level = NameLevel.SPELLING
    if level is NameLevel.DIFFERENT:
        return level, 0.0
    if level is NameLevel.INITIAL:
        return level, _SAME_INITIAL
    return level, max(_share(one, given_names=given_names), _share(other, given_names=given_names))


def _level(one: str, other: str, *, given_names: bool) -> NameLevel:
    if one == other:
        return NameLevel.EXACT
    if min(len(one), len(other)) == 1:
        return NameLevel.INITIAL if one[0] == other[0] else NameLevel.DIFFERENT
    if are_forms(one, other):
        return NameLevel.FORM
    if one[0] != other[0] and one[-1] != other[-1] and len(one) > 3:
        return NameLevel.DIFFERENT  # no slip changes a name at both ends, and most names met differ at both
    likeness = jellyfish.jaro_winkler_similarity(one, other)
    if likeness < _FAR and sorted(one) != sorted(other):  # Leo and Loe are further apart than they look
        return NameLevel.DIFFERENT
    if same_sounds(one, other):
        return NameLevel.SPELLING
    return _by_likeness(one, other, likeness, given_names=given_names)


def _by_likeness(one: str, other: str, likeness: float, *, given_names: bool) -> NameLevel:
    """Typing slips. Two established names one letter apart (Ella, Bella) are two names, not a slip."""
    close = _slip(one, other, likeness)
    if close is not NameLevel.DIFFERENT and _both_established(one, other, given_names=given_names):
        return NameLevel.SIMILAR
    return close


def _slip(one: str, other: str, likeness: float) -> NameLevel:
    if abs(len(one) - len(other)) <= 1 and min(len(one), len(other)) > 2 and one_edit_apart(one, other):
        return NameLevel.ONE_EDIT
    if likeness >= _CLOSE and _sound_alike(one, other):
        return NameLevel.SOUNDS
    return NameLevel.SIMILAR if likeness >= _SIMILAR else NameLevel.DIFFERENT


def _sound_alike(one: str, other: str) -> bool:
    return one.isascii() and other.isascii() and jellyfish.soundex(one) == jellyfish.soundex(other)


def _both_established(one: str, other: str, *, given_names: bool) -> bool:
    shares = _shares(given_names=given_names)
    return one in shares and other in shares


def _share(name: str, *, given_names: bool) -> float:
    return _shares(given_names=given_names).get(name, 0.0)


def _shares(*, given_names: bool) -> dict[str, float]:
    table = name_table()
    return table.given if given_names else table.family
