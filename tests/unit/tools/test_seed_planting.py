"""Planting the town: once, through the product's own doors, and as often as one likes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.practitioner import ChatIdentity, Product
from fingerpost.matching.tokens import index_keys
from tests.fakes import FakeChildIndex, FakeDirectory, FakeRegister, FakeTransactions, Shelves
from tools.seed import town
from tools.seed.planting import SEEDER, Planting

TOWN = town(now=datetime(2026, 3, 17, 10, 0, tzinfo=UTC), size=40)


def on(shelves: Shelves) -> Planting:
    return Planting(
        register=FakeRegister(shelves),
        directory=FakeDirectory(shelves),
        index=FakeChildIndex(shelves),
        transactions=FakeTransactions(shelves),
        at_once=1,  # the shelves are not made for several hands
    )


def nobody_looks(done: int, of: int) -> None:
    """Progress that nobody looks at."""


def test_everything_of_the_town_is_there_afterwards() -> None:
    shelves = Shelves()
    planted = on(shelves).plant(TOWN, nobody_looks)
    assert planted == 40
    assert shelves.children.keys() == {one.child.id for one in TOWN.children}
    assert len(shelves.involvements) == sum(len(one.involvements) for one in TOWN.children)
    assert len(shelves.watches) == sum(len(one.watches) for one in TOWN.children)


def test_a_child_is_found_by_its_tokens_afterwards() -> None:
    shelves = Shelves()
    on(shelves).plant(TOWN, nobody_looks)
    first = TOWN.children[0].child
    found = FakeChildIndex(shelves).candidates(index_keys(first.details)[:1])[0].candidates
    assert first.id in {candidate.child_id for candidate in found}


def test_practitioners_are_known_by_their_slack_accounts_and_the_unknown_person_is_not() -> None:
    shelves = Shelves()
    on(shelves).plant(TOWN, nobody_looks)
    directory = FakeDirectory(shelves)
    for person in TOWN.people:
        identity = ChatIdentity(Product.SLACK, person.account.team_id, person.account.user_id)
        assert directory.practitioner_by_identity(identity) == person.practitioner


def test_a_second_run_changes_nothing() -> None:
    shelves = Shelves()
    on(shelves).plant(TOWN, nobody_looks)
    lines = list(shelves.ledger)
    assert on(shelves).plant(TOWN, nobody_looks) == 0
    assert shelves.ledger == lines


def test_a_second_run_lets_nobody_in_again_who_was_suspended_since() -> None:
    shelves = Shelves()
    on(shelves).plant(TOWN, nobody_looks)
    directory = FakeDirectory(shelves)
    someone = directory.practitioner("amara-thackley")
    assert someone is not None
    directory.suspend(someone)
    on(shelves).plant(TOWN, nobody_looks)
    assert directory.practitioner("amara-thackley") != someone


def test_a_run_that_broke_off_is_finished_by_the_next() -> None:
    shelves = Shelves()
    with shelves.down("ledger"), pytest.raises(Unavailable):
        on(shelves).plant(TOWN, nobody_looks)
    assert shelves.children == {}
    assert on(shelves).plant(TOWN, nobody_looks) == 40


def test_every_child_planted_stands_on_the_ledger() -> None:
    shelves = Shelves()
    on(shelves).plant(TOWN, nobody_looks)
    assert {line.child_id for line in shelves.ledger} == shelves.children.keys()
    assert {line.actor_id for line in shelves.ledger} == {SEEDER}


def test_progress_counts_up_to_the_last_child() -> None:
    told: list[tuple[int, int]] = []
    on(Shelves()).plant(TOWN, lambda done, of: told.append((done, of)))
    assert told == [(done, 40) for done in range(1, 41)]
