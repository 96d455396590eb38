"""What was asked within the hour, kept so that nobody can read it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fingerpost.adapters.dynamodb.recent_asks import DynamoRecentAsks
from fingerpost.adapters.keyring import Keyring
from fingerpost.usecases.asking.repeats import tried
from fingerpost.usecases.ports.answers import RecentAsks, SlowedAsk
from tests.builders import NOW
from tests.fakes import FakeRecentAsks, Shelves
from tests.local_dynamodb import LocalTables

AOIFE = ("", "aoife", "byrne", "2016-03-27", "nb14qt")


class Clock:
    """Moves by hand."""

    now = NOW

    def __call__(self) -> object:
        return self.now


@pytest.fixture(params=["in memory", "in DynamoDB"])
def kept(
    request: pytest.FixtureRequest, tables: LocalTables, keyring: Keyring
) -> tuple[RecentAsks, Clock | Shelves]:
    if request.param == "in memory":
        shelves = Shelves(now=NOW)
        return FakeRecentAsks(shelves), shelves
    clock = Clock()
    return DynamoRecentAsks(tables.store, keyring, clock), clock  # type: ignore[arg-type]


def test_what_was_asked_before_is_told_apart_part_by_part(kept: tuple[RecentAsks, Clock | Shelves]) -> None:
    recent, _ = kept
    assert recent.note("p-sam", "school", AOIFE)().earlier == ()
    assert recent.note("p-sam", "school", AOIFE)().earlier == (AOIFE,)
    elsewhere = (*AOIFE[:4], "nb99zz")
    first, second = recent.note("p-sam", "school", elsewhere)().earlier
    assert first == second
    assert first[:4] == elsewhere[:4]
    assert first[4] not in ("", "nb99zz")
    assert tried((first, second), elsewhere) == 2


def test_each_asker_and_each_hour_for_itself(kept: tuple[RecentAsks, Clock | Shelves]) -> None:
    recent, clock = kept
    recent.note("p-sam", "school", AOIFE)()
    assert recent.note("p-rowan", "school", AOIFE)().earlier == ()
    clock.now += timedelta(hours=1)
    assert recent.note("p-sam", "school", AOIFE)().earlier == ()


def test_a_supervisor_is_shown_whose_asking_was_slowed(kept: tuple[RecentAsks, Clock | Shelves]) -> None:
    recent, clock = kept
    assert recent.shown_to("p-nora") == ()
    first = clock.now.replace(second=0, microsecond=0)
    for _ in range(2):
        recent.show_supervisor("p-nora", "p-sam")
    clock.now += timedelta(days=1)
    recent.show_supervisor("p-nora", "p-rowan")
    later = clock.now.replace(second=0, microsecond=0)
    assert recent.shown_to("p-nora") == (SlowedAsk("p-rowan", later), SlowedAsk("p-sam", first))
    assert recent.shown_to("p-olga") == ()


def test_nothing_of_a_question_can_be_read(tables: LocalTables, keyring: Keyring) -> None:
    DynamoRecentAsks(tables.store, keyring, lambda: NOW).note("p-sam", "school", AOIFE)()
    DynamoRecentAsks(tables.store, keyring, lambda: NOW).note("p-rowan", "school", AOIFE)()
    sam, rowan = (item["asks"]["L"][0]["S"] for item in tables.items() if "asks" in item)
    assert not any(part in sam for part in AOIFE if part)
    assert not set(sam.split(",")) & set(rowan.split(",")) - {""}


def test_a_habit_is_what_the_hours_before_had_and_the_day_is_counted(
    kept: tuple[RecentAsks, Clock | Shelves],
) -> None:
    recent, clock = kept
    start = clock.now
    for hour in range(3):
        clock.now = start + timedelta(hours=hour)
        for number in range(hour + 1):
            recent.note("p-sam", "school", (*AOIFE[:4], f"nb{number}"))()
    clock.now = start + timedelta(hours=3)
    noted = recent.note("p-sam", "school", AOIFE)()
    assert (noted.habit.spells, noted.habit.most, noted.within_hour) == (3, 3, 1)
    assert noted.habit.asked_on(clock.now, noted.within_hour) == 7
    clock.now = start + timedelta(days=1)
    noted = recent.note("p-sam", "school", AOIFE)()
    assert noted.habit.asked_on(clock.now, noted.within_hour) == 1
    assert noted.habit.spells == 4


def test_the_first_and_every_fifth_ask_of_each_count_for_their_service(
    kept: tuple[RecentAsks, Clock | Shelves],
) -> None:
    recent, _ = kept
    counted = [recent.note("p-sam", "school", AOIFE)().of_service for _ in range(6)]
    assert counted == [1, 0, 0, 0, 0, 6]
    assert recent.note("p-tom", "school", AOIFE)().of_service == 7
    assert recent.note("p-rowan", "care", AOIFE)().of_service == 1
