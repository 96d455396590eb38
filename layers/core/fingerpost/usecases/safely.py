"""What every use case does with the failures of what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from fingerpost.domain.errors import AlreadyDone, Conflict, Unavailable
from fingerpost.domain.outcomes import AlreadyAsked, CannotAnswer
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
        except (Unavailable, Conflict):
            return CannotAnswer(reference_of(sender), self.clock())


def again_on_conflict(write: Callable[[], Answer]) -> Answer:
    """Read and write again when somebody else wrote the same record first. Raises Conflict at last."""
    for _ in range(_TRIES - 1):
        try:
            return write()
        except Conflict:
            continue
    return write()
