"""What one person sees: the JSON behind the page and the driver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.workbench.conversations import BOT_NAME, BOT_USER, TEAM_ROOM, Channel, Message
from tools.workbench.stack import DEFAULT_COMMANDS, DEFAULT_SHORTCUTS
from tools.workbench.views import View
from tools.workbench.workspace import Workspace

Json = dict[str, Any]

_TOLD_OF_A_PERSON = ("id", "slack_user_id", "name", "job_title", "role", "service", "area", "refused_as")


def seen_by(workspace: Workspace, user: str) -> Json:
    """Everything on one person's screen. Raises SlackRefuses for a stranger."""
    me, stack = workspace.member(user), workspace.stack()
    home = workspace.views.homes.get(user)
    return {
        "version": workspace.version,
        "me": {"slack_user_id": user, "name": me["real_name"]},
        "conversations": [
            _conversation(workspace, c, user) for c in workspace.conversations.for_person(user)
        ],
        "modals": [_view(view) for view in workspace.views.stacks.get(user, [])],
        "home": _view(home) if home else None,
        "commands": list(stack.commands if stack else DEFAULT_COMMANDS),
        "shortcuts": list(stack.shortcuts if stack else DEFAULT_SHORTCUTS),
    }


def everyone(workspace: Workspace) -> Json:
    """The people one may play, with what waits for each of them."""
    return {
        "version": workspace.version,
        "ready": workspace.stack() is not None,
        "people": [_person(workspace, person) for person in workspace.people()],
        "record": {
            "requests": len(workspace.record.signed_requests),
            "calls": len(workspace.record.web_api_calls),
        },
    }


def _person(workspace: Workspace, person: Mapping[str, Any]) -> Json:
    user = str(person["slack_user_id"])
    waiting = sum(channel.unread_for(user) for channel in workspace.conversations.for_person(user))
    return {name: person.get(name) for name in _TOLD_OF_A_PERSON} | {"unread": waiting}


def _conversation(workspace: Workspace, channel: Channel, user: str) -> Json:
    names = {member["id"]: member["real_name"] for member in workspace.members()}
    return {
        "id": channel.id,
        "kind": "channel" if channel.id == TEAM_ROOM else "direct",
        "name": "team-room" if channel.id == TEAM_ROOM else BOT_NAME,
        "unread": channel.unread_for(user),
        "messages": [_message(message, names) for message in channel.visible_to(user)],
    }


def _message(message: Message, names: Mapping[str, str]) -> Json:
    is_bot = message.author == BOT_USER
    return {
        "ts": message.ts,
        "author": message.author,
        "author_name": BOT_NAME if is_bot else names.get(message.author, "Slackbot"),
        "is_bot": is_bot,
        "text": message.text,
        "blocks": message.blocks,
        "ephemeral": bool(message.seen_by),
        "edited": message.edited,
    }


def _view(view: View) -> Json:
    return {
        **view.payload,
        "id": view.id,
        "hash": view.hash,
        "values": view.values,
        "errors": view.errors,
        "trouble": view.trouble,
    }
