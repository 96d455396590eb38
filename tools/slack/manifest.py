"""The manifest of a deployment's Slack app: Slack makes or changes the whole app from it.

Fields and lengths: docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say
from tools.slack.scopes import EVENTS, needed

Json = dict[str, Any]

NAME = "Fingerpost"
SHORTCUTS: dict[Tap, str] = {
    Tap.ASK: "help.ask.title",
    Tap.RECORD: "help.record.title",
    Tap.MY_CHILDREN: "button.my_children",
}
"""The global shortcuts with the words that explain them; each bears the name of the button it stands for."""


@dataclass(frozen=True)
class SlackApp:
    """What differs between deployments. events_url, interactions_url: empty over a socket."""

    command: str = "/involved"
    events_url: str = ""
    interactions_url: str = ""
    name: str = NAME

    @property
    def has_socket(self) -> bool:
        """Whether Slack's requests come over a socket, as where one tries it without AWS."""
        return not self.events_url


def manifest(app: SlackApp) -> Json:
    """It, with every scope that is used and none beside. No token expires: nothing here renews one."""
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": app.name,
            "description": say("home.what"),
            "background_color": "#1d3b2a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,  # a code for one's account is written there
            },
            "bot_user": {"display_name": app.name, "always_online": True},
            "shortcuts": [_shortcut(tap, words) for tap, words in SHORTCUTS.items()],
            "slash_commands": [_command(app)],
        },
        "oauth_config": {"scopes": {"bot": needed()}},
        "settings": _settings(app),
    }


def _shortcut(tap: Tap, words: str) -> Json:
    return {
        "name": say(f"button.{tap}"),
        "type": "global",
        "callback_id": str(tap),
        "description": say(words),
    }


def _command(app: SlackApp) -> Json:
    """No hint of what may be typed behind it: nothing may, since it would stand in the channel."""
    command = {"command": app.command, "description": say("button.ask"), "should_escape": False}
    return command if app.has_socket else {**command, "url": app.interactions_url}


def _settings(app: SlackApp) -> Json:
    events = {} if app.has_socket else {"request_url": app.events_url}
    interactions = {} if app.has_socket else {"request_url": app.interactions_url}
    return {
        "event_subscriptions": {**events, "bot_events": sorted(EVENTS)},
        "interactivity": {"is_enabled": True, **interactions},
        "org_deploy_enabled": True,  # one app for all workspaces of an Enterprise organisation
        "socket_mode_enabled": app.has_socket,
        "token_rotation_enabled": False,
    }
