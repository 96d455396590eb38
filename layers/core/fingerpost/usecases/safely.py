"""What every use case does with the failures of what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from fingerpost.domain.errors import AlreadyDone, Conflict, FingerpostError, LedgerUnavailable, Unavailable
from fingerpost.domain.outcomes import AlreadyAsked, CannotAnswer
from fingerpost.log_catalogue import Line, code_of, log
from fingerpost.usecases.authority import reference_of
from fingerpost.usecases.ports import Clock
from fingerpost.usecases.requests import Sender

Answer = TypeVar("Answer")

_TRIES = 3


@dataclass(frozen=True)
class Safely:
    """Failures become outcomes here, so that every surface has a screen for them."""

    clock: Clock

    def __call__(self, sender: Sender, answer: Callable[[], Answer]) -> Answer | CannotAnswer | AlreadyAsked:
        """The answer, or that there can be none now."""
        try:
            return answer()
        except AlreadyDone:
            return AlreadyAsked(reference_of(sender), self.clock())
        except (Unavailable, Conflict) as fault:
            return cannot_answer(sender, self.clock(), fault)


def cannot_answer(sender: Sender, now: datetime, fault: FingerpostError) -> CannotAnswer:
    """The outcome where something we rest on failed. The one who asked sees no cause; the log has it."""
    line = Line.LEDGER_WRITE_FAILED if isinstance(fault, LedgerUnavailable) else Line.CANNOT_ANSWER
    reference = reference_of(sender)
    log(line, reference=reference, error=type(fault).__name__, code=code_of(fault))
    return CannotAnswer(reference, now)


def again_on_conflict(write: Callable[[], Answer]) -> Answer:
    """Read and write again when somebody else wrote the same record first. Raises Conflict at last."""
    for _ in range(_TRIES - 1):
        try:
            return write()
        except Conflict:
            continue
    return write()
