"""What the schedule brings: the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from fingerpost.log_catalogue import Line, log
from fingerpost.usecases.contact.due import MoveDueContacts

_ONE_RUN_MILLISECONDS = 20_000
"""What a run of the most may take; with less left it is better not begun than cut off in the middle."""


class Remaining(Protocol):
    """What Lambda's context says of the time that is left."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is killed."""


@dataclass(frozen=True)
class OnTick:
    """One minute of the schedule. After a pause there may be more to do than one run takes."""

    move: MoveDueContacts

    def __call__(self, lambda_context: Remaining) -> None:
        """Run until nothing more is due or moves, or the time is up. What is left is due still."""
        while True:
            ticked = self.move()
            log(Line.CLOCK_DONE, moved=ticked.moved, left=ticked.left)
            time_left = lambda_context.get_remaining_time_in_millis() >= _ONE_RUN_MILLISECONDS
            if not (ticked.more and ticked.moved and time_left):
                return
