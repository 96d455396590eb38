"""The Slack app's manifest asks for what is used and nothing beside, within Slack's limits."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from slack_sdk.web import WebClient

from fingerpost.surfaces.slack.blocks import tap_of
from tools.slack.manifest import SlackApp, manifest
from tools.slack.scopes import EVENTS, METHODS, missing, needed

PRODUCT = Path(__file__).resolve().parents[3] / "layers" / "core" / "fingerpost"
URL = "https://api.example/live/slack/events"
PRESSED = "https://api.example/live/slack/interactions"
DEPLOYED = manifest(SlackApp("/involved", URL, PRESSED))


def _called(source: str) -> Iterator[str]:
    """The Web API methods that a module calls on a client, such as `users_info` on `self.client()`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def test_every_method_that_is_called_is_listed_with_its_scope() -> None:
    sources = [path.read_text("utf-8") for path in (PRODUCT / "adapters").glob("slack_*.py")]
    called = {name for source in sources for name in _called(source)} & _all_of_slack()
    assert {_snake(name) for name in called} == {_snake(name.replace(".", "_")) for name in METHODS}


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _all_of_slack() -> set[str]:
    return {name for name in dir(WebClient) if re.fullmatch(r"[a-z]+_[a-zA-Z_]+", name)}


def test_every_event_that_is_listened_to_is_subscribed_to() -> None:
    source = (PRODUCT / "surfaces" / "slack" / "handler.py").read_text("utf-8")
    listened = set(re.findall(r'app\.event\("(\w+)"\)', source))
    for group in re.findall(r"for changed in \(([^)]*)\)", source):
        listened |= set(re.findall(r'"(\w+)"', group))
    assert {name.replace("message.im", "message") for name in EVENTS} == listened
    assert set(DEPLOYED["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)


def test_the_token_is_given_each_scope_and_it_never_expires() -> None:
    assert DEPLOYED["oauth_config"]["scopes"]["bot"] == needed()
    assert {"team:read", "users:read.email", "commands"} <= set(needed())
    assert DEPLOYED["settings"]["token_rotation_enabled"] is False


def test_what_a_token_lacks_is_named_with_what_fails() -> None:
    assert missing(needed()) == {}
    assert missing(set(needed()) - {"team:read"}) == {"team:read": ["email_domain_changed"]}
    assert "users.info" in missing(set(needed()) - {"users:read"})["users:read"]


def test_home_and_messages_are_on_and_codes_can_be_written_there() -> None:
    home = DEPLOYED["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]


def test_every_shortcut_is_a_button_that_the_app_knows() -> None:
    shortcuts = DEPLOYED["features"]["shortcuts"]
    assert [tap_of(one["callback_id"]) for one in shortcuts] == ["ask", "record", "my_children"]
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in shortcuts)


def test_requests_come_to_the_deployment_or_over_a_socket() -> None:
    settings, command = DEPLOYED["settings"], DEPLOYED["features"]["slash_commands"][0]
    assert settings["event_subscriptions"]["request_url"] == URL
    assert (settings["interactivity"]["request_url"], command["url"]) == (PRESSED, PRESSED)
    assert not settings["socket_mode_enabled"]
    tried = manifest(SlackApp())
    assert tried["settings"]["socket_mode_enabled"]
    assert URL not in str(tried)
    assert "url" not in tried["features"]["slash_commands"][0]


def test_its_lengths_are_within_slacks_limits() -> None:
    shown = DEPLOYED["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert "usage_hint" not in DEPLOYED["features"]["slash_commands"][0]
