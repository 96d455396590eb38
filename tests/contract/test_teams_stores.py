"""What Teams keeps in the casework table, and what it looks up there with one signed call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fingerpost.adapters.aws import AwsCalls
from fingerpost.adapters.dynamodb.once import DynamoSeenRequests
from fingerpost.adapters.dynamodb.whereabouts import DynamoWhereabouts
from fingerpost.adapters.seen_requests import SignedSeenRequests
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.practitioner import ChatIdentity, Product, Whereabouts
from tests.local_dynamodb import LocalTables

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ROWAN = ChatIdentity(Product.TEAMS, "a-tenant", "rowan")
SAM = ChatIdentity(Product.TEAMS, "a-tenant", "sam")
THERE = Whereabouts("https://smba.trafficmanager.net/uk/", "a:1", "29:1", "28:bot")

Clock = Callable[[], datetime]


def test_nobody_is_anywhere_before_they_were_heard_from(tables: LocalTables) -> None:
    assert DynamoWhereabouts(tables.store).find(ROWAN) is None


@pytest.mark.parametrize("left", [False, True])
def test_where_somebody_was_heard_from_is_kept(tables: LocalTables, left: bool) -> None:
    kept = Whereabouts(THERE.service_url, THERE.conversation_id, THERE.user_id, THERE.bot_id, left)
    DynamoWhereabouts(tables.store).keep(ROWAN, THERE)
    DynamoWhereabouts(tables.store).keep(ROWAN, kept)
    assert DynamoWhereabouts(tables.store).find(ROWAN) == kept
    assert DynamoWhereabouts(tables.store).find(SAM) is None


def signed(tables: LocalTables, clock: Clock) -> SignedSeenRequests:
    return SignedSeenRequests(AwsCalls(), tables.store.casework, clock)


def through_the_data_layer(tables: LocalTables, clock: Clock) -> DynamoSeenRequests:
    return DynamoSeenRequests(tables.store, clock)


@pytest.mark.parametrize("first", [signed, through_the_data_layer])
@pytest.mark.parametrize("second", [signed, through_the_data_layer])
def test_whichever_of_the_two_looks_a_request_is_seen_once(
    tables: LocalTables,
    first: Callable[[LocalTables, Clock], SignedSeenRequests | DynamoSeenRequests],
    second: Callable[[LocalTables, Clock], SignedSeenRequests | DynamoSeenRequests],
) -> None:
    assert first(tables, lambda: NOW).first_time("teams:1", 600)
    assert not second(tables, lambda: NOW).first_time("teams:1", 600)
    assert second(tables, lambda: NOW).first_time("teams:2", 600)


def test_after_its_time_a_key_is_free_again(tables: LocalTables) -> None:
    assert signed(tables, lambda: NOW).first_time("teams:1", 600)
    assert not signed(tables, lambda: NOW + timedelta(seconds=599)).first_time("teams:1", 600)
    assert signed(tables, lambda: NOW + timedelta(seconds=602)).first_time("teams:1", 600)


def test_a_store_that_does_not_answer_is_not_taken_for_a_replay(tables: LocalTables) -> None:
    with pytest.raises(Unavailable):
        SignedSeenRequests(AwsCalls(), "no-such-table", lambda: NOW).first_time("teams:1", 600)
