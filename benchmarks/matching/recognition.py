"""Asking the pure matcher as the product asks it: tokens by stages against an index held in memory."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fingerpost.domain.child import Details
from fingerpost.domain.errors import TooManyRows
from fingerpost.matching.decide import Inquiry, capped, rank
from fingerpost.matching.model import Candidate, Decision, MatchOutcome, TokenKey
from fingerpost.matching.score import Weights
from fingerpost.matching.tokens import (
    first_stage,
    identifier_keys,
    index_keys,
    is_dropped_when_fuller,
    most_rows,
    second_stage,
)

_SMALLEST = 1000
_SHARE_IN_INDEX = 0.7


@dataclass(frozen=True)
class Answer:
    """One question's result. best: ranked first, confirmed or not; cpu_ms: tokens, look-up and decision.

    reads, cpu_ms: None for engines that read everything and work on all questions at once.
    """

    outcome: MatchOutcome
    child_id: str | None
    best: str | None
    reads: int | None
    candidates: int
    cpu_ms: float | None


class MemoryIndex:
    """Children by token, as the store holds them."""

    def __init__(self, children: Mapping[str, Details]) -> None:
        self._children = {child_id: Candidate(child_id, details) for child_id, details in children.items()}
        self._rows: dict[tuple[str, str], list[str]] = defaultdict(list)
        for child_id, details in children.items():
            for key in index_keys(details):
                self._rows[key.kind, key.text].append(child_id)

    def candidates(self, keys: Iterable[TokenKey]) -> dict[str, Candidate]:
        """Every child with a row under any of the keys. Raises TooManyRows like the store."""
        buckets = [(key, self._rows.get((key.kind, key.text), ())) for key in keys]
        fuller = [key for key, bucket in buckets if len(bucket) > most_rows(key)]
        if not all(map(is_dropped_when_fuller, fuller)):
            raise TooManyRows
        met = {child_id for key, bucket in buckets if key not in fuller for child_id in bucket}
        return {child_id: self._children[child_id] for child_id in met}


def told_of(weights: Weights, children: int) -> Weights:
    """The weights of a deployment that knows the size of its index; seven of ten asked for are in it."""
    return replace(weights, index_size=max(children, _SMALLEST), share_in_index=_SHARE_IN_INDEX)


def ask(index: MemoryIndex, asked: Details, weights: Weights) -> Answer:
    """Ask as the product does: numbers with the first stage, the second unless the first confirmed."""
    started = time.thread_time()
    decision, met, reads = _by_stages(index, asked, weights)
    spent = (time.thread_time() - started) * 1000
    ranked = rank(asked, list(met.values()), weights)
    best = ranked[0].candidate.child_id if ranked else None
    return Answer(decision.outcome, decision.child_id, best, reads, len(met), spent)


def _by_stages(
    index: MemoryIndex, asked: Details, weights: Weights
) -> tuple[Decision, dict[str, Candidate], int]:
    first = (*identifier_keys(asked), *first_stage(asked))
    later = second_stage(asked)
    inquiry, met = Inquiry(asked, weights), {}
    try:
        met = index.candidates(first)
        decision = inquiry.decide(list(met.values()))
        if decision.outcome is MatchOutcome.CONFIRMED or not later:
            return decision, met, len(first)
        met |= index.candidates(later)
        return inquiry.decide(list(met.values())), met, len(first) + len(later)
    except TooManyRows:
        return capped(asked), met, len(first) + len(later)
