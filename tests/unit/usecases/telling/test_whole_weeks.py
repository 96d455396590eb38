"""Whole weeks of a clock that is moved by hand: who got what and when, over Easter, when the clocks change,
while somebody is away, with silence at every step, and where the clock runs twice or hours late (E3, D4, D6).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from fingerpost.domain.contact import ContactState
from fingerpost.domain.notice import Notice, NoticeKind, NoticeState
from fingerpost.domain.opening import is_bank_holiday
from fingerpost.domain.practitioner import Product
from fingerpost.domain.preferences import Preferences
from fingerpost.domain.service import Nation
from fingerpost.domain.uk_time import local
from fingerpost.usecases.contact.notify import NotifyOfContacts
from tests.fakes import FakeMessenger, FakeNoticeQueue
from tests.telling import deliver_on, digests_on, telling_on
from tests.unit.usecases.contact.scene import Scene

STARTS = {
    "an ordinary week": datetime(2026, 3, 2, 15, tzinfo=UTC),
    "before Easter": datetime(2026, 4, 2, 14, tzinfo=UTC),
    "the clocks go forward": datetime(2026, 3, 27, 16, tzinfo=UTC),
    "the clocks go back": datetime(2026, 10, 23, 15, tzinfo=UTC),
    "before Christmas": datetime(2026, 12, 24, 12, tzinfo=UTC),
}


@dataclass
class Weeks:
    """The contact scene with all of the road behind it: stream, queue, chat and the clock."""

    start: datetime
    scene: Scene = field(default_factory=Scene)

    def __post_init__(self) -> None:
        self.shelves = self.scene.world.shelves
        for who, person in self.shelves.practitioners.items():
            until = date(2030, 1, 1)
            changes = {"vetted_until": until, "trained_until": until, "agreed_until": until}
            self.shelves.practitioners[who] = type(person)(**{**vars(person), **changes})
        self.shelves.now = self.start
        self.queue, self.chat = FakeNoticeQueue(self.shelves), FakeMessenger(self.shelves)
        telling = telling_on(self.shelves, self.queue)
        self.notify = NotifyOfContacts(telling)
        self.deliver = deliver_on(self.shelves, {Product.SLACK: self.chat})
        self.digests = digests_on(self.shelves, telling)
        self.heard: list[tuple[datetime, Notice]] = []

    def run(self, days: int, *, times: int = 1, every: timedelta = timedelta(minutes=30)) -> None:
        """The clock comes so often, each time so many times; whatever it writes is told at once."""
        until = self.shelves.now + timedelta(days=days)
        while self.shelves.now < until:
            for _ in range(times):
                self.scene.tick()
                self.digests()
            self.tell()
            self.shelves.now += every

    def tell(self) -> None:
        """The stream and the queue, with each record read twice."""
        for one in list(self.shelves.contacts.values()):
            for _ in range(2):
                self.notify(one)
        for notice in self.queue.sent:
            before = len(self.chat.posted)
            self.deliver(notice.id)
            self.heard += [(self.shelves.now, said) for said, _ in self.chat.posted[before:]]
        self.queue.sent.clear()

    def moments(self, kind: NoticeKind) -> list[datetime]:
        """When this was heard, alone or in a digest, on the clock of the place."""
        parts = [(at, one) for at, said in self.heard for one in (said, *self.chat.told[said.id])]
        return [local(at) for at, one in parts if one.kind is kind]


def weeks_from(start: datetime) -> Weeks:
    weeks = Weeks(start)
    weeks.scene.asks()
    weeks.tell()
    return weeks


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize(
    ("times", "every"),
    [
        pytest.param(1, timedelta(minutes=30), id="on time"),
        pytest.param(3, timedelta(minutes=30), id="three at once"),
        pytest.param(1, timedelta(hours=6), id="six hours late"),
    ],
)
def test_silence_at_every_step_ends_with_every_human_told_once(
    start: datetime, times: int, every: timedelta
) -> None:
    weeks = weeks_from(start)
    weeks.run(35, times=times, every=every)

    [request] = weeks.shelves.contacts.values()
    assert request.state is ContactState.LAPSED
    said = Counter((notice.recipient_id, notice.kind) for _, notice in weeks.heard)
    to_owners = {pair: count for pair, count in said.items() if pair[0] != "p-sam"}
    assert to_owners == {
        ("p-rowan", NoticeKind.CONTACT_ASKED): 1,
        ("p-rowan", NoticeKind.CONTACT_REMINDER): 1,
        ("p-dina", NoticeKind.CONTACT_PASSED): 1,
        ("p-dina", NoticeKind.CONTACT_REMINDER): 1,
        ("p-vera", NoticeKind.CONTACT_ESCALATED): 1,
        ("p-vera", NoticeKind.CONTACT_REMINDER): 1,
        ("p-olga", NoticeKind.CONTACT_ESCALATED): 1,
        ("p-olga", NoticeKind.CONTACT_REMINDER): 1,
    }
    assert said["p-sam", NoticeKind.CONTACT_LAPSED] == 1
    assert not [one for one in weeks.shelves.notices.values() if not one.state.is_settled]


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_steps_are_taken_while_the_service_works_and_digests_come_on_working_days(start: datetime) -> None:
    weeks = weeks_from(start)
    weeks.run(35)

    steps = [*weeks.moments(NoticeKind.CONTACT_REMINDER), *weeks.moments(NoticeKind.CONTACT_ESCALATED)]
    assert len(steps) == 6
    for at in steps:
        assert at.weekday() < 5
        assert not is_bank_holiday(at.date(), Nation.ENGLAND)
        assert 8 <= at.hour < 18
    moved = weeks.moments(NoticeKind.CONTACT_MOVED)
    assert len(moved) == 3
    for at in moved:
        assert (at.hour, at.minute) == (8, 0)
        assert at.weekday() < 5
        assert not is_bank_holiday(at.date(), Nation.ENGLAND)


def test_who_is_away_for_a_fortnight_has_the_days_news_on_the_first_day_back() -> None:
    weeks = weeks_from(STARTS["an ordinary week"])
    day = weeks.start.date()
    until = day + timedelta(days=13)  # a Sunday
    weeks.shelves.preferences["p-sam"] = Preferences("p-sam", 9 * 60, away_from=day, away_until=until)
    weeks.run(20)

    moved = weeks.moments(NoticeKind.CONTACT_MOVED)
    assert {(at.date(), at.hour) for at in moved} == {(until + timedelta(days=1), 9)}


def test_quiet_hours_hold_an_evening_and_nothing_is_lost_by_it() -> None:
    weeks = Weeks(datetime(2026, 3, 2, 21, tzinfo=UTC))
    weeks.shelves.preferences["p-rowan"] = Preferences("p-rowan", quiet_from=20 * 60, quiet_until=7 * 60)
    weeks.scene.asks()
    weeks.tell()
    assert weeks.heard == []
    weeks.run(1)
    [asked] = weeks.moments(NoticeKind.CONTACT_ASKED)
    assert (asked.day, asked.hour, asked.minute) == (3, 7, 0)
    [kept] = [one for one in weeks.shelves.notices.values() if one.kind is NoticeKind.CONTACT_ASKED]
    assert kept.state is NoticeState.DELIVERED
