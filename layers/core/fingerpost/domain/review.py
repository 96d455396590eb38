""" "Still involved?" before an involvement's twelve months are over (C11): asked of the worker, then of who
supervises them; unanswered, it becomes a past one. Nothing is current because somebody forgot it.
Where its worker has named a day to come as the last, nothing is asked, and it is over with that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.uk_time import from_local

ASKED_BEFORE = timedelta(days=14)
SILENT_BEFORE = timedelta(days=4)
_MORNING = time(9)
_A_DAY = timedelta(days=1)


class ReviewStep(StrEnum):
    """How far it came. ANSWERED: somebody confirmed or ended it meanwhile. ENDING, ENDED: its last day is
    known, and is over."""

    WAITING = "waiting"
    ASKED = "asked"
    SILENT = "silent"
    LAPSED = "lapsed"
    ANSWERED = "answered"
    ENDING = "ending"
    ENDED = "ended"


@dataclass(frozen=True)
class Review:
    """The question about one involvement. due: when the clock looks at it, None where it never does again."""

    involvement_id: str
    reference: str
    child_id: str
    practitioner_id: str
    review_due: date
    step: ReviewStep = ReviewStep.WAITING
    due: datetime | None = None
    moved_at: datetime | None = None

    def next(self, at: datetime) -> Review:
        """The next step, once it is due. A clock that is days late still takes every step, a day apart."""
        match self.step:
            case ReviewStep.WAITING:
                due = _morning_before(self.review_due, SILENT_BEFORE)
                return self._at(ReviewStep.ASKED, at, max(due, at + _A_DAY))
            case ReviewStep.ASKED:
                over = _morning_before(self.review_due, -_A_DAY)
                return self._at(ReviewStep.SILENT, at, max(over, at + _A_DAY))
            case ReviewStep.ENDING:
                return self._at(ReviewStep.ENDED, at, None)
            case _:
                return self._at(ReviewStep.LAPSED, at, None)

    def answered(self, at: datetime) -> Review:
        """Nothing is to be asked any more."""
        return self._at(ReviewStep.ANSWERED, at, None)

    def _at(self, step: ReviewStep, at: datetime, due: datetime | None) -> Review:
        return replace(self, step=step, moved_at=at, due=due)


def review_of(one: Involvement, at: datetime) -> Review:
    """The question as it stands when an involvement was recorded, changed or confirmed. at: now: what is due
    already is due from now on, since the clock may be past an earlier hour and looks at none twice."""
    asked = _morning_before(one.review_due, ASKED_BEFORE)
    return Review(
        involvement_id=one.id,
        reference=one.reference,
        child_id=one.child_id,
        practitioner_id=one.practitioner_id,
        review_due=one.review_due,
        step=ReviewStep.ENDING if one.last_day else ReviewStep.WAITING,
        due=max(_over_with(one.last_day) if one.last_day else asked, at),
    )


def _over_with(day: date) -> datetime:
    return from_local(datetime.combine(day + _A_DAY, time.min))


def _morning_before(day: date, span: timedelta) -> datetime:
    return from_local(datetime.combine(day - span, _MORNING))
