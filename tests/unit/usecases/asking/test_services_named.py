"""A school or service that knew the child tells a child who moved from a stranger, and nothing else (C1).

It cannot be used to learn whether a child is known to a service: only what the asker would be shown in any
case counts, a service that is not the child's changes nothing, and who tries one after the other is slowed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fingerpost.domain.child import Details, Name
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.outcomes.access import Refusal, Refused
from fingerpost.domain.outcomes.asking import AskedBefore, Confirmed, Detail, NothingToShow, Possible
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.service import ServiceKind
from fingerpost.usecases.asking.repeats import MOST_ALIKE
from tests.builders import a_child, a_practitioner, a_service, an_area, an_involvement
from tests.unit.usecases.world import World, a_question, particulars

BORN = date(2016, 5, 17)
HELD = Details((Name("Emily", "Taylor"),), BORN, ("NB1 4AB",))
MOVED = Details((Name("Emily", "Taylor"),), BORN, ("EM3 4TQ",))
HILL = "Hill School"


@pytest.fixture
def world() -> World:
    """Emily is known to Hill School, of Northbrook; so is nobody else."""
    world = World()
    hill = a_service("hill").named(HILL).of_kind(ServiceKind.SCHOOL).build()
    refuge = a_service("refuge").named("Harbour House").sensitive().build()
    mill = a_service("mill").named("Mill School").of_kind(ServiceKind.SCHOOL).build()
    world.shelves.services |= {one.id: one for one in (hill, refuge, mill)}
    world.shelves.areas["eastmere"] = an_area("eastmere", "Eastmere")
    far = (
        a_service("far")
        .named("Far School")
        .of_kind(ServiceKind.SCHOOL)
        .in_area(an_area("eastmere", "Eastmere"))
    )
    world.shelves.services["far"] = far.build()
    teacher = world.enter(a_practitioner("p-teacher").of(hill).build())
    emily = world.knows(a_child("c-emily").of(HELD).build())
    involve(world, an_involvement("i-hill").of(teacher).with_child(emily).build())
    return world


def involve(world: World, one: Involvement) -> None:
    world.shelves.involvements[one.id] = one


def ask(world: World, *knew: str, details: Details = MOVED) -> Any:  # noqa: ANN401 - any outcome
    return world.use_cases.ask(world.press(world.sam), a_question(replace(details, knew=knew)))


def alike(outcome: Any) -> Any:  # noqa: ANN401
    return replace(outcome, reference="", services_unknown=())


def test_it_is_offered_and_settles_who_moved(world: World) -> None:
    first = ask(world)
    assert isinstance(first, Possible)
    assert Detail.KNEW in (first.wanted, *first.others)
    settled = world.use_cases.ask.more(world.press(world.sam), first.reference, Details(knew=(HILL,)))
    assert isinstance(settled, Confirmed)
    assert [one.service_name for one in settled.services] == [HILL]


@pytest.mark.parametrize("typed", ["hill school", "HILL", "Hill School, Northbrook"])
def test_it_is_meant_by_its_name_in_the_directory(world: World, typed: str) -> None:
    assert isinstance(ask(world, typed), Confirmed)


def test_a_service_of_another_area_is_named_with_the_area(world: World) -> None:
    [hill] = [one for one in world.shelves.involvements.values() if one.id == "i-hill"]
    involve(world, replace(hill, service_id="far"))
    assert not isinstance(ask(world, "Far School"), Confirmed)
    assert isinstance(ask(world, "Far School, Eastmere"), Confirmed)


@pytest.mark.parametrize("typed", ["Atlantis School", "School", "Harbour House", ","])
def test_what_the_directory_does_not_name_is_said_not_to_be_used(world: World, typed: str) -> None:
    outcome = ask(world, typed)
    assert isinstance(outcome, Possible)
    assert outcome.services_unknown == (typed,)


def test_with_another_family_name_it_stands_for_the_home(world: World) -> None:
    renamed = replace(MOVED, names=(Name("Emily", "Hughes"),))
    assert not isinstance(ask(world, details=renamed), Confirmed)
    rare = replace(renamed, names=(Name("Thaddea", "Hughes"),))
    world.knows(a_child("c-emily").of(replace(HELD, names=(Name("Thaddea", "Taylor"),))).build())
    assert not isinstance(ask(world, details=rare), Confirmed)
    assert isinstance(ask(world, HILL, details=rare), Confirmed)


# ---- it cannot be used to learn whether a child is known to a service


def test_a_service_that_is_not_the_childs_changes_nothing(world: World) -> None:
    assert alike(ask(world, "Mill School")).kind == ask(world).kind == "possible"
    whole = HELD
    assert alike(ask(world, "Mill School", details=whole)) == alike(ask(world, HILL, details=whole))


def test_an_involvement_that_would_not_be_shown_does_not_count(world: World) -> None:
    [hill] = [one for one in world.shelves.involvements.values() if one.id == "i-hill"]
    shown = an_involvement("i-care").of(world.rowan).with_child(world.shelves.children["c-emily"]).build()
    involve(world, shown)
    assert isinstance(ask(world, HILL), Confirmed)
    involve(world, replace(hill, sensitive=True))
    hidden = ask(world, HILL)
    assert isinstance(hidden, Possible)
    del world.shelves.involvements["i-hill"]
    assert alike(ask(world, HILL)) == alike(hidden)


def test_where_nothing_of_the_child_may_be_shown_it_is_as_if_there_were_none(world: World) -> None:
    [hill] = [one for one in world.shelves.involvements.values() if one.id == "i-hill"]
    involve(world, replace(hill, sensitive=True))
    hidden = ask(world, HILL)
    world.shelves.children.clear()
    world.shelves.tokens.clear()
    assert alike(ask(world, HILL)).kind == hidden.kind


def test_nobody_shown_gains_by_another_being_hidden(world: World) -> None:
    """Two of one name and birth date, both of the school; the other's involvement is kept back."""
    other = world.knows(a_child("c-other").of(replace(HELD, postcodes=("NB7 7AA",))).build())
    teacher = world.shelves.practitioners["p-teacher"]
    involve(world, replace(an_involvement("i-other").of(teacher).with_child(other).build(), sensitive=True))
    assert not isinstance(ask(world, HILL), Confirmed)


def test_the_answer_says_nothing_of_it(world: World) -> None:
    agreed = {one.detail for one in ask(world, HILL).agreed}
    assert Detail.KNEW not in agreed


def test_the_index_is_read_the_same_whatever_is_named(world: World) -> None:
    def reads(*knew: str) -> list[str]:
        before = len(world.shelves.reads)
        ask(world, *knew)
        return [one for one in world.shelves.reads[before:] if one in ("candidates", "child_file", "held_by")]

    assert reads() == reads("Mill School") == reads("Atlantis")


def test_who_tries_one_service_after_another_is_slowed(world: World) -> None:
    for place in range(MOST_ALIKE + 3):
        world.shelves.services[f"s{place}"] = a_service(f"s{place}").named(f"Number {place} School").build()
    for place in range(MOST_ALIKE):
        assert not isinstance(ask(world, f"Number {place} School"), Refused)
    refused = ask(world, HILL)
    assert isinstance(refused, Refused)
    assert refused.because is Refusal.TOO_ALIKE


# ---- nothing of it is stored with a child


def test_a_child_recorded_so_holds_nothing_of_it(world: World) -> None:
    new = replace(MOVED, names=(Name("Thaddeus", "Quillfeather"),), knew=("Mill School",))
    outcome = world.use_cases.record.afresh(world.press(world.sam), a_question(new), particulars())
    assert isinstance(outcome, Recorded)
    assert all(child.details.knew == () for child in world.shelves.children.values())
    known = replace(HELD, knew=(HILL,))
    assert isinstance(
        world.use_cases.record.afresh(world.press(world.sam), a_question(known), particulars()), Recorded
    )
    emily = world.shelves.children["c-emily"]
    assert (emily.details.knew, emily.words) == ((), ())


def test_it_comes_back_with_the_form(world: World) -> None:
    outcome = ask(world, HILL, details=replace(MOVED, names=(Name("Thaddeus", "Quillfeather"),)))
    assert isinstance(outcome, NothingToShow | Possible)
    back = world.use_cases.ask.bring_back(world.press(world.sam), outcome.reference)
    assert isinstance(back, AskedBefore)
    assert back.question.details.knew == (HILL,)
