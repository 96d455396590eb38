"""What each role may put, change and read by the beginning of the key is what its function does.

The local AWS does not know `dynamodb:LeadingKeys` and lets everything through that states it. So what is
asked of the tables is written down here, on a walk through every act, and compared with the template.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fnmatch import fnmatchcase

import pytest

from fingerpost.adapters.dynamodb.notices import DynamoNotices
from fingerpost.adapters.dynamodb.whereabouts import DynamoWhereabouts
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.notice import Notice, NoticeKind, NoticeState, Pace
from tests.architecture.cloud_template import statements
from tests.builders import (
    a_notice,
    a_practitioner,
    slack_identity,
)
from tests.contract.walks import (
    Asked,
    Walk,
    contacts_told,
    delivering,
    digests_come_due,
    enquiries_told,
    notices_told,
    reviews_come_due,
    the_clock_comes,
    two_people_record,
    walk_administration,
    walk_chat,
    walk_contacts,
    walk_feeds,
    walk_oversight,
    walk_settings,
    walk_who_asked,
    warnings_come_due,
)
from tests.local_dynamodb import LocalTables


@pytest.fixture
def walk(tables: LocalTables, keyring: Keyring) -> Walk:
    return Walk(tables, keyring)


def may(role: str, verb: str, table: str, pk: str) -> bool:
    """Whether a statement of the role grants it, by the beginnings of keys that the statement states."""
    for one in statements():
        if one.role != role or verb not in one.actions or f"GetAtt {table}.Arn" not in one.resources:
            continue
        leading = one.condition.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", ["*"])
        if any(fnmatchcase(pk, pattern) for pattern in leading):
            return True
    return False


def refused(role: str, asked: Asked) -> Iterator[tuple[str, str, str]]:
    names = {"index": "IndexTable", "casework": "CaseworkTable", "ledger": "LedgerTable"}
    yield from ((verb, table, pk) for verb, table, pk in asked if not may(role, verb, names[table], pk))


@pytest.mark.parametrize("role", ["SlackRole", "TeamsRole"])
def test_the_chat_functions_are_granted_what_every_act_of_people_asks_for(walk: Walk, role: str) -> None:
    walk_chat(walk)
    two_people_record(walk)
    walk_contacts(walk)
    walk_settings(walk)
    walk_who_asked(walk)
    walk_oversight(walk)
    assert len(walk.store.asked) > 40
    assert list(refused(role, walk.store.asked)) == []


def test_fanout_and_deliver_are_granted_what_they_ask_for(walk: Walk) -> None:
    two_people_record(walk)
    walk.store.asked.clear()
    notices = notices_told(walk)
    assert notices
    assert list(refused("FanoutRole", walk.store.asked)) == []
    walk.store.asked.clear()
    deliver = delivering(walk)
    DynamoNotices(walk.store).add(at_once())
    for notice in (*notices, at_once()):
        deliver(notice.id)
    DynamoWhereabouts(walk.store).find(slack_identity("p-rowan"))
    assert {table for _, table, _ in walk.store.asked} == {"casework", "ledger"}
    assert list(refused("DeliverRole", walk.store.asked)) == []


def test_what_is_held_and_its_digest_are_granted(walk: Walk) -> None:
    two_people_record(walk)
    notices_told(walk)
    held = replace(a_notice().to(a_practitioner("p-rowan").build(), "later").build(), pace=Pace.DIGEST)
    DynamoNotices(walk.store).add(held)
    walk.store.asked.clear()
    deliver = delivering(walk)
    assert deliver(held.id).state is NoticeState.HELD
    assert list(refused("DeliverRole", walk.store.asked)) == []

    walk.store.asked.clear()
    [digest] = digests_come_due(walk, timedelta(days=6))
    assert list(refused("ClockRole", walk.store.asked)) == []

    walk.store.asked.clear()
    assert deliver(digest.id).parts == (held.id,)
    gone = replace(at_once(), id="gone", recipient_id="p-nobody")
    DynamoNotices(walk.store).add(gone)
    assert deliver(gone.id).state is NoticeState.UNDELIVERABLE
    assert list(refused("DeliverRole", walk.store.asked)) == []


def test_who_is_warned_that_access_ends_is_granted_and_once_renewed_nobody_is(walk: Walk) -> None:
    """Entered with 300 days to come: a month before, and a week before."""
    walk_administration(walk)
    walk.store.asked.clear()
    told = [one for days in (271, 294) for one in warnings_come_due(walk, timedelta(days=days))]
    assert [(one.recipient_id, one.kind) for one in told] == [
        ("kim", NoticeKind.STANDING_MONTH),
        ("kim", NoticeKind.STANDING_WEEK),
    ]
    assert list(refused("ClockRole", walk.store.asked)) == []
    assert warnings_come_due(walk, timedelta(days=294)) == []


def at_once() -> Notice:
    return replace(a_notice().to(a_practitioner("p-rowan").build(), "now").build(), pace=Pace.AT_ONCE)


def test_fanout_is_granted_what_it_asks_for_to_tell_of_requests(walk: Walk) -> None:
    two_people_record(walk)
    walk_contacts(walk)
    walk_oversight(walk)
    walk.store.asked.clear()
    assert contacts_told(walk)
    assert list(refused("FanoutRole", walk.store.asked)) == []


def test_fanout_is_granted_what_it_asks_for_to_tell_who_asked(walk: Walk) -> None:
    two_people_record(walk)
    walk_who_asked(walk)
    walk.store.asked.clear()
    enquiries_told(walk)
    assert any(pk.startswith("MUTE#") for _, _, pk in walk.store.asked)
    assert list(refused("FanoutRole", walk.store.asked)) == []


def test_the_clock_is_granted_what_it_asks_for(walk: Walk) -> None:
    two_people_record(walk)
    walk_contacts(walk)
    walk.store.asked.clear()
    assert the_clock_comes(walk, timedelta(days=6)) + the_clock_comes(walk, timedelta(days=12)) > 1
    assert {table for _, table, _ in walk.store.asked} == {"casework", "ledger"}
    assert reviews_come_due(walk, timedelta(days=352)) > 1
    assert reviews_come_due(walk, timedelta(days=362)) > 1
    assert reviews_come_due(walk, timedelta(days=368)) > 1
    assert {table for _, table, _ in walk.store.asked} == {"casework", "ledger", "index"}
    assert list(refused("ClockRole", walk.store.asked)) == []


def test_the_api_function_is_granted_what_every_act_of_administrators_asks_for(walk: Walk) -> None:
    walk_administration(walk)
    assert len(walk.store.asked) > 25
    assert list(refused("ApiRole", walk.store.asked)) == []
    verbs = {verb for verb, _, _ in walk.store.asked}
    granted = {verb for one in statements() if one.role == "ApiRole" for verb in one.actions}
    assert {verb for verb in granted if verb.startswith("dynamodb:")} == verbs


def test_the_feeds_function_is_granted_what_every_act_of_feeds_asks_for(walk: Walk) -> None:
    walk_feeds(walk)
    assert len(walk.store.asked) > 40
    assert list(refused("FeedsRole", walk.store.asked)) == []
    verbs = {verb for verb, _, _ in walk.store.asked}
    granted = {verb for one in statements() if one.role == "FeedsRole" for verb in one.actions}
    assert {verb for verb in granted if verb.startswith("dynamodb:")} == verbs


NEVER = {
    "a line of people's acts in the ledger": ("LedgerTable", "L#2026-03-02#01"),
    "a practitioner": ("CaseworkTable", "P#p-olga"),
    "a chat identity": ("CaseworkTable", "CHAT#slack#T0#U1"),
    "a service": ("CaseworkTable", "S#care"),
    "the officers of an area": ("CaseworkTable", "OFFICERS#northbrook"),
    "an answer's handle": ("CaseworkTable", "A#FP-1"),
    "a request to be contacted": ("CaseworkTable", "CR#FP-1"),
}
CHAT_MAY = {"a line of people's acts in the ledger", "an answer's handle", "a request to be contacted"}
CLOCK_MAY = {"a request to be contacted"}


FEEDS_MAY = {"a line of people's acts in the ledger"}
API_MAY = {"a line of people's acts in the ledger", "a practitioner", "a service"}
MAY = {
    "SlackRole": CHAT_MAY,
    "TeamsRole": CHAT_MAY,
    "ApiRole": API_MAY,
    "ClockRole": CLOCK_MAY,
    "FeedsRole": FEEDS_MAY,
}


@pytest.mark.parametrize(
    "role", ["SlackRole", "TeamsRole", "FanoutRole", "DeliverRole", "ApiRole", "ClockRole", "FeedsRole"]
)
@pytest.mark.parametrize("what", NEVER)
def test_no_role_replaces_what_its_function_never_writes(role: str, what: str) -> None:
    granted = may(role, "dynamodb:PutItem", *NEVER[what])
    assert granted is (what in MAY.get(role, set()))
