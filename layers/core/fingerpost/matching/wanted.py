"""The one more detail that best tells the candidates apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log2

from fingerpost.domain.child import Details
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.levels import (
    IdentifierLevel,
    NameLevel,
)
from fingerpost.matching.normalise import is_usable_name, is_whole_postcode, postcode_text
from fingerpost.matching.ranked import DATE_EXACT, SAME_NAME, Ranked

LIKELY = 10  # candidates among which a further detail has to tell apart; the rest weigh nothing

# When nothing speaks for another order: what people most often know and what tells children apart most.
BY_TELLING = (Detail.BIRTH_DATE, Detail.GIVEN_NAME, Detail.FAMILY_NAME, Detail.POSTCODE, Detail.IDENTIFIER,
               Detail.FORMER_NAME, Detail.SEX)  # fmt: skip


def most_telling(asked: Details, ranked: Sequence[Ranked]) -> Detail:
    """The one detail that best tells the candidates apart: the spread, in bits, of its values among them.

    A detail already given counts only where none is left to give: then the worst fit is asked again.
    """
    given = given_details(asked)
    open_details = [detail for detail in BY_TELLING if detail not in given]
    likely = ranked[:LIKELY]
    spreads = {detail: _spread(detail, likely) for detail in open_details}
    if spreads and (max(spreads.values()) > 0 or len(ranked) == 1):
        return max(open_details, key=lambda detail: spreads[detail])
    return open_details[0] if open_details else _most_doubtful(ranked[0])


def given_details(asked: Details) -> frozenset[Detail]:
    name = asked.name
    present = {
        Detail.IDENTIFIER: bool(asked.identifiers),
        Detail.GIVEN_NAME: name is not None and is_usable_name(name.given),
        Detail.FAMILY_NAME: name is not None and is_usable_name(name.family),
        Detail.BIRTH_DATE: asked.birth_date is not None,
        Detail.POSTCODE: any(is_whole_postcode(postcode_text(text)) for text in asked.postcodes),
        Detail.SEX: asked.sex is not None,
        Detail.FORMER_NAME: len(asked.names) > 1,
    }
    return frozenset(detail for detail, given in present.items() if given)


def _spread(detail: Detail, likely: Sequence[Ranked]) -> float:
    """Entropy of the detail's values over the candidates, each weighted by its chance."""
    mass: Counter[object] = Counter()
    for one in likely:
        mass[_value(detail, one.candidate.details)] += one.posterior  # type: ignore[assignment]  # shares
    total = sum(mass.values())
    return -sum(share / total * log2(share / total) for share in mass.values() if share > 0)


def _value(detail: Detail, held: Details) -> object:
    name = held.name
    match detail:
        case Detail.IDENTIFIER:
            return tuple((number.kind, number.value) for number in held.identifiers)
        case Detail.GIVEN_NAME:
            return name and name.given
        case Detail.FAMILY_NAME:
            return name and name.family
        case Detail.BIRTH_DATE:
            return held.birth_date
        case Detail.POSTCODE:
            return tuple(map(postcode_text, held.postcodes))
        case Detail.SEX:
            return held.sex
        case Detail.FORMER_NAME:
            return tuple(former.family for former in held.names[1:])


def _most_doubtful(best: Ranked) -> Detail:
    """With every detail given: the one to check first."""
    doubts = (
        (Detail.GIVEN_NAME, best.names.given not in SAME_NAME),
        (Detail.BIRTH_DATE, best.comparison.birth_date not in DATE_EXACT),
        (Detail.IDENTIFIER, best.comparison.identifier is not IdentifierLevel.EXACT),
        (Detail.FAMILY_NAME, best.names.family is not NameLevel.EXACT),
    )
    return next((detail for detail, doubtful in doubts if doubtful), Detail.POSTCODE)
