"""The synthetic town in both kinds of stores: planted once, its main characters found, nobody else."""

from __future__ import annotations

from datetime import UTC, datetime

from fingerpost.domain.child import Details, Name
from fingerpost.matching.model import MatchOutcome
from fingerpost.usecases.asking.finding import Finder
from tests.contract.stores import Stores, show_all
from tools.seed import Town, town
from tools.seed.planting import Planting

TOWN = town(now=datetime(2026, 3, 2, 10, 0, tzinfo=UTC), size=40)
ASKER = "amara-thackley"


def planted_in(stores: Stores) -> int:
    planting = Planting(stores.register, stores.directory, stores.index, stores.transactions, at_once=1)
    return planting.plant(TOWN, lambda done, of: None)


def found(stores: Stores, details: Details) -> str | None:
    decision = Finder(stores.index).find(details, ASKER, show_all).decision
    return decision.child_id if decision.outcome is MatchOutcome.CONFIRMED else None


def by_number(details: Details) -> Details:
    return Details(identifiers=details.identifiers, birth_date=details.birth_date)


def by_words(details: Details) -> Details:
    return Details(details.names[:1], details.birth_date, details.postcodes[:1], details.sex)


def named(of: Town) -> dict[str, Details]:
    return {one.child.id: one.child.details for one in of.characters if one.child.details.names[0].given}


def test_it_is_planted_once(stores: Stores) -> None:
    assert planted_in(stores) == 40
    assert planted_in(stores) == 0


def test_every_main_character_is_confirmed_by_number_and_by_details(stores: Stores) -> None:
    planted_in(stores)
    characters = named(TOWN)
    for child_id, details in characters.items():
        assert found(stores, by_number(details)) == child_id
        assert found(stores, by_words(details)) == child_id


def test_the_file_holds_all_that_was_planted(stores: Stores) -> None:
    planted_in(stores)
    one = TOWN.characters[0]
    file = stores.index.child_file(one.child.id)
    assert file.child == one.child
    assert set(file.involvements) == set(one.involvements)


def test_an_absent_brother_or_sister_is_never_confirmed(stores: Stores) -> None:
    planted_in(stores)
    assert [one.case for one in TOWN.absent if found(stores, one.details)] == []


def test_a_name_written_otherwise_is_still_the_same_child(stores: Stores) -> None:
    planted_in(stores)
    muhammad = next(one for one in TOWN.characters if "written in many ways" in one.case)
    held = muhammad.child.details
    heard = Details((Name("Mohammed", "Hussein"),), held.birth_date, held.postcodes, held.sex)
    assert found(stores, heard) == muhammad.child.id
