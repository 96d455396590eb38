"""What the middle of an act returns, and the ledger's lines that come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.reference import reference_from
from fingerpost.policy.model import Judgement
from fingerpost.usecases.ports.acting import Writes
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.unattended import outcome_of

Answer = TypeVar("Answer")

Shown = TypeVar("Shown", covariant=True)


@dataclass(frozen=True, repr=False)
class Facts(Generic[Shown], Confidential):
    """What the middle of an act came to.

    answer: what is shown. outcome: its name on the ledger. child_id, involvement_id, matcher_version, rules:
    the rest of the ledger's line. second_child_id: another child into whose trail the outcome goes as well.
    handle: what an answer leaves behind. writes: what is written in the same transaction as the line.
    actor_id: who it was, where only the middle could tell. done: something was changed without `writes`.
    """

    answer: Shown
    outcome: str
    child_id: str = ""
    involvement_id: str = ""
    matcher_version: str = ""
    rules: tuple[str, ...] = ()
    second_child_id: str = ""
    handle: AnswerHandle | None = None
    writes: Writes | None = None
    actor_id: str = ""
    done: bool = False


@dataclass(frozen=True)
class Denied:
    """That the act may not be, on what was read since it began. judgement: None where no policy was asked."""

    because: Refusal
    judgement: Judgement | None = None
    child_id: str = ""


Row = TypeVar("Row")


@dataclass(frozen=True)
class EachRow(Generic[Row, Answer]):
    """What is done with one row of many, called again after a Conflict. The entry is the row's own attempt,
    of which no line is written; of what writes nothing there is no line at all, but it is counted.

    too_much: the answer where a row would write more than the store takes as one whole.
    """

    do: Callable[[Row], tuple[LedgerEntry, Facts[Answer]]]
    too_much: Callable[[Row], Answer]


def lines_of(attempt: LedgerEntry, found: Facts[Answer]) -> tuple[LedgerEntry, ...]:
    first = replace(
        outcome_of(attempt, found.outcome),
        actor_id=found.actor_id or attempt.actor_id,
        child_id=found.child_id,
        involvement_id=found.involvement_id,
        matcher_version=found.matcher_version,
        rules=found.rules,
    )
    if not found.second_child_id:
        return (first,)
    # Two lines of one reference would be one line: the second child's has a reference of its own.
    reference = reference_from(f"{attempt.reference}\nsecond record".encode())
    return first, replace(first, child_id=found.second_child_id, reference=reference)
