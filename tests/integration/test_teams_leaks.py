"""The leak test on Teams' roads: nothing of a child stands in any store, log or chat after all of them."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import urllib3

from fingerpost.surfaces.words import say
from tests.integration import test_leaks as leaks
from tests.local_stack import LocalStack
from tests.scenarios.town import Screen, Teams, TownInChat, in_teams, with_room_for

Json = dict[str, Any]


def planted() -> leaks.Planted:
    """A child for each way of walking: the first walk makes the child known."""
    word, number = leaks._made_up_word, leaks._made_up_number
    postcode = f"ZE{secrets.randbelow(9) + 1} {secrets.randbelow(10)}QX"
    return leaks.Planted(word(), word(), word(), number(), postcode, f"{word()} {word()}")


@dataclass(frozen=True)
class Roads:
    """Everything a person can do with a child's details in Teams."""

    town: TownInChat
    child: leaks.Planted

    @property
    def teams(self) -> Teams:
        assert isinstance(self.town.product, Teams)
        return self.town.product

    def form(self, *fields: str) -> dict[str, str]:
        year, month, day = self.child.born
        known = {
            "identifier": self.child.number,
            "given_name": self.child.given,
            "family_name": self.child.family,
            "former_name": self.child.former,
            "birth_date": f"{day} {month} {year}",
            "postcode": self.child.postcode,
        }
        typed = {say(f"field.{name}"): known[name] for name in fields or known}
        why = {say("field.reason"): "Worried about a child's safety", say("field.note"): self.child.note}
        return {**typed, **why, say("field.family_told"): say("field.family_told.no")}

    def ask(self, person_id: str, *fields: str) -> Screen:
        typed = self.form(*fields)
        return with_room_for(typed, self.town.person(person_id).open("ask")).submit(typed)

    def walk_all(self) -> None:
        """Watch, record, ask, mistype, be told, open, chat, speak in a group, be refused, knock."""
        self.watch_from_nothing()
        self.record()
        self.ask("colin-mossley", "identifier", "birth_date")
        self.mistype()
        self.open_the_notice()
        self.town.person("gareth-penry").open("my_children").press(say("button.open"))
        self.say_it()
        self.town.refused_as("suspended").open("ask")
        self.knock()

    def watch_from_nothing(self) -> None:
        form = self.ask("sunita-bhatt").press(say("button.watch_from_answer"))
        until = say("field.until")
        last = form.shown.fields()[until]["choices"][-1]["title"]  # type: ignore[attr-defined]
        form.submit({say("field.reason"): "Planning or reviewing support", until: last})

    def record(self) -> None:
        work = {say("field.role"): "class teacher", say("field.since"): "2 2 2026"}
        typed = {**self.form(), **work}
        done = with_room_for(typed, self.town.person("gareth-penry").open("record")).submit(typed)
        assert say("recorded.record") in done.words

    def mistype(self) -> None:
        wrong = {say("field.birth_date"): "31 2 2013", say("field.identifier"): self.child.number[:-1] + "x"}
        typed = {**self.form(), **wrong}
        assert with_room_for(typed, self.town.person("colin-mossley").open("ask")).submit(typed).errors

    def open_the_notice(self) -> None:
        told = self.town.person("sunita-bhatt").wait_for_message("Reference FP-", beyond=0)
        opened = told.press(say("notice.open")).words
        assert say("child.watched.why") in opened
        assert self.child.family not in opened

    def say_it(self) -> None:
        text = f"what do you know of {self.child.given} {self.child.family}, {self.child.number}?"
        person = self.teams.local.person("ewa-sobczak")
        person.write(text)
        tenant = self.town.stack.document["teams"]["tenant_id"]
        person.act(
            text=text, conversation={"conversationType": "groupChat", "tenantId": tenant, "id": "19:leaks"}
        )

    def knock(self) -> None:
        url = self.town.stack.document["api_url"] + self.town.stack.document["teams"]["messages_path"]
        body = json.dumps({"type": "message", "text": self.child.family}).encode()
        for authorization in ("", f"Bearer {self.child.family}"):
            headers = {"content-type": "application/json", "authorization": authorization}
            assert urllib3.request("POST", url, body=body, headers=headers, retries=False).status == 401


@pytest.fixture(scope="module", params=["card", "dialog"])
def walked(request: pytest.FixtureRequest, stack: LocalStack) -> Iterator[Roads]:
    roads = Roads(in_teams(stack, request.param), planted())
    roads.walk_all()
    time.sleep(3)  # the last log lines are on their way
    yield roads
    roads.town.everybody_as_before()


@pytest.mark.parametrize("table", ["index", "casework", "ledger"])
def test_no_table_holds_anything_of_the_child_outside_a_box(walked: Roads, table: str) -> None:
    items = leaks._items(walked.town.stack, table)
    assert items
    assert leaks._found(walked.child, items) == set()


def test_no_log_of_a_function_holds_anything_of_the_child(walked: Roads) -> None:
    lines = walked.town.stack.log_lines()
    assert lines
    assert leaks._found(walked.child, lines) == set()


def test_nothing_that_stays_in_a_chat_or_goes_to_the_connector_holds_anything_of_the_child(
    walked: Roads,
) -> None:
    calls = [json.dumps(call) for call in walked.teams.local.wire()]
    assert any('"POST"' in call for call in calls)
    assert leaks._found(walked.child, calls) == set()


def test_no_hidden_part_of_a_card_holds_anything_of_the_child(walked: Roads) -> None:
    """What a button sends back travels through Microsoft's services, and is logged by others than us."""
    hidden = [text for card in walked.teams.drawn for text in _hidden(card)]
    assert hidden
    assert leaks._found(walked.child, hidden) == set()


def _hidden(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _hidden(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in ("data", "id", "verb", "fallbackText"):
                yield json.dumps(value)
            else:
                yield from _hidden(value)


def test_the_search_finds_what_is_there(walked: Roads) -> None:
    """The proof of the search itself: what the person who asked was shown does hold the details."""
    shown = [json.dumps(card) for card in walked.teams.drawn]
    assert walked.child.family.lower() in leaks._found(walked.child, shown)
