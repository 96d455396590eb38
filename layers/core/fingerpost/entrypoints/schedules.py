"""What the clock brings."""

from __future__ import annotations

from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, code_of, log
from fingerpost.usecases.protecting.seal_hours import SealHours


class NotSealed(FingerpostError):
    """An hour of the ledger could not be sealed; the log says why, and the next run begins there."""


@dataclass(frozen=True)
class OnTheHour:
    """Once an hour, some minutes after the full one."""

    seal_hours: SealHours

    def __call__(self) -> int:
        """How many hours were sealed. Raises NotSealed, without a word of a library's."""
        try:
            return len(self.seal_hours())
        except Exception as fault:
            log(Line.SEALING_FAILED, error=type(fault).__name__, code=code_of(fault))
            raise NotSealed(type(fault).__name__) from None
