"""Nothing of a child stands anywhere but in a box or in a window of the person who asked.

Planted details go down every road there is; then every table, queue, log, metric and message is dumped and
searched for them, as text and as what is inside base64.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.domain.identifiers import nhs_number_is_valid
from fingerpost.surfaces.words import say as words
from tests.local_stack import LocalStack
from tools.workbench.driver import LocalSlack, Person, Screen

Json = dict[str, Any]
STAYS_IN_A_CHAT = ("chat.postMessage", "chat.postEphemeral", "chat.update", "views.publish")


@dataclass(frozen=True)
class Planted:
    """A made-up child that exists nowhere else, so that every trace of it is a leak."""

    given: str
    family: str
    former: str
    number: str
    postcode: str
    note: str
    born: tuple[int, int, int] = (2013, 7, 19)

    def marks(self) -> set[str]:
        """Everything that must not be found, in lower case, in the ways it may be written."""
        year, month, day = self.born
        dates = {f"{year}-{month:02}-{day:02}", f"{day} {month} {year}", f"{day:02}/{month:02}/{year}"}
        dates |= {f"{year}{month:02}{day:02}", f"{day} july {year}"}
        numbers = {self.number, f"{self.number[:3]} {self.number[3:6]} {self.number[6:]}"}
        postcodes = {self.postcode, self.postcode.replace(" ", "")}
        texts = {self.given, self.family, self.former, self.note} | dates | numbers | postcodes
        return {text.lower() for text in texts}


def _made_up_word() -> str:
    return "Q" + "".join(secrets.choice("bdfgklmnprtvz") + secrets.choice("aeiou") for _ in range(5))


def _made_up_number() -> str:
    while True:
        number = f"999{secrets.randbelow(10**7):07}"
        if nhs_number_is_valid(number):
            return number


@pytest.fixture(scope="module")
def planted() -> Planted:
    postcode = f"ZE{secrets.randbelow(9) + 1} {secrets.randbelow(10)}QX"
    return Planted(
        given=_made_up_word(),
        family=_made_up_word(),
        former=_made_up_word(),
        number=_made_up_number(),
        postcode=postcode,
        note=f"{_made_up_word()} {_made_up_word()}",
    )


@dataclass(frozen=True)
class Roads:
    """Everything a person can do with a child's details."""

    stack: LocalStack
    slack: LocalSlack
    child: Planted

    def person(self, person_id: str) -> Person:
        [one] = [person for person in self.stack.people if person["id"] == person_id]
        person = self.slack.person(one["slack_user_id"])
        person.close_all()
        return person

    def form(self, **typed: str) -> dict[str, str]:
        filled = {words(f"field.{field}"): value for field, value in typed.items()}
        reason = {words("field.reason"): "Worried about a child's safety"}
        told = {words("field.family_told"): words("field.family_told.unsafe")}
        return {**filled, **reason, **told, words("field.note"): self.child.note}

    def details(self) -> dict[str, str]:
        year, month, day = self.child.born
        return {
            "given_name": self.child.given,
            "family_name": self.child.family,
            "former_name": self.child.former,
            "birth_date": f"{day} {month} {year}",
            "postcode": self.child.postcode,
        }

    def ask(self, person_id: str, **typed: str) -> Screen:
        form = self.person(person_id).open_form().click("More details")
        assert form is not None
        answer = form.submit(self.form(**typed))
        assert answer is not None
        return answer

    def walk_all(self) -> None:
        """Ask, watch, record, ask again, be told, open, mistype, chat, type in public, be refused, knock."""
        self.watch_from_nothing()
        self.record()
        self.ask("colin-mossley", identifier=self.child.number)
        self.ask("colin-mossley", **self.details())
        self.mistype()
        self.open_the_notice()
        self.open_my_own()
        self.told_that_a_service_asked()
        self.choose_and_try()
        self.say_it_in_chat()
        self.refused()
        self.knock_without_a_signature()

    def watch_from_nothing(self) -> None:
        answer = self.ask("sunita-bhatt", **self.details())
        form = answer.click(words("button.watch_from_answer"))
        assert form is not None
        until = words("field.until")
        last = form.fields()[until]["element"]["options"][-1]["text"]["text"]
        form.submit({words("field.reason"): "Planning or reviewing support", until: last})

    def record(self) -> None:
        answer = self.ask("gareth-penry", identifier=self.child.number, **self.details())
        [label] = [text for text in answer.buttons() if "involved" in text and "Tell" not in text]
        form = answer.click(label)
        assert form is not None
        done = form.submit({words("field.role"): "class teacher", words("field.since"): "2 2 2026"})
        assert done is not None
        assert words("recorded.record") in done.words

    def mistype(self) -> None:
        """A form with errors comes back with what was typed."""
        typed = {**self.details(), "birth_date": "31 2 2013", "identifier": self.child.number[:-1] + "x"}
        screen = self.ask("colin-mossley", **typed)
        assert screen.errors

    def open_the_notice(self) -> None:
        person = self.person("sunita-bhatt")
        person.wait_for_message("Reference FP-")
        screen = person.click(words("notice.open"))
        assert screen is not None

    def open_my_own(self) -> None:
        home = self.person("gareth-penry").open_home()
        assert home is not None
        mine = home.click(words("button.my_children"))
        assert mine is not None
        mine.click(words("button.open"))

    def told_that_a_service_asked(self) -> None:
        """One who says that the family knows asks; who works with the child has it in their digest."""
        typed = {**self.form(identifier=self.child.number, birth_date=self.details()["birth_date"])}
        typed[words("field.family_told")] = words("field.family_told.yes")
        answer = self.person("colin-mossley").open_form().submit(typed)
        assert answer is not None
        assert "gareth-penry" in self.held_for("gareth-penry")
        due = datetime.now(UTC) - timedelta(seconds=1)
        line = work_keys.due(Work.DIGESTS, due, "gareth-penry").attributes()
        tables = self.stack.tables
        self.stack.client("dynamodb").put_item(TableName=tables["casework"], Item=line)
        self.stack.client("lambda").invoke(FunctionName="fingerpost-clock", Payload=b"{}")
        self.person("gareth-penry").wait_for_message("Somebody of another service asked")
        mine = self.person("gareth-penry").open_home()
        assert mine is not None
        listed = mine.click(words("button.my_children"))
        assert listed is not None
        child = listed.click(words("button.open"))
        assert child is not None
        asked = child.click(words("button.who_asked"))
        assert asked is not None
        assert "Colin Mossley" in asked.words

    def held_for(self, person_id: str) -> str:
        """What is held for somebody's digest, once something is; as it stands in the table."""
        query = {
            "TableName": self.stack.tables["casework"],
            "KeyConditionExpression": "pk = :who",
            "ExpressionAttributeValues": {":who": {"S": f"HELD#{person_id}"}},
        }
        deadline, held = time.monotonic() + 40, ""
        while "HELD#" not in held and time.monotonic() < deadline:
            time.sleep(0.3)
            held = str(self.stack.client("dynamodb").query(**query)["Items"])
        return held

    def choose_and_try(self) -> None:
        """How one is told, and a test notice."""
        home = self.person("gareth-penry").open_home()
        assert home is not None
        shown = home.click(words("button.how_told"))
        assert shown is not None
        tested = shown.click(words("button.test_notice"))
        assert tested is not None
        self.person("gareth-penry").wait_for_message("you can be told here")

    def say_it_in_chat(self) -> None:
        """What a person writes stays in their chat; what the bot says to it must not repeat it."""
        person = self.person("ewa-sobczak")
        person.write(f"what do you know of {self.child.given} {self.child.family}, {self.child.number}?")
        person.run("/involved", f"{self.child.given} {self.child.family}")

    def refused(self) -> None:
        for person_id in ("rowena-marsden", "quentin-wickstead"):
            screen = self.person(person_id).run("/involved")
            assert screen is not None

    def knock_without_a_signature(self) -> None:
        body = json.dumps({"type": "event_callback", "event": {"text": self.child.family}}).encode()
        assert self.stack.send(body, {"Content-Type": "application/json"}).status == 401
        garbled = b'{"text": "' + self.child.given.encode()
        assert self.stack.send_signed(garbled, "application/json").status in (400, 401)


@pytest.fixture(scope="module")
def walked(stack: LocalStack, planted: Planted) -> Roads:
    roads = Roads(stack, LocalSlack(stack.document["slack"]["workbench_url"]), planted)
    roads.walk_all()
    time.sleep(3)  # the last log lines are on their way
    return roads


def _inside(text: str) -> Iterator[str]:
    """The text, and what every run of base64 in it decodes to."""
    yield text
    for run in re.findall(r"[A-Za-z0-9+/_-]{16,}", text):
        whole = run[: len(run) // 4 * 4].translate(str.maketrans("-_", "+/"))
        yield base64.b64decode(whole).decode("latin-1")


def _found(planted: Planted, texts: list[str]) -> set[str]:
    """Which marks stand in any of the texts; the texts themselves are not shown in a failure."""
    whole = "\n".join(part for text in texts for part in _inside(text)).lower()
    return {mark for mark in planted.marks() if mark in whole}


def _items(stack: LocalStack, table: str) -> list[str]:
    pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.tables[table])
    return [json.dumps(item, default=_as_text) for page in pages for item in page["Items"]]


def _as_text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


@pytest.mark.parametrize("table", ["index", "casework", "ledger"])
def test_no_table_holds_anything_of_the_child_outside_a_box(walked: Roads, table: str) -> None:
    items = _items(walked.stack, table)
    assert items
    assert _found(walked.child, items) == set()


def test_no_log_of_a_function_holds_anything_of_the_child(walked: Roads) -> None:
    lines = walked.stack.log_lines()
    assert lines
    assert _found(walked.child, lines) == set()


def test_no_other_log_group_holds_anything_of_the_child(walked: Roads) -> None:
    logs = walked.stack.client("logs")
    groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
    pages = (logs.get_paginator("filter_log_events").paginate(logGroupName=group) for group in groups)
    lines = [event["message"] for each in pages for page in each for event in page["events"]]
    assert lines
    assert _found(walked.child, lines) == set()


def test_no_metric_is_named_after_anything_of_the_child(walked: Roads) -> None:
    pages = walked.stack.client("cloudwatch").get_paginator("list_metrics").paginate()
    metrics = [json.dumps(metric) for page in pages for metric in page["Metrics"]]
    assert _found(walked.child, metrics) == set()


def test_no_queue_holds_anything_of_the_child(walked: Roads) -> None:
    sqs = walked.stack.client("sqs")
    waiting = [
        json.dumps(message)
        for url in walked.stack.document["queues"].values()
        for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0).get(
            "Messages", []
        )
    ]
    assert _found(walked.child, waiting) == set()


def test_nothing_that_stays_in_a_chat_holds_anything_of_the_child(walked: Roads) -> None:
    calls = [call for call in walked.stack.web_api_calls() if call["method"] in STAYS_IN_A_CHAT]
    assert {call["method"] for call in calls} >= {"chat.postMessage", "views.publish"}
    assert _found(walked.child, [json.dumps(call["args"]) for call in calls]) == set()


def test_no_hidden_part_of_a_window_holds_anything_of_the_child(walked: Roads) -> None:
    """Metadata, ids and button values travel back and forth and are logged by others than Slack."""
    hidden = [text for call in walked.stack.web_api_calls() for text in _hidden(call["args"])]
    assert hidden
    assert _found(walked.child, hidden) == set()


def _hidden(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _hidden(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in ("private_metadata", "callback_id", "external_id", "block_id", "action_id", "value"):
                yield str(value)
            else:
                yield from _hidden(value)


def test_the_search_finds_what_is_there(walked: Roads) -> None:
    """The proof of the search itself: the windows of the person who asked do hold the details."""
    windows = [
        json.dumps(call["args"])
        for call in walked.stack.web_api_calls()
        if call["method"].startswith("views.")
    ]
    boxed_up = base64.b64encode(f"xx {walked.child.family} xx".encode()).decode()
    assert walked.child.family.lower() in _found(walked.child, [*windows, boxed_up])
