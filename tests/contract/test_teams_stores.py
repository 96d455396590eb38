"""What Teams keeps in the casework table, and what it looks up there with one signed call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fingerpost.adapters.aws import AwsCalls
from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.directory import DynamoDirectory, DynamoRegister
from fingerpost.adapters.dynamodb.directory_keeping import DynamoDirectoryTransactions
from fingerpost.adapters.dynamodb.link_codes import DynamoLinkCodes
from fingerpost.adapters.dynamodb.once import DynamoSeenRequests
from fingerpost.adapters.dynamodb.whereabouts import DynamoOpenCards, DynamoWhereabouts
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.seen_requests import SignedSeenRequests
from fingerpost.domain.errors import Conflict, Unavailable
from fingerpost.domain.link_code import link_code
from fingerpost.domain.practitioner import ChatIdentity, Practitioner, Product, Whereabouts
from tests.builders import a_practitioner, a_service
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


def test_the_card_that_is_open_in_a_chat_is_kept_by_its_name(tables: LocalTables) -> None:
    cards = DynamoOpenCards(tables.store)
    assert cards.find(ROWAN) == ""
    cards.keep(ROWAN, "1772445600000")
    assert (cards.find(ROWAN), cards.find(SAM)) == ("1772445600000", "")
    cards.keep(ROWAN, "")
    assert cards.find(ROWAN) == ""


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


# ---- codes that link an account

CODE = link_code(b"a code of this test")


@pytest.fixture
def codes(tables: LocalTables) -> DynamoLinkCodes:
    """Rowan is in the directory, and was given a code now."""
    register = DynamoRegister(tables.store)
    register.enter_service(a_service().build())
    register.enter_practitioner(a_practitioner("p-rowan").build())
    offering = DynamoDirectoryTransactions(tables.store, no_keyring(), lambda: NOW).begin()
    offering.offer_code(CODE, rowan_now(tables), NOW + timedelta(days=3))
    offering.commit()
    return DynamoLinkCodes(tables.store, lambda: NOW)


def rowan_now(tables: LocalTables) -> Practitioner:
    found = DynamoDirectory(tables.store, lambda: NOW).practitioner("p-rowan")
    assert found is not None
    return found


def test_a_code_is_good_for_its_holder_until_it_is_used(tables: LocalTables, codes: DynamoLinkCodes) -> None:
    assert codes.holder(CODE) == "p-rowan"
    before = rowan_now(tables)
    codes.take(CODE, ROWAN, before)
    assert codes.holder(CODE) is None
    after = DynamoDirectory(tables.store, lambda: NOW).practitioner_by_identity(ROWAN)
    assert after is not None
    assert after.identities == (*before.identities, ROWAN)
    assert after.version == before.version + 1


def test_of_two_who_use_a_code_at_once_one_is_linked(tables: LocalTables, codes: DynamoLinkCodes) -> None:
    before = rowan_now(tables)
    codes.take(CODE, ROWAN, before)
    with pytest.raises(Conflict):
        codes.take(CODE, SAM, before)
    assert DynamoDirectory(tables.store, lambda: NOW).practitioner_by_identity(SAM) is None


def test_an_account_that_is_somebodys_is_not_taken_from_them(
    tables: LocalTables, codes: DynamoLinkCodes
) -> None:
    DynamoRegister(tables.store).enter_practitioner(
        replace(a_practitioner("p-sam").build(), identities=(SAM,))
    )
    with pytest.raises(Conflict):
        codes.take(CODE, SAM, rowan_now(tables))
    assert codes.holder(CODE) == "p-rowan"


def test_a_code_is_over_after_three_days(tables: LocalTables, codes: DynamoLinkCodes) -> None:
    later = DynamoLinkCodes(tables.store, lambda: NOW + timedelta(days=3, seconds=1))
    assert later.holder(CODE) is None
    with pytest.raises(Conflict):
        later.take(CODE, ROWAN, rowan_now(tables))


def test_a_code_does_not_stand_in_the_table(tables: LocalTables, codes: DynamoLinkCodes) -> None:
    kept = tables.store.get(tables.store.casework, keys.link_code(CODE))
    assert kept is not None
    assert CODE not in str(kept)
