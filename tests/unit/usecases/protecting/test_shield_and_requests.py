"""A shield takes over the requests to be contacted that were open before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.contact import ContactState
from fingerpost.domain.notice import NoticeKind
from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.contact import ContactShown, ContactsListed
from fingerpost.domain.shield import ShieldFlag
from tests.unit.usecases.contact.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def shielded(scene: Scene) -> None:
    shields, review = scene.world.use_cases.shields, date(2026, 6, 2)
    shields.shield(scene.world.press(scene.olga), scene.one.reference, ShieldFlag.REFUGE, review)


def test_the_officer_stands_between_and_sees_whom_it_is_about(scene: Scene) -> None:
    request = scene.asks()
    shielded(scene)
    held = scene.as_kept(request)
    assert (held.owner_id, held.broker_area, held.state) == ("p-olga", "northbrook", ContactState.ESCALATED)
    assert scene.told() == [("p-sam", NoticeKind.CONTACT_MOVED)]
    opened = scene.world.use_cases.contacts.open(scene.world.press(scene.olga), request.reference)
    assert isinstance(opened, ContactShown)
    assert opened.behind is not None
    assert opened.behind.name == "Rowan Ashdown"


def test_worker_and_supervisor_neither_answer_nor_list_it_any_more(scene: Scene) -> None:
    request = scene.asks()
    shielded(scene)
    for who in (scene.rowan, scene.vera):
        acknowledge = scene.world.use_cases.answer_contact.acknowledge
        assert isinstance(acknowledge(scene.world.press(who), request.reference), Refused)
        listed = scene.world.use_cases.contacts.list(scene.world.press(who))
        assert isinstance(listed, ContactsListed)
        assert listed.lines == ()


def test_who_asked_is_shown_the_officer(scene: Scene) -> None:
    request = scene.asks()
    shielded(scene)
    seen = scene.world.use_cases.contacts.open(scene.world.press(scene.sam), request.reference)
    assert isinstance(seen, ContactShown)
    assert (seen.owner.name, seen.behind) == ("p-olga", None)


def test_what_is_over_or_of_another_child_stays_as_it_is(scene: Scene) -> None:
    request = scene.asks()
    other = replace(request, reference="FP-OTHER-CHILD", child_id="c-other")
    over = replace(request, reference="FP-ENDED-AAAAA", state=ContactState.SPOKEN, due=None)
    scene.world.shelves.contacts.update({one.reference: one for one in (other, over)})
    shielded(scene)
    assert scene.as_kept(other) == other
    assert scene.as_kept(over) == over


def test_a_shield_that_is_set_anew_takes_nothing_over_twice(scene: Scene) -> None:
    request = scene.asks()
    shielded(scene)
    held = scene.as_kept(request)
    shielded(scene)
    assert scene.as_kept(request) == held
