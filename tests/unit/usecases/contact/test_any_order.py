"""Whatever two people, their deputies and the clock do, in any order: no request without an owner, none lost,
none silent past its deadline, one reminder a step, no word to a pair that is in contact (E2, E3, D12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fingerpost.domain.contact import (
    ContactEvent,
    ContactOutcome,
    ContactRequest,
    ContactState,
    Declining,
    Leading,
    Urgency,
)
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.recording import WhoAskedShown
from fingerpost.domain.practitioner import Status
from fingerpost.usecases.telling.notify_of_enquiries import NotifyOfEnquiries
from tests.fakes import FakeCircles, FakeEnquiries, FakeNoticeQueue
from tests.telling import telling_on
from tests.unit.usecases.contact.scene import Scene

ENDED = {ContactState.SPOKEN, ContactState.DECLINED, ContactState.LAPSED}


class Requests(RuleBasedStateMachine):
    """Sam of the school asks, Rowan answers or does not; Dina, Vera and Olga come after Rowan."""

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene()
        shelves = self.scene.world.shelves
        telling = telling_on(shelves, FakeNoticeQueue(shelves))
        self.told_of_looks = NotifyOfEnquiries(FakeCircles(shelves), FakeEnquiries(shelves), telling)
        self.met: dict[str, ContactRequest] = {}
        self.in_contact = False

    @property
    def open(self) -> ContactRequest | None:
        return next((one for one in self._all() if one.is_open), None)

    def _all(self) -> list[ContactRequest]:
        return list(self.scene.world.shelves.contacts.values())

    def _pass_time(self, hours: float) -> None:
        self.scene.world.shelves.asked.clear()  # nobody is slowed
        self.scene.world.shelves.now += timedelta(hours=hours)

    # ------------------------------------------------------------------ what people do

    @rule(urgent=st.booleans())
    def asks(self, urgent: bool) -> None:
        self._pass_time(0.1)
        request = self.scene.asks(Urgency.MISSING if urgent else Urgency.NONE)
        self.in_contact = False
        assert request.is_open

    @precondition(lambda self: self.open is not None)
    @rule(what=st.sampled_from(["acknowledge", "pass_on", "decline", "spoken"]), hours=st.floats(0, 3))
    def owner_answers(self, what: str, hours: float) -> None:
        self._pass_time(hours)
        one, world = self.open, self.scene.world
        assert one is not None
        press, cases = world.press(world.shelves.practitioners[one.owner_id]), world.use_cases.answer_contact
        match what:
            case "acknowledge":
                cases.acknowledge(press, one.reference)
            case "pass_on":
                cases.pass_on(press, one.reference)
            case "decline":
                cases.decline(press, one.reference, Declining.OTHER_SERVICE)
            case _:
                cases.spoken(press, one.reference, Leading.ASKED, coordinated=True)

    @precondition(lambda self: self.open is not None)
    @rule()
    def asker_says_that_they_spoke(self) -> None:
        one, world = self.open, self.scene.world
        assert one is not None
        spoken = world.use_cases.answer_contact.spoken
        spoken(world.press(self.scene.sam), one.reference, Leading.ASKER, coordinated=False)

    @rule()
    def asker_rates(self) -> None:
        world = self.scene.world
        for one in self._all():
            world.use_cases.answer_contact.rate(
                world.press(self.scene.sam), one.reference, ContactOutcome.USEFUL
            )

    @rule(who=st.sampled_from(["dina", "vera"]))
    def leaves(self, who: str) -> None:
        person = self.scene.world.shelves.practitioners[f"p-{who}"]
        if self.open is None or self.open.owner_id != person.id:
            self.scene.world.enter(replace(person, status=Status.SUSPENDED, version=person.version + 1))

    # ------------------------------------------------------------------ who is in contact

    @rule()
    def rowan_says_that_they_are_in_contact(self) -> None:
        world, own = self.scene.world, self.scene.one.reference
        shown = world.use_cases.who_asked.open(world.press(self.scene.rowan), own)
        assert isinstance(shown, WhoAskedShown), shown
        if shown.lines:
            value = shown.lines[0].value
            world.use_cases.who_asked.in_contact(world.press(self.scene.rowan), own, value)
            self.in_contact = True

    @rule()
    def sam_looks(self) -> None:
        self._pass_time(25)  # of one service one is told once a day
        world = self.scene.world
        before = len(world.shelves.enquiries)
        self.scene.shown_to(self.scene.sam)
        told = [one for each in world.shelves.enquiries[before:] for one in self.told_of_looks(each)]
        assert [one.recipient_id for one in told] == ([] if self.in_contact else ["p-rowan"])

    # ------------------------------------------------------------------ the clock

    @rule(hours=st.sampled_from([0.02, 1, 6, 30, 100]), times=st.integers(1, 3))
    def clock_comes(self, hours: float, times: int) -> None:
        self._pass_time(hours)
        before = {one.reference: one for one in self._all()}
        moved = [self.scene.tick().moved for _ in range(times)]
        assert sum(moved[1:]) == 0  # what was late is one step, however often the clock comes
        for one in self._all():
            was = before[one.reference]
            assert one.version - was.version <= 1
            if one.event is ContactEvent.REMINDED and one.version != was.version:
                assert not was.reminded

    # ------------------------------------------------------------------ what always holds

    @invariant()
    def everybody_who_has_to_answer_is_there(self) -> None:
        people = self.scene.world.shelves.practitioners
        for one in self._all():
            assert one.owner_id in people
            if one.is_open:
                assert one.owner_id in one.asked_ids
                assert one.owner_id != one.asker_id
                assert one.due is not None
            else:
                assert one.state in ENDED

    @invariant()
    def none_is_lost_and_none_comes_back(self) -> None:
        now = {one.reference: one for one in self._all()}
        assert set(self.met) <= set(now)
        for reference, was in self.met.items():
            assert now[reference].version >= was.version
            assert was.is_open or not now[reference].is_open
        self.met = now

    @invariant()
    def one_reminder_a_step(self) -> None:
        self.scene.told()
        notices = self.scene.world.shelves.notices.values()
        reminders = [one.event for one in notices if one.kind is NoticeKind.CONTACT_REMINDER]
        assert len(reminders) == len(set(reminders))

    def teardown(self) -> None:
        """Left alone, each request comes to its end."""
        for _ in range(60):
            if all(one.due is None for one in self._all()):
                return
            self.scene.clock_comes()
        raise AssertionError("a request that nobody answers goes on for ever")


TestRequests = Requests.TestCase
TestRequests.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
