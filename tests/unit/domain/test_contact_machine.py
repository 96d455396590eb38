"""The machine of a request, driven by everybody at once: it always has an owner, is never lost, and reminds
at most once a step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fingerpost.domain.contact import (
    ContactEvent,
    ContactOutcome,
    ContactRequest,
    ContactState,
    Declining,
    Leading,
    Owner,
    Rung,
    Urgency,
)
from fingerpost.domain.working_time import WorkingTime
from fingerpost.usecases.contact.notify import news_of

ASKER = "p-asker"
LADDER = tuple(Owner(f"p-{rung}", rung) for rung in Rung)
RUNGS = tuple(Rung)
TIME = WorkingTime()


class OneRequest(RuleBasedStateMachine):
    """One request; people press what they may, the clock comes when it is due or hours late."""

    @initialize(
        start=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),
        urgency=st.sampled_from(Urgency),
        there=st.sets(st.sampled_from(LADDER), min_size=1),
    )
    def ask(self, start: datetime, urgency: Urgency, there: set[Owner]) -> None:
        self.now = start.replace(tzinfo=UTC)
        self.ladder = tuple(one for one in LADDER if one in there)
        first = self.ladder[0]
        self.one = self.timed(
            ContactRequest(
                reference="FP-1",
                child_id="c",
                involvement_id="i",
                involvement_reference="FP-2",
                service_id="s",
                asker_id=ASKER,
                worker_id="p-worker",
                owner_id=first.practitioner_id,
                rung=first.rung,
                asked_ids=(first.practitioner_id,),
                state=ContactState.ASKED,
                event=ContactEvent.ASKED,
                asked_at=self.now,
                moved_at=self.now,
                by_id=ASKER,
                urgency=urgency,
            )
        )
        self.history = [self.one]

    def timed(self, one: ContactRequest) -> ContactRequest:
        return one.due_at(TIME.after(one.moved_at, one.wait)) if one.is_open else one

    def move(self, after: ContactRequest) -> None:
        self.one = self.timed(after)
        self.history.append(self.one)

    def above(self) -> Owner | None:
        place = RUNGS.index(self.one.rung)
        higher = (one for one in self.ladder if RUNGS.index(one.rung) > place)
        return next((one for one in higher if one.practitioner_id not in self.one.asked_ids), None)

    # ---- the clock

    @precondition(lambda self: self.one.due is not None)
    @rule(late=st.timedeltas(timedelta(0), timedelta(hours=80)))
    def clock(self, late: timedelta) -> None:
        assert self.one.due is not None
        self.now = max(self.now, self.one.due) + late
        self.move(self.one.overdue(self.now, self.above()))

    @rule(span=st.timedeltas(timedelta(0), timedelta(hours=5)))
    def nobody_does_anything(self, span: timedelta) -> None:
        self.now += span

    # ---- people

    @precondition(lambda self: self.one.is_open)
    @rule(data=st.data())
    def acknowledge(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from([one for one in LADDER if one.practitioner_id in self.one.asked_ids]))
        self.move(self.one.acknowledged(who, self.now))

    @precondition(lambda self: self.one.is_open and self.above() is not None)
    @rule()
    def hand_on(self) -> None:
        above = self.above()
        assert above is not None
        self.move(self.one.passed(above, self.one.owner_id, self.now))

    @precondition(lambda self: self.one.is_open)
    @rule(why=st.sampled_from(Declining))
    def decline(self, why: Declining) -> None:
        self.move(self.one.declined_for(why, self.one.owner_id, self.now))

    @precondition(lambda self: self.one.is_open)
    @rule(by_asker=st.booleans(), leading=st.sampled_from(Leading), coordinated=st.booleans())
    def speak(self, by_asker: bool, leading: Leading, coordinated: bool) -> None:
        by = ASKER if by_asker else self.one.owner_id
        self.move(self.one.spoken(by, self.now, leading, coordinated=coordinated))

    @precondition(lambda self: self.one.is_open and not self.one.is_urgent)
    @rule()
    def hasten(self) -> None:
        self.move(self.one.hastened(Urgency.MISSING, self.now))

    @precondition(lambda self: self.one.state is ContactState.SPOKEN and self.one.outcome is None)
    @rule(outcome=st.sampled_from(ContactOutcome))
    def rate(self, outcome: ContactOutcome) -> None:
        self.move(self.one.rated(outcome, self.now))

    # ---- what always holds

    @invariant()
    def somebody_who_was_asked_owns_it(self) -> None:
        assert self.one.owner_id in self.one.asked_ids
        assert self.one.owner_id != ASKER

    @invariant()
    def the_clock_will_look_at_whatever_is_open(self) -> None:
        assert not self.one.is_open or (self.one.due is not None and self.one.due > self.one.moved_at)

    @invariant()
    def nobody_who_was_asked_is_forgotten(self) -> None:
        for earlier, later in zip(self.history, self.history[1:], strict=False):
            assert set(earlier.asked_ids) <= set(later.asked_ids)
            assert later.version == earlier.version + 1

    @invariant()
    def an_end_is_an_end(self) -> None:
        ended = [one for one in self.history if not one.is_open]
        assert len({one.state for one in ended}) <= 1

    @invariant()
    def at_most_one_reminder_a_step(self) -> None:
        reminders = 0
        for one in self.history:
            reminders = reminders + 1 if one.event is ContactEvent.REMINDED else 0
            assert reminders <= 1

    @invariant()
    def whoever_owns_it_was_told_and_nobody_hears_of_what_they_did_themselves(self) -> None:
        told = {news.practitioner_id for one in self.history for news in news_of(one)}
        acted = {one.by_id for one in self.history}
        assert self.one.owner_id in told | acted
        for one in self.history:
            assert one.by_id not in {news.practitioner_id for news in news_of(one)}

    @invariant()
    def left_alone_it_comes_to_an_end(self) -> None:
        one, now = self.one, self.now
        for _ in range(2 * len(Rung) + 3):
            if one.due is None:
                break
            now = max(now, one.due)
            place = RUNGS.index(one.rung)
            left = (each for each in self.ladder if RUNGS.index(each.rung) > place)
            above = next((each for each in left if each.practitioner_id not in one.asked_ids), None)
            one = self.timed(one.overdue(now, above))
        assert one.due is None
        assert not one.is_open


TestOneRequest = OneRequest.TestCase
TestOneRequest.settings = settings(max_examples=150, stateful_step_count=20, deadline=None)
