"""A candidate with what speaks for it, and when a detail counts as agreeing."""

from __future__ import annotations

from math import log2

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.matching.levels import (
    Comparison,
    DateLevel,
    NameComparison,
    NameLevel,
    PostcodeLevel,
)
from fingerpost.matching.model import Candidate

SAME_NAME = frozenset({NameLevel.EXACT, NameLevel.FORM})

NAME_AGREES = SAME_NAME | {
    NameLevel.SPELLING,
    NameLevel.ONE_EDIT,
    NameLevel.SOUNDS,
    NameLevel.PART,
    NameLevel.SECOND,
}

DATE_EXACT = frozenset({DateLevel.EXACT, DateLevel.FIRST_OF_JANUARY})

DATE_AGREES = DATE_EXACT | {DateLevel.SWAPPED, DateLevel.ONE_DIGIT, DateLevel.ONE_PART}

DATE_IN_PART = frozenset({DateLevel.YEAR_AND_MONTH, DateLevel.YEAR, DateLevel.ABOUT})

_POSTCODE_CLOSE = frozenset(
    {PostcodeLevel.ONE_EDIT, PostcodeLevel.SECTOR, PostcodeLevel.DISTRICT, PostcodeLevel.OUTCODE}
)


@dataclass(slots=True, repr=False, eq=False)
class Ranked(Confidential):
    """A candidate with what speaks for it.

    posterior: the chance that it is the child asked for. crowded: the postcode asked is held by more children
    than one home or street has, so that agreeing on it says nothing of the home. known: a school or service
    that the question names has worked with the child.
    """

    candidate: Candidate
    comparison: Comparison
    names: NameComparison
    bits: float
    posterior: float
    crowded: bool = False
    known: bool = False


_FAMILY_SIZED = 3  # children met at one postcode; a street has hardly more of one year, or of one name

_CROWD = 8


def is_crowd(sharing: int) -> bool:
    """Whether so many children met at one postcode make it a refuge, hospital, hostel or school."""
    return sharing >= _CROWD


def bits_lost(sharing: int) -> float:
    """How many bits less a postcode says that so many of the children met hold (ADR 16)."""
    return log2(0.8 * sharing) if sharing > _FAMILY_SIZED else 0.0


def near_home(comparison: Comparison, *, crowded: bool = False) -> bool:
    if comparison.postcode is PostcodeLevel.EXACT:
        return not crowded
    return comparison.postcode in _POSTCODE_CLOSE


CONFIRM_AT = 0.99

CONFIRM_ELSEWHERE_AT = 0.999
"""Where the postcode asked is nowhere near: keeps strangers confirmed below 1 in 5,000 (ADR 0013)."""

CONFIRM_NOWHERE_AT = 0.9997
"""Where no home is asked, or the record has none: nothing speaks against a stranger of one name and
birth date then. At 0.99 one stranger in 300 was confirmed (ADR 36)."""


def asked_of(best: Ranked) -> float:
    """How sure to be: more where the home is another, as a stranger of the same name and birth date's is."""
    if best.comparison.postcode is PostcodeLevel.MISSING:
        return CONFIRM_NOWHERE_AT
    elsewhere = best.comparison.postcode is PostcodeLevel.DIFFERENT or best.crowded
    return CONFIRM_ELSEWHERE_AT if elsewhere else CONFIRM_AT
