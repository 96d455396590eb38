"""The payloads that Slack makes of a person's gestures."""

from __future__ import annotations

import secrets
import time
from typing import Any

from tools.workbench.conversations import APP_ID, TEAM_ROOM, Channel, Message
from tools.workbench.form_state import Held, chosen, state_of
from tools.workbench.views import View, new_id
from tools.workbench.workspace import Workspace

Json = dict[str, Any]

# Slack still sends it; it proves nothing, so a bot must not read it.
_DEPRECATED_TOKEN = "deprecated"  # noqa: S105


def _envelope(workspace: Workspace, user: str, kind: str) -> Json:
    person, team = workspace.member(user), workspace.team_id()
    return {
        "type": kind,
        "token": _DEPRECATED_TOKEN,
        "api_app_id": APP_ID,
        "team": {"id": person["team_id"], "domain": "local"},
        "user": {
            "id": user,
            "username": person["name"],
            "name": person["name"],
            "team_id": person["team_id"],
        },
        "enterprise": None,
        "is_enterprise_install": False,
        "context_team_id": team,
    }


def slash_command(
    workspace: Workspace, user: str, channel: Channel, command: str, text: str
) -> dict[str, str]:
    """The form of a slash command."""
    person = workspace.member(user)
    return {
        "token": _DEPRECATED_TOKEN,
        "team_id": person["team_id"],
        "team_domain": "local",
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": person["name"],
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": workspace.new_response_url(user, channel),
        "trigger_id": workspace.views.new_trigger(user),
    }


def channel_name(channel: Channel) -> str:
    """The name of a conversation as Slack gives it to bots."""
    return "team-room" if channel.id == TEAM_ROOM else "directmessage"


def shortcut(workspace: Workspace, user: str, callback_id: str) -> Json:
    """A global shortcut."""
    return {
        **_envelope(workspace, user, "shortcut"),
        "callback_id": callback_id,
        "action_ts": f"{time.time():.6f}",
        "trigger_id": workspace.views.new_trigger(user),
    }


def view_submission(workspace: Workspace, view: View) -> Json:
    """A modal sent off."""
    return {
        **_envelope(workspace, view.user, "view_submission"),
        "trigger_id": workspace.views.new_trigger(view.user),
        "view": view.as_slack_writes_it(workspace.team_id()),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, view: View, is_cleared: bool) -> Json:
    """A modal closed without sending it."""
    return {
        **_envelope(workspace, view.user, "view_closed"),
        "view": view.as_slack_writes_it(workspace.team_id()),
        "is_cleared": is_cleared,
    }


def action_in_view(workspace: Workspace, view: View, action: Json) -> Json:
    """A button or field used in a modal or home tab."""
    written = view.as_slack_writes_it(workspace.team_id())
    return {
        **_envelope(workspace, view.user, "block_actions"),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.views.new_trigger(view.user),
        "view": written,
        "state": written["state"],
        "actions": [action],
    }


def action_in_message(
    workspace: Workspace, user: str, channel: Channel, message: Message, action: Json
) -> Json:
    """A button or field used in a message."""
    return {
        **_envelope(workspace, user, "block_actions"),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(message.seen_by),
        },
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": message.as_slack_writes_it(),
        "state": state_of({"blocks": message.blocks}, {}),
        "response_url": workspace.new_response_url(user, channel, message),
        "trigger_id": workspace.views.new_trigger(user),
        "actions": [action],
    }


def action(block: Json, element: Json, value: Held) -> Json:
    """One entry of `actions`: what was used, and what it now holds."""
    return {
        **_held(element, value),
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": f"{time.time():.6f}",
    }


def _held(element: Json, value: Held) -> Json:
    match element["type"]:
        case "button":
            return {name: element[name] for name in element if name in ("type", "text", "value")}
        case "overflow":
            return {"type": "overflow", "selected_option": _overflow_option(element, value)}
        case _:
            return chosen(element, value)


def _overflow_option(element: Json, value: Held) -> Json | None:
    return next((option for option in element["options"] if option["value"] == value), None)


def event(workspace: Workspace, said: Json, event_id: str = "") -> Json:
    """The envelope of an event."""
    team = workspace.team_id()
    return {
        "token": _DEPRECATED_TOKEN,
        "team_id": team,
        "context_team_id": team,
        "api_app_id": APP_ID,
        "event": said,
        "type": "event_callback",
        "event_id": event_id or new_id("Ev"),
        "event_time": int(time.time()),
        "event_context": secrets.token_hex(8),
        "is_ext_shared_channel": False,
        "authorizations": [{"team_id": team, "user_id": "U0FINGERPOST", "is_bot": True}],
    }


def direct_message(user: str, channel: Channel, message: Message, team: str) -> Json:
    """The event of a person writing to the bot."""
    return {
        "type": "message",
        "channel": channel.id,
        "channel_type": "im",
        "user": user,
        "team": team,
        "text": message.text,
        "ts": message.ts,
        "event_ts": message.ts,
        "client_msg_id": secrets.token_hex(16),
    }


def deletion(channel: Channel, message: Message, ts: str) -> Json:
    """The event of a person deleting what they wrote."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "channel": channel.id,
        "channel_type": "im",
        "hidden": True,
        "deleted_ts": message.ts,
        "previous_message": message.as_slack_writes_it(),
        "ts": ts,
        "event_ts": ts,
    }


def home_opened(workspace: Workspace, user: str, channel: Channel) -> Json:
    """The event of a person looking at the home tab."""
    home = workspace.views.homes.get(user)
    seen = {"view": home.as_slack_writes_it(workspace.team_id())} if home else {}
    return {
        "type": "app_home_opened",
        "user": user,
        "channel": channel.id,
        "tab": "home",
        "event_ts": f"{time.time():.6f}",
        **seen,
    }
