"""What the schedule brings: the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from fingerpost.log_catalogue import Line, log
from fingerpost.usecases.contact.due import Ticked

_ONE_RUN_MILLISECONDS = 20_000
"""What a run of the most may take; with less left it is better not begun than cut off in the middle."""


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
        """Each until nothing more is due or moves, or the time is up. What is left is due still."""
        for move in self.work:
            while self._go_on(move(), lambda_context):
                pass

    @staticmethod
    def _go_on(ticked: Ticked, lambda_context: Remaining) -> bool:
        log(Line.CLOCK_DONE, moved=ticked.moved, left=ticked.left)
        time_left = lambda_context.get_remaining_time_in_millis() >= _ONE_RUN_MILLISECONDS
        return ticked.more and ticked.moved > 0 and time_left
