"""Finding the child a question means: tokens by stages, then a decision, with the same reads either way."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.domain.child import Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.errors import TooManyRows
from fingerpost.domain.outcomes.asking import Detail
from fingerpost.matching.decide import Inquiry, capped
from fingerpost.matching.model import Decision, MatchOutcome
from fingerpost.matching.score import weights_for
from fingerpost.matching.tokens import first_stage, identifier_keys, second_stage
from fingerpost.usecases.ports.index import ChildFile, ChildIndex


@dataclass(frozen=True, repr=False)
class Found(Confidential):
    """What finding came to. file: empty unless the child was confirmed."""

    decision: Decision
    file: ChildFile


@dataclass(frozen=True)
class Finder:
    """Identifier tokens go with the first stage of the demographic ones, so a question of both kinds still
    takes two stages at most; the second is read only when the first did not confirm.

    children: how many the index holds, None for the size the weights were shipped for.
    """

    index: ChildIndex
    children: int | None = None

    def find(self, asked: Details, asker_id: str) -> Found:
        """Decide who is meant and read that child's file; where nobody is, a stand-in is read instead.

        A record of which the asker said "not this child" (B9) is not confirmed to them again.
        """
        decision = self._decide(asked)
        if decision.outcome is MatchOutcome.CONFIRMED and decision.child_id:
            file = self.index.child_file(decision.child_id)
            return _disputed(decision) if file.is_disputed_by(asker_id) else Found(decision, file)
        self.index.stand_in()
        return Found(decision, ChildFile(child=None))

    def _decide(self, asked: Details) -> Decision:
        try:
            return self._decide_by_stages(asked)
        except TooManyRows:
            return capped(asked)

    def _decide_by_stages(self, asked: Details) -> Decision:
        inquiry = Inquiry(asked, weights_for(self.children))
        decision = inquiry.decide(self.index.candidates((*identifier_keys(asked), *first_stage(asked))))
        later = second_stage(asked)
        if decision.outcome is MatchOutcome.CONFIRMED or not later:
            return decision
        return inquiry.decide(self.index.candidates(later))


def _disputed(decision: Decision) -> Found:
    rules = (*decision.rules, "not_this_child")
    possible = Decision(MatchOutcome.POSSIBLE, decision.version, wanted=Detail.IDENTIFIER, rules=rules)
    return Found(possible, ChildFile(child=None))
