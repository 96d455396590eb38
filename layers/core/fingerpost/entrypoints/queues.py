"""What the notice queue brings: one notice to deliver."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.log_catalogue import Line, log
from fingerpost.usecases.telling.deliver import Deliver

Record = TypeVar("Record", contravariant=True)

_ONE_DELIVERY_MILLISECONDS = 8_000
"""Three calls of Slack at two seconds each, a second of pacing, and the reads and writes around them."""


class OutOfTime(FingerpostError):
    """Too little time is left to begin another delivery: better not begun than cut off in the middle."""


class Remaining(Protocol):
    """What Lambda's context says of the time that is left."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is killed."""


@dataclass(frozen=True)
class OnNoticeQueued(Generic[Record]):
    """One message of the notice queue."""

    notice_in: Callable[[Record], str]
    deliver: Deliver

    def __call__(self, record: Record, lambda_context: Remaining | None = None) -> None:
        """Deliver the notice. Whatever it raises brings the message again."""
        if lambda_context and lambda_context.get_remaining_time_in_millis() < _ONE_DELIVERY_MILLISECONDS:
            raise OutOfTime
        _log_settled(self.deliver(self.notice_in(record)))


def _log_settled(notice: Notice) -> None:
    if notice.state is NoticeState.DELIVERED:
        log(Line.NOTICE_DELIVERED, notice=notice.id, kind=notice.kind, attempts=notice.attempts)
        return
    log(
        Line.NOTICE_UNDELIVERABLE,
        notice=notice.id,
        kind=notice.kind,
        attempts=notice.attempts,
        code=notice.failure,
    )
