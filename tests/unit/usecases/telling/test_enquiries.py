"""That a service asked is told to those who work with the child, and seen by them (D2, B6, D11, D12)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.contact import Urgency
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, Pace
from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.asking import Confirmed, FamilyTold
from fingerpost.domain.outcomes.recording import Enquirer, WhoAskedShown
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.domain.service import Service
from fingerpost.domain.shield import ShieldFlag
from fingerpost.usecases.contact.ask import WhomToAsk
from fingerpost.usecases.requests import Question
from fingerpost.usecases.telling.notify_of_enquiries import NotifyOfEnquiries
from tests.builders import a_practitioner, a_service, an_involvement
from tests.fakes import FakeCircles, FakeEnquiries, FakeNoticeQueue, FakeRegister
from tests.telling import telling_on
from tests.unit.usecases.world import World, a_question


@dataclass
class Scene:
    """Rowan works with Aoife; Sam, of the school, asks. Olga is the officer of the area."""

    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        world, shelves = self.world, self.world.shelves
        self.child = world.aoife()
        self.own = self.works(world.rowan)
        world.enter(a_practitioner("p-olga").of(world.care).as_role(Role.OFFICER).build())
        telling = telling_on(shelves, FakeNoticeQueue(shelves))
        self.notify = NotifyOfEnquiries(FakeCircles(shelves), FakeEnquiries(shelves), telling)

    def works(self, who: Practitioner) -> Involvement:
        one = an_involvement(f"i-{who.id}").of(who).with_child(self.child).build()
        self.world.shelves.involvements[one.id] = one
        self.world.shelves.pointers[one.reference] = self.child.id
        return one

    def of(self, service_id: str, **changes: object) -> Practitioner:
        """Somebody of another service."""
        service: Service = replace(a_service(service_id).build(), **changes)  # type: ignore[arg-type]
        FakeRegister(self.world.shelves).enter_service(service)
        return self.world.enter(a_practitioner(f"p-{service_id}").of(service).build())

    def asks(self, who: Practitioner, question: Question | None = None) -> list[Notice]:
        """Somebody asks and is answered; whom the stream has told of it."""
        before = len(self.world.shelves.enquiries)
        outcome = self.world.use_cases.ask(self.world.press(who), question or a_question())
        assert isinstance(outcome, Confirmed), outcome
        return [one for each in self.world.shelves.enquiries[before:] for one in self.notify(each)]

    def seen(self) -> list[Enquirer]:
        """Who asked, as Rowan sees it."""
        press = self.world.press(self.world.rowan)
        shown = self.world.use_cases.who_asked.open(press, self.own.reference)
        assert isinstance(shown, WhoAskedShown), shown
        return list(shown.lines)


@pytest.fixture
def scene() -> Scene:
    return Scene()


UNSAFE = replace(a_question(), family_told=FamilyTold.UNSAFE)


def test_who_works_with_the_child_is_told_with_the_days_news_and_sees_who_it_was(scene: Scene) -> None:
    [notice] = scene.asks(scene.world.sam)
    assert (notice.recipient_id, notice.kind, notice.capacity) == (
        "p-rowan",
        NoticeKind.SERVICE_ASKED,
        Capacity.WORKER,
    )
    assert notice.told_at is Pace.DIGEST
    [line] = scene.seen()
    assert (line.name, line.at, line.muted) == ("Sam Okafor", scene.world.shelves.now, False)


def test_a_service_that_asks_twice_a_day_is_told_of_once(scene: Scene) -> None:
    [first] = scene.asks(scene.world.sam)
    [again] = scene.asks(scene.world.sam)
    assert again.id == first.id
    assert len(scene.seen()) == 2


def test_asked_as_unsafe_it_is_told_to_nobody_and_seen_by_nobody(scene: Scene) -> None:
    assert scene.asks(scene.world.sam, UNSAFE) == []
    assert scene.seen() == []


def test_of_a_sensitive_service_nobody_hears(scene: Scene) -> None:
    clinic = scene.of("clinic", sensitive=True)
    assert scene.asks(clinic) == []
    assert scene.seen() == []


def test_a_colleague_who_asks_is_no_news(scene: Scene) -> None:
    colleague = scene.world.enter(a_practitioner("p-dina").of(scene.world.care).build())
    assert scene.asks(colleague) == []


def test_who_works_with_the_child_asks_without_a_trace(scene: Scene) -> None:
    assert scene.asks(scene.world.rowan) == []
    assert scene.world.shelves.enquiries == []


def test_an_answer_looked_at_again_is_no_second_question(scene: Scene) -> None:
    answer = scene.world.use_cases.ask(scene.world.press(scene.world.sam), a_question())
    scene.world.use_cases.ask.show_again(scene.world.press(scene.world.sam), answer.reference)
    assert len(scene.world.shelves.enquiries) == 1


def test_of_a_shielded_child_there_is_no_enquiry(scene: Scene) -> None:
    world, press = scene.world, scene.world.press
    olga = world.shelves.practitioners["p-olga"]
    world.use_cases.shields.shield(press(olga), scene.own.reference, ShieldFlag.REFUGE, date(2026, 9, 1))
    world.use_cases.ask(press(world.sam), a_question())
    assert world.shelves.enquiries == []


def test_three_services_of_which_none_works_with_the_child_are_told_to_the_officer_once(
    scene: Scene,
) -> None:
    asked = [scene.of(name) for name in ("gp", "dentist", "housing")]
    told = [scene.asks(one) for one in (*asked, asked[0])]
    officers = [[one.id for one in each if one.recipient_id == "p-olga"] for each in told]
    assert [len(each) for each in officers] == [0, 0, 1, 1]
    assert officers[2] == officers[3]
    [notice] = [one for one in told[2] if one.recipient_id == "p-olga"]
    assert (notice.kind, notice.about) == (NoticeKind.SERVICES_ASKED, scene.own.reference)


def test_one_that_registered_does_not_count_nor_what_is_a_month_ago(scene: Scene) -> None:
    gp, dentist, housing = (scene.of(name) for name in ("gp", "dentist", "housing"))
    scene.asks(gp)
    scene.asks(dentist)
    scene.works(gp)
    assert all(one.recipient_id != "p-olga" for one in scene.asks(housing))
    scene.world.shelves.involvements.pop("i-p-gp")
    scene.world.shelves.now += timedelta(days=31)
    assert all(one.recipient_id != "p-olga" for one in scene.asks(housing))


def test_only_who_works_with_the_child_sees_who_asked(scene: Scene) -> None:
    scene.asks(scene.world.sam)
    press, who_asked = scene.world.press, scene.world.use_cases.who_asked
    assert isinstance(who_asked.open(press(scene.world.sam), scene.own.reference), Refused)
    ended = scene.own.ended_on(scene.world.shelves.now.date())
    scene.world.shelves.involvements[ended.id] = ended
    assert isinstance(who_asked.open(press(scene.world.rowan), scene.own.reference), Refused)


def test_the_last_25_are_seen_the_latest_first(scene: Scene) -> None:
    for _ in range(28):
        scene.world.shelves.now += timedelta(minutes=7)
        scene.asks(scene.world.sam)
        scene.world.shelves.asked.clear()  # they are not slowed
    seen = scene.seen()
    assert len(seen) == 25
    assert [one.at for one in seen] == sorted((one.at for one in seen), reverse=True)


class TestInContact:
    """Two who say that they are in contact are not told of one another, until something changes."""

    def mutes(self, scene: Scene) -> WhoAskedShown:
        scene.asks(scene.world.sam)
        [line] = scene.seen()
        press, reference = scene.world.press(scene.world.rowan), scene.own.reference
        shown = scene.world.use_cases.who_asked.in_contact(press, reference, line.value)
        assert isinstance(shown, WhoAskedShown), shown
        return shown

    def tomorrow(self, scene: Scene, who: Practitioner | None = None) -> list[str]:
        scene.world.shelves.now += timedelta(days=1)
        return [one.recipient_id for one in scene.asks(who or scene.world.sam)]

    def test_neither_is_told_what_the_other_asks(self, scene: Scene) -> None:
        assert [one.muted for one in self.mutes(scene).lines] == [True]
        assert self.tomorrow(scene) == []
        assert [one.muted for one in scene.seen()] == [True, True]

    def test_of_others_they_still_hear(self, scene: Scene) -> None:
        self.mutes(scene)
        assert self.tomorrow(scene, scene.of("gp")) == ["p-rowan"]

    def test_it_ends_when_what_they_work_changes(self, scene: Scene) -> None:
        self.mutes(scene)
        changed = scene.own.changed(role="lead worker", since=scene.own.since, lead=True)
        scene.world.shelves.involvements[changed.id] = changed
        assert self.tomorrow(scene) == ["p-rowan"]

    def test_it_ends_when_one_asks_to_be_contacted(self, scene: Scene) -> None:
        self.mutes(scene)
        world = scene.world
        answer = world.use_cases.ask(world.press(world.sam), a_question())
        whom = WhomToAsk(scene.own.reference, answer.reference)
        world.use_cases.ask_contact(world.press(world.sam), whom, Urgency.NONE)
        assert self.tomorrow(scene) == ["p-rowan"]

    def test_only_with_who_asked_and_could_be_seen(self, scene: Scene) -> None:
        scene.asks(scene.world.sam, UNSAFE)
        [silent] = scene.world.shelves.enquiries
        press = scene.world.press(scene.world.rowan)
        refused = scene.world.use_cases.who_asked.in_contact(press, scene.own.reference, silent.reference)
        assert isinstance(refused, Refused)
        assert scene.world.shelves.mutes == {}
