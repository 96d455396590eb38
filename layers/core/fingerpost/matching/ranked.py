"""A candidate with what speaks for it, and when a detail counts as agreeing."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from fingerpost.domain.confidential import Confidential
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
    than one home or street has, so that agreeing on it says nothing of the home.
    """

    candidate: Candidate
    comparison: Comparison
    names: NameComparison
    bits: float
    posterior: float
    crowded: bool = False


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
