"""What a state machine brings: a task, and the answer by which it goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.rekeying import Part, Progress, Segment, Stage
from fingerpost.log_catalogue import Line, code_of, log

_RESERVE_SECONDS = 60.0
"""What the last page of a task may take, and the answer."""


class NotRekeyed(FingerpostError):
    """A segment could not be taken further; the log says why, and the machine tries again."""


@dataclass(frozen=True)
class OnRekeyTask:
    """One segment, for as long as the function has. rekey: with a keyring that is read anew each time."""

    rekey: Callable[[Segment, float], Progress]

    def __call__(self, event: Mapping[str, Any], milliseconds_left: int) -> dict[str, Any]:
        """The segment again, with whether it is done. Raises NotRekeyed, without a word of a library's."""
        segment = Segment(
            str(event["run"]),
            Stage(event["stage"]),
            Part(event["table"]),
            int(event["number"]),
            int(event["of"]),
        )
        try:
            reached = self.rekey(segment, max(0.0, milliseconds_left / 1_000 - _RESERVE_SECONDS))
        except Exception as fault:
            log(Line.REKEYING_FAILED, stage=segment.stage, error=type(fault).__name__, code=code_of(fault))
            raise NotRekeyed(type(fault).__name__) from None
        log(
            Line.REKEYED,
            stage=segment.stage,
            table=segment.table,
            segment=segment.number,
            seen=reached.seen,
            changed=reached.changed,
            busy=reached.busy,
            done=reached.done,
        )
        return {**event, "done": reached.done}
