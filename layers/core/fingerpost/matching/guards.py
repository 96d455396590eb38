"""Rules that stand above the score: each closes a way in which a wrong child was confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from fingerpost.domain.child import Details
from fingerpost.matching.compare import compare, prepare
from fingerpost.matching.levels import DateLevel, IdentifierLevel, NameLevel, SexLevel
from fingerpost.matching.normalise import telling_postcode
from fingerpost.matching.ranked import (
    DATE_AGREES,
    DATE_EXACT,
    DATE_IN_PART,
    NAME_AGREES,
    SAME_NAME,
    Ranked,
    near_home,
)
from fingerpost.matching.score import score, shipped_weights

_ONE_PREGNANCY = timedelta(days=60)  # dates by scan and by last period differ by weeks


def guards_broken(asked: Details, best: Ranked, ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """Rules that stand above the score: each closes a way in which a wrong child was confirmed."""
    twins = asked.multiple_birth or best.candidate.details.multiple_birth
    checks = {
        "twin_guard": best.names.given not in NAME_AGREES,
        "multiple_birth": twins and best.names.given not in SAME_NAME,
        "other_sex": is_of_other_sex(best),
        "second_names": best.names.given is NameLevel.SECOND and not is_of_the_household(best),
        "first_of_january": _rests_on_first_of_january(best),
        "date_in_part": _rests_on_part_of_date(best),
        "household": best.comparison.birth_date not in DATE_AGREES | DATE_IN_PART,
        "nothing_of_home": not (best.names.family in NAME_AGREES or _near_home(best) or _of_one_carer(best)),
        "identifier_differs": best.comparison.identifier is IdentifierLevel.DIFFERENT,
        "another_pregnancy": another_pregnancy(asked, best),
        "sibling_as_near": _is_another_as_near(best, ranked[1:]),
        "one_services_word": _rests_on_one_word(asked, best),
    }
    return tuple(rule for rule, broken in checks.items() if broken)


def is_of_other_sex(one: Ranked) -> bool:
    """Whether the sexes differ and the given name is not the same: Frances and Francis are twins."""
    return one.comparison.sex is SexLevel.DIFFERENT and one.names.given is not NameLevel.EXACT


def _near_home(one: Ranked) -> bool:
    return near_home(one.comparison, crowded=one.crowded)


def _of_one_carer(one: Ranked) -> bool:
    return one.comparison.carer in SAME_NAME


def is_of_the_household(one: Ranked) -> bool:
    """Whether birth date, family name and home agree: the child, or a twin."""
    return one.comparison.birth_date in DATE_EXACT and one.names.family in NAME_AGREES and _near_home(one)


def _rests_on_first_of_january(one: Ranked) -> bool:
    """1 January is written where the day is not known: two such children of one year differ in any detail."""
    if one.comparison.birth_date is not DateLevel.FIRST_OF_JANUARY:
        return False
    return not is_of_the_household(one)


def _rests_on_part_of_date(one: Ranked) -> bool:
    """A birth date known in part is no birth date: the same name, the family's and the home have to agree."""
    if one.comparison.birth_date not in DATE_IN_PART:
        return False
    return not (one.names.given in SAME_NAME and one.names.family in NAME_AGREES and _near_home(one))


def _rests_on_one_word(asked: Details, best: Ranked) -> bool:
    """Whether neither family name nor home would agree without what one service alone has added: whoever
    knows a child's number could have a stranger confirmed by a name and an address of their own making."""
    return any(not _agrees_without(asked, best.candidate.details, word) for word in best.candidate.words)


def _agrees_without(asked: Details, held: Details, word: Details) -> bool:
    comparison = compare(prepare(asked), prepare(held.without(word)))
    return score(comparison, shipped_weights()).names.family in NAME_AGREES or near_home(comparison)


def another_pregnancy(asked: Details, best: Ranked) -> bool:
    """Whether the days expected are too far apart for one pregnancy dated twice."""
    mine, other = asked.expected, best.candidate.details.expected
    return mine is not None and other is not None and abs(mine - other) > _ONE_PREGNANCY


def _is_another_as_near(best: Ranked, others: Sequence[Ranked]) -> bool:
    """Another child of the same home whose given name fits as well: a score must not choose between them."""
    if best.names.given in SAME_NAME:
        return False
    home = set(filter(None, map(telling_postcode, best.candidate.details.postcodes)))
    as_well = (other for other in others if other.names.given in NAME_AGREES)
    return any(
        not home.isdisjoint(map(telling_postcode, other.candidate.details.postcodes)) for other in as_well
    )
