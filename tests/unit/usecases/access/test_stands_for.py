"""What a reference stands for to whoever wrote it."""

from __future__ import annotations

import pytest

from fingerpost.domain.contact import Urgency
from fingerpost.domain.outcomes.contact import ContactShown
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.usecases.access.stands_for import Meaning, StandsFor
from fingerpost.usecases.contact.ask import WhomToAsk
from tests.builders import a_practitioner
from tests.unit.usecases.world import World, a_question, particulars


@pytest.fixture
def world() -> World:
    return World()


def meaning(world: World, who: Practitioner, reference: str) -> Meaning:
    cases = world.use_cases
    return StandsFor.over(cases.records, cases.contacts)(who.identities[0], reference)


def an_officer(world: World) -> Practitioner:
    return world.enter(a_practitioner("p-olga").as_role(Role.OFFICER).build())


def test_each_kind_of_reference_is_told_apart(world: World) -> None:
    own = world.use_cases.record.afresh(world.press(world.rowan), a_question(), particulars()).reference
    answer = world.use_cases.ask(world.press(world.sam), a_question()).reference
    asked = world.use_cases.ask_contact(world.press(world.sam), WhomToAsk(own, answer), Urgency.NONE)
    assert isinstance(asked, ContactShown)

    assert meaning(world, world.rowan, own) is Meaning.MINE
    assert meaning(world, world.sam, answer) is Meaning.ANSWER
    assert meaning(world, world.rowan, asked.request.reference) is Meaning.CONTACT
    assert meaning(world, an_officer(world), own) is Meaning.RECORD


def test_an_answer_of_somebody_else_is_none_of_ones_own(world: World) -> None:
    answer = world.use_cases.ask(world.press(world.sam), a_question()).reference
    assert meaning(world, world.rowan, answer) is Meaning.MINE


def test_an_officers_own_involvement_is_opened_as_theirs(world: World) -> None:
    olga = an_officer(world)
    own = world.use_cases.record.afresh(world.press(olga), a_question(), particulars()).reference
    assert meaning(world, olga, own) is Meaning.MINE


@pytest.mark.parametrize("part", ["directory", "handles"])
def test_where_nobody_can_tell_the_button_still_stands(world: World, part: str) -> None:
    with world.shelves.down(part):
        assert meaning(world, world.sam, "FP-7K3MX-2Q9DT") is Meaning.MINE
