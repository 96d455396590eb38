"""When somebody wants to be told: their digest, their quiet hours, the days they are away (D4, D6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Pace
from fingerpost.domain.uk_time import from_local, local
from fingerpost.domain.working_time import WorkingTime

DIGEST_AT = 8 * 60
"""Minutes after midnight, on the clock of the UK: the hour of those who chose none."""

_A_DAY = timedelta(days=1)
_NEVER_WORKS = 60
"""Days after which a service's hours say nothing: then any day will do."""


@dataclass(frozen=True)
class TestNotice:
    """That somebody wants to see whether they can be told. reference: of their act."""

    __test__ = False

    practitioner_id: str
    reference: str
    at: datetime


@dataclass(frozen=True)
class Preferences:
    """What one person chose.

    digest_at, quiet_from, quiet_until: minutes after midnight on the clock of the UK; the quiet ones equal
    where there are no quiet hours. away_from, away_until: first and last day away.
    """

    practitioner_id: str
    digest_at: int = DIGEST_AT
    quiet_from: int = 0
    quiet_until: int = 0
    away_from: date | None = None
    away_until: date | None = None

    def is_away(self, day: date) -> bool:
        """Whether they are away on that day."""
        return bool(self.away_from and self.away_until and self.away_from <= day <= self.away_until)

    def is_quiet(self, at: datetime) -> bool:
        """Whether the moment is in their quiet hours; those that begin in the evening end in the morning."""
        clock = local(at)
        minutes = clock.hour * 60 + clock.minute
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= minutes < self.quiet_until
        return minutes >= self.quiet_from or minutes < self.quiet_until

    def tells_at(self, pace: Pace, now: datetime, work: WorkingTime) -> datetime:
        """When something is told to them: now, or a later moment in UTC. work: the hours of their service,
        since a digest comes on a day on which they work."""
        match pace:
            case Pace.URGENT:
                return now
            case Pace.AT_ONCE:
                return self._end_of_quiet(now) if self.is_quiet(now) else now
            case Pace.DIGEST:
                return self._next_digest(now, work)

    def _end_of_quiet(self, at: datetime) -> datetime:
        """The next moment at which the quiet hours end."""
        today = local(at).date()
        ends = (_moment(today + days * _A_DAY, self.quiet_until) for days in range(2))
        return next(end for end in ends if end > at)

    def _next_digest(self, now: datetime, work: WorkingTime) -> datetime:
        return next(moment for moment in self._digests(now, work) if moment > now)

    def _digests(self, now: datetime, work: WorkingTime) -> Iterator[datetime]:
        day, waited = local(now).date(), 0
        while True:
            works = work.works_on(day) or waited > _NEVER_WORKS
            if works and not self.is_away(day):
                moment = _moment(day, self.digest_at)
                yield self._end_of_quiet(moment) if self.is_quiet(moment) else moment
            day, waited = day + _A_DAY, waited + 1


def _moment(day: date, minutes: int) -> datetime:
    return from_local(datetime.combine(day, time()) + timedelta(minutes=minutes))
