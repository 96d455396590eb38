"""Each hour of the ledger is sealed once, late lines with the next, and nothing is left out."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from fingerpost.domain.sealing.seal import HOUR, Leaf, root_of
from fingerpost.usecases.protecting.seal_hours import ClockSetBack
from tests.fakes.sealing import SealedTown, digest_of

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_an_hour_is_sealed_with_every_line_of_it_and_no_other() -> None:
    town = SealedTown(now=TEN)
    inside = [town.write(TEN - HOUR), town.write(TEN - timedelta(microseconds=1), 1)]
    town.write(TEN, 2)
    town.now = TEN + timedelta(minutes=10)
    (seal,) = town.seal()
    assert seal.statement.hour == TEN - HOUR
    assert [leaf.place for leaf in seal.leaves] == sorted(inside)
    assert town.signer.signed(seal)


def test_an_hour_is_not_sealed_before_functions_that_began_in_it_have_ended() -> None:
    town = SealedTown(now=TEN + timedelta(minutes=10))
    town.seal()
    town.now = TEN + HOUR + timedelta(minutes=9)
    assert town.seal() == ()
    town.now += timedelta(minutes=1)
    assert [seal.statement.hour for seal in town.seal()] == [TEN]


def test_an_hour_in_which_nothing_happened_is_sealed_too() -> None:
    town = SealedTown()
    town.pass_hours(2, lines_in_each=0)
    assert [kept.seal.statement.lines for kept in town.held.values() if kept.seal] == [0, 0]


def test_each_seal_holds_the_one_before() -> None:
    town = SealedTown()
    town.pass_hours(3)
    first, second, third = town.newest(3, town.now)
    assert (first.statement.number, first.statement.previous) == (0, "")
    assert (second.statement.number, second.statement.previous) == (1, first.statement.digest)
    assert (third.statement.number, third.statement.previous) == (2, second.statement.digest)


def test_hours_that_an_outage_left_out_are_sealed_when_it_is_over() -> None:
    town = SealedTown()
    town.pass_hours(1)
    for _ in range(30):
        town.write(town.now)
        town.now += HOUR
    made = [seal.statement.hour for seal in town.seal()]
    assert len(made) == 24
    made += [seal.statement.hour for seal in town.seal()]
    assert made == [made[0] + number * HOUR for number in range(30)]
    assert town.examine().findings == ()


@pytest.mark.parametrize("minutes", [30, 90, 150])
def test_a_line_that_comes_after_its_hour_was_sealed_is_in_the_next_seal(minutes: int) -> None:
    town = SealedTown()
    town.pass_hours(4)
    late = town.write(town.now - timedelta(minutes=minutes), 99)
    town.pass_hours(2)
    holding = [kept.hour for kept in town.held.values() if kept.seal and late in kept.seal.places]
    assert holding == [sorted(town.held)[-2]]
    assert town.examine().findings == ()
    assert [leaf.place for leaf in town.examine().late] == [late]


def test_nothing_is_sealed_by_a_clock_that_was_set_back() -> None:
    town = SealedTown()
    town.pass_hours(3)
    town.now -= timedelta(hours=2)
    with pytest.raises(ClockSetBack):
        town.seal()


def test_what_was_changed_since_it_was_sealed_is_in_the_log_within_the_hour(
    caplog: pytest.LogCaptureFixture,
) -> None:
    town = SealedTown()
    town.pass_hours(2)
    changed, removed = sorted(town.newest(1, town.now)[0].places)[:2]
    town.lines[changed] = digest_of("another")
    del town.lines[removed]
    with caplog.at_level(logging.ERROR, "fingerpost"):
        town.pass_hours(1)
    said = [record.__dict__["code"] for record in caplog.records if record.message == "LEDGER_CHANGED"]
    assert sorted(said) == ["line_changed", "line_removed"]


def test_an_honest_ledger_gives_no_alarm(caplog: pytest.LogCaptureFixture) -> None:
    town = SealedTown()
    with caplog.at_level(logging.ERROR, "fingerpost"):
        town.pass_hours(4)
        town.write(town.now - timedelta(hours=2), 99)
        town.pass_hours(5)
    assert caplog.records == []


def test_a_root_tells_leaves_by_order_number_and_content() -> None:
    one, two = Leaf("L#|1", digest_of("1")), Leaf("L#|2", digest_of("2"))
    told = [root_of(leaves) for leaves in ([], [one], [two], [one, two], [two, one], [one, two, two])]
    assert len(set(told)) == len(told)
