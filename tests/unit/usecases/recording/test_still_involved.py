""" "Still involved?" is answered with one tap, by the worker or whoever supervises them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.outcomes.access import Refused
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.usecases.telling.notify import InvolvementWritten
from tests.builders import a_practitioner, an_involvement
from tests.unit.usecases.world import World


@pytest.fixture
def world() -> World:
    return World()


def due_of(world: World, who: Practitioner) -> Involvement:
    child = world.aoife()
    one = an_involvement("i-due").of(who).with_child(child).review_due(date(2026, 3, 9)).build()
    world.shelves.involvements[one.id] = one
    world.shelves.pointers[one.reference] = child.id
    return one


def test_one_tap_and_it_goes_on_for_twelve_months(world: World) -> None:
    one = due_of(world, world.sam)

    outcome = world.use_cases.still_involved(world.press(world.sam), one.reference)

    assert isinstance(outcome, Recorded)
    now = world.shelves.involvements[one.id]
    assert (now.review_due, now.version) == (world.shelves.now.date() + timedelta(days=365), 2)
    assert InvolvementWritten(one, now).kind is None


def test_a_supervisor_says_it_for_their_worker_and_nobody_else_does(world: World) -> None:
    vera = world.enter(a_practitioner("p-vera").of(world.school).as_role(Role.SUPERVISOR).build())
    other = world.enter(a_practitioner("p-other").of(world.school).as_role(Role.SUPERVISOR).build())
    sam = world.enter(replace(world.sam, supervisor_id=vera.id, version=2))
    one = due_of(world, sam)

    assert isinstance(world.use_cases.still_involved(world.press(other), one.reference), Refused)
    assert isinstance(world.use_cases.still_involved(world.press(world.rowan), one.reference), Refused)
    assert world.shelves.involvements[one.id] == one
    assert isinstance(world.use_cases.still_involved(world.press(vera), one.reference), Recorded)


def test_what_has_ended_stays_ended(world: World) -> None:
    one = due_of(world, world.sam).ended_on(date(2026, 3, 1))
    world.shelves.involvements[one.id] = one

    outcome = world.use_cases.still_involved(world.press(world.sam), one.reference)

    assert isinstance(outcome, Recorded)
    assert outcome.act == "end"
    assert world.shelves.involvements[one.id] == one
