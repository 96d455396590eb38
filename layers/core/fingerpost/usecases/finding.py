"""Finding the child a question means: tokens by stages, then a decision, with the same reads either way."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.domain.child import Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.errors import TooManyRows
from fingerpost.matching.decide import capped, decide
from fingerpost.matching.model import Candidate, Decision, MatchOutcome
from fingerpost.matching.tokens import first_stage, identifier_keys, second_stage
from fingerpost.usecases.ports import ChildFile, ChildIndex


@dataclass(frozen=True, repr=False)
class Found(Confidential):
    """What finding came to. file: empty unless the child was confirmed."""

    decision: Decision
    file: ChildFile


@dataclass(frozen=True)
class Finder:
    """Identifier tokens go with the first stage of the demographic ones, so a question of both kinds still
    takes two stages at most; the second is read only when the first did not confirm."""

    index: ChildIndex

    def find(self, asked: Details) -> Found:
        """Decide who is meant and read that child's file; where nobody is, a stand-in is read instead."""
        decision = self._decide(asked)
        if decision.outcome is MatchOutcome.CONFIRMED and decision.child_id:
            return Found(decision, self.index.child_file(decision.child_id))
        self.index.stand_in()
        return Found(decision, ChildFile(child=None))

    def _decide(self, asked: Details) -> Decision:
        try:
            return self._decide_by_stages(asked)
        except TooManyRows:
            return capped(asked)

    def _decide_by_stages(self, asked: Details) -> Decision:
        first = self.index.candidates((*identifier_keys(asked), *first_stage(asked)))
        decision = decide(asked, first)
        later = second_stage(asked)
        if decision.outcome is MatchOutcome.CONFIRMED or not later:
            return decision
        return decide(asked, _together(first, self.index.candidates(later)))


def _together(*stages: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple({candidate.child_id: candidate for stage in stages for candidate in stage}.values())
