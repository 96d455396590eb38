"""How often is a person told? A town of practitioners over eight weeks, by the rules of the domain.

What happens is drawn, with a fixed seed, from ContactPoint's own load: 330,000 users who ask 200,000 times a
day, so 0.6 questions a user and working day; a quarter of the questions lead to a recording, as many
involvements end, one in ten changes who leads, one in ten answers leads to a request to be contacted with
three words about it. Each involvement is confirmed once a year. Children are unevenly shared: a few
practitioners work with many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from statistics import quantiles
from typing import Any

from fingerpost.domain.notice import NoticeKind, Pace
from fingerpost.domain.preferences import Preferences
from fingerpost.domain.uk_time import local
from fingerpost.domain.working_time import WorkingTime

WEEKS = 8
FIRST = date(2026, 3, 2)  # the clocks change and Easter comes within these weeks
ASKS_A_DAY = 0.6
RECORDED, LEAD, CONTACT = 0.25, 0.1, 0.1
CHILDREN_EACH = 4
OFFICE = WorkingTime()
FIRST_STEP = timedelta(hours=4)

Told = tuple[int, int, NoticeKind, Pace, datetime]
"""Person, child, kind, pace, when."""


@dataclass
class Town:
    """Who works with which child, in which service."""

    practitioners: int
    chance: Random = field(default_factory=lambda: Random(2_000))  # noqa: S311

    def __post_init__(self) -> None:
        self.services = max(8, self.practitioners // 13)
        self.around: list[list[int]] = []
        weights = [1 / (1 + rank % 40) for rank in range(self.practitioners)]
        for _ in range(self.practitioners * CHILDREN_EACH):
            who = self.chance.choices(range(self.practitioners), weights, k=self.chance.choice((1, 2, 3, 4)))
            self.around.append(sorted(set(who)))
        self.chosen = [self._choice(number) for number in range(self.practitioners)]

    def _choice(self, number: int) -> Preferences:
        """A third want quiet nights; digests at different hours."""
        quiet = (20 * 60, 7 * 60) if number % 3 == 0 else (0, 0)
        return Preferences(str(number), (7 + number % 4) * 60, *quiet)

    def service(self, who: int) -> int:
        return who % self.services

    def days(self) -> Iterator[date]:
        for number in range(WEEKS * 7):
            day = FIRST + timedelta(days=number)
            if OFFICE.works_on(day):
                yield day

    def moment(self, day: date) -> datetime:
        """Most things happen in the day, some in the evening."""
        hour = self.chance.choice((8, 9, 9, 10, 10, 11, 11, 13, 14, 14, 15, 15, 16, 17, 21))
        return datetime.combine(day, time(hour, self.chance.randrange(60)), tzinfo=UTC)

    def events(self, day: date) -> Iterator[Told]:
        """Whom each thing of a day is told to."""
        for _ in range(int(self.practitioners * ASKS_A_DAY)):
            asker, child, at = self._asked(day)
            yield from self._to(child, asker, NoticeKind.SERVICE_ASKED, at)
            if self.chance.random() < RECORDED:
                yield from self._joins(child, asker, at)
            if self.around[child] and self.chance.random() < CONTACT:
                yield from self._contact(child, asker, at)
        for _ in range(len(self.around) * 2 // 260):
            child = self.chance.randrange(len(self.around))
            for who in self.around[child][:1]:
                yield who, child, NoticeKind.REVIEW_ASKED, NoticeKind.REVIEW_ASKED.pace, self.moment(day)

    def _asked(self, day: date) -> tuple[int, int, datetime]:
        return (
            self.chance.randrange(self.practitioners),
            self.chance.randrange(len(self.around)),
            self.moment(day),
        )

    def _joins(self, child: int, who: int, at: datetime) -> Iterator[Told]:
        """Somebody joins, and somebody else leaves, so that the town stays as large."""
        if who in self.around[child]:
            return
        first = self.service(who) not in {self.service(one) for one in self.around[child]}
        pace = Pace.AT_ONCE if first else Pace.DIGEST
        yield from self._to(child, who, NoticeKind.NEW_INVOLVEMENT, at, pace)
        if self.chance.random() < LEAD:
            yield from self._to(child, who, NoticeKind.LEAD_CHANGED, at)
        if len(self.around[child]) > 1:
            gone = self.around[child].pop(0)
            yield from self._to(child, gone, NoticeKind.INVOLVEMENT_ENDED, at)
        self.around[child].append(who)

    def _contact(self, child: int, who: int, at: datetime) -> Iterator[Told]:
        asked = self.chance.choice(self.around[child])
        if asked == who:
            return
        yield asked, child, NoticeKind.CONTACT_ASKED, NoticeKind.CONTACT_ASKED.pace, at
        later = at + timedelta(minutes=self.chance.randrange(20, 200))
        for kind in (NoticeKind.CONTACT_ACKNOWLEDGED, NoticeKind.CONTACT_SPOKEN):
            yield who, child, kind, kind.pace, later
        yield who, child, NoticeKind.CONTACT_OUTCOME, NoticeKind.CONTACT_OUTCOME.pace, later

    def _to(
        self, child: int, actor: int, kind: NoticeKind, at: datetime, pace: Pace | None = None
    ) -> Iterator[Told]:
        for who in self.around[child]:
            colleague = kind is NoticeKind.SERVICE_ASKED and self.service(who) == self.service(actor)
            if who != actor and not colleague:
                yield who, child, kind, pace or kind.pace, at


def messages_a_day(practitioners: int) -> dict[str, Any]:
    """Percentiles over persons and working days; late_requests: told after the time of their first step."""
    town = Town(practitioners)
    days = list(town.days())
    before: Counter[tuple[int, date]] = Counter()
    after: set[tuple[int, datetime]] = set()
    late = 0
    for day in days:
        for number, (who, _, kind, pace, at) in enumerate(town.events(day)):
            before[who, day] += 1
            told = town.chosen[who].tells_at(pace, at, OFFICE)
            held = told > at
            # What is held comes in one message of its moment; what is not is a message of its own.
            after.add((who, told if held else at + timedelta(microseconds=number % 999_999)))
            late += kind is NoticeKind.CONTACT_ASKED and told > OFFICE.after(at, FIRST_STEP)
    counted = Counter((who, local(at).date()) for who, at in after)
    return {
        "practitioners": practitioners,
        **_percentiles("", [counted[who, day] for who in range(practitioners) for day in days]),
        **_percentiles("_before", [before[who, day] for who in range(practitioners) for day in days]),
        "late_requests": late,
    }


def _percentiles(suffix: str, counts: list[int]) -> dict[str, float]:
    cuts = quantiles(counts, n=20)
    return {f"messages_a_day_p50{suffix}": cuts[9], f"messages_a_day_p95{suffix}": cuts[18]}
