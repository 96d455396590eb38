"""What arrives by itself: a written involvement from the stream, a queued notice from the queue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.records import Joining, Mismatch
from fingerpost.log_catalogue import Line, log
from fingerpost.usecases.deliver import Deliver
from fingerpost.usecases.notify import InvolvementWritten, Notify, Told
from fingerpost.usecases.notify_of_records import NotifyOfRecords, ToldOfRecord

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
class OnInvolvementWritten(Generic[Record]):
    """One record of the index table's stream."""

    before: Callable[[Record], Involvement | None]
    after: Callable[[Record], Involvement | None]
    notify: Notify

    def __call__(self, record: Record) -> None:
        """Tell those who must know. Whatever it raises brings the record again."""
        after = self.after(record)
        if after is not None:  # an involvement is removed only with its child, at the end of retention
            _log_told(self.notify(InvolvementWritten(self.before(record), after)))


@dataclass(frozen=True)
class OnDisputed(Generic[Record]):
    """A "not this child" that was written."""

    after: Callable[[Record], Mismatch | None]
    notify: NotifyOfRecords

    def __call__(self, record: Record) -> None:
        """Tell the officers. Whatever it raises brings the record again."""
        mismatch = self.after(record)
        if mismatch is not None:
            _log_told_of_record(self.notify.of_dispute(mismatch))


@dataclass(frozen=True)
class OnMerged(Generic[Record]):
    """A merge that was written, or taken back."""

    after: Callable[[Record], Joining | None]
    notify: NotifyOfRecords

    def __call__(self, record: Record) -> None:
        """Tell those who must know. Whatever it raises brings the record again."""
        joining = self.after(record)
        if joining is not None:
            told = self.notify.of_parting if joining.undone else self.notify.of_merge
            _log_told_of_record(told(joining))


class UnexpectedRecord(FingerpostError):
    """The stream brought what nothing here is for: its filter and this code do not fit together."""


@dataclass(frozen=True)
class OnIndexWritten(Generic[Record]):
    """One record of the index table's stream, whatever was written. handlers: by the kind of record."""

    kind_of: Callable[[Record], str]
    handlers: Mapping[str, Callable[[Record], None]]

    def __call__(self, record: Record) -> None:
        """Hand it on. Raises UnexpectedRecord."""
        kind = self.kind_of(record)
        if kind not in self.handlers:
            raise UnexpectedRecord(kind)
        self.handlers[kind](record)


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


def _log_told(told: Told) -> None:
    one, kind = told.written.after, told.written.kind
    log(Line.FANOUT_DONE, involvement=one.id, version=one.version, kind=kind or "", told=len(told.notices))
    if told.unknown:
        log(Line.RECIPIENT_UNKNOWN, involvement=one.id, unknown=told.unknown)


def _log_told_of_record(told: ToldOfRecord) -> None:
    log(Line.FANOUT_DONE, involvement=told.about, version=1, kind=told.kind, told=len(told.notices))
    if told.unknown:
        log(Line.RECIPIENT_UNKNOWN, involvement=told.about, unknown=told.unknown)


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
