"""How telling a question is by itself: whether a child with these details would be told apart among all.

Nothing of the index is looked at, so what follows from it gives nothing of the index away (ADR 17).
"""

from __future__ import annotations

from functools import cache

import jellyfish

from fingerpost.domain.birth import PartDate
from fingerpost.domain.child import Details
from fingerpost.domain.evidence import is_first_of_january
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.compare import Prepared, compare_names, prepare
from fingerpost.matching.compare_values import compare_dates
from fingerpost.matching.levels import (
    Comparison,
    DateLevel,
    IdentifierLevel,
    NameComparison,
    NameLevel,
    PostcodeLevel,
    SexLevel,
)
from fingerpost.matching.model import WEAK_QUESTION, Decision, MatchOutcome
from fingerpost.matching.names import company, formal, forms_of, name_table
from fingerpost.matching.normalise import is_whole_postcode
from fingerpost.matching.ranked import DATE_IN_PART, NAME_AGREES
from fingerpost.matching.score import Weights, posteriors, score
from fingerpost.matching.scripts import closed
from fingerpost.matching.tokens import read_first
from fingerpost.matching.wanted import can_be_given, given_details, settling

TOLD_APART_AT = 0.1
"""How likely a child with these details, its names spelt in another way, has to be the one that is meant:
just above what is answered "nothing" (`decide.POSSIBLE_AT`)."""

_NOT_TO_THE_DAY = DATE_IN_PART | {DateLevel.FIRST_OF_JANUARY}
_BESIDE_ANY_DATE = frozenset({Detail.POSTCODE, Detail.IDENTIFIER})


def is_telling(asked: Details, weights: Weights) -> bool:
    """Whether a child held with these details, spelt as people spell, would be met and told apart."""
    if asked.is_unborn:
        return True
    if not read_first(asked):
        return False
    meant = _respelt(prepare(asked))
    if meant.birth_date in _NOT_TO_THE_DAY and not given_details(asked) & _BESIDE_ANY_DATE:
        return False  # what such a child is looked up by holds both names, so that a slip in one meets nobody
    return posteriors([score(meant, weights)], weights)[0] >= TOLD_APART_AT


def one_more_detail(asked: Details, decision: Decision) -> Decision:
    """What a question that tells nobody apart comes to, whoever was met and whoever was not: it is offered
    only what makes it telling, a home or a number."""
    first = next(iter(can_be_given(asked)), Detail.IDENTIFIER)
    offered = tuple(one for one in settling(asked, first) if one in {first, *_BESIDE_ANY_DATE})
    rules = (*decision.rules, WEAK_QUESTION)
    return Decision(MatchOutcome.POSSIBLE, decision.version, offered=offered, rules=rules)


def _respelt(asked: Prepared) -> Comparison:
    """The question against the child it means, both of whose names are held in another spelling."""
    return Comparison(
        names=[_respelt_names(*asked.names[0])],
        birth_date=_date_level(asked),
        postcode=_postcode_level(asked),
        sex=SexLevel.MISSING,
        identifier=IdentifierLevel.EXACT if asked.identifiers else IdentifierLevel.MISSING,
        postcode_asked=asked.postcodes[0] if asked.postcodes else "",
    )


def _date_level(asked: Prepared) -> DateLevel:
    if asked.birth_date is None:
        return DateLevel.MISSING
    if isinstance(asked.birth_date, PartDate):
        return compare_dates(asked.birth_date, asked.birth_date)
    return DateLevel.FIRST_OF_JANUARY if is_first_of_january(asked.birth_date) else DateLevel.EXACT


def _postcode_level(asked: Prepared) -> PostcodeLevel:
    if not asked.postcodes:
        return PostcodeLevel.MISSING
    return PostcodeLevel.EXACT if is_whole_postcode(asked.postcodes[0]) else PostcodeLevel.OUTCODE


def _respelt_names(given: tuple[str, ...], family: tuple[str, ...]) -> NameComparison:
    first, given_share = _commonest(given, given_names=True)
    last, family_share = _commonest(family, given_names=False)
    together = max(company(first, last), company(given[0], family[0])) if given and family else 1.0
    return NameComparison(
        _level(given, first), _level(family, last), given_share, family_share, company=together
    )


def _level(parts: tuple[str, ...], commonest: str) -> NameLevel:
    """A listed form says least of all spellings that agree."""
    if not parts:
        return NameLevel.MISSING
    if max(map(len, parts)) == 1:
        return NameLevel.INITIAL
    return NameLevel.FORM if forms_of(parts[0]) or forms_of(commonest) else NameLevel.SPELLING


def _commonest(parts: tuple[str, ...], *, given_names: bool) -> tuple[str, float]:
    """The most common name that the first part may stand for, and its share of the population."""
    if not parts:
        return "", 0.0
    table = name_table().given if given_names else name_table().family
    spelt = {parts[0], *_alike(parts[0], given_names=given_names)}
    names = spelt.union(*map(forms_of, spelt))
    commonest = max(sorted(names), key=lambda name: table.get(name, 0.0))
    return commonest, table.get(commonest, 0.0)


def _alike(name: str, *, given_names: bool) -> list[str]:
    """Names that sound alike and would agree, as a clerk spells them."""
    heard = _names_by_sound(given_names=given_names).get(jellyfish.soundex(formal(closed(name))), ())
    return [
        other
        for other in heard
        if compare_names((name,), (other,), given_names=given_names)[0] in NAME_AGREES
    ]


@cache
def _names_by_sound(*, given_names: bool) -> dict[str, tuple[str, ...]]:
    by_sound: dict[str, list[str]] = {}
    for name in name_table().given if given_names else name_table().family:
        by_sound.setdefault(jellyfish.soundex(formal(name)), []).append(name)
    return {sound: tuple(names) for sound, names in by_sound.items()}
