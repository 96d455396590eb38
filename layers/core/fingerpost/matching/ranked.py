"""A candidate with what speaks for it, and when a detail counts as agreeing."""

from __future__ import annotations

from dataclasses import dataclass

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

NAME_AGREES = SAME_NAME | {NameLevel.SPELLING, NameLevel.ONE_EDIT, NameLevel.SOUNDS, NameLevel.PART}

DATE_EXACT = frozenset({DateLevel.EXACT, DateLevel.FIRST_OF_JANUARY})

DATE_AGREES = DATE_EXACT | {DateLevel.SWAPPED, DateLevel.ONE_DIGIT, DateLevel.ONE_PART}

_POSTCODE_CLOSE = frozenset({PostcodeLevel.ONE_EDIT, PostcodeLevel.SECTOR, PostcodeLevel.OUTCODE})


@dataclass(slots=True, repr=False, eq=False)
class Ranked(Confidential):
    """A candidate with what speaks for it. posterior: the chance that it is the child asked for."""

    candidate: Candidate
    comparison: Comparison
    names: NameComparison
    bits: float
    posterior: float


def near_home(comparison: Comparison) -> bool:
    return comparison.postcode is PostcodeLevel.EXACT or comparison.postcode in _POSTCODE_CLOSE
