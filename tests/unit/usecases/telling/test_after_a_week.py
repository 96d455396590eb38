"""A notice that is tapped a week later still works: its buttons name what stands, nothing that runs out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fingerpost.domain.contact import Urgency
from fingerpost.domain.notice import Notice
from fingerpost.domain.outcomes.contact import ContactShown
from fingerpost.domain.outcomes.recording import ChildShown, Recorded, WhoAskedShown
from fingerpost.usecases.contact.ask import WhomToAsk
from tests.builders import a_notice, an_involvement
from tests.unit.usecases.contact.scene import Scene

A_WEEK = timedelta(days=8)


@pytest.fixture
def scene() -> Scene:
    """Rowan was told on Monday that Sam of the school had joined."""
    scene = Scene()
    shelves = scene.world.shelves
    own = an_involvement("i-sam").of(scene.sam).with_child(shelves.children["c-aoife"]).build()
    shelves.involvements[own.id] = own
    shelves.pointers[own.reference] = own.child_id
    return scene


def told(scene: Scene) -> Notice:
    notice = a_notice().to(scene.rowan).build()
    kept = Notice(**{**vars(notice), "child_id": "c-aoife", "involvement_id": "i-sam"})
    scene.world.shelves.notices[kept.id] = kept
    scene.world.shelves.now += A_WEEK
    return kept


def test_the_child_opens(scene: Scene) -> None:
    notice = told(scene)
    opened = scene.world.use_cases.mine.open_notice(scene.world.press(scene.rowan), notice.id)
    assert isinstance(opened, ChildShown)
    assert opened.news


def test_the_newcomer_is_asked_for_contact(scene: Scene) -> None:
    notice = told(scene)
    press = scene.world.press(scene.rowan)
    asked = scene.world.use_cases.ask_contact(press, WhomToAsk(notice=notice.id), Urgency.NONE)
    assert isinstance(asked, ContactShown)


def test_a_request_opens_and_is_answered(scene: Scene) -> None:
    one = scene.asks()
    scene.world.shelves.now += A_WEEK
    press, cases = scene.world.press, scene.world.use_cases
    assert isinstance(cases.contacts.open(press(scene.rowan), one.reference), ContactShown)
    answered = cases.answer_contact.acknowledge(press(scene.rowan), one.reference)
    assert isinstance(answered, ContactShown)


def test_still_involved_is_said_by_one_tap(scene: Scene) -> None:
    scene.world.shelves.now += A_WEEK
    said = scene.world.use_cases.still_involved(scene.world.press(scene.rowan), scene.one.reference)
    assert isinstance(said, Recorded)


def test_who_asked_is_seen(scene: Scene) -> None:
    scene.world.shelves.now += A_WEEK
    press = scene.world.press(scene.rowan)
    assert isinstance(scene.world.use_cases.who_asked.open(press, scene.one.reference), WhoAskedShown)
