"""From an involvement in the table to a message in the chat, by the deployed functions and their rights."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from fingerpost.adapters.dynamodb import keys, work_keys
from fingerpost.adapters.dynamodb.attributes import Item
from fingerpost.adapters.dynamodb.index_items import involvement_item, watch_item
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.adapters.keyless import no_keyring
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.reference import reference_from
from tests.builders import a_watch, an_involvement
from tests.local_stack import LocalStack
from tools.block_kit import check
from tools.workbench.driver import LocalSlack
from tools.workbench.message_seen import Message

Json = dict[str, Any]

_LONGEST_WAIT = 60.0
_SETTLED = 2.0


@dataclass
class Town:
    """The deployed stack, a child that nobody knows yet, and people of the synthetic town."""

    stack: LocalStack
    slack: LocalSlack
    child_id: str = field(default_factory=lambda: uuid4().hex)
    _before: dict[str, int] = field(default_factory=dict)
    _kept: list[Item] = field(default_factory=list)

    def person(self, number: int) -> Json:
        """One of the practitioners whom nothing keeps from being told, and who are told alone."""
        return self.able()[number]

    def able(self) -> list[Json]:
        """All of them."""
        return [
            one
            for one in self.stack.people
            if one["role"] == "practitioner" and not (one["refused_as"] or one["service_tells_supervisor"])
        ]

    def works(self, person: Json, *, known_before: bool = False) -> Involvement:
        """The person becomes involved with the child; the stream tells fanout."""
        one = replace(
            an_involvement(uuid4().hex).build(),
            reference=reference_from(uuid4().bytes),
            child_id=self.child_id,
            practitioner_id=person["id"],
            worker_name=person["name"],
            service_id=person["service_id"],
            area_id=person["area_id"],
            recorded_by=person["id"],
            source_ref=f"initial-load:{uuid4()}" if known_before else "",
        )
        self._put(keys.involvement(one.child_id, one.id), involvement_item(no_keyring(), one))
        return one

    def take_back(self, one: Involvement) -> None:
        """It is marked as entered in error."""
        self._put(
            keys.involvement(one.child_id, one.id), involvement_item(no_keyring(), one.entered_in_error())
        )

    def ends(self, one: Involvement) -> None:
        """The work has ended today."""
        ended = one.ended_on(date.today())
        self._put(keys.involvement(one.child_id, one.id), involvement_item(no_keyring(), ended))

    def watches(self, person: Json, until: date) -> Watch:
        """The person asked to be told."""
        one = replace(
            a_watch(uuid4().hex).build(), child_id=self.child_id, practitioner_id=person["id"], until=until
        )
        self._put(keys.watch(one.child_id, one.id), watch_item(one))
        return one

    def _put(self, key: keys.Key, item: Item) -> None:
        table = self.stack.tables["index"]
        self.stack.client("dynamodb").put_item(TableName=table, Item={**key.attributes(), **item})

    def messages(self, person: Json) -> list[Message]:
        """What stands in the person's direct messages since the test began."""
        return self._all(person)[self._before.get(person["id"], 0) :]

    def _all(self, person: Json) -> list[Message]:
        return self.slack.person(person["slack_user_id"]).direct_messages()

    def begin(self) -> None:
        """What stood there before does not count."""
        self._before = {person["id"]: len(self._all(person)) for person in self.stack.people}

    def after(self, count: int, person: Json) -> list[Message]:
        """The person's messages once there are so many and no more come."""
        deadline = time.monotonic() + _LONGEST_WAIT
        while len(self.messages(person)) < count and time.monotonic() < deadline:
            time.sleep(0.2)
        time.sleep(_SETTLED)
        return self.messages(person)

    def until_changed(self, person: Json, words: str) -> list[Message]:
        """The person's messages once one of them says this."""
        deadline = time.monotonic() + _LONGEST_WAIT
        while not any(words in said.text for said in self.messages(person)) and time.monotonic() < deadline:
            time.sleep(0.2)
        return [said for said in self.messages(person) if words in said.text]

    def until_held(self, count: int, person: Json) -> None:
        """Wait until so much is held for somebody's digest."""
        deadline = time.monotonic() + _LONGEST_WAIT
        while self.held(person) < count and time.monotonic() < deadline:
            time.sleep(0.2)
        assert self.held(person) == count

    def held(self, person: Json) -> int:
        """How much is held for somebody's digest."""
        held = self.stack.client("dynamodb").query(
            TableName=self.stack.tables["casework"],
            KeyConditionExpression="pk = :who",
            ExpressionAttributeValues={":who": {"S": f"HELD#{person['id']}"}},
        )
        return len(held["Items"])

    def digest_comes(self, person: Json) -> None:
        """As if their hour had come."""
        due = datetime.now(UTC) - timedelta(seconds=1)
        line = work_keys.due(Work.DIGESTS, due, person["id"])
        self.stack.client("dynamodb").put_item(
            TableName=self.stack.tables["casework"], Item=line.attributes()
        )
        answer = self.stack.client("lambda").invoke(FunctionName="fingerpost-clock", Payload=b"{}")
        assert "FunctionError" not in answer

    def in_slack_alone(self, person: Json) -> Json:
        """The same person, without an account in Teams until the test is over."""
        key = keys.practitioner(person["id"]).attributes()
        table, database = self.stack.tables["casework"], self.stack.client("dynamodb")
        item = database.get_item(TableName=table, Key=key)["Item"]
        self._kept.append(item)
        slack = [one for one in item["identities"]["L"] if one["M"]["product"]["S"] == "slack"]
        database.put_item(TableName=table, Item={**item, "identities": {"L": slack}})
        return person

    def as_before(self) -> None:
        """Everybody's accounts are back."""
        for item in self._kept:
            self.stack.client("dynamodb").put_item(TableName=self.stack.tables["casework"], Item=item)

    def ledger_lines(self, outcome: str) -> int:
        """How many lines of this child's have the outcome, once there is one."""
        deadline, count = time.monotonic() + _LONGEST_WAIT, 0
        while not count and time.monotonic() < deadline:
            time.sleep(0.2)
            lines = self.stack.client("dynamodb").query(
                TableName=self.stack.tables["ledger"],
                IndexName="by_child",
                KeyConditionExpression="child_id = :child",
                ExpressionAttributeValues={":child": {"S": self.child_id}},
            )
            count = [line["outcome"]["S"] for line in lines["Items"] if "outcome" in line].count(outcome)
        return count

    def until_looked_for(self) -> None:
        """Wait until deliver has asked the chat whether a message stands."""
        deadline = time.monotonic() + _LONGEST_WAIT
        while not self.slack.web_api_log("conversations.history") and time.monotonic() < deadline:
            time.sleep(0.2)


@pytest.fixture
def town(stack: LocalStack) -> Iterator[Town]:
    slack = LocalSlack(stack.document["slack"]["workbench_url"])
    slack.forget_log()
    town = Town(stack, slack)
    town.begin()
    yield town
    town.as_before()
    slack.forget_faults()


def test_a_worker_is_told_once_of_a_newcomer_and_the_newcomer_is_not(town: Town) -> None:
    worker, newcomer = town.person(0), town.person(1)
    town.works(worker, known_before=True)

    town.works(newcomer)

    assert (len(town.after(1, worker)), len(town.messages(newcomer))) == (1, 0)


def test_a_watcher_is_told_and_one_whose_watch_has_run_out_is_not(town: Town) -> None:
    today = date.today()
    watcher, late = town.person(0), town.person(2)
    town.watches(watcher, today + timedelta(days=30))
    town.watches(late, today - timedelta(days=1))

    town.works(town.person(1))

    assert (len(town.after(1, watcher)), len(town.messages(late))) == (1, 0)


def test_whoever_was_told_is_told_that_it_was_an_error(town: Town) -> None:
    worker = town.person(0)
    town.works(worker, known_before=True)
    mistaken = town.works(town.person(1))
    town.after(1, worker)

    town.take_back(mistaken)

    [message] = town.until_changed(worker, "entered in error")
    assert message.buttons() == []


def test_what_can_wait_is_kept_and_comes_in_one_message(town: Town) -> None:
    """Twice somebody's work has ended: no news to act upon at once."""
    worker = next(one for one in town.able() if town.held(one) == 0)
    other = next(one for one in town.able() if one is not worker)
    ending = [town.works(other, known_before=True) for _ in range(2)]
    town.works(worker, known_before=True)
    for one in ending:
        town.ends(one)
    town.until_held(2, worker)
    assert town.messages(worker) == []

    town.digest_comes(worker)

    [digest] = town.after(1, worker)
    assert "Somebody's work with a child you work with has ended. (2 times)" in digest.words
    assert town.ledger_lines("delivered") >= 2


def test_a_notice_holds_no_id_but_its_own_and_is_a_sound_message(town: Town) -> None:
    worker, newcomer = town.person(0), town.person(1)
    town.works(worker, known_before=True)

    written = town.works(newcomer)

    [message] = town.after(1, worker)
    ids_and_names = (town.child_id, written.id, written.reference, newcomer["name"], newcomer["service"])
    assert [one for one in ids_and_names if one in f"{message.words} {message.blocks}"] == []
    assert check({"text": message.text, "blocks": message.blocks}, "message") == []


@pytest.mark.parametrize("stood_already", [True, False])
def test_a_lost_answer_of_slack_leaves_exactly_one_message(town: Town, stood_already: bool) -> None:
    worker = town.person(0)
    town.works(worker, known_before=True)
    town.slack.plant_fault("chat.postMessage", 500, performed=stood_already)

    town.works(town.person(1))

    town.until_looked_for()
    assert len(town.after(1, worker)) == 1


def test_slacks_wish_to_wait_leads_to_one_message_later(town: Town) -> None:
    worker = town.person(0)
    town.works(worker, known_before=True)
    town.slack.plant_fault("chat.postMessage", 429, retry_after=2)

    town.works(town.person(1))

    assert len(town.after(1, worker)) == 1


def test_somebody_slack_does_not_reach_is_told_in_teams(town: Town) -> None:
    worker = town.person(0)
    town.works(worker, known_before=True)
    town.slack.plant_fault("chat.postMessage", 200, error="user_not_found")

    town.works(town.person(1))

    assert town.ledger_lines("delivered") == 1
    assert town.messages(worker) == []


def test_somebody_slack_does_not_reach_is_on_the_ledger_and_in_the_alarms_log(town: Town) -> None:
    worker = town.in_slack_alone(town.person(0))
    town.works(worker, known_before=True)
    town.slack.plant_fault("chat.postMessage", 200, error="user_not_found")

    town.works(town.person(1))

    assert town.ledger_lines("undeliverable:user_not_found") == 1
    assert [line for line in town.stack.log_lines("deliver") if "NOTICE_UNDELIVERABLE" in line]
