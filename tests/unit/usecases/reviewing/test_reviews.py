""" "Still involved?" is asked in time, of one human after the other; else the work is past (C11)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fingerpost.domain.errors import Unreadable
from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.passage import PassageKind
from fingerpost.domain.practitioner import Role, Status
from fingerpost.domain.review import Review, ReviewStep
from fingerpost.usecases.due_work import Ticked
from fingerpost.usecases.ports.due import DueLine
from fingerpost.usecases.requests import PassageWish, Seen
from fingerpost.usecases.reviewing.due import MoveDueReviews
from fingerpost.usecases.reviewing.notify import NotifyOfReviews
from fingerpost.usecases.unattended import Unattended
from tests.builders import a_practitioner
from tests.fakes import (
    FakeCircles,
    FakeDueLines,
    FakeLedger,
    FakeMetrics,
    FakeReviews,
    FakeTransactions,
    due_reviews,
)
from tests.unit.usecases.contact.scene import Scene as ContactScene
from tests.unit.usecases.world import a_question, particulars


@dataclass
class Scene:
    """Sam records a new involvement; Vera supervises him; the clock can come."""

    contact: ContactScene = field(default_factory=ContactScene)

    def __post_init__(self) -> None:
        self.world = self.contact.world
        self.shelves = self.world.shelves
        boss = a_practitioner("p-boss").named("Boss").of(self.world.school).as_role(Role.SUPERVISOR)
        self.boss = self.world.enter(boss.build())
        self.sam = self.world.enter(replace(self.world.sam, supervisor_id="p-boss", version=2))
        self.notify = NotifyOfReviews(self.contact.notify.telling)
        self.clock = MoveDueReviews(
            reviews=FakeReviews(self.shelves),
            due=due_reviews(self.shelves),
            circles=FakeCircles(self.shelves),
            transactions=FakeTransactions(self.shelves),
            unattended=Unattended(FakeLedger(self.shelves)),
            metrics=FakeMetrics(),
            clock=self.shelves.clock,
        )
        press = self.world.press(self.sam)
        recorded = self.world.use_cases.record.afresh(press, a_question(), particulars())
        assert isinstance(recorded, Recorded)
        self.id = next(one.id for one in self.shelves.involvements.values() if one.practitioner_id == "p-sam")

    def stands_until(self, day: date) -> None:
        """Sam's vetting, training and agreement are renewed."""
        stands = replace(self.sam, vetted_until=day, trained_until=day, agreed_until=day, version=3)
        self.world.enter(stands)

    @property
    def one(self) -> Involvement:
        return self.shelves.involvements[self.id]

    def on(self, day: date) -> list[tuple[str, NoticeKind]]:
        """The clock comes at noon; whom what it wrote is told to."""
        self.shelves.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        if not self.clock().moved:
            return []
        told = self.notify(self.shelves.reviews[self.id])
        return [(one.recipient_id, one.kind) for one in told]


@pytest.fixture
def scene() -> Scene:
    return Scene()


DUE = date(2027, 3, 2)


def test_silence_goes_from_the_worker_to_the_supervisor_and_ends_it_as_past(scene: Scene) -> None:
    assert scene.one.review_due == DUE
    told = {day: scene.on(DUE + timedelta(days=day)) for day in range(-16, 4)}

    assert {day: who for day, who in told.items() if who} == {
        -14: [("p-sam", NoticeKind.REVIEW_ASKED)],
        -4: [("p-boss", NoticeKind.REVIEW_SILENT)],
        1: [("p-sam", NoticeKind.REVIEW_LAPSED)],
    }
    assert (scene.one.status, scene.one.ended) == (InvolvementStatus.ENDED, DUE)


def test_one_tap_ends_the_questions_until_the_next_year(scene: Scene) -> None:
    scene.on(DUE - timedelta(days=14))
    scene.stands_until(date(2030, 1, 1))
    scene.world.use_cases.still_involved(scene.world.press(scene.sam), scene.one.reference)

    assert [scene.on(DUE + timedelta(days=day)) for day in (-4, 1, 30)] == [[], [], []]
    assert scene.one.is_current
    next_year = scene.one.review_due
    assert scene.on(next_year - timedelta(days=14)) == [("p-sam", NoticeKind.REVIEW_ASKED)]


def test_what_ended_meanwhile_is_not_asked_about(scene: Scene) -> None:
    scene.world.use_cases.record.end(scene.world.press(scene.sam), scene.one.reference, date(2026, 3, 1))

    assert [scene.on(DUE + timedelta(days=day)) for day in (-14, -4, 1)] == [[], [], []]


def test_with_its_last_day_it_is_over_and_nobody_is_asked(scene: Scene) -> None:
    last = date(2026, 3, 20)
    scene.world.use_cases.record.end(scene.world.press(scene.sam), scene.one.reference, last)

    assert scene.on(last) == []
    assert scene.one.is_current
    assert scene.on(last + timedelta(days=1)) == []
    assert (scene.one.status, scene.one.ended) == (InvolvementStatus.ENDED, last)
    assert scene.shelves.reviews[scene.id].step is ReviewStep.ENDED


def test_a_last_day_that_was_moved_is_not_taken_for_the_old_one(scene: Scene) -> None:
    first, later = date(2026, 3, 20), date(2026, 3, 27)
    end = scene.world.use_cases.record.end
    end(scene.world.press(scene.sam), scene.one.reference, first)
    seen = Seen(version=scene.one.version)
    end(scene.world.press(scene.sam), scene.one.reference, later, seen)

    scene.on(first + timedelta(days=1))
    assert scene.one.is_current
    scene.on(later + timedelta(days=1))
    assert scene.one.ended == later


def test_opened_again_it_is_asked_about_a_year_later(scene: Scene) -> None:
    press = scene.world.press
    scene.world.use_cases.record.end(press(scene.sam), scene.one.reference, date(2026, 3, 1))
    scene.stands_until(date(2030, 1, 1))
    scene.world.use_cases.reopen(press(scene.sam), scene.one.reference)

    assert scene.on(DUE - timedelta(days=14)) == [("p-sam", NoticeKind.REVIEW_ASKED)]


def test_nobody_is_asked_about_a_child_who_died(scene: Scene) -> None:
    died = PassageWish(PassageKind.DIED, date(2026, 3, 1))
    press = scene.world.press(scene.sam)
    assert isinstance(scene.world.use_cases.passages.tell(press, scene.one.reference, died), Recorded)

    assert [scene.on(DUE + timedelta(days=day)) for day in (-14, -4, 1, 30)] == [[], [], [], []]
    assert scene.one.is_current


def test_a_leavers_involvement_is_asked_of_whoever_supervises_them(scene: Scene) -> None:
    scene.world.enter(replace(scene.sam, status=Status.SUSPENDED, version=3))

    assert scene.on(DUE - timedelta(days=14)) == [("p-boss", NoticeKind.REVIEW_ASKED)]


def test_where_nobody_supervises_the_officers_are_told(scene: Scene) -> None:
    scene.world.enter(replace(scene.boss, status=Status.SUSPENDED, version=2))
    scene.on(DUE - timedelta(days=14))

    assert scene.on(DUE - timedelta(days=4)) == [("p-olga", NoticeKind.REVIEW_SILENT)]


def test_a_clock_that_is_a_month_late_asks_before_anything_ends(scene: Scene) -> None:
    late = DUE + timedelta(days=30)
    told = [scene.on(late + timedelta(days=day)) for day in range(4)]

    kinds = [kind for step in told for _, kind in step]
    assert kinds == [NoticeKind.REVIEW_ASKED, NoticeKind.REVIEW_SILENT, NoticeKind.REVIEW_LAPSED]
    assert scene.one.ended == DUE


def test_two_clocks_at_once_ask_once(scene: Scene) -> None:
    scene.shelves.now = datetime(2027, 2, 17, tzinfo=UTC)
    review = scene.shelves.reviews[scene.id]

    scene.clock()
    slow = replace(
        scene.clock,
        reviews=AsReadBefore(review),
        due=FakeDueLines(scene.shelves, lambda: [DueLine(scene.id, review.due or scene.shelves.now)]),
    )
    assert slow().moved == 0
    assert scene.shelves.reviews[scene.id].step is ReviewStep.ASKED


class AsReadBefore:
    def __init__(self, one: Review) -> None:
        self.one = one

    def find(self, involvement_id: str) -> Review:
        return self.one


def test_one_that_cannot_be_read_stops_none_behind_it(scene: Scene) -> None:
    broken = DueLine("i-broken", datetime(2026, 3, 1, tzinfo=UTC))
    reviews = Reviews(scene)
    waiting = lambda: [broken, DueLine(scene.id, reviews.find(scene.id).due or scene.shelves.now)]  # noqa: E731
    scene.shelves.now = datetime(2027, 2, 17, tzinfo=UTC)

    done = replace(scene.clock, reviews=reviews, due=FakeDueLines(scene.shelves, waiting))()

    assert (done.moved, done.failed) == (1, 1)
    assert scene.shelves.reviews[scene.id].step is ReviewStep.ASKED


class Reviews:
    def __init__(self, scene: Scene) -> None:
        self.reviews = FakeReviews(scene.shelves)

    def find(self, involvement_id: str) -> Review:
        if involvement_id == "i-broken":
            raise Unreadable("Review")
        return self.reviews.find(involvement_id)


def test_a_line_whose_review_is_gone_is_tidied_away(scene: Scene) -> None:
    gone = DueLine("i-gone", scene.shelves.now)
    lines = FakeDueLines(scene.shelves, lambda: (), {gone})
    assert replace(scene.clock, due=lines)() == Ticked(moved=0, left=1, more=False)
    assert list(lines.due(scene.shelves.now, 9)) == []
