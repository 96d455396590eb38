"""The one more detail that best tells the candidates apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log2

from fingerpost.domain.child import Details
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.levels import DateLevel, IdentifierLevel, NameLevel
from fingerpost.matching.normalise import (
    given_parts,
    is_telling_carer,
    is_usable_name,
    is_whole_postcode,
    telling_date,
    telling_postcode,
)
from fingerpost.matching.ranked import DATE_AGREES, DATE_EXACT, SAME_NAME, Ranked

LIKELY = 10  # candidates among which a further detail has to tell apart; the rest weigh nothing

# When nothing speaks for another order: what people most often know and what tells children apart most.
BY_TELLING = (Detail.BIRTH_DATE, Detail.GIVEN_NAME, Detail.FAMILY_NAME, Detail.POSTCODE, Detail.IDENTIFIER,
               Detail.EARLIER_POSTCODE, Detail.CARER, Detail.FORMER_NAME, Detail.SEX)  # fmt: skip

_SETTLING = (Detail.IDENTIFIER, Detail.POSTCODE, Detail.EARLIER_POSTCODE, Detail.FORMER_NAME, Detail.CARER)
"""What tells a child who moved from a stranger of the same name, the most telling first."""

MOST_OFFERED = 4
"""The number, and three for who has no number at hand."""


def most_telling(asked: Details, ranked: Sequence[Ranked]) -> Detail:
    """The one detail that best tells the candidates apart: the spread, in bits, of its values among them.

    A detail already given counts only where none is left to give: then the worst fit is asked again.
    """
    open_details = can_be_given(asked)
    likely = ranked[:LIKELY]
    spreads = {detail: _spread(detail, likely) for detail in open_details}
    if spreads and (max(spreads.values()) > 0 or len(ranked) == 1):
        return max(open_details, key=lambda detail: spreads[detail])
    return open_details[0] if open_details else _most_doubtful(asked, ranked[0])


def offered(rules: Sequence[str], asked: Details, ranked: Sequence[Ranked]) -> tuple[Detail, ...]:
    """What to ask for, any one of which will do: first what fits the doubt, then what would settle most. The
    latter depends on the question alone, so it tells nothing of who was met."""
    fitting = next(filter(None, (_after(rule, asked, ranked) for rule in rules)), None)
    return settling(asked, fitting) or (most_telling(asked, ranked),)


def settling(asked: Details, first: Detail | None = None) -> tuple[Detail, ...]:
    """Of what was not given yet, what would settle most. first: what stands before it."""
    left = can_be_given(asked)
    best = [detail for detail in _SETTLING if detail in left and detail is not first]
    return tuple([first, *best] if first else best)[:MOST_OFFERED]


_ABOUT_THE_GIVEN_NAME = frozenset(
    {
        "twin_guard",
        "multiple_birth",
        "other_sex",
        "second_names",
        "sibling_as_near",
        "identifier_contradicted",
    }
)


def _after(rule: str, asked: Details, ranked: Sequence[Ranked]) -> Detail | None:
    best = ranked[0]
    if rule == "rivals":
        return most_telling(asked, ranked)
    if rule == "identifier_differs":
        return Detail.IDENTIFIER
    if rule == "household" or (rule == "identifier_contradicted" and _contradicts_by_date(best)):
        return Detail.BIRTH_DATE
    if rule in _ABOUT_THE_GIVEN_NAME and not has_no_given_name_yet(asked):
        return _about_given_name(rule, asked, best)
    return None


def _contradicts_by_date(best: Ranked) -> bool:
    return best.comparison.birth_date is DateLevel.DIFFERENT and best.names.given in SAME_NAME


def _about_given_name(rule: str, asked: Details, best: Ranked) -> Detail:
    """Where the household agrees and the given name is quite another, it may be the one on other papers."""
    another = rule == "twin_guard" and best.names.given is NameLevel.DIFFERENT
    open_still = Detail.KNOWN_AS not in given_details(asked) and best.comparison.birth_date in DATE_AGREES
    return Detail.KNOWN_AS if another and open_still else Detail.GIVEN_NAME


def has_no_given_name_yet(asked: Details) -> bool:
    """Whether a family name was given and no given name: a newborn child often has none."""
    given = given_details(asked)
    return Detail.FAMILY_NAME in given and Detail.GIVEN_NAME not in given


def can_be_given(asked: Details) -> list[Detail]:
    """What was not given yet and can be, the most telling first; a child without a given name has none."""
    given = given_details(asked)
    named_once = {Detail.GIVEN_NAME} if has_no_given_name_yet(asked) else set()
    no_home_yet = set() if Detail.POSTCODE in given else {Detail.EARLIER_POSTCODE}
    not_of_a_mother = {Detail.CARER} if asked.is_unborn else set()
    return [one for one in BY_TELLING if one not in given | named_once | no_home_yet | not_of_a_mother]


def given_details(asked: Details) -> frozenset[Detail]:
    name = asked.name
    present = {
        Detail.IDENTIFIER: any(not one.stands_for_many for one in asked.identifiers),
        Detail.GIVEN_NAME: name is not None and bool(given_parts(name.given)),
        Detail.FAMILY_NAME: name is not None and is_usable_name(name.family),
        Detail.BIRTH_DATE: telling_date(asked.birth_date) is not None,
        Detail.POSTCODE: any(is_whole_postcode(telling_postcode(text)) for text in asked.postcodes[:1]),
        Detail.EARLIER_POSTCODE: any(map(telling_postcode, asked.postcodes[1:])),
        Detail.CARER: any(map(is_telling_carer, asked.carers)),
        Detail.SEX: asked.sex is not None,
        Detail.FORMER_NAME: any(name and other.family not in ("", name.family) for other in asked.names[1:]),
        Detail.KNOWN_AS: any(name and other.given not in ("", name.given) for other in asked.names[1:]),
    }
    return frozenset(detail for detail, given in present.items() if given)


def _spread(detail: Detail, likely: Sequence[Ranked]) -> float:
    """Entropy of the detail's values over the candidates, each weighted by its chance."""
    mass: Counter[object] = Counter()
    for one in likely:
        mass[_VALUES[detail](one.candidate.details)] += one.posterior  # type: ignore[assignment]  # shares
    total = sum(mass.values())
    return -sum(share / total * log2(share / total) for share in mass.values() if share > 0)


_VALUES: dict[Detail, Callable[[Details], object]] = {
    Detail.IDENTIFIER: lambda held: tuple((number.kind, number.value) for number in held.identifiers),
    Detail.GIVEN_NAME: lambda held: held.name and held.name.given,
    Detail.FAMILY_NAME: lambda held: held.name and held.name.family,
    Detail.BIRTH_DATE: lambda held: held.born,
    Detail.POSTCODE: lambda held: tuple(map(telling_postcode, held.postcodes)),
    Detail.EARLIER_POSTCODE: lambda held: tuple(map(telling_postcode, held.postcodes[1:])),
    Detail.CARER: lambda held: held.carers,
    Detail.SEX: lambda held: held.sex,
    Detail.FORMER_NAME: lambda held: tuple(former.family for former in held.names[1:]),
    Detail.KNOWN_AS: lambda held: tuple(known.given for known in held.names[1:]),
}


def _most_doubtful(asked: Details, best: Ranked) -> Detail:
    """With every detail given: the one to check first."""
    doubts = (
        (Detail.GIVEN_NAME, best.names.given not in SAME_NAME and not has_no_given_name_yet(asked)),
        (Detail.BIRTH_DATE, best.comparison.birth_date not in DATE_EXACT),
        (Detail.IDENTIFIER, best.comparison.identifier is not IdentifierLevel.EXACT),
        (Detail.FAMILY_NAME, best.names.family is not NameLevel.EXACT),
    )
    return next((detail for detail, doubtful in doubts if doubtful), Detail.POSTCODE)
