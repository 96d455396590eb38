"""What the schedule brings: the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, code_of, log
from fingerpost.usecases.due_work import Ticked

_ONE_RUN_MILLISECONDS = 20_000
"""What a run of the most may take; with less left it is better not begun than cut off in the middle."""


class NotAllMoved(FingerpostError):
    """Something that is due could not be moved; the log says what, and the next run tries it again."""


class Remaining(Protocol):
    """What Lambda's context says of the time that is left."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is killed."""


@dataclass(frozen=True)
class OnTick:
    """One minute of the schedule. After a pause there may be more to do than one run takes.

    work: what each kind of due work runs, the most pressing first.
    """

    work: Sequence[Callable[[], Ticked]]

    def __call__(self, lambda_context: Remaining) -> None:
        """Each until nothing more is due or moves, or the time is up. What is left is due still.

        One kind that fails stops no other. Raises NotAllMoved at the end, for the function's alarm.
        """
        failed = [self._all_of(move, lambda_context) for move in self.work]
        if any(failed):
            raise NotAllMoved(f"{sum(failed)} not moved")

    def _all_of(self, move: Callable[[], Ticked], lambda_context: Remaining) -> int:
        """How many of one kind could not be moved in its last run; a kind that failed as a whole counts as
        one."""
        try:
            while self._go_on(ticked := move(), lambda_context):
                pass
        except Exception as fault:
            log(Line.CLOCK_FAILED, error=type(fault).__name__, code=code_of(fault))
            return 1
        return ticked.failed

    @staticmethod
    def _go_on(ticked: Ticked, lambda_context: Remaining) -> bool:
        log(Line.CLOCK_DONE, moved=ticked.moved, left=ticked.left, failed=ticked.failed)
        time_left = lambda_context.get_remaining_time_in_millis() >= _ONE_RUN_MILLISECONDS
        return ticked.more and ticked.moved > 0 and time_left
