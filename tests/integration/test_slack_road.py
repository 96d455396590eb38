"""What only Slack has: its command, start page, events, signatures, troubles. The rest: `tests/scenarios`."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.local_stack import LocalStack
from tests.scenarios.town import Slack, TownInChat, by_number, in_slack
from tools.workbench.driver import LocalSlack, Person, Screen

Json = dict[str, Any]


@pytest.fixture
def town(stack: LocalStack) -> Iterator[TownInChat]:
    """The town in Slack. Every payload the bot sends in any of these tests goes through the checker."""
    one = in_slack(stack)
    yield one
    assert one.product.everything_drawn_is_sound()
    one.everybody_as_before()


@pytest.fixture
def slack(town: TownInChat) -> Iterator[LocalSlack]:
    """The local Slack behind it."""
    assert isinstance(town.product, Slack)
    yield town.product.local
    town.product.local.forget_faults()


@pytest.fixture
def ling(town: TownInChat, slack: LocalSlack) -> Person:
    """Somebody with no modal open."""
    person = slack.person(town.entry("ling-cheung")["slack_user_id"])
    person.close_all()
    return person


def test_an_answer_is_drawn_by_no_call(town: TownInChat, slack: LocalSlack) -> None:
    town.ask("colin-mossley", by_number(town.child("several services")))
    assert slack.web_api_log("chat.postMessage") == []
    assert slack.web_api_log("views.update") == []


def test_the_shortcut_opens_the_form_that_the_command_opens(ling: Person) -> None:
    by_command = ling.open_form()
    ling.close_all()
    assert drawn(ling.use_shortcut("ask")) == drawn(by_command)


def drawn(screen: Screen) -> list[Json]:
    """Its blocks without the ids that Slack gives to those that have none."""
    return [
        {name: part for name, part in block.items() if name != "block_id"} for block in screen.view["blocks"]
    ]


def test_an_event_delivered_three_times_is_answered_once(ling: Person) -> None:
    before = len(ling.direct_messages())
    said = {
        "type": "message",
        "channel_type": "im",
        "channel": ling.direct_channel,
        "text": "hello",
        "ts": "1.1",
    }
    for retry in range(3):
        ling.hear_event({**said, "user": ling.slack_user_id}, event_id=f"Ev{before}once", retry=retry)
    assert len(ling.direct_messages()) == before + 1


def test_typed_details_are_refused_and_the_button_opens_the_form(ling: Person) -> None:
    assert ling.run("/involved", "Zachariah Quillfeather") is None
    said = ling.ephemeral_messages()[-1]
    assert "Zachariah" not in said.words
    form = ling.click("Ask who is involved", said)
    assert form is not None
    assert form.title == "Ask who is involved"


def test_the_home_tab_has_the_menu_and_counts(town: TownInChat, slack: LocalSlack) -> None:
    home = slack.person(town.entry("gareth-penry")["slack_user_id"]).open_home()
    assert home is not None
    assert "You are recorded as involved with" in home.words
    assert "Winterbourne" not in home.words


@pytest.mark.parametrize("status", [429, 500])
def test_slack_in_trouble_ends_in_words_or_nothing_and_never_in_a_trace(
    slack: LocalSlack, ling: Person, status: int
) -> None:
    slack.plant_fault("views.open", status)
    assert ling.run("/involved") is None
    assert "The form did not open" in ling.ephemeral_messages()[-1].words


def test_a_bad_signature_is_turned_away_and_leaves_one_log_line(town: TownInChat) -> None:
    body = urlencode({"command": "/involved", "text": "Zachariah Quillfeather"}).encode()
    moment = str(int(time.time()))
    headers = {**town.stack.signature(body, moment), "X-Slack-Signature": "v0=" + "0" * 64}
    before = len(town.stack.log_lines("slack"))
    answer = town.stack.send(body, headers)
    assert (answer.status, answer.text) == (401, "")
    new = town.new_log_lines("slack", before, "TURNED_AWAY")
    assert sum("TURNED_AWAY" in line for line in new) == 1
    assert not any("Zachariah" in line for line in new)


def test_a_captured_request_is_good_once(town: TownInChat) -> None:
    me = town.entry("colin-mossley")
    payload = {
        "type": "view_submission",
        "user": {"id": me["slack_user_id"], "team_id": me["team_id"]},
        "team": {"id": me["team_id"]},
        "view": _filled_in(town),
    }
    body = urlencode({"payload": json.dumps(payload)}).encode()
    headers = town.stack.signature(body, str(int(time.time())))
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    first, second = town.stack.send(body, headers), town.stack.send(body, headers)
    assert (first.body["view"]["callback_id"], second.status, second.text) == ("confirmed", 401, "")


def _filled_in(town: TownInChat) -> Json:
    """The ask form as Slack sends it back."""
    values = {
        "identifier": {"value": town.child("several services")["nhs_number"]},
        "birth_date": {"value": town.child("several services")["birth_date"]},
        "reason": {"selected_option": {"value": "safeguarding"}},
        "family_told": {"selected_option": {"value": "no"}},
    }
    state = {f"ask/{name}": {name: held} for name, held in values.items()}
    return {
        "type": "modal",
        "id": "VCAPTURED",
        "hash": secrets.token_hex(4),
        "callback_id": "ask",
        "private_metadata": "",
        "blocks": [],
        "state": {"values": state},
    }
