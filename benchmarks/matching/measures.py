"""From answers to figures. Counts are of questions; recalls are shares of questions with a child to find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tqdm import tqdm

from benchmarks.matching.people_files import is_askable
from benchmarks.matching.recognition import Answer, MemoryIndex, ask
from fingerpost.domain.child import Details
from fingerpost.matching.model import MatchOutcome
from fingerpost.matching.score import Weights

Figures = dict[str, float | int | None]


@dataclass(frozen=True)
class Judged:
    """An answer with what would have been right. `right` is empty where the child is not in the index."""

    answer: Answer
    right: frozenset[str]
    askable: bool


def ask_all(
    index: Mapping[str, Details],
    asked: Mapping[str, Details],
    truth: Mapping[str, frozenset[str]],
    weights: Weights,
) -> list[Judged]:
    """Ask every question that the truth knows."""
    memory = MemoryIndex(index)
    questions = [(key, details) for key, details in asked.items() if key in truth]
    return [
        Judged(ask(memory, details, weights), truth[key], is_askable(details))
        for key, details in tqdm(questions, desc="asking", unit="question", mininterval=1)
    ]


def figures(judged: Sequence[Judged]) -> Figures:
    """The benchmark's keys. possible includes "many", so that the counts of outcomes add up to asked."""
    present = [one for one in judged if one.right]
    absent = [one for one in judged if not one.right]
    confirmed = _with(judged, MatchOutcome.CONFIRMED)
    wrong = [one for one in confirmed if one.answer.child_id not in one.right]
    return {
        "asked": len(judged),
        "askable": sum(one.askable for one in judged),
        "in_index": len(present),
        "recall_at_1": _share(present, _first_right),
        "recall_at_1_askable": _share([one for one in present if one.askable], _first_right),
        "confirmed": len(confirmed),
        "confirmed_right": len(confirmed) - len(wrong),
        "confirmed_wrong": sum(bool(one.right) for one in wrong),
        "precision": round(1 - len(wrong) / len(confirmed), 6) if confirmed else None,
        "possible": len(_with(judged, MatchOutcome.POSSIBLE)) + len(_with(judged, MatchOutcome.MANY)),
        "of_which_many": len(_with(judged, MatchOutcome.MANY)),
        "none": len(_with(judged, MatchOutcome.NONE)),
        "absent": len(absent),
        "absent_confirmed": len(_with(absent, MatchOutcome.CONFIRMED)),
        **_costs([one.answer for one in judged]),
    }


def _costs(answers: Sequence[Answer]) -> Figures:
    reads = [answer.reads for answer in answers if answer.reads is not None]
    met = [answer.candidates for answer in answers]
    spent = [answer.cpu_ms for answer in answers if answer.cpu_ms is not None]
    return {
        "reads_mean": round(fmean(reads), 3) if reads else None,
        "reads_max": max(reads, default=None),
        "candidates_mean": round(fmean(met), 2) if met else None,
        "candidates_p99": percentile(met, 0.99),
        "ms_p50": percentile(spent, 0.5),
        "ms_p99": percentile(spent, 0.99),
    }


def percentile(values: Iterable[float], share: float) -> float | None:
    """The value below which that share of all lies (nearest rank)."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 4) if ordered else None


def _with(judged: Iterable[Judged], outcome: MatchOutcome) -> list[Judged]:
    return [one for one in judged if one.answer.outcome is outcome]


def _share(judged: Sequence[Judged], test: Callable[[Judged], bool]) -> float | None:
    return round(sum(map(test, judged)) / len(judged), 5) if judged else None


def _first_right(one: Judged) -> bool:
    return one.answer.best in one.right
