"""Who is told where a child went: everybody around, the officers of both areas; after a death, no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.notice import Capacity, NoticeKind
from fingerpost.domain.passage import Passage, PassageKind, PassageNote
from fingerpost.domain.practitioner import Role
from tests.builders import NOW, a_practitioner, a_service, an_area, an_involvement
from tests.unit.usecases.telling.scene import Scene, told


@pytest.fixture
def scene() -> Scene:
    """Two workers; Olga is the officer here, Ester in Eastmere."""
    scene = Scene()
    scene.worker("p-1")
    scene.worker("p-2")
    scene.officer("p-olga")
    east = an_area("eastmere", "Eastmere")
    scene.register.enter_area(east)
    service = a_service("east-care").in_area(east).build()
    scene.register.enter_service(service)
    scene.person(a_practitioner("p-ester").of(service).as_role(Role.OFFICER).build())
    return scene


def happened(scene: Scene, kind: PassageKind = PassageKind.DIED, to: str = "northbrook") -> PassageNote:
    child_id = an_involvement().build().child_id
    last = kind is PassageKind.DIED
    note = PassageNote("m-1", "FP-PASSA-GE000", child_id, "northbrook", to, "p-1", NOW, last)
    scene.shelves.passages[note.id] = Passage(note, kind, date(2026, 2, 20))
    return note


def undone(scene: Scene, note: PassageNote) -> PassageNote:
    passage = scene.shelves.passages[note.id].taken_back(NOW)
    scene.shelves.passages[note.id] = passage
    return passage.note


def test_a_move_is_told_to_the_others_and_to_the_officers_of_both_areas(scene: Scene) -> None:
    outcome = scene.notify_of_records.of_passage(happened(scene, PassageKind.AREA, "eastmere"))
    assert told(outcome.notices) == {
        "p-2": Capacity.WORKER,
        "p-olga": Capacity.OFFICER,
        "p-ester": Capacity.OFFICER,
    }
    about = {one.capacity: one.about for one in outcome.notices}
    assert about == {Capacity.WORKER: "", Capacity.OFFICER: "FP-PASSA-GE000"}


def test_a_death_is_told_once_and_is_the_last_word(scene: Scene) -> None:
    note = happened(scene)
    first = scene.notify_of_records.of_passage(note)
    assert told(first.notices) == {"p-2": Capacity.WORKER, "p-olga": Capacity.OFFICER}
    assert scene.notify_of_records.of_passage(note).notices == first.notices
    assert scene.tell_of(scene.newcomer()).notices == ()


def test_what_was_entered_in_error_after_a_death_is_told_to_nobody(scene: Scene) -> None:
    newcomer = scene.newcomer()
    scene.tell_of(newcomer)
    happened(scene)
    assert scene.take_back(newcomer).notices == ()


def test_whoever_left_the_country_may_come_back_so_word_goes_on(scene: Scene) -> None:
    happened(scene, PassageKind.LEFT)
    assert told(scene.tell_of(scene.newcomer()).notices).keys() >= {"p-1", "p-2"}


def test_taken_back_it_is_told_to_those_who_were_told_and_word_goes_on(scene: Scene) -> None:
    note = happened(scene)
    scene.notify_of_records.of_passage(note)
    outcome = scene.notify_of_records.of_passage_taken_back(undone(scene, note))
    assert {one.recipient_id for one in outcome.notices} == {"p-2", "p-olga"}
    assert {one.kind for one in outcome.notices} == {NoticeKind.PASSAGE_TAKEN_BACK}
    assert scene.tell_of(scene.newcomer()).notices != ()


def test_taken_back_before_anybody_was_told_it_is_told_to_nobody(scene: Scene) -> None:
    note = happened(scene)
    taken_back = undone(scene, note)
    assert scene.notify_of_records.of_passage(note).notices == ()
    assert scene.notify_of_records.of_passage_taken_back(taken_back).notices == ()


def test_an_area_without_an_officer_is_counted(scene: Scene) -> None:
    scene.shelves.practitioners.pop("p-olga")
    note = replace(happened(scene), practitioner_id="p-2")
    assert scene.notify_of_records.of_passage(note).unknown == 1
