"""What all due work has in common: each is tried by itself, so that one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable

from fingerpost.domain.errors import Conflict, Unavailable, Unreadable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, code_of, log
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.due import DueLine, DueLines

MOST_A_RUN = 200
"""A run looks at so many at the most, within the function's time; the next goes on with the rest."""

_SILENCES = 3
"""After so many in a row that found no answer it is the store that is away, not one item that is broken."""


@dataclass(frozen=True)
class Ticked:
    """What a run came to. moved: how many went a step further; left: how many somebody else moved meanwhile;
    more: whether it stopped with others perhaps still due; failed: how many could not be moved."""

    moved: int
    left: int
    more: bool
    failed: int = 0


@dataclass(frozen=True)
class EachByItself:
    """Runs one step of each line that is due. work: its name, for log and count."""

    work: str
    lines: DueLines
    metrics: Metrics
    clock: Clock

    def __call__(self, move: Callable[[DueLine], bool]) -> Ticked:
        """One run. move: whether something went a step further; it may raise.

        Raises Unavailable where nothing answers any more: what was not moved is found again.
        """
        found = self.lines.due(self.clock(), MOST_A_RUN)
        moved = failed = silences = 0
        for line in found:
            fault = None
            try:
                moved += move(line)
            except Conflict:
                continue  # somebody else moved it meanwhile
            except Exception as one:
                fault = one
            failed += fault is not None
            silences = silences + 1 if _is_silence(fault) else 0
            if fault is not None:
                self._note(line, fault)
                if silences == _SILENCES:
                    raise fault
        return Ticked(moved, len(found) - moved - failed, more=len(found) == MOST_A_RUN, failed=failed)

    def _note(self, line: DueLine, fault: Exception) -> None:
        """Said where its alarm listens; the line stays, and is tried again with every run."""
        name = type(fault).__name__
        log(Line.DUE_FAILED, work=self.work, due=line.name, error=name, code=code_of(fault))
        self.metrics.count("due_failed", work=self.work)


def _is_silence(fault: Exception | None) -> bool:
    return isinstance(fault, Unavailable) and not isinstance(fault, Unreadable)
