"""What the two sides do with a request, and who may (E2, E4, E5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fingerpost.domain.contact import (
    ContactOutcome,
    ContactRequest,
    ContactState,
    Declining,
    Leading,
    Rung,
)
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.contact import ContactAnswer, ContactShown, ContactsListed
from fingerpost.domain.practitioner import Practitioner
from tests.unit.usecases.contact.scene import Scene

Do = Callable[[Scene, Practitioner, ContactRequest], ContactAnswer]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def acknowledge(scene: Scene, who: Practitioner, one: ContactRequest) -> ContactAnswer:
    return scene.world.use_cases.answer_contact.acknowledge(scene.world.press(who), one.reference)


def hand_on(scene: Scene, who: Practitioner, one: ContactRequest) -> ContactAnswer:
    return scene.world.use_cases.answer_contact.pass_on(scene.world.press(who), one.reference)


def decline(scene: Scene, who: Practitioner, one: ContactRequest) -> ContactAnswer:
    press = scene.world.press(who)
    return scene.world.use_cases.answer_contact.decline(press, one.reference, Declining.OTHER_SERVICE)


def speak(scene: Scene, who: Practitioner, one: ContactRequest) -> ContactAnswer:
    spoken = scene.world.use_cases.answer_contact.spoken
    return spoken(scene.world.press(who), one.reference, Leading.ASKER, coordinated=True)


def rate(scene: Scene, who: Practitioner, one: ContactRequest) -> ContactAnswer:
    press = scene.world.press(who)
    return scene.world.use_cases.answer_contact.rate(press, one.reference, ContactOutcome.USEFUL)


def open_it(scene: Scene, who: Practitioner, one: ContactRequest) -> ContactAnswer:
    return scene.world.use_cases.contacts.open(scene.world.press(who), one.reference)


def test_acknowledged_it_is_theirs_and_who_asked_is_told(scene: Scene) -> None:
    one = scene.asks()
    acknowledge(scene, scene.rowan, one)

    now = scene.as_kept(one)
    assert (now.state, now.owner_id, now.reminded) == (ContactState.ACKNOWLEDGED, "p-rowan", False)
    assert now.due == scene.world.shelves.now + timedelta(hours=7) + timedelta(hours=17)  # 8 of 9 to 17
    assert scene.told() == [("p-sam", NoticeKind.CONTACT_ACKNOWLEDGED)]


def test_acknowledged_again_its_deadline_stays(scene: Scene) -> None:
    one = scene.asks()
    acknowledge(scene, scene.rowan, one)
    first = scene.as_kept(one)
    scene.world.shelves.pass_time(timedelta(hours=1))

    acknowledge(scene, scene.rowan, one)

    assert scene.as_kept(one) == first


def test_passed_on_it_goes_to_the_deputy_and_both_are_told(scene: Scene) -> None:
    one = scene.asks()
    hand_on(scene, scene.rowan, one)

    now = scene.as_kept(one)
    assert (now.state, now.owner_id, now.rung) == (ContactState.PASSED, "p-dina", Rung.DEPUTY)
    assert scene.told() == [("p-dina", NoticeKind.CONTACT_PASSED), ("p-sam", NoticeKind.CONTACT_MOVED)]


def test_declined_it_ends_with_its_reason(scene: Scene) -> None:
    one = scene.asks()
    decline(scene, scene.rowan, one)

    now = scene.as_kept(one)
    assert (now.state, now.declined, now.due) == (ContactState.DECLINED, Declining.OTHER_SERVICE, None)
    assert scene.told() == [("p-sam", NoticeKind.CONTACT_DECLINED)]


@pytest.mark.parametrize(("by", "told"), [("sam", "p-rowan"), ("rowan", "p-sam")])
def test_either_side_says_that_they_spoke_and_the_other_is_told(scene: Scene, by: str, told: str) -> None:
    one = scene.asks()
    speak(scene, getattr(scene, by), one)

    now = scene.as_kept(one)
    assert (now.state, now.leading, now.coordinated) == (ContactState.SPOKEN, Leading.ASKER, True)
    assert scene.told() == [(told, NoticeKind.CONTACT_SPOKEN)]


def test_three_days_after_they_spoke_who_asked_is_asked_once_what_it_was_good_for(scene: Scene) -> None:
    one = scene.asks()
    speak(scene, scene.rowan, one)
    assert scene.as_kept(one).due == scene.world.shelves.now + timedelta(days=3)

    scene.clock_comes()
    assert scene.told() == [("p-sam", NoticeKind.CONTACT_OUTCOME)]
    rate(scene, scene.sam, one)

    now = scene.as_kept(one)
    assert (now.outcome, now.due) == (ContactOutcome.USEFUL, None)
    assert scene.told() == []


def test_who_says_at_once_what_it_was_good_for_is_not_asked(scene: Scene) -> None:
    one = scene.asks()
    speak(scene, scene.rowan, one)
    rate(scene, scene.sam, one)

    assert scene.as_kept(one).due is None


@pytest.mark.parametrize("late", [acknowledge, hand_on, decline, speak])
def test_what_comes_after_the_end_changes_nothing_and_shows_how_it_stands(scene: Scene, late: Do) -> None:
    one = scene.asks()
    speak(scene, scene.rowan, one)
    ended = scene.as_kept(one)

    outcome = late(scene, scene.rowan, one)

    assert isinstance(outcome, ContactShown)
    assert outcome.request == scene.as_kept(one) == ended


@pytest.mark.parametrize("do", [open_it, acknowledge, hand_on, decline, speak, rate])
def test_a_third_may_do_nothing_with_it(scene: Scene, do: Do) -> None:
    one = scene.asks()

    outcome = do(scene, scene.olga, one)

    assert isinstance(outcome, Refused)
    assert outcome.because is Refusal.NOT_YOURS
    assert scene.as_kept(one) == one


@pytest.mark.parametrize("do", [acknowledge, hand_on, decline])
def test_who_asked_does_not_answer_for_the_other(scene: Scene, do: Do) -> None:
    one = scene.asks()

    assert isinstance(do(scene, scene.sam, one), Refused)
    assert scene.as_kept(one) == one


def test_a_supervisor_sees_what_waits_in_the_team_and_may_take_it(scene: Scene) -> None:
    one = scene.asks()
    listed = scene.world.use_cases.contacts.list(scene.world.press(scene.vera))
    assert isinstance(listed, ContactsListed)
    assert [(line.request, line.waits_for_me) for line in listed.lines] == [(one, False)]

    acknowledge(scene, scene.vera, one)

    assert (scene.as_kept(one).owner_id, scene.as_kept(one).rung) == ("p-vera", Rung.SUPERVISOR)


def test_each_sees_their_own_side_in_the_list(scene: Scene) -> None:
    scene.asks()

    lines = {}
    for who in (scene.sam, scene.rowan, scene.olga):
        listed = scene.world.use_cases.contacts.list(scene.world.press(who))
        assert isinstance(listed, ContactsListed)
        lines[who.id] = [(one.waits_for_me, one.is_asker, one.other) for one in listed.lines]

    assert lines == {
        "p-sam": [(False, True, "Rowan Ashdown")],
        "p-rowan": [(True, False, "Sam Okafor")],
        "p-olga": [],
    }


def test_an_ended_request_is_listed_for_a_month(scene: Scene) -> None:
    one = scene.asks()
    decline(scene, scene.rowan, one)

    def listed() -> int:
        outcome = scene.world.use_cases.contacts.list(scene.world.press(scene.sam))
        assert isinstance(outcome, ContactsListed)
        return len(outcome.lines)

    assert listed() == 1
    scene.world.shelves.pass_time(timedelta(days=31))
    assert listed() == 0


def test_only_the_worker_is_given_the_way_to_the_child(scene: Scene) -> None:
    one = scene.asks()

    opens = {}
    for who in (scene.sam, scene.rowan, scene.vera):
        outcome = open_it(scene, who, one)
        assert isinstance(outcome, ContactShown)
        opens[who.id] = outcome.opens

    assert opens == {"p-sam": "", "p-rowan": scene.one.reference, "p-vera": ""}
