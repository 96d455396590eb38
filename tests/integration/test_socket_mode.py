"""Slack over a socket of our own, in front of the deployed local function: what it answers comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.local_stack import LocalStack
from tests.socket_mode import SlackOverASocket, slack_over_a_socket
from tools.try_slack.bridge import Bridge, Function, hang_up


@pytest.fixture
def slack(stack: LocalStack) -> Iterator[SlackOverASocket]:
    described = stack.document["slack"]
    function = Function(stack.document["api_url"] + described["events_path"], described["signing_secret"])
    with slack_over_a_socket() as one:
        client = Bridge(function, print).open(one.app_token, one.web_api)
        try:
            yield one
        finally:
            hang_up(client)


def somebody(stack: LocalStack) -> dict[str, Any]:
    [person] = [one for one in stack.people if one["id"] == "ling-cheung"]
    return {"user_id": person["slack_user_id"], "team_id": stack.document["slack"]["team_id"]}


def test_words_typed_after_the_command_are_answered_over_the_socket(
    stack: LocalStack, slack: SlackOverASocket
) -> None:
    typed = {
        "command": "/involved",
        "text": "Zachariah Quillfeather",
        "trigger_id": "1.2.3",
        "channel_id": "D1",
    }
    reply = slack.send("slash_commands", {**typed, **somebody(stack)}, accepts_response_payload=True)
    assert reply["payload"]["response_type"] == "ephemeral"
    assert "Zachariah" not in json.dumps(reply)


def test_an_event_reaches_the_function_and_the_start_page_is_drawn(
    stack: LocalStack, slack: SlackOverASocket
) -> None:
    who = somebody(stack)
    event = {"type": "app_home_opened", "tab": "home", "user": who["user_id"], "channel": "D1"}
    before = len(stack.web_api_calls())
    slack.send(
        "events_api",
        {
            "type": "event_callback",
            "team_id": who["team_id"],
            "event_id": f"EvSocket{before}",
            "event": event,
        },
    )
    assert "views.publish" in [one["method"] for one in stack.web_api_calls()[before:]]
