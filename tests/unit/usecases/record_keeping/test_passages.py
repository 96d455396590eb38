"""A child moves, leaves the country, dies: who may say so, what stands then, who is told (C8, C10)."""

from __future__ import annotations

from datetime import date

import pytest

from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.asking import Confirmed
from fingerpost.domain.outcomes.record_keeping import NoSuchRecord, RecordShown
from fingerpost.domain.outcomes.recording import ChildShown, Recorded
from fingerpost.domain.passage import Gone, PassageKind
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.usecases.requests import PassageWish, Request
from tests.builders import a_practitioner, an_area, an_involvement, details_of
from tests.unit.usecases.world import World, a_question

DAY = date(2026, 2, 20)
MOVED = PassageWish(PassageKind.AREA, DAY, "Eastmere", "EM2 7QT")
LEFT, DIED = (PassageWish(kind, DAY) for kind in (PassageKind.LEFT, PassageKind.DIED))
OWN = an_involvement().build().reference


@pytest.fixture
def world() -> World:
    """Rowan works with Aoife; Olga is the officer of her area, Ester of the next one."""
    world = World()
    child = world.aoife()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(child).build()
    world.shelves.pointers[OWN] = child.id
    world.shelves.areas["eastmere"] = an_area("eastmere", "Eastmere")
    world.enter(a_practitioner("p-olga").of(world.care).as_role(Role.OFFICER).build())
    return world


def person(world: World, practitioner_id: str) -> Practitioner:
    return world.shelves.practitioners[practitioner_id]


def olga(world: World) -> Request:
    return world.press(person(world, "p-olga"))


def said(world: World, wish: PassageWish, by: Practitioner | None = None) -> Recorded:
    outcome = world.use_cases.passages.tell(world.press(by or world.rowan), OWN, wish)
    assert isinstance(outcome, Recorded)
    return outcome


def test_a_worker_says_that_the_child_moved_and_the_record_belongs_to_the_new_area(world: World) -> None:
    said(world, MOVED)
    child = world.shelves.children["c-aoife"]
    assert (child.area_id, child.details.postcodes) == ("eastmere", ("EM2 7QT", "NB1 4QT"))
    [passage] = world.shelves.passages.values()
    assert (passage.kind, passage.day) == (PassageKind.AREA, DAY)
    assert passage.note.areas == ("northbrook", "eastmere")
    assert world.shelves.involvements["i-1"].is_current


def test_the_child_is_found_by_the_new_postcode_and_by_the_old_one(world: World) -> None:
    said(world, MOVED)
    for postcode in ("EM2 7QT", "NB1 4QT"):
        asked = a_question(details_of().living_at(postcode).build())
        assert isinstance(world.use_cases.ask(world.press(world.sam), asked), Confirmed)


def test_without_a_new_postcode_the_one_that_is_known_stays(world: World) -> None:
    said(world, PassageWish(PassageKind.AREA, DAY, "eastmere"))
    assert world.shelves.children["c-aoife"].details.postcodes == ("NB1 4QT",)


@pytest.mark.parametrize("written", ["Eastmere", " EASTMERE ", "eastm", "eastmere"])
def test_an_area_is_known_by_its_name_its_beginning_or_its_id(world: World, written: str) -> None:
    said(world, PassageWish(PassageKind.AREA, DAY, written))
    assert world.shelves.children["c-aoife"].area_id == "eastmere"


@pytest.mark.parametrize(
    ("written", "problem"),
    [("Atlantis", Problem.NO_SUCH_AREA), ("East", Problem.NO_SUCH_AREA), ("Northbrook", Problem.SAME_AREA)],
)
def test_an_area_that_is_none_or_two_or_the_same_is_a_problem_of_its_field(
    world: World, written: str, problem: Problem
) -> None:
    world.shelves.areas["eastfold"] = an_area("eastfold", "Eastfold")
    with pytest.raises(InvalidField) as fault:
        world.use_cases.passages.tell(
            world.press(world.rowan), OWN, PassageWish(PassageKind.AREA, DAY, written)
        )
    assert (fault.value.field, fault.value.problem) == ("area", problem)
    assert not world.shelves.passages


@pytest.mark.parametrize("wish", [LEFT, DIED])
def test_whoever_asks_is_shown_it_before_all_else(world: World, wish: PassageWish) -> None:
    said(world, wish)
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(answer, Confirmed)
    assert answer.gone == Gone(wish.kind, DAY)
    opened = world.use_cases.mine.open(world.press(world.rowan), OWN)
    assert isinstance(opened, ChildShown)
    assert opened.gone == Gone(wish.kind, DAY)


def test_a_move_is_no_departure(world: World) -> None:
    said(world, MOVED)
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(answer, Confirmed)
    assert answer.gone is None


def test_what_stands_is_not_said_twice_but_a_death_after_a_departure_is(world: World) -> None:
    said(world, LEFT)
    with pytest.raises(InvalidField):
        world.use_cases.passages.tell(world.press(world.rowan), OWN, LEFT)
    said(world, DIED)
    for wish in (LEFT, DIED):
        with pytest.raises(InvalidField):
            world.use_cases.passages.tell(world.press(world.rowan), OWN, wish)


def test_whoever_is_not_involved_may_not_say_it(world: World) -> None:
    refused = world.use_cases.passages.tell(world.press(world.sam), OWN, DIED)
    assert isinstance(refused, Refused)
    assert not world.shelves.passages


def test_the_officer_of_the_record_says_it_and_sees_it_there(world: World) -> None:
    outcome = world.use_cases.passages.tell(olga(world), OWN, LEFT)
    assert isinstance(outcome, Recorded)
    shown = world.records.look_up(olga(world), OWN)
    assert isinstance(shown, RecordShown)
    assert [(one.reference, one.kind) for one in shown.passages] == [(outcome.reference, PassageKind.LEFT)]


def test_an_officer_takes_it_back_and_a_worker_does_not(world: World) -> None:
    reference = said(world, DIED).reference
    assert isinstance(world.use_cases.passages.take_back(world.press(world.rowan), reference), Refused)
    assert isinstance(world.use_cases.passages.take_back(olga(world), reference), Recorded)
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(answer, Confirmed)
    assert answer.gone is None
    assert isinstance(world.use_cases.passages.take_back(olga(world), reference), NoSuchRecord)


@pytest.mark.parametrize("reference", ["FP-NONE0-NONE0", ""])
def test_a_reference_that_leads_nowhere_is_said_to(world: World, reference: str) -> None:
    outcome = world.use_cases.passages.tell(world.press(world.rowan), reference, DIED)
    assert isinstance(outcome, NoSuchRecord)


def test_sent_twice_it_is_one(world: World) -> None:
    press = world.press(world.rowan)
    world.use_cases.passages.tell(press, OWN, DIED)
    world.use_cases.passages.tell(press, OWN, DIED)
    assert len(world.shelves.passages) == 1


def test_the_ledger_has_what_became_of_the_child_and_no_day(world: World) -> None:
    said(world, DIED)
    line = world.shelves.ledger[-1]
    assert (line.act, line.outcome, line.child_id) == ("tell_passage", "passage_died", "c-aoife")
