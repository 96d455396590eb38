"""Who must know of an involvement, and who must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, Pace
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.preferences import Preferences
from fingerpost.usecases.telling.notify import InvolvementWritten
from tests.builders import a_practitioner, a_service, a_watch, an_involvement
from tests.unit.usecases.telling.scene import Scene, told


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_every_other_current_worker_is_told_of_a_newcomer(scene: Scene) -> None:
    scene.worker("p-1")
    scene.worker("p-2")

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices) == {"p-1": Capacity.WORKER, "p-2": Capacity.WORKER}


def test_the_newcomer_is_not_told_of_their_own_work(scene: Scene) -> None:
    outcome = scene.tell_of(scene.newcomer())

    assert outcome.notices == ()


def test_whoever_recorded_it_for_a_colleague_is_not_told(scene: Scene) -> None:
    recorder = scene.worker("p-1")
    colleague = scene.person(a_practitioner("p-2").build())
    newcomer = replace(an_involvement("i-new").of(colleague).build(), recorded_by=recorder.id)

    outcome = scene.tell_of(scene.hold(newcomer))

    assert told(outcome.notices) == {}


def test_a_worker_whose_work_has_ended_is_not_told(scene: Scene) -> None:
    gone = scene.person(a_practitioner("p-1").build())
    today = scene.shelves.now.date()
    scene.hold(an_involvement("i-1").of(gone).ended(today).build())

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices) == {}


def test_a_suspended_worker_is_not_told(scene: Scene) -> None:
    scene.works(scene.person(a_practitioner("p-1").suspended().build()))

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices) == {}


def test_a_watcher_is_told_until_the_last_day_of_the_watch(scene: Scene) -> None:
    today = scene.shelves.now.date()
    for name, until in (("p-1", today), ("p-2", today - timedelta(days=1))):
        watcher = scene.person(a_practitioner(name).build())
        scene.watch(a_watch(f"w-{name}").of(watcher).until(until).build())

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices) == {"p-1": Capacity.WATCHER}


def _supervised_worker(scene: Scene, *, service_tells: bool) -> tuple[Practitioner, Practitioner]:
    service = a_service("s-1").telling_supervisors() if service_tells else a_service("s-1")
    scene.register.enter_service(service.build())
    supervisor = scene.person(a_practitioner("p-boss").build())
    worker = a_practitioner("p-1").of(service.build()).supervised_by(supervisor).build()
    return scene.works(scene.person(worker)), supervisor


def test_the_supervisor_is_told_where_the_workers_service_asks_for_it(scene: Scene) -> None:
    worker, supervisor = _supervised_worker(scene, service_tells=True)

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices) == {worker.id: Capacity.WORKER, supervisor.id: Capacity.SUPERVISOR}


def test_the_supervisors_notice_names_the_worker_it_is_about(scene: Scene) -> None:
    worker, supervisor = _supervised_worker(scene, service_tells=True)

    outcome = scene.tell_of(scene.newcomer())

    [notice] = [one for one in outcome.notices if one.recipient_id == supervisor.id]
    assert notice.on_behalf_of == worker.id


def test_the_supervisor_is_left_alone_where_the_service_does_not_ask(scene: Scene) -> None:
    worker, _ = _supervised_worker(scene, service_tells=False)

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices) == {worker.id: Capacity.WORKER}


def test_the_supervisor_of_a_mere_watcher_is_left_alone(scene: Scene) -> None:
    service = a_service("s-1").telling_supervisors().build()
    scene.register.enter_service(service)
    supervisor = scene.person(a_practitioner("p-boss").build())
    watcher = scene.person(a_practitioner("p-1").of(service).supervised_by(supervisor).build())
    scene.watch(a_watch().of(watcher).build())

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices) == {"p-1": Capacity.WATCHER}


def test_a_person_in_three_capacities_is_told_once_as_worker(scene: Scene) -> None:
    _, supervisor = _supervised_worker(scene, service_tells=True)
    scene.works(supervisor)
    scene.watch(a_watch().of(supervisor).build())

    outcome = scene.tell_of(scene.newcomer())

    theirs = [one.capacity for one in outcome.notices if one.recipient_id == supervisor.id]
    assert theirs == [Capacity.WORKER]


def test_a_supervisor_who_watches_is_told_as_watcher(scene: Scene) -> None:
    _, supervisor = _supervised_worker(scene, service_tells=True)
    scene.watch(a_watch().of(supervisor).build())

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices)[supervisor.id] is Capacity.WATCHER


def test_people_around_another_child_are_not_told(scene: Scene) -> None:
    stranger = scene.person(a_practitioner("p-1").build())
    elsewhere = replace(an_involvement("i-1").of(stranger).build(), child_id="c-other")
    scene.hold(elsewhere)
    scene.watch(replace(a_watch().of(stranger).build(), child_id="c-other"))

    outcome = scene.tell_of(scene.newcomer())

    assert told(outcome.notices) == {}


def test_a_worker_missing_from_the_directory_is_counted_and_the_others_are_told(scene: Scene) -> None:
    scene.works(a_practitioner("p-nobody").build())
    scene.worker("p-1")

    outcome = scene.tell_of(scene.newcomer())

    assert (told(outcome.notices), outcome.unknown) == ({"p-1": Capacity.WORKER}, 1)


def test_the_ledger_has_each_telling_with_child_involvement_and_person(scene: Scene) -> None:
    scene.worker("p-1")
    newcomer = scene.newcomer()

    scene.tell_of(newcomer)

    [entry] = scene.shelves.ledger
    assert (entry.act, entry.actor_id, entry.child_id, entry.involvement_id) == (
        Act.NOTIFY,
        "p-1",
        newcomer.child_id,
        newcomer.id,
    )


def test_nobody_is_told_while_the_ledger_cannot_be_written(scene: Scene) -> None:
    scene.worker("p-1")
    newcomer = scene.newcomer()

    with scene.shelves.down("ledger"), pytest.raises(Unavailable):
        scene.tell_of(newcomer)

    assert (scene.shelves.notices, scene.queue.sent) == ({}, [])


class TestTheSameRecordAgain:
    """Streams deliver at least once, and a function can die anywhere."""

    def test_makes_no_second_notice_and_no_second_ledger_entry(self, scene: Scene) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        first = scene.tell_of(newcomer)

        again = scene.tell_of(newcomer)

        assert [one.id for one in again.notices] == [one.id for one in first.notices]
        assert (len(scene.shelves.notices), len(scene.shelves.ledger)) == (1, 1)

    @pytest.mark.parametrize("part", ["notices", "queue"])
    def test_queues_what_an_earlier_try_did_not(self, scene: Scene, part: str) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        with scene.shelves.down(part), pytest.raises(Unavailable):
            scene.tell_of(newcomer)

        scene.tell_of(newcomer)

        assert [one.recipient_id for one in scene.queue.sent] == ["p-1"]


class TestTakenBack:
    """An involvement entered in error (C4, D7)."""

    def test_those_who_were_told_are_told_that_it_was_an_error(self, scene: Scene) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        scene.tell_of(newcomer)

        outcome = scene.take_back(newcomer)

        assert [(one.recipient_id, one.kind) for one in outcome.notices] == [
            ("p-1", NoticeKind.INVOLVEMENT_WITHDRAWN)
        ]

    def test_a_worker_who_came_later_is_not_told(self, scene: Scene) -> None:
        newcomer = scene.newcomer()
        scene.tell_of(newcomer)
        scene.worker("p-late")

        outcome = scene.take_back(newcomer)

        assert outcome.notices == ()

    def test_a_worker_who_left_meanwhile_is_told_all_the_same(self, scene: Scene) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        scene.tell_of(newcomer)
        left = scene.shelves.involvements["i-p-1"].ended_on(scene.shelves.now.date())
        scene.hold(left)

        outcome = scene.take_back(newcomer)

        assert told(outcome.notices) == {"p-1": Capacity.WORKER}

    def test_a_watcher_whose_watch_has_run_out_is_told_all_the_same(self, scene: Scene) -> None:
        watcher = scene.person(a_practitioner("p-1").build())
        scene.watch(a_watch().of(watcher).until(scene.shelves.now.date()).build())
        newcomer = scene.newcomer()
        scene.tell_of(newcomer)
        scene.shelves.pass_time(timedelta(days=3))

        outcome = scene.take_back(newcomer)

        assert told(outcome.notices) == {"p-1": Capacity.WATCHER}

    def test_somebody_suspended_meanwhile_is_not_told(self, scene: Scene) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        scene.tell_of(newcomer)
        scene.person(a_practitioner("p-1").suspended().build())

        outcome = scene.take_back(newcomer)

        assert outcome.notices == ()

    def test_before_anyone_was_told_nobody_hears_of_either(self, scene: Scene) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        scene.hold(newcomer.entered_in_error())

        of_new = scene.tell_of(newcomer)
        of_error = scene.take_back(newcomer)

        assert (of_new.notices, of_error.notices) == ((), ())


class TestNoise:
    """What asks nothing of anybody is told to nobody."""

    def test_a_change_of_role_is_told_to_nobody(self, scene: Scene) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        changed = newcomer.changed(role="Lead nurse", since=newcomer.since, lead=False)

        outcome = scene.notify(InvolvementWritten(newcomer, changed))

        assert outcome.notices == ()

    def test_a_lead_given_up_is_told_to_nobody_until_somebody_leads(self, scene: Scene) -> None:
        scene.worker("p-1")
        led = replace(scene.newcomer(), lead=True)

        outcome = scene.notify(InvolvementWritten(led, replace(led, lead=False, version=2)))

        assert outcome.notices == ()

    def test_an_involvement_that_arrives_ended_is_told_to_nobody(self, scene: Scene) -> None:
        scene.worker("p-1")
        past = an_involvement("i-past").of(scene.person(a_practitioner("p-2").build()))
        ended = scene.hold(past.ended(scene.shelves.now.date()).build())

        outcome = scene.tell_of(ended)

        assert outcome.notices == ()


class TestPace:
    """At once only what somebody may have to act upon (D4, D10)."""

    def test_a_service_that_joins_is_told_at_once(self, scene: Scene) -> None:
        scene.worker("p-1")
        school = scene.service("school")
        teacher = scene.person(a_practitioner("p-2").of(school).build())

        [notice] = scene.tell_of(scene.hold(an_involvement("i-2").of(teacher).build())).notices

        assert notice.told_at is Pace.AT_ONCE

    def test_a_further_worker_of_a_service_comes_with_the_days_news(self, scene: Scene) -> None:
        scene.worker("p-1")

        [notice] = scene.tell_of(scene.newcomer()).notices

        assert notice.told_at is Pace.DIGEST

    def test_a_service_that_comes_back_is_told_at_once(self, scene: Scene) -> None:
        scene.worker("p-1")
        school = scene.service("school")
        before, after = (scene.person(a_practitioner(one).of(school).build()) for one in ("p-2", "p-3"))
        scene.hold(an_involvement("i-2").of(before).ended(scene.shelves.now.date()).build())

        [notice] = scene.tell_of(scene.hold(an_involvement("i-3").of(after).build())).notices

        assert notice.told_at is Pace.AT_ONCE

    def test_who_leads_now_is_told_at_once_to_all_but_them(self, scene: Scene) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        leads = newcomer.changed(role=newcomer.role, since=newcomer.since, lead=True)

        [notice] = scene.notify(InvolvementWritten(newcomer, leads)).notices

        assert (notice.recipient_id, notice.kind) == ("p-1", NoticeKind.LEAD_CHANGED)
        assert notice.told_at is Pace.AT_ONCE

    def test_an_end_comes_with_the_days_news(self, scene: Scene) -> None:
        scene.worker("p-1")
        newcomer = scene.newcomer()
        ended = newcomer.ended_on(scene.shelves.now.date())

        [notice] = scene.notify(InvolvementWritten(newcomer, ended)).notices

        assert (notice.recipient_id, notice.kind) == ("p-1", NoticeKind.INVOLVEMENT_ENDED)
        assert notice.told_at is Pace.DIGEST


class TestAbsence:
    """Who is away has a deputy, else whoever supervises them; theirs waits until they are back (D6)."""

    @pytest.fixture
    def away(self, scene: Scene) -> Practitioner:
        """A worker on leave for a week, with a deputy and a supervisor."""
        for one in ("p-dep", "p-sup"):
            scene.person(a_practitioner(one).build())
        worker = a_practitioner("p-1").build()
        scene.works(scene.person(replace(worker, deputy_id="p-dep", supervisor_id="p-sup")))
        self.leaves(scene, worker.id)
        return worker

    def leaves(self, scene: Scene, who: str) -> None:
        day = scene.shelves.now.date()
        until = day + timedelta(days=7)
        scene.shelves.preferences[who] = Preferences(who, away_from=day, away_until=until)

    def joins(self, scene: Scene, worker: str = "p-2") -> dict[str, Notice]:
        """A worker of another service joins."""
        teacher = scene.person(a_practitioner(worker).of(scene.service("school")).build())
        notices = scene.tell_of(scene.hold(an_involvement("i-2").of(teacher).build())).notices
        return {one.recipient_id: one for one in notices}

    def test_the_deputy_is_told_at_once_and_they_when_they_are_back(
        self, scene: Scene, away: Practitioner
    ) -> None:
        told = self.joins(scene)

        assert set(told) == {"p-1", "p-dep"}
        deputy = told["p-dep"]
        assert (deputy.capacity, deputy.on_behalf_of) == (Capacity.DEPUTY, "p-1")
        assert (deputy.told_at, told["p-1"].told_at) == (Pace.AT_ONCE, Pace.DIGEST)

    def test_a_deputy_who_is_away_too_leaves_it_to_the_supervisor(
        self, scene: Scene, away: Practitioner
    ) -> None:
        self.leaves(scene, "p-dep")
        assert set(self.joins(scene)) == {"p-1", "p-sup"}

    def test_where_nobody_stands_in_they_are_told_as_if_they_were_here(self, scene: Scene) -> None:
        scene.worker("p-1")
        self.leaves(scene, "p-1")
        told = self.joins(scene)
        assert (set(told), told["p-1"].told_at) == ({"p-1"}, Pace.AT_ONCE)

    def test_a_deputy_who_is_the_newcomer_is_not_told_of_themselves(
        self, scene: Scene, away: Practitioner
    ) -> None:
        assert set(self.joins(scene, "p-dep")) == {"p-1"}

    def test_what_a_deputy_was_told_is_taken_back_from_them_too(
        self, scene: Scene, away: Practitioner
    ) -> None:
        self.joins(scene)
        told = scene.take_back(scene.shelves.involvements["i-2"]).notices
        assert {one.recipient_id for one in told} == {"p-1", "p-dep"}
        assert all(one.replaces for one in told)
