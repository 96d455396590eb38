"""Fellegi-Sunter: how much more likely a comparison is for the same child than for two children, in bits.

Names are judged by how common they are: agreeing on Okonkwo-Byrne says more than agreeing on Smith.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from math import exp2, log2
from pathlib import Path
from typing import Any

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.matching.levels import Comparison, NameComparison, NameLevel, PostcodeLevel
from fingerpost.matching.normalise import is_uk_postcode

# A part is left out: brothers who are all Mohammed and go by the second name are common.
_ONE_NAME = frozenset(
    {NameLevel.EXACT, NameLevel.FORM, NameLevel.SPELLING, NameLevel.ONE_EDIT, NameLevel.SOUNDS}
)
_NAMESAKE = log2(0.1)  # brothers and sisters of one name, against strangers of one name


@dataclass(frozen=True)
class Weights:
    """What the matcher has learned.

    m, u: share of a level among pairs of one child, and of two; for names `u` multiplies the name's share.
    index_size: children in the index; share_in_index: share of asked children who are in it.
    swapped, former: share of true pairs with the names exchanged, or agreeing on a former name.
    siblings, twins: how many an average child has.
    """

    version: str
    index_size: int
    share_in_index: float
    rare_share: float
    m: Mapping[str, Mapping[str, float]]
    u: Mapping[str, Mapping[str, float]]
    swapped: float
    former: float
    siblings: float
    twins: float

    @cached_property
    def reading_bits(self) -> Mapping[tuple[bool, bool], float]:
        """Of names read exchanged or not, and as a former name or not."""
        order, age = {False: 1.0 - self.swapped, True: self.swapped}, {False: 1.0, True: self.former}
        return {(swapped, former): log2(order[swapped] * age[former]) for swapped in order for former in age}

    @cached_property
    def bits(self) -> Mapping[str, Mapping[str, float]]:
        """log2(m / u) by detail and level; of names the share of the name itself still comes off."""
        return {
            field: {level: self._bits(field, level) for level in levels} for field, levels in self.m.items()
        }

    def _bits(self, field: str, level: str) -> float:
        return log2(self.m[field][level] / self.u[field].get(level, 1.0))


@cache
def shipped_weights() -> Weights:
    """The weights in `weights.json`, read once."""
    return weights_from(json.loads(Path(__file__).with_name("weights.json").read_text("utf-8")))


@cache
def weights_for(children: int | None) -> Weights:
    """The shipped weights, told how many children the index holds; the version then says so too."""
    shipped = shipped_weights()
    if children is None or children == shipped.index_size:
        return shipped
    return replace(shipped, index_size=children, version=f"{shipped.version}, {children} children")


_DATE_IN_PART = {"year_and_month": (0.93, 1 / 216), "year": (0.95, 1 / 18), "about": (0.95, 3 / 18)}
"""Shares of the pairs of one child, and of two, that agree as far as a birth date known in part goes: two
children are as likely to be of any two of 18 years, or of 216 months."""


def weights_from(raw: Mapping[str, Any]) -> Weights:
    """Weights from their JSON form. A district asked alone agrees where a postcode agrees so far."""
    fields = ("given", "family", "birth_date", "postcode", "sex", "identifier", "carer")
    m = {field: dict(raw[field]["m"]) for field in fields}
    u = {field: dict(raw[field]["u"]) for field in fields}
    for shares in (m["postcode"], u["postcode"]):
        shares["district"] = sum(
            share for level, share in shares.items() if level not in ("district", "different")
        )
    for level, (same, two) in _DATE_IN_PART.items():
        m["birth_date"][level], u["birth_date"][level] = same, two
    return Weights(
        version=raw["version"],
        index_size=raw["index_size"],
        share_in_index=raw["share_in_index"],
        rare_share=raw["rare_share"],
        m=m,
        u=u,
        swapped=raw["swapped"],
        former=raw["former"],
        siblings=raw["siblings"],
        twins=raw["twins"],
    )


@dataclass(slots=True, repr=False, eq=False)
class Score(Confidential):
    """What a comparison says, in bits (log2 of the likelihood ratio), by the best reading of its names.

    same: that it is the same child. sibling, twin: that it is a brother or sister of the child, or a twin;
    less where the given name is the same, since parents hardly give one name twice.
    """

    same: float
    sibling: float
    twin: float
    names: NameComparison


def score(comparison: Comparison, weights: Weights) -> Score:
    """Judge a comparison by its best reading of the names."""
    judged = [_name_bits(one, weights) for one in comparison.names]
    given, family, names = judged[0] if len(judged) == 1 else max(judged, key=_given_and_family)
    home = family + _postcode_bits(comparison, weights)
    home += _one_name_bits("carer", comparison.carer, comparison.carer_share, weights)
    born = _level_bits("birth_date", comparison.birth_date, weights)
    others = _level_bits("sex", comparison.sex, weights)
    others += _level_bits("identifier", comparison.identifier, weights)
    apart = home + _NAMESAKE if names.given in _ONE_NAME else home
    return Score(given + home + born + others, apart, apart + born, names)


_KNEW = 0.6
"""How likely a school or service that an asker names is held for the child that they mean."""
_CHILDREN_OF_A_SCHOOL, _CHILDREN_OF_A_SERVICE = 500, 7_500


def knew_bits(weights: Weights, *, school: bool) -> float:
    """What it says that a school, or another service, has worked with a child, in bits.

    Less in a small index, of which it knows a large share.
    """
    known = _CHILDREN_OF_A_SCHOOL if school else _CHILDREN_OF_A_SERVICE
    return max(0.0, log2(_KNEW / min(0.5, known / weights.index_size)))


def less(one: Score, bits: float) -> Score:
    """The same where the home says so many bits less than a home of one family."""
    return Score(one.same - bits, one.sibling - bits, one.twin - bits, one.names) if bits else one


def posteriors(scores: Sequence[Score], weights: Weights) -> list[float]:
    """For each candidate the chance that it is the child, with room for none of them.

    "None of them" is a stranger, or a brother, sister or twin of a candidate: they share home and family
    name, and a posterior without them promised 0.9 where 1 in 10 was right.
    """
    each, absent = weights.share_in_index / weights.index_size, 1.0 - weights.share_in_index
    masses = [each * _odds(one.same) for one in scores]
    relatives = sum(weights.siblings * _odds(one.sibling) + weights.twins * _odds(one.twin) for one in scores)
    total = absent * (1.0 + relatives / weights.index_size) + sum(masses)
    return [mass / total for mass in masses]


def _odds(bits: float) -> float:
    return exp2(min(bits, 400.0))


def _name_bits(names: NameComparison, weights: Weights) -> tuple[float, float, NameComparison]:
    """What the given name (with the reading) and the family name say."""
    reading = weights.reading_bits[names.swapped, names.former]
    if names.company != 1.0:
        reading -= log2(names.company)
    given = _one_name_bits("given", names.given, names.given_share, weights)
    family = _one_name_bits("family", names.family, names.family_share, weights)
    return given + reading, family, names


def _given_and_family(judged: tuple[float, float, NameComparison]) -> float:
    return judged[0] + judged[1]


def _one_name_bits(field: str, level: NameLevel, share: float, weights: Weights) -> float:
    if level is NameLevel.MISSING:
        return 0.0
    found = weights.bits[field][NameLevel.PART if level is NameLevel.SECOND else level]
    if level is NameLevel.DIFFERENT:
        return found
    return found - log2(max(share, weights.rare_share))


def _level_bits(field: str, level: str, weights: Weights) -> float:
    if level == "missing":
        return 0.0
    return weights.bits[field][level]


def _postcode_bits(comparison: Comparison, weights: Weights) -> float:
    """Other countries' short codes are shared by many more children than a UK one."""
    level = comparison.postcode
    learned = _level_bits("postcode", level, weights)
    if level in (PostcodeLevel.MISSING, PostcodeLevel.DIFFERENT) or is_uk_postcode(comparison.postcode_asked):
        return learned
    shared = _SHARED_BY[level] * 10.0 ** -max(1, min(6, len(comparison.postcode_asked) - 1))
    return min(learned, log2(weights.m["postcode"][level] / min(0.5, shared)))


# How many times more children agree at the level than on the whole code, each digit being one in ten.
_SHARED_BY = {
    PostcodeLevel.EXACT: 1.0,
    PostcodeLevel.ONE_EDIT: 40.0,
    PostcodeLevel.SECTOR: 10.0,
    PostcodeLevel.DISTRICT: 100.0,
    PostcodeLevel.OUTCODE: 100.0,
}
