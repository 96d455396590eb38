"""The payload files of `events/`: each is one thing Slack sends, played through the real entrance."""

from __future__ import annotations

import pytest

from tests.unit.functions.events import event, names
from tests.unit.surfaces.slack.slack_scene import Scene, resigned

# What each makes the bot do: the calls of Slack's Web API, in order.
CALLS = {
    "bare_command": ["views.open"],
    "command_with_details": [],
    "shortcut_record": ["views.open", "views.update"],
    "ask_by_number": [],
    "ask_with_failing_check_digit": [],
    "button_my_children": ["views.open", "views.update"],
    "button_of_a_notice": ["views.open", "views.update"],
    "direct_message": ["chat.postMessage"],
    "home_opened": ["views.publish"],
    "account_closed": [],
    "url_verification": [],
}


def test_every_payload_file_is_played() -> None:
    assert names("slack") == sorted(f"slack.{name}" for name in CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_what_slack_signed_is_answered(name: str) -> None:
    scene = Scene()
    reply = scene.entrance(resigned(event(f"slack.{name}")), None)
    assert (reply["statusCode"], scene.slack.methods()) == (200, CALLS[name])


@pytest.mark.parametrize("name", CALLS)
def test_what_slack_did_not_sign_is_turned_away(name: str) -> None:
    scene = Scene()
    assert scene.entrance(event(f"slack.{name}"), None)["statusCode"] == 401
    assert scene.world.shelves.ledger == []
