"""A list asked in one go for a named meeting (A10): each row is an ask of its own, with its own line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.asking import Outcome
from fingerpost.usecases.asking.ask import Ask
from fingerpost.usecases.requests import Question, Request


@dataclass(frozen=True)
class AskList:
    """Nothing is answered for a list that would not be answered for its rows one by one: every row is judged,
    recorded, slowed and kept back as any other ask."""

    ask: Ask

    def __call__(self, request: Request, questions: Sequence[Question]) -> tuple[Outcome, ...]:
        """One outcome a question, in their order. Sent again, each row is answered as it was."""
        return tuple(self.ask(_of_row(request, row), each) for row, each in enumerate(questions, start=1))


def _of_row(request: Request, row: int) -> Request:
    return replace(request, idempotency_key=f"{request.idempotency_key}/{row}")
