"""What somebody leaves behind waits for whoever supervised them, and goes to a colleague in one act (C12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.contact import ContactState
from fingerpost.domain.leaver import LeaverStep, leaver_id
from fingerpost.domain.ledger import Act
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.supervising import LeaverShown, TeamShown
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.usecases.supervising.due_leavers import MoveDueLeavers
from fingerpost.usecases.supervising.hand_over_all import MOST_AT_ONCE
from fingerpost.usecases.supervising.left_behind import WhatIsLeft
from fingerpost.usecases.supervising.notify_of_leavers import NotifyOfLeavers
from fingerpost.usecases.unattended import Unattended
from tests.builders import an_account
from tests.fakes import (
    FakeChildIndex,
    FakeContacts,
    FakeDirectory,
    FakeDirectoryTransactions,
    FakeLeavers,
    FakeLedger,
    FakeMetrics,
    FakeTransactions,
    due_leavers,
)
from tests.unit.usecases.handing_over.scene import Scene as HandingOver


@dataclass
class Scene:
    """Rowan leaves; Vera supervises him, Dina is a colleague, Olga is the officer of the area."""

    base: HandingOver = field(default_factory=HandingOver)

    def __post_init__(self) -> None:
        base = self.base
        self.world, self.shelves, self.cases = base.world, base.shelves, base.cases
        self.rowan, self.dina, self.vera, self.olga = base.rowan, base.dina, base.vera, base.olga
        self.dina = self.world.enter(replace(base.dina, supervisor_id="p-vera", version=2))
        self.left = leaver_id("p-rowan", self.world.care.id)
        directory = FakeDirectory(self.shelves)
        self.tick = MoveDueLeavers(
            leavers=FakeLeavers(self.shelves),
            due=due_leavers(self.shelves),
            what_is_left=WhatIsLeft(FakeChildIndex(self.shelves), FakeContacts(self.shelves), directory),
            directory=directory,
            transactions=FakeTransactions(self.shelves),
            unattended=Unattended(FakeLedger(self.shelves)),
            metrics=FakeMetrics(),
            clock=self.shelves.clock,
        )
        self.notify = NotifyOfLeavers(base.contact.notify.telling)

    def closes_account(self, who: Practitioner) -> None:
        """As the chat product tells of it."""
        identity = who.identities[0]
        self.world.accounts.accounts[identity] = an_account(identity, deleted=True)
        self.cases.accounts.changed(identity)

    def changes(self, before: Practitioner, after: Practitioner) -> Practitioner:
        """As an administrator writes it."""
        after = replace(after, version=before.version + 1)
        writing = FakeDirectoryTransactions(self.shelves).begin()
        writing.put_practitioner(before, after)
        writing.commit()
        return after

    def suspended(self) -> None:
        self.rowan = self.changes(self.rowan, replace(self.rowan, status=Status.SUSPENDED))

    def clock_comes(self) -> list[tuple[str, NoticeKind]]:
        if not self.tick().moved:
            return []
        told = [each for one in self.shelves.leavers.values() for each in self.notify(one)]
        return [(one.recipient_id, one.kind) for one in told]

    def team_of(self, who: Practitioner) -> TeamShown:
        shown = self.cases.team(self.world.press(who))
        assert isinstance(shown, TeamShown)
        return shown

    def shown_to(self, who: Practitioner) -> LeaverShown | object:
        return self.cases.hand_over_all.show(self.world.press(who), self.left)

    def hands_over(self, who: Practitioner, taker: Practitioner) -> LeaverShown | object:
        return self.cases.hand_over_all.hand_over(self.world.press(who), self.left, taker.id)

    def owners(self) -> Iterator[str]:
        """Whose each current involvement is."""
        return (one.practitioner_id for one in self.shelves.involvements.values() if one.is_current)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_closed_account_brings_its_work_to_whoever_supervises(scene: Scene) -> None:
    scene.closes_account(scene.rowan)

    assert scene.clock_comes() == [("p-vera", NoticeKind.TEAM_LEAVER)]
    [line] = scene.team_of(scene.vera).leavers
    assert (line.leaver_id, line.involvements, line.moved) == (scene.left, 1, False)
    assert scene.team_of(scene.olga).leavers == ()


def test_suspended_without_any_work_nobody_is_troubled(scene: Scene) -> None:
    scene.changes(scene.dina, replace(scene.dina, status=Status.SUSPENDED))
    assert scene.clock_comes() == []
    assert scene.shelves.leavers[leaver_id("p-dina", scene.world.care.id)].step is LeaverStep.DONE
    assert scene.team_of(scene.vera).leavers == ()


def test_who_moves_leaves_what_was_theirs_there_and_keeps_what_is_theirs_now(scene: Scene) -> None:
    moved = replace(scene.rowan, service_id=scene.world.school.id, supervisor_id="p-boss")
    rowan = scene.changes(scene.rowan, moved)
    scene.base.another("new", rowan)

    scene.clock_comes()

    [line] = scene.team_of(scene.vera).leavers
    assert (line.involvements, line.moved) == (1, True)
    assert isinstance(scene.hands_over(scene.vera, scene.dina), LeaverShown)
    assert sorted(scene.owners()) == ["p-dina", "p-rowan"]


def test_restored_within_the_day_nothing_waits(scene: Scene) -> None:
    scene.suspended()
    scene.clock_comes()
    scene.changes(scene.rowan, replace(scene.rowan, status=Status.ACTIVE))
    assert scene.team_of(scene.vera).leavers == ()
    scene.shelves.pass_time(timedelta(hours=20))
    scene.clock_comes()
    assert scene.shelves.leavers[scene.left].step is LeaverStep.DONE


def test_after_a_day_the_officer_has_it_too_and_hears_of_it_each_week(scene: Scene) -> None:
    scene.suspended()
    assert scene.clock_comes() == [("p-vera", NoticeKind.TEAM_LEAVER)]
    scene.shelves.pass_time(timedelta(hours=20))
    told = [("p-vera", NoticeKind.TEAM_LEAVER), ("p-olga", NoticeKind.TEAM_LEAVER_ESCALATED)]
    assert scene.clock_comes() == told
    assert len(scene.team_of(scene.olga).leavers) == len(scene.team_of(scene.vera).leavers) == 1
    scene.shelves.pass_time(timedelta(days=6))
    assert scene.clock_comes() == []
    scene.shelves.pass_time(timedelta(days=1))
    assert scene.clock_comes() == told


def test_where_nobody_supervises_the_officers_have_it_at_once(scene: Scene) -> None:
    scene.changes(scene.vera, replace(scene.vera, status=Status.SUSPENDED))
    scene.suspended()
    assert ("p-olga", NoticeKind.TEAM_LEAVER_ESCALATED) in scene.clock_comes()
    assert {one.leaver_id for one in scene.team_of(scene.olga).leavers} == {scene.left}


def test_all_goes_to_a_colleague_each_thing_once_on_the_ledger(scene: Scene) -> None:
    for number in range(19):
        scene.base.another("more", scene.rowan, number)
    scene.base.watches(scene.rowan, child_id="c-other")
    request = scene.base.contact.asks()
    scene.suspended()
    scene.clock_comes()

    outcome = scene.hands_over(scene.vera, scene.dina)

    assert isinstance(outcome, LeaverShown)
    assert (outcome.handed, outcome.line.count, outcome.taker) == (21, 0, scene.dina.name)
    assert set(scene.owners()) == {"p-dina"}
    assert [one.practitioner_id for one in scene.shelves.watches.values()] == ["p-dina"]
    assert scene.base.contact.as_kept(request).owner_id == "p-dina"
    outcomes = [one for one in scene.shelves.ledger if one.act is Act.HAND_OVER_ALL and one.outcome]
    by_child = [one for one in outcomes if one.outcome == "handed_over"]
    assert len(by_child) == 21
    assert len({one.reference for one in by_child}) == 21
    assert scene.shelves.leavers[scene.left].step is LeaverStep.DONE
    assert scene.team_of(scene.vera).leavers == ()


def test_more_than_one_press_can_do_is_gone_on_with_by_the_next(scene: Scene) -> None:
    for number in range(MOST_AT_ONCE + 4):
        scene.base.another("more", scene.rowan, number)
    scene.suspended()
    scene.clock_comes()
    first = scene.hands_over(scene.vera, scene.dina)
    assert isinstance(first, LeaverShown)
    assert (first.handed, first.line.count) == (MOST_AT_ONCE, 5)
    second = scene.hands_over(scene.vera, scene.dina)
    assert isinstance(second, LeaverShown)
    assert (second.handed, second.line.count) == (5, 0)


def test_the_same_press_twice_hands_over_once(scene: Scene) -> None:
    scene.suspended()
    scene.clock_comes()
    press = scene.world.press(scene.vera, "twice")
    scene.cases.hand_over_all.hand_over(press, scene.left, "p-dina")
    before = scene.base.one
    scene.cases.hand_over_all.hand_over(press, scene.left, "p-dina")
    assert scene.base.one == before


def test_only_who_supervised_or_the_areas_officer_hands_over(scene: Scene) -> None:
    scene.suspended()
    scene.clock_comes()
    for other in (scene.dina, scene.world.sam):
        assert isinstance(scene.hands_over(other, scene.dina), Refused)
        assert isinstance(scene.shown_to(other), Refused)
    assert scene.base.one.practitioner_id == "p-rowan"
    assert isinstance(scene.hands_over(scene.olga, scene.dina), LeaverShown)
    assert scene.base.one.practitioner_id == "p-dina"


def test_it_goes_to_nobody_who_cannot_act(scene: Scene) -> None:
    scene.suspended()
    scene.clock_comes()
    refused = scene.hands_over(scene.vera, scene.world.sam)
    assert isinstance(refused, Refused)
    assert refused.because is Refusal.CANNOT_TAKE_OVER
    assert scene.base.one.practitioner_id == "p-rowan"


def test_a_request_between_the_two_of_them_is_over(scene: Scene) -> None:
    request = scene.base.contact.asks(who=scene.world.sam)
    scene.shelves.contacts[request.reference] = replace(
        request, asker_id="p-dina", involvement_id="i-elsewhere"
    )
    scene.suspended()
    scene.clock_comes()
    scene.hands_over(scene.vera, scene.dina)
    assert scene.base.contact.as_kept(request).state is ContactState.LAPSED


def test_stale_work_stands_in_the_team_view_until_it_is_answered(scene: Scene) -> None:
    soon = scene.shelves.now.date() + timedelta(days=3)
    scene.shelves.involvements["i-rowan"] = replace(scene.base.one, review_due=soon)
    [line] = scene.team_of(scene.vera).stale
    assert (line.reference, line.due) == (scene.base.one.reference, soon)
    scene.cases.still_involved(scene.world.press(scene.vera), line.reference)
    assert scene.team_of(scene.vera).stale == ()


DAYS = st.lists(
    st.sampled_from(["suspend", "restore", "move", "hand over", "nothing", "clock is away"]), max_size=10
)


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_whatever_happens_every_involvement_has_somebody_who_decides_each_day(days: list[str]) -> None:
    scene = Scene()
    scene.base.another("more", scene.rowan)
    for day in days:
        _live(scene, day)
        for _ in range(24):
            scene.shelves.pass_time(timedelta(hours=1))
            if day != "clock is away":
                scene.clock_comes()
        for owner in scene.owners():
            assert _decided(scene, owner), (day, owner)


def _live(scene: Scene, what: str) -> None:
    rowan = scene.shelves.practitioners["p-rowan"]
    match what:
        case "suspend":
            scene.changes(rowan, replace(rowan, status=Status.SUSPENDED))
        case "restore":
            scene.changes(rowan, replace(rowan, status=Status.ACTIVE))
        case "move":
            scene.changes(rowan, replace(rowan, service_id=scene.world.school.id))
        case "hand over":
            scene.hands_over(scene.vera, scene.dina)
        case _:
            return


def _decided(scene: Scene, owner: str) -> bool:
    """Their own, or on the screen of whoever supervised, or of the officer."""
    person = scene.shelves.practitioners[owner]
    if person.status is Status.ACTIVE and person.service_id == scene.world.care.id:
        return True
    screens = (scene.team_of(scene.vera).leavers, scene.team_of(scene.olga).leavers)
    return any(line.leaver_id.startswith(f"{owner}:") for lines in screens for line in lines)


def test_the_day_of_leaving_is_shown(scene: Scene) -> None:
    scene.suspended()
    scene.clock_comes()
    assert [one.since for one in scene.team_of(scene.vera).leavers] == [date(2026, 3, 2)]
