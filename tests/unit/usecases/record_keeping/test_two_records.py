"""Another child recorded beside a near one: the officer is told, and decides for everybody (C15)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.domain.child import Name
from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.asking import Confirmed, Many, Possible
from fingerpost.domain.outcomes.record_keeping import RecordShown
from fingerpost.domain.outcomes.recording import ChildShown, Recorded
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.usecases.requests import Request
from tests.builders import a_practitioner, an_involvement, details_of
from tests.unit.usecases.world import World, a_question, particulars

NEAR = replace(details_of().with_identifiers().build(), names=(Name("Niamh", "Byrne"),))


@pytest.fixture
def world() -> World:
    """Rowan works with Aoife; Olga is the officer."""
    world = World()
    world.shelves.involvements["i-1"] = an_involvement().of(world.rowan).with_child(world.aoife()).build()
    world.enter(a_practitioner("p-olga").of(world.care).as_role(Role.OFFICER).build())
    return world


def olga(world: World) -> Request:
    return world.press(world.shelves.practitioners["p-olga"])


def another(world: World) -> Recorded:
    """Sam records Niamh, is asked for more, and says that she is another child."""
    asked = world.use_cases.record.afresh(world.press(world.sam), a_question(NEAR), particulars())
    assert isinstance(asked, Possible | Many)
    recorded = world.use_cases.record.as_new_child(world.press(world.sam), asked.reference, particulars())
    assert isinstance(recorded, Recorded)
    return recorded


def shown(world: World, reference: str) -> RecordShown:
    record = world.records.look_up(olga(world), reference)
    assert isinstance(record, RecordShown)
    return record


def test_both_records_say_that_they_may_be_one(world: World) -> None:
    new = shown(world, another(world).reference)
    old = shown(world, new.possibly[0])
    assert old.details.name == Name("Aoife", "Byrne")
    assert shown(world, old.possibly[0]).details.name == Name("Niamh", "Byrne")
    assert (old.disputes, new.disputes) == ((), ())


def test_it_is_one_event_for_the_officer(world: World) -> None:
    another(world)
    first, second = world.shelves.disputes.values()
    assert first.event == second.event
    assert {first.area_id, second.area_id} == {"northbrook"}


def test_nobody_is_hidden_by_it(world: World) -> None:
    another(world)
    assert isinstance(world.use_cases.ask(world.press(world.sam), a_question()), Confirmed)


def test_these_are_two_children_holds_for_both(world: World) -> None:
    new = shown(world, another(world).reference)
    refused = world.use_cases.doubts.two_children(world.press(world.sam), new.record_reference)
    assert isinstance(refused, Refused)
    done = world.use_cases.doubts.two_children(olga(world), new.record_reference)
    assert isinstance(done, Recorded)
    assert shown(world, new.possibly[0]).possibly == ()
    assert shown(world, new.record_reference).possibly == ()
    assert not world.shelves.disputes


def test_a_merge_ends_the_doubt(world: World) -> None:
    new = shown(world, another(world).reference)
    old = new.possibly[0]
    merged = world.records.merge(olga(world), old, new.record_reference)
    assert isinstance(merged, Recorded)
    assert shown(world, old).possibly == ()


def test_a_child_without_a_near_one_is_doubted_by_nobody(world: World) -> None:
    far = details_of("Zeno", "Vale").born(2014, 1, 9).living_at("NB7 7ZZ").with_identifiers().build()
    asked = world.use_cases.ask(world.press(world.sam), a_question(far))
    world.use_cases.record.as_new_child(world.press(world.sam), asked.reference, particulars())
    assert not world.shelves.disputes


# ---- whoever meets either is told until it is decided


def both_numbers(world: World) -> tuple[str, str]:
    """The records of Aoife, whom Rowan works with, and of Niamh, whom Sam recorded."""
    new = shown(world, another(world).reference)
    return new.possibly[0], new.record_reference


def asks_for_aoife(world: World) -> Confirmed:
    answer = world.use_cases.ask(world.press(world.sam), a_question())
    assert isinstance(answer, Confirmed)
    return answer


def opens_own(world: World, who: Practitioner) -> ChildShown:
    [own] = [one for one in world.shelves.involvements.values() if one.practitioner_id == who.id]
    opened = world.use_cases.mine.open(world.press(who), own.reference)
    assert isinstance(opened, ChildShown)
    return opened


def test_whoever_meets_either_record_is_told_and_shown_only_the_one(world: World) -> None:
    assert not asks_for_aoife(world).two_records
    both_numbers(world)
    answer = asks_for_aoife(world)
    assert answer.two_records
    assert [one.worker_name for one in answer.services] == [world.rowan.name]
    assert opens_own(world, world.rowan).two_records
    assert opens_own(world, world.sam).two_records


def test_once_decided_nobody_is_told_any_more(world: World) -> None:
    _, new = both_numbers(world)
    world.use_cases.doubts.two_children(olga(world), new)
    assert not asks_for_aoife(world).two_records
    assert not opens_own(world, world.sam).two_records


def test_a_merge_decides_it_too(world: World) -> None:
    world.records.merge(olga(world), *both_numbers(world))
    assert not opens_own(world, world.sam).two_records


def test_of_a_record_that_may_not_be_shown_nothing_is_said(world: World) -> None:
    both_numbers(world)
    [theirs] = [one for one in world.shelves.involvements.values() if one.practitioner_id == world.sam.id]
    world.shelves.involvements[theirs.id] = replace(theirs, sensitive=True)
    assert not opens_own(world, world.rowan).two_records
    ewa = world.enter(a_practitioner("p-ewa").of(world.care).build())
    answer = world.use_cases.ask(world.press(ewa), a_question())
    assert isinstance(answer, Confirmed)
    assert not answer.two_records


def test_who_said_that_the_other_is_not_this_child_is_not_told(world: World) -> None:
    both_numbers(world)
    answer = asks_for_aoife(world)
    world.not_this_child(world.press(world.sam), answer.reference)
    assert not opens_own(world, world.sam).two_records
    assert opens_own(world, world.rowan).two_records


def test_the_index_is_read_the_same_whether_the_other_may_be_shown_or_not(world: World) -> None:
    def reads() -> list[str]:
        before = len(world.shelves.reads)
        asks_for_aoife(world)
        return [one for one in world.shelves.reads[before:] if one == "child_file"]

    both_numbers(world)
    told = reads()
    [theirs] = [one for one in world.shelves.involvements.values() if one.practitioner_id == world.sam.id]
    world.shelves.involvements[theirs.id] = replace(theirs, sensitive=True)
    assert reads() == told
