"""From candidates to a decision, by named rules: when in doubt, one more detail instead of a wrong child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace

from fingerpost.domain.child import Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.evidence import is_first_of_january
from fingerpost.domain.outcomes.asking import Agreement, Detail
from fingerpost.matching.compare import compare, prepare
from fingerpost.matching.guards import another_pregnancy, guards_broken, is_of_other_sex, is_of_the_household
from fingerpost.matching.levels import (
    Comparison,
    DateLevel,
    IdentifierLevel,
    NameComparison,
    NameLevel,
    PostcodeLevel,
    SexLevel,
)
from fingerpost.matching.model import CONTRADICTED, NUMBER_ALONE, Candidate, Decision, MatchOutcome
from fingerpost.matching.ranked import (
    DATE_AGREES,
    DATE_EXACT,
    DATE_IN_PART,
    NAME_AGREES,
    Ranked,
    bits_lost,
    is_crowd,
)
from fingerpost.matching.score import Score, Weights, less, posteriors, score, shipped_weights
from fingerpost.matching.wanted import LIKELY, given_details, offered, settling

CONFIRM_AT = 0.99

CONFIRM_ELSEWHERE_AT = 0.9985
"""Where the postcode asked is nowhere near: keeps strangers confirmed below 1 in 5,000 (ADR 0013)."""

POSSIBLE_AT = 0.05

_RIVAL_AT = 0.2  # a second candidate this likely makes the question one of several children

_Scored = tuple[Candidate, Comparison, Score]


class Inquiry(Confidential):
    """One question from its first candidates to its last: what one stage scored is not scored again."""

    def __init__(self, asked: Details, weights: Weights | None = None) -> None:
        self._asked = asked
        self._question = prepare(asked)
        self._weights = weights or shipped_weights()
        self._scored: dict[str, _Scored] = {}
        self._met: dict[str, _Scored] = {}

    def afresh(self) -> Inquiry:
        """The same question with nobody met yet; whoever was scored is not scored again."""
        again = copy(self)
        again._met = {}
        return again

    def unsure(self, rule: str) -> Decision:
        """One more detail, though one of those met might be meant."""
        return _unsure(MatchOutcome.POSSIBLE, self._asked, self.rank(), self._weights, rule)

    def decide(self, candidates: Sequence[Candidate]) -> Decision:
        """What the question comes to with these candidates besides those met before, in any repetition."""
        decision = self._decide(candidates)
        return replace(decision, agreed=tuple(self._worth_saying(decision)))

    def _worth_saying(self, decision: Decision) -> Iterable[Agreement]:
        """That a postcode agrees is said only where it was needed: else a home could be guessed by asking."""
        for one in decision.agreed:
            if one.detail is not Detail.POSTCODE or self._needed_the_home_of_now(decision):
                yield one

    def _needed_the_home_of_now(self, decision: Decision) -> bool:
        """Of an earlier home nothing is ever said."""
        return not self._asked.postcodes[1:] and not self._is_sure_without_home(decision)

    def _is_sure_without_home(self, decision: Decision) -> bool:
        without = Inquiry(replace(self._asked, postcodes=()), self._weights)
        likeliest = [one.candidate for one in self.rank()[:LIKELY]]
        return without.decide(likeliest).child_id == decision.child_id

    def _decide(self, candidates: Sequence[Candidate]) -> Decision:
        ranked = self.rank(candidates)
        if _is_number_alone(self._asked):
            wanted = Detail.GIVEN_NAME if self._asked.born else Detail.BIRTH_DATE
            return Decision(
                MatchOutcome.POSSIBLE,
                self._weights.version,
                offered=(wanted,),
                rules=(NUMBER_ALONE,),
            )
        if not ranked:
            return _nobody(self._asked, self._weights, "no_candidate")
        if any(one.comparison.identifier is IdentifierLevel.EXACT for one in ranked):
            return _by_identifier(self._asked, ranked, self._weights)
        return _by_demographics(self._asked, ranked, self._weights)

    def rank(self, candidates: Sequence[Candidate] = ()) -> list[Ranked]:
        """All candidates so far, each child once, the most likely first."""
        for candidate in candidates:
            self._meet(candidate)
        sharing = sum(one.postcode is PostcodeLevel.EXACT for _, one, _ in self._met.values())
        lost = bits_lost(sharing)
        met = [_in_crowd(one, lost) for one in self._met.values()] if lost else list(self._met.values())
        chances = posteriors([found for _, _, found in met], self._weights)
        ranked = [
            Ranked(child, comparison, found.names, found.same, chance, crowded=is_crowd(sharing))
            for (child, comparison, found), chance in zip(met, chances, strict=True)
        ]
        return sorted(ranked, key=lambda one: (-one.bits, one.candidate.child_id))

    def _meet(self, candidate: Candidate) -> None:
        if candidate.details.is_unborn is not self._asked.is_unborn:
            return
        before = self._scored.get(candidate.child_id)
        if before is None or (before[0] is not candidate and before[0].details != candidate.details):
            comparison = compare(self._question, prepare(candidate.details))
            before = candidate, comparison, score(comparison, self._weights)
            self._scored[candidate.child_id] = before
        self._met[candidate.child_id] = before


def _in_crowd(scored: _Scored, bits: float) -> _Scored:
    candidate, comparison, found = scored
    return (
        (candidate, comparison, less(found, bits)) if comparison.postcode is PostcodeLevel.EXACT else scored
    )


def decide(asked: Details, candidates: Sequence[Candidate], weights: Weights | None = None) -> Decision:
    """What the question comes to, given every candidate met under its tokens (each child once or more)."""
    return Inquiry(asked, weights).decide(candidates)


def rank(asked: Details, candidates: Sequence[Candidate], weights: Weights | None = None) -> list[Ranked]:
    """Candidates, each child once, the most likely first."""
    return Inquiry(asked, weights).rank(candidates)


def capped(asked: Details) -> Decision:
    """For a question that met a bucket too full to read whole: ask for one more detail, show no part."""
    wanted = settling(asked) or (Detail.IDENTIFIER,)
    return Decision(MatchOutcome.MANY, shipped_weights().version, offered=wanted, rules=("bucket_cap",))


def _by_identifier(asked: Details, ranked: Sequence[Ranked], weights: Weights) -> Decision:
    holders = [one for one in ranked if one.comparison.identifier is IdentifierLevel.EXACT]
    if len(holders) > 1:
        return _unsure(MatchOutcome.MANY, asked, holders, weights, "identifier_shared")
    if _contradicts(holders[0]) or another_pregnancy(asked, holders[0]):
        return _unsure(MatchOutcome.POSSIBLE, asked, holders, weights, CONTRADICTED)
    if not _cross_checked(holders[0]):
        return _unsure(MatchOutcome.POSSIBLE, asked, holders, weights, "identifier_alone")
    return _confirmed(holders[0], weights, "identifier")


def _is_number_alone(asked: Details) -> bool:
    """A number with nothing beside it to check it by: decided before anybody is looked at, so that the answer
    is the same whether the number is in the index or not. 1 January checks nothing: brothers may share it."""
    checks = {Detail.GIVEN_NAME, Detail.FAMILY_NAME}
    if not is_first_of_january(asked.birth_date):
        checks.add(Detail.BIRTH_DATE)
    beside = given_details(asked) & checks
    return Detail.IDENTIFIER in given_details(asked) and not beside and not asked.is_unborn


def _cross_checked(one: Ranked) -> bool:
    """Whether the birth date or a name agrees as well: a number alone can be copied from a brother's line.

    Of an unborn child the day it is expected is the check; see `another_pregnancy`.
    """
    names_agree = one.names.given in NAME_AGREES or one.names.family in NAME_AGREES
    born = one.comparison.birth_date in DATE_AGREES - {DateLevel.FIRST_OF_JANUARY}
    return names_agree or born or one.candidate.details.is_unborn


def _contradicts(one: Ranked) -> bool:
    """Whether the other details are another child's: a number can be copied from the wrong line."""
    return is_of_another_name(one) or one.comparison.birth_date is DateLevel.DIFFERENT or is_of_other_sex(one)


def is_of_another_name(one: Ranked) -> bool:
    """Whether the given name is another, in the best reading or in any where the best has none to compare."""
    levels = {one.names.given}
    if one.names.given is NameLevel.MISSING:
        levels = {reading.given for reading in one.comparison.names}
    return not levels.isdisjoint((NameLevel.DIFFERENT, NameLevel.SIMILAR))


def _by_demographics(asked: Details, ranked: Sequence[Ranked], weights: Weights) -> Decision:
    best, chance_of_any = ranked[0], sum(one.posterior for one in ranked)
    if best.posterior >= _asked_of(best):
        broken = guards_broken(asked, best, ranked)
        if not broken:
            return _confirmed(best, weights, "posterior")
        return _unsure(MatchOutcome.POSSIBLE, asked, ranked, weights, *broken)
    if chance_of_any < POSSIBLE_AT:
        return _nobody(asked, weights, "too_unlikely")
    rivals = sum(one.posterior >= _RIVAL_AT * best.posterior for one in ranked)
    if rivals > 1:
        return _unsure(MatchOutcome.MANY, asked, ranked, weights, "rivals")
    doubts = guards_broken(asked, best, ranked) if is_of_the_household(best) else ()
    return _unsure(MatchOutcome.POSSIBLE, asked, ranked, weights, "not_sure_enough", *doubts)


def _asked_of(best: Ranked) -> float:
    """How sure to be: more where the home is another, as a stranger of the same name and birth date's is."""
    elsewhere = best.comparison.postcode is PostcodeLevel.DIFFERENT or best.crowded
    return CONFIRM_ELSEWHERE_AT if elsewhere else CONFIRM_AT


def _confirmed(best: Ranked, weights: Weights, rule: str) -> Decision:
    return Decision(
        MatchOutcome.CONFIRMED,
        weights.version,
        child_id=best.candidate.child_id,
        agreed=tuple(_agreements(best)),
        rules=(rule,),
    )


def _nobody(asked: Details, weights: Weights, rule: str) -> Decision:
    """With what would still find a child who moved or has another name now, which the index does not know."""
    return Decision(MatchOutcome.NONE, weights.version, offered=settling(asked), rules=(rule,))


def _unsure(
    outcome: MatchOutcome, asked: Details, ranked: Sequence[Ranked], weights: Weights, *rules: str
) -> Decision:
    return Decision(outcome, weights.version, offered=offered(rules, asked, ranked), rules=rules)


def _agreements(best: Ranked) -> Iterable[Agreement]:
    comparison, names = best.comparison, best.names
    if comparison.identifier is IdentifierLevel.EXACT:
        yield Agreement(Detail.IDENTIFIER, fully=True)
    yield from _name_agreements(names)
    if comparison.birth_date in DATE_AGREES | DATE_IN_PART:
        yield Agreement(Detail.BIRTH_DATE, fully=comparison.birth_date in DATE_EXACT)
    if comparison.postcode is PostcodeLevel.EXACT:
        yield Agreement(Detail.POSTCODE, fully=True)
    if comparison.sex is SexLevel.SAME:
        yield Agreement(Detail.SEX, fully=True)


def _name_agreements(names: NameComparison) -> Iterable[Agreement]:
    if names.given in NAME_AGREES:
        yield Agreement(Detail.GIVEN_NAME, fully=names.given is NameLevel.EXACT and not names.swapped)
    if names.family in NAME_AGREES:
        detail = Detail.FORMER_NAME if names.former else Detail.FAMILY_NAME
        yield Agreement(detail, fully=names.family is NameLevel.EXACT and not names.swapped)
