"""Requests to be contacted, in whatever store: found by all who have a part in them, and by the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fingerpost.adapters.dynamodb.contacts import contact_writes
from fingerpost.adapters.dynamodb.due_hours import DueHours
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.domain.contact import (
    ContactEvent,
    ContactOutcome,
    ContactRequest,
    ContactState,
    Declining,
    Leading,
    Owner,
    Rung,
    Urgency,
)
from fingerpost.domain.errors import Conflict, NotFound, Unavailable
from tests.builders import NOW, a_ledger_entry
from tests.contract.stores import Stores
from tests.contract.walks import WatchedStore
from tests.local_dynamodb import LocalTables

HOUR = timedelta(hours=1)
REQUEST = ContactRequest(
    reference="FP-00000-00001",
    child_id="c-aoife",
    involvement_id="i-1",
    involvement_reference="FP-00000-00002",
    service_id="care",
    asker_id="p-sam",
    worker_id="p-rowan",
    owner_id="p-rowan",
    rung=Rung.WORKER,
    asked_ids=("p-rowan",),
    state=ContactState.ASKED,
    event=ContactEvent.ASKED,
    asked_at=NOW,
    moved_at=NOW,
    by_id="p-sam",
    supervisor_id="p-vera",
    due=NOW + 4 * HOUR,
)
DEPUTY = Owner("p-dina", Rung.DEPUTY)


def put(stores: Stores, after: ContactRequest, before: ContactRequest | None = None) -> ContactRequest:
    transaction = stores.transactions.begin()
    transaction.put_contact(after, before)
    transaction.commit()
    return after


def numbered(number: int, due: datetime) -> ContactRequest:
    return replace(REQUEST, reference=f"FP-00000-{number:05d}", due=due)


def named(stores: Stores, at: datetime, most: int = 9) -> list[str]:
    """What a run of the clock would look at."""
    return [line.name for line in stores.due.due(at, most)]


EVERYTHING = (
    REQUEST,
    REQUEST.hastened(Urgency.MISSING, NOW),
    REQUEST.acknowledged(DEPUTY, NOW),
    REQUEST.passed(DEPUTY, "p-rowan", NOW),
    REQUEST.declined_for(Declining.NOT_INVOLVED, "p-rowan", NOW),
    REQUEST.spoken("p-rowan", NOW, Leading.ASKED, coordinated=True),
    REQUEST.spoken("p-sam", NOW, Leading.ASKER, coordinated=False).rated(ContactOutcome.USEFUL, NOW),
    REQUEST.overdue(NOW, DEPUTY),
    REQUEST.overdue(NOW, DEPUTY).overdue(NOW, None),
)


@pytest.mark.parametrize("request_kept", EVERYTHING, ids=lambda one: f"{one.state} {one.event}")
def test_a_request_is_found_as_it_was_kept(stores: Stores, request_kept: ContactRequest) -> None:
    put(stores, request_kept)
    assert stores.contacts.find(REQUEST.reference) == request_kept


def test_an_unknown_one_is_not_found(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.contacts.find(REQUEST.reference)


def test_each_party_has_it_in_their_list_and_nobody_else(stores: Stores) -> None:
    put(stores, REQUEST)
    put(stores, REQUEST.passed(DEPUTY, "p-rowan", NOW), REQUEST)
    having = ("p-sam", "p-rowan", "p-vera", "p-dina")
    assert [len(stores.contacts.of(who)) for who in (*having, "p-olga")] == [1, 1, 1, 1, 0]


def test_a_list_begins_with_the_oldest(stores: Stores) -> None:
    later = replace(numbered(3, NOW), asked_at=NOW + HOUR)
    for one in (later, REQUEST):
        put(stores, one)
    assert [one.reference for one in stores.contacts.of("p-sam")] == [REQUEST.reference, later.reference]


def test_a_version_that_moved_on_meanwhile_conflicts_and_changes_nothing(stores: Stores) -> None:
    put(stores, REQUEST)
    passed = put(stores, REQUEST.passed(DEPUTY, "p-rowan", NOW).due_at(NOW + HOUR), REQUEST)
    with pytest.raises(Conflict):
        put(stores, REQUEST.declined_for(Declining.NOT_INVOLVED, "p-rowan", NOW), REQUEST)
    assert stores.contacts.find(REQUEST.reference) == passed
    assert named(stores, NOW + HOUR) == [REQUEST.reference]


def test_the_same_request_is_not_made_twice(stores: Stores) -> None:
    put(stores, REQUEST)
    with pytest.raises(Conflict):
        put(stores, REQUEST)


def test_it_is_due_from_its_minute_on_and_until_it_moves(stores: Stores) -> None:
    put(stores, REQUEST)
    due = NOW + 4 * HOUR
    assert [named(stores, at) for at in (due - timedelta(seconds=1), due, due + 3 * HOUR)] == [
        [],
        [REQUEST.reference],
        [REQUEST.reference],
    ]
    put(stores, REQUEST.overdue(due, DEPUTY).due_at(due + 5 * HOUR), REQUEST)
    assert named(stores, due + 4 * HOUR) == []
    assert named(stores, due + 5 * HOUR) == [REQUEST.reference]


def test_one_that_ended_is_due_no_more(stores: Stores) -> None:
    put(stores, REQUEST)
    put(stores, REQUEST.declined_for(Declining.NOT_INVOLVED, "p-rowan", NOW), REQUEST)
    assert named(stores, NOW + timedelta(days=2)) == []


def test_the_longest_due_come_first_and_no_more_than_asked_for(stores: Stores) -> None:
    for number, hours in ((1, 5), (2, 1), (3, 30), (4, 3)):
        put(stores, numbered(number, NOW + hours * HOUR))
    found = named(stores, NOW + timedelta(days=3), 3)
    assert found == ["FP-00000-00002", "FP-00000-00004", "FP-00000-00001"]


def test_what_becomes_due_after_a_clock_that_found_nothing_is_found(stores: Stores) -> None:
    """Also in the hour that was looked at just now, and in the hour before: a write may be slow."""
    at = datetime(2026, 3, 2, 10, 59, tzinfo=UTC)
    assert named(stores, at) == []
    put(stores, numbered(1, at + timedelta(seconds=30)))
    assert named(stores, at + timedelta(minutes=2)) == ["FP-00000-00001"]


def test_a_clock_that_was_away_for_two_days_misses_nothing(stores: Stores) -> None:
    assert named(stores, NOW) == []
    for number in range(1, 5):
        put(stores, numbered(number, NOW + number * 11 * HOUR))
    assert len(named(stores, NOW + timedelta(days=2))) == 4


def test_what_failed_is_named_again(stores: Stores) -> None:
    put(stores, REQUEST)
    at = NOW + timedelta(days=1)
    assert named(stores, at) == named(stores, at + timedelta(days=1)) == ["FP-00000-00001"]


def test_a_line_that_is_forgotten_is_named_no_more(stores: Stores) -> None:
    put(stores, REQUEST)
    put(stores, numbered(2, NOW + 5 * HOUR))
    at = NOW + timedelta(days=1)
    [first, _] = stores.due.due(at, 9)
    for _ in range(2):
        stores.due.forget(first)
    assert named(stores, at) == ["FP-00000-00002"]


def test_without_its_line_on_the_ledger_it_is_not_kept(stores: Stores) -> None:
    transaction = stores.transactions.begin()
    transaction.put_contact(REQUEST, None)
    transaction.record(a_ledger_entry())
    with stores.down(), pytest.raises(Unavailable):
        transaction.commit()
    with pytest.raises(NotFound):
        stores.contacts.find(REQUEST.reference)


def test_a_clock_that_never_ran_looks_a_week_back_and_then_only_where_something_may_be(
    tables: LocalTables,
) -> None:
    plain = tables.store
    store = WatchedStore(plain.index, plain.casework, plain.ledger)
    old, due = numbered(1, NOW - timedelta(days=6)), DueHours(store, Work.CONTACTS)
    store.write(list(contact_writes(store, old, None)))
    assert [one.name for one in due.due(NOW, 9)] == [old.reference]
    ended = old.declined_for(Declining.NOT_INVOLVED, "p-rowan", NOW)
    store.write(list(contact_writes(store, ended, old)))
    due.due(NOW, 9)
    store.asked.clear()
    assert [one.name for one in due.due(NOW, 9)] == []
    hours = {pk for verb, _, pk in store.asked if verb == "dynamodb:Query"}
    assert hours == {"DUE#C#2026-03-02T09", "DUE#C#2026-03-02T10"}
