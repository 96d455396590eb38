"""Questions against the packed index, staged as the product stages them, and what they come to."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from benchmarks.matching.measures import percentile
from benchmarks.population.packed_index import PackedIndex
from fingerpost.domain.child import Details
from fingerpost.matching.decide import Inquiry, capped, decide
from fingerpost.matching.model import Candidate, Decision, MatchOutcome, TokenKey
from fingerpost.matching.score import shipped_weights
from fingerpost.matching.tokens import first_stage, is_dropped_when_fuller, most_rows, second_stage

_PAGE = 4096  # bytes that half an eventually consistent read unit covers


@dataclass(frozen=True)
class Question:
    """Details asked, and the row of the right child; None where the child is not in the index.

    relative_of: the row of the child whose twin, brother or sister is asked for.
    """

    asked: Details
    right: int | None
    relative_of: int | None = None


@dataclass(frozen=True)
class Result:
    """What one question came to. found_after: reads after which the right child had been met, if ever."""

    outcome: MatchOutcome
    child: str | None
    best: str | None
    reads: int
    rows: int
    too_full: bool
    candidates: int
    units: float
    cpu_ms: float
    found_after: int | None
    right: int | None


@dataclass(frozen=True)
class Bucket:
    """What was read under one token. too_full: it asks for one more detail instead (ADR 12)."""

    rows: NDArray[np.int32]
    read: int
    too_full: bool


class Asker:
    """Asks the index; row_bytes is the size of one token row with its box."""

    def __init__(self, index: PackedIndex, row_bytes: int) -> None:
        self.index = index
        self.row_bytes = row_bytes

    def trade_off(self, questions: Sequence[Question], shares: Sequence[float]) -> dict[float, float]:
        """Share of questions confirmed, by the share of asked children said to be in the index."""
        weights = [replace(shipped_weights(), share_in_index=share) for share in shares]
        confirmed = dict.fromkeys(shares, 0)
        for question in tqdm(questions, desc="trade-off", mininterval=1):
            keys = (*first_stage(question.asked), *second_stage(question.asked))
            met = self._met(map(self._bucket, keys))
            for share, one in zip(shares, weights, strict=True):
                confirmed[share] += decide(question.asked, met, one).outcome is MatchOutcome.CONFIRMED
        return {share: round(count / len(questions), 6) for share, count in confirmed.items()}

    def ask_all(self, questions: Sequence[Question], label: str) -> list[Result]:
        """Every question, with a progress bar."""
        return [self.ask(question) for question in tqdm(questions, desc=label, mininterval=1)]

    def ask(self, question: Question) -> Result:
        """By stages; the second only where the first did not confirm."""
        asked = question.asked
        keys = first_stage(asked), second_stage(asked)
        inquiry, spent = Inquiry(asked), 0.0
        buckets: list[Bucket] = []
        for stage in filter(None, keys):
            buckets += map(self._bucket, stage)
            met = self._met(buckets)
            decision, cpu_ms = _decided(inquiry, asked, met, buckets)
            spent += cpu_ms
            if decision.outcome is MatchOutcome.CONFIRMED:
                break
        ranked = inquiry.rank()
        return Result(
            outcome=decision.outcome,
            child=decision.child_id,
            best=ranked[0].candidate.child_id if ranked else None,
            reads=len(buckets),
            rows=sum(bucket.read for bucket in buckets),
            too_full=any(bucket.too_full for bucket in buckets),
            candidates=len(met),
            units=sum(self._units(bucket.read) for bucket in buckets),
            cpu_ms=spent,
            found_after=self._found_after(question, keys[0] + keys[1]),
            right=question.right,
        )

    def decided(self, asked: Details, inquiry: Inquiry | None = None) -> Decision:
        """What a question comes to, by stages. inquiry: of this question, with nobody met yet."""
        inquiry = inquiry or Inquiry(asked)
        buckets: list[Bucket] = []
        decision = inquiry.decide(())
        for stage in filter(None, (first_stage(asked), second_stage(asked))):
            buckets += map(self._bucket, stage)
            decision, _ = _decided(inquiry, asked, self._met(buckets), buckets)
            if decision.outcome is MatchOutcome.CONFIRMED:
                break
        return decision

    def _bucket(self, key: TokenKey) -> Bucket:
        rows, most = self.index.met(key), most_rows(key)
        fuller, dropped = len(rows) > most, is_dropped_when_fuller(key)
        return Bucket(
            rows[: 0 if fuller and dropped else most], min(len(rows), most + 1), fuller and not dropped
        )

    def _met(self, buckets: Iterable[Bucket]) -> list[Candidate]:
        rows = {int(row) for bucket in buckets for row in bucket.rows}
        return [self.index.candidate(row) for row in sorted(rows)]

    def _units(self, rows: int) -> float:
        return 0.5 * max(1, ceil(rows * self.row_bytes / _PAGE))

    def _found_after(self, question: Question, keys: Sequence[Any]) -> int | None:
        if question.right is None:
            return None
        hits = (
            at for at, key in enumerate(keys, 1) if bool(np.any(self._bucket(key).rows == question.right))
        )
        return next(hits, None)


def _decided(
    inquiry: Inquiry, asked: Details, met: list[Candidate], buckets: Sequence[Bucket]
) -> tuple[Decision, float]:
    started = time.thread_time()
    first_stage(asked), second_stage(asked)
    decision = inquiry.decide(met)
    if any(bucket.too_full for bucket in buckets):
        decision = capped(asked)
    return decision, (time.thread_time() - started) * 1000


def summary(results: Sequence[Result]) -> dict[str, Any]:
    """Shares of all questions; costs per question."""
    number = max(1, len(results))
    confirmed = [one for one in results if one.outcome is MatchOutcome.CONFIRMED]
    wrong = [one for one in confirmed if one.child != str(one.right)]
    return {
        "questions": len(results),
        "right_first": _share(one.best == str(one.right) for one in results),
        "met": _share(one.found_after is not None for one in results),
        "confirmed": round(len(confirmed) / number, 5),
        "confirmed_wrong": round(len(wrong) / number, 6),
        "possible_or_many": _share(
            one.outcome in (MatchOutcome.POSSIBLE, MatchOutcome.MANY) for one in results
        ),
        "none": _share(one.outcome is MatchOutcome.NONE for one in results),
        "met_a_full_bucket": _share(one.too_full for one in results),
    }


def costs(results: Sequence[Result]) -> dict[str, Any]:
    """Reads, rows, read units and CPU time of a question."""
    return {
        "reads_mean": round(fmean(one.reads for one in results), 2),
        "rows_mean": round(fmean(one.rows for one in results), 1),
        "rows_p99": percentile([one.rows for one in results], 0.99),
        "rows_max": max(one.rows for one in results),
        "read_units_mean": round(fmean(one.units for one in results), 2),
        "read_units_p99": percentile([one.units for one in results], 0.99),
        "read_units_max": max(one.units for one in results),
        "candidates_mean": round(fmean(one.candidates for one in results), 1),
        "ms_p50": percentile([one.cpu_ms for one in results], 0.5),
        "ms_p99": percentile([one.cpu_ms for one in results], 0.99),
    }


def recall_by_reads(results: Sequence[Result], most: int) -> list[float]:
    """Share of questions whose child has been met after 1, 2, ... reads."""
    return [
        _share(one.found_after is not None and one.found_after <= reads for one in results)
        for reads in range(1, most + 1)
    ]


def _share(tests: Iterable[bool]) -> float:
    found = list(tests)
    return round(sum(found) / max(1, len(found)), 5)
