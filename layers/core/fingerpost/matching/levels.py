"""How far two values of one detail agree, level by level."""

from __future__ import annotations

from enum import StrEnum

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass


class NameLevel(StrEnum):
    """From the same name to another name."""

    EXACT = "exact"
    FORM = "form"  # a nickname or a known variant
    SPELLING = "spelling"  # the same sounds written in another way
    ONE_EDIT = "one_edit"
    SOUNDS = "sounds"
    PART = "part"  # all of the shorter name stands in the longer one
    SECOND = "second"  # the same first given name, with other second names: Ann Rose, Ann Mae
    INITIAL = "initial"
    SIMILAR = "similar"  # close, yet likely another person's: two established names, or some parts differ
    DIFFERENT = "different"
    MISSING = "missing"


class DateLevel(StrEnum):
    """Birth dates."""

    EXACT = "exact"
    FIRST_OF_JANUARY = "first_of_january"  # exact, but the date that stands for "unknown" in many records
    SWAPPED = "swapped"
    ONE_DIGIT = "one_digit"
    ONE_PART = "one_part"  # year, month or day differs altogether
    YEAR_AND_MONTH = "year_and_month"  # all that one side knows, and it agrees
    YEAR = "year"
    ABOUT = "about"  # one side's year is an estimate, and the other's is near it
    DIFFERENT = "different"
    MISSING = "missing"


class PostcodeLevel(StrEnum):
    """Postcodes, best of all held."""

    EXACT = "exact"
    ONE_EDIT = "one_edit"
    SECTOR = "sector"
    DISTRICT = "district"  # only the first half was asked, and it agrees
    OUTCODE = "outcode"
    DIFFERENT = "different"
    MISSING = "missing"


class SexLevel(StrEnum):
    """Sex as recorded."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"


class IdentifierLevel(StrEnum):
    """Numbers of the same kind and issuer."""

    EXACT = "exact"
    ONE_EDIT = "one_edit"
    DIFFERENT = "different"
    MISSING = "missing"


AGREEING = frozenset(NameLevel) - {NameLevel.DIFFERENT, NameLevel.MISSING, NameLevel.INITIAL}


@dataclass(slots=True, repr=False, eq=False)
class NameComparison(Confidential):
    """How the given and the family name held compare with those asked, in one order and with one held name.

    swapped: what was asked as the family name is compared with the given name held, and the other way round.
    given_share, family_share: share of the population with the name on which they agree; 0 where unknown.
    former: the held name is not the current one.
    company: how much likelier the family name is beside the given name than anywhere; 1 if not both agree.
    """

    given: NameLevel
    family: NameLevel
    given_share: float = 0.0
    family_share: float = 0.0
    swapped: bool = False
    former: bool = False
    company: float = 1.0


@dataclass(slots=True, repr=False, eq=False)
class Comparison(Confidential):
    """A question against one child.

    postcode_asked: normalised, the one that agrees best; it tells how many children share it.

    carer: the best of those asked and held, with the share of people of that name.
    """

    names: list[NameComparison]
    birth_date: DateLevel
    postcode: PostcodeLevel
    sex: SexLevel
    identifier: IdentifierLevel
    postcode_asked: str = ""
    carer: NameLevel = NameLevel.MISSING
    carer_share: float = 0.0


ORDER = {level: place for place, level in enumerate(NameLevel)}
