"""Handing an involvement over to a colleague (C2): offered, then accepted, declined, taken back or over.

Until it is accepted the involvement is whose it was, so there is no moment at which nobody has it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.uk_time import from_local

REMINDED_AFTER = timedelta(days=2)
OVER_AFTER = timedelta(days=5)
_MORNING = time(9)


class HandOverState(StrEnum):
    """Where it stands. All but the first are ends."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class HandOver:
    """One offer. There is one at a time of an involvement, by whose reference it is called.

    worker_id: whose the involvement is until it is accepted. offered_by: the worker, or who supervises them.
    due: when the clock looks at it, None where it never does again. reminded: the taker was, once. at_once:
    nobody had to accept it, since its worker cannot answer for it any more. batch: the reference of
    the act by which several went over together, empty for one by itself.
    """

    reference: str
    child_id: str
    involvement_id: str
    worker_id: str
    offered_by: str
    taker_id: str
    offered_at: datetime
    moved_at: datetime
    state: HandOverState = HandOverState.OFFERED
    due: datetime | None = None
    reminded: bool = False
    at_once: bool = False
    batch: str = ""
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether the taker still has to answer."""
        return self.state is HandOverState.OFFERED

    def offered(self, at: datetime) -> HandOver:
        """With the morning on which the clock looks at it."""
        return replace(self, due=_morning_after(at, REMINDED_AFTER))

    def ended(self, state: HandOverState, at: datetime) -> HandOver:
        """Answered, taken back, or over."""
        return replace(self, state=state, due=None, moved_at=at, version=self.version + 1)

    def overdue(self, at: datetime) -> HandOver:
        """What the clock makes of it: one reminder, then it is over and stays with whose it was."""
        if self.reminded:
            return self.ended(HandOverState.LAPSED, at)
        over = max(_morning_after(self.offered_at, OVER_AFTER), at + timedelta(days=1))
        return replace(self, reminded=True, due=over, moved_at=at, version=self.version + 1)


def _morning_after(at: datetime, span: timedelta) -> datetime:
    day: date = (at + span).date()
    return from_local(datetime.combine(day, _MORNING))
