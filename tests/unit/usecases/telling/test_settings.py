"""How one is told is one's own to see, choose and try (D4, D6, D13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.outcomes.access import AlreadyAsked, Refused
from fingerpost.domain.outcomes.telling import HowTold
from fingerpost.domain.practitioner import Product, Role
from fingerpost.domain.preferences import Preferences
from tests.unit.usecases.world import World

WISH = Preferences("p-somebody-else", 540, 1200, 420, date(2026, 3, 9), date(2026, 3, 13))


@pytest.fixture
def world() -> World:
    return World()


def test_who_chose_nothing_sees_what_holds_for_all(world: World) -> None:
    shown = world.use_cases.choose_notices.show(world.press(world.rowan))

    assert isinstance(shown, HowTold)
    assert (shown.chosen, shown.products) == (Preferences("p-rowan"), (Product.SLACK,))
    assert (shown.deputy, shown.refused) == ("", "")


def test_what_is_chosen_is_kept_for_who_chose_it_and_nobody_else(world: World) -> None:
    chosen = world.use_cases.choose_notices.choose(world.press(world.rowan), WISH)

    assert isinstance(chosen, HowTold)
    assert chosen.changed
    own = replace(WISH, practitioner_id="p-rowan")
    assert world.shelves.preferences == {"p-rowan": own}
    lines = [(line.act, line.phase, line.outcome) for line in world.shelves.ledger]
    assert lines == [
        (Act.CHOOSE_NOTICES, Phase.ATTEMPT, ""),
        (Act.CHOOSE_NOTICES, Phase.OUTCOME, "chosen"),
    ]


def test_sent_twice_it_counts_once(world: World) -> None:
    press = world.press(world.rowan, "slack:V1:h")
    world.use_cases.choose_notices.choose(press, WISH)
    assert isinstance(world.use_cases.choose_notices.choose(press, WISH), AlreadyAsked)


def test_the_deputy_is_named_else_whoever_supervises(world: World) -> None:
    sam = world.sam
    world.enter(replace(world.rowan, supervisor_id=sam.id))
    shown = world.use_cases.choose_notices.show(world.press(world.rowan))
    assert isinstance(shown, HowTold)
    assert shown.deputy == sam.name


def test_a_refused_word_is_shown_before_it_matters(world: World) -> None:
    world.shelves.refused["p-rowan"] = "MessageWritesBlocked"
    shown = world.use_cases.choose_notices.show(world.press(world.rowan))
    assert isinstance(shown, HowTold)
    assert shown.refused == "MessageWritesBlocked"


def test_a_test_is_wished_for_oneself(world: World) -> None:
    tested = world.use_cases.choose_notices.test(world.press(world.rowan))
    assert isinstance(tested, HowTold)
    assert tested.tested
    [wished] = world.shelves.tests.values()
    assert (wished.practitioner_id, wished.reference) == ("p-rowan", tested.reference)


def test_an_administrator_is_told_of_nothing_and_chooses_nothing(world: World) -> None:
    world.enter(replace(world.rowan, role=Role.ADMIN))
    assert isinstance(world.use_cases.choose_notices.show(world.press(world.rowan)), Refused)
