"""Whatever is done to a sealed ledger is found, and where it was done is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fingerpost.domain.sealing.examination import Examination, Fault, Finding
from fingerpost.domain.sealing.seal import Seal, next_statement, root_of
from tests.fakes.sealing import FakeSigner, SealedTown, digest_of, place_at

Tampered = tuple[Fault, datetime, str]


@pytest.fixture
def town() -> SealedTown:
    """Eight hours, each with three lines, all sealed."""
    town = SealedTown()
    town.pass_hours(8)
    return town


def hours(town: SealedTown) -> list[datetime]:
    return sorted(town.held)


def seal_of(town: SealedTown, hour: datetime) -> Seal:
    seal = town.held[hour].seal
    assert seal
    return seal


def a_line(town: SealedTown, number: int = 4) -> tuple[datetime, str]:
    hour = hours(town)[number]
    return hour, sorted(seal_of(town, hour).places)[1]


def test_nothing_is_found_where_nothing_was_done(town: SealedTown) -> None:
    town.write(town.now)
    examined = town.examine()
    assert examined.findings == ()
    assert (examined.seals, examined.lines, len(examined.waiting)) == (8, 24, 1)


# ------------------------------------------------------------------ lines


def change_a_line(town: SealedTown) -> Tampered:
    hour, place = a_line(town)
    town.lines[place] = digest_of("confirmed, not refused")
    return Fault.CHANGED, hour, place


def delete_a_line(town: SealedTown) -> Tampered:
    hour, place = a_line(town)
    del town.lines[place]
    return Fault.REMOVED, hour, place


def delete_the_last_lines(town: SealedTown) -> Tampered:
    hour = hours(town)[-1]
    last = max(seal_of(town, hour).places)
    del town.lines[last]
    return Fault.REMOVED, hour, last


def insert_a_line_long_ago(town: SealedTown) -> Tampered:
    hour = hours(town)[2]
    return Fault.ADDED, hour, town.write(hour + timedelta(minutes=20), 99)


def insert_a_line_of_the_future(town: SealedTown) -> Tampered:
    ahead = town.now + timedelta(days=2)
    return Fault.ADDED, ahead.replace(minute=0), town.write(ahead, 99)


def insert_a_line_where_no_function_looks(town: SealedTown) -> Tampered:
    place = place_at(town.now - timedelta(minutes=30), partition="X#1")
    town.lines[place] = digest_of("hidden")
    return Fault.ADDED, (town.now - timedelta(minutes=30)).replace(minute=0), place


def swap_two_lines(town: SealedTown) -> Tampered:
    hour, place = a_line(town)
    other = next(one for one in seal_of(town, hour).places if one != place)
    town.lines[place], town.lines[other] = town.lines[other], town.lines[place]
    return Fault.CHANGED, hour, place


# ------------------------------------------------------------------ seals


def delete_a_seal(town: SealedTown) -> Tampered:
    hour = hours(town)[4]
    del town.held[hour]
    return Fault.MISSING, hour, ""


def delete_the_first_seals(town: SealedTown) -> Tampered:
    first, second = hours(town)[:2]
    del town.held[first], town.held[second]
    return Fault.MISSING, second, ""


def delete_the_newest_seals(town: SealedTown) -> Tampered:
    gone = hours(town)[-3:]
    for hour in gone:
        del town.held[hour]
    return Fault.OVERDUE, gone[0], ""


def delete_all_seals(town: SealedTown) -> Tampered:
    town.held.clear()
    return Fault.OVERDUE, town.now.replace(minute=0), ""


def put_a_seal_over_a_seal(town: SealedTown) -> Tampered:
    hour = hours(town)[4]
    town.held[hour] = replace(town.held[hour], versions=2)
    return Fault.REPLACED, hour, ""


def replace_a_seal_by_one_of_another_key(town: SealedTown) -> Tampered:
    hour = hours(town)[4]
    seal, before = seal_of(town, hour), seal_of(town, hours(town)[3])
    leaves = seal.leaves[:-1]
    said = next_statement("town", hour, leaves, before, seal.statement.sealed_at, "arn:key")
    signature = FakeSigner(b"another key").sign(said.text().encode())
    town.reseal(hour, statement=said, signature=signature, leaves=leaves)
    return Fault.SIGNATURE, hour, ""


def replace_a_seal_by_one_of_the_same_key(town: SealedTown) -> Tampered:
    """Whoever may sign can sign anything; the seal after it tells."""
    hour, after = hours(town)[4:6]
    seal, before = seal_of(town, hour), seal_of(town, hours(town)[3])
    gone, *leaves = seal.leaves
    del town.lines[gone.place]
    said = next_statement("town", hour, leaves, before, seal.statement.sealed_at, "arn:key")
    town.reseal(hour, statement=said, signature=town.signer.sign(said.text().encode()), leaves=tuple(leaves))
    return Fault.CHAIN, after, ""


def take_a_leaf_out_of_a_seal(town: SealedTown) -> Tampered:
    hour = hours(town)[4]
    town.reseal(hour, leaves=seal_of(town, hour).leaves[1:])
    return Fault.LEAVES, hour, ""


def reorder_the_leaves_of_a_seal(town: SealedTown) -> Tampered:
    hour = hours(town)[4]
    town.reseal(hour, leaves=seal_of(town, hour).leaves[::-1])
    return Fault.LEAVES, hour, ""


def reorder_two_seals(town: SealedTown) -> Tampered:
    one, other = hours(town)[3:5]
    first, second = town.held[one], town.held[other]
    town.held[one], town.held[other] = replace(second, hour=one), replace(first, hour=other)
    return Fault.CHAIN, one, ""


def a_seal_that_cannot_be_read(town: SealedTown) -> Tampered:
    hour = hours(town)[4]
    town.held[hour] = replace(town.held[hour], seal=None)
    return Fault.UNREADABLE, hour, ""


def seal_a_line_twice(town: SealedTown) -> Tampered:
    before, hour = hours(town)[-2:]
    seal = seal_of(town, hour)
    leaves = tuple(sorted((*seal.leaves, seal_of(town, before).leaves[0])))
    said = replace(seal.statement, lines=len(leaves), root=root_of(leaves))
    town.reseal(hour, statement=said, signature=town.signer.sign(said.text().encode()), leaves=leaves)
    return Fault.TWICE, hour, seal_of(town, before).leaves[0].place


def another_stacks_seals(town: SealedTown) -> Tampered:
    hour = hours(town)[-1]
    said = replace(seal_of(town, hour).statement, stack="village")
    town.reseal(hour, statement=said, signature=town.signer.sign(said.text().encode()))
    return Fault.CHAIN, hour, ""


# ------------------------------------------------------------------ clock


def a_seal_made_before_its_hour_was_over(town: SealedTown) -> Tampered:
    hour = hours(town)[-1]
    early = hour + timedelta(minutes=10)
    said = replace(seal_of(town, hour).statement, sealed_at=early)
    town.reseal(hour, statement=said, signature=town.signer.sign(said.text().encode()))
    town.held[hour] = replace(town.held[hour], received_at=early)
    return Fault.CLOCK, hour, ""


def a_seal_that_says_it_was_made_long_before_it_came(town: SealedTown) -> Tampered:
    hour = hours(town)[4]
    town.held[hour] = replace(town.held[hour], received_at=town.now + timedelta(days=3))
    return Fault.CLOCK, hour, ""


def a_seal_older_than_the_one_before(town: SealedTown) -> Tampered:
    before, hour = hours(town)[-2:]
    earlier = seal_of(town, before).statement.sealed_at - timedelta(minutes=1)
    said = replace(seal_of(town, hour).statement, sealed_at=earlier)
    town.reseal(hour, statement=said, signature=town.signer.sign(said.text().encode()))
    town.held[hour] = replace(town.held[hour], received_at=earlier)
    return Fault.CLOCK, hour, ""


TAMPERINGS: list[Callable[[SealedTown], Tampered]] = [
    change_a_line,
    delete_a_line,
    delete_the_last_lines,
    insert_a_line_long_ago,
    insert_a_line_of_the_future,
    insert_a_line_where_no_function_looks,
    swap_two_lines,
    delete_a_seal,
    delete_the_first_seals,
    delete_the_newest_seals,
    delete_all_seals,
    put_a_seal_over_a_seal,
    replace_a_seal_by_one_of_another_key,
    replace_a_seal_by_one_of_the_same_key,
    take_a_leaf_out_of_a_seal,
    reorder_the_leaves_of_a_seal,
    reorder_two_seals,
    a_seal_that_cannot_be_read,
    seal_a_line_twice,
    another_stacks_seals,
    a_seal_made_before_its_hour_was_over,
    a_seal_that_says_it_was_made_long_before_it_came,
    a_seal_older_than_the_one_before,
]


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: str(tamper.__name__))
def test_it_is_found_and_located(town: SealedTown, tamper: Callable[[SealedTown], Tampered]) -> None:
    expected = Finding(*tamper(town))
    assert expected in town.examine().findings


def test_what_else_was_put_into_the_store_does_not_hide_a_broken_chain(town: SealedTown) -> None:
    expected = replace_a_seal_by_one_of_the_same_key(town)
    hour = hours(town)[4]
    kept = (*town.held.values(), replace(town.held[hour], seal=None))
    examined = Examination(town.signer.signed, town.now, {}).of(kept, town.lines)
    assert {Finding(*expected), Finding(Fault.UNREADABLE, hour)} <= set(examined.findings)


def test_one_changed_line_is_all_that_is_found(town: SealedTown) -> None:
    expected = change_a_line(town)
    assert town.examine().findings == (Finding(*expected),)


def test_a_whole_history_made_anew_is_told_by_one_digest_kept_elsewhere(town: SealedTown) -> None:
    """Somebody with the key and every right makes lines and seals anew; only a note outside can tell."""
    hour = hours(town)[4]
    noted = {hour: seal_of(town, hour).statement.digest}
    assert town.examine(noted).findings == ()
    other = SealedTown()
    other.pass_hours(8, lines_in_each=2)
    assert other.examine().findings == ()
    assert other.examine(noted).findings == (Finding(Fault.NOTED, hour),)


def test_a_later_part_can_be_examined_alone(town: SealedTown) -> None:
    for hour in hours(town)[:4]:
        del town.held[hour]
    assert town.examine(whole=False).findings == ()
    assert town.examine(whole=True).findings != ()


def test_a_line_that_claims_another_time_than_it_was_written_at_is_shown_as_late(town: SealedTown) -> None:
    backdated = town.write(town.now - timedelta(hours=2, minutes=20), 99)
    assert backdated in town.examine().waiting
    town.pass_hours(1)
    assert [leaf.place for leaf in town.examine().late] == [backdated]


def test_lines_of_what_nobody_pressed_are_sealed_as_well() -> None:
    town = SealedTown(now=datetime(2026, 3, 2, 10, 12, tzinfo=UTC))
    place = place_at(town.now, partition="M#2026-03-02#03")
    town.lines[place] = digest_of("a notice")
    town.pass_hours(2, lines_in_each=0)
    del town.lines[place]
    assert [(one.fault, one.place) for one in town.examine().findings] == [(Fault.REMOVED, place)]
