"""What a person does in Slack, turned into a signed request, and what the bot's reply then changes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from tools.block_kit import check
from tools.workbench import payloads, wire
from tools.workbench.conversations import BOT_USER, Channel, Message, blocks_with_ids
from tools.workbench.errors import SlackRefuses
from tools.workbench.form_state import Held, elements_of
from tools.workbench.views import View
from tools.workbench.wire import TROUBLE, Reply
from tools.workbench.workspace import ResponseUrl, Workspace

Json = dict[str, Any]

SLACKBOT = "USLACKBOT"


class NoSuchThing(Exception):
    """The gesture names a view, message or element that is not there (any more)."""


def outcome_of(reply: Reply | None, **more: object) -> Json:
    """What page and driver are told: ok, Slack's error word, the sentence to show, the record's entry."""
    error = reply.error if reply else ""
    noted = {"request": reply.noted["id"], "ms": reply.noted["ms"]} if reply else {}
    return {"ok": not error, "error": error, "trouble": TROUBLE if error else "", **noted, **more}


def run_command(workspace: Workspace, user: str, channel_id: str, command: str, text: str) -> Json:
    """Send a slash command from a conversation."""
    channel = _conversation(workspace, user, channel_id)
    form = payloads.slash_command(workspace, user, channel, command, text)
    reply = wire.send(workspace, wire.Request(user, f"slash command {command}", urlencode(form)))
    with workspace.changing():
        if reply.error:
            _say_as_slackbot(workspace, channel, user, f'{command} failed with the error "{reply.error}"')
        else:
            _take_command_answer(workspace, channel, user, reply)
    return outcome_of(reply)


def _say_as_slackbot(workspace: Workspace, channel: Channel, user: str, text: str) -> None:
    ts = workspace.conversations.new_ts()
    workspace.conversations.add(channel, Message(ts, SLACKBOT, text, seen_by=user))


def _take_command_answer(workspace: Workspace, channel: Channel, user: str, reply: Reply) -> None:
    said = reply.body if isinstance(reply.body, dict) else {"text": reply.text}
    if said:
        _take_message(workspace, channel, user, said, reply)


def _take_message(workspace: Workspace, channel: Channel, user: str, said: Json, reply: Reply) -> None:
    problems = check(said, "message")
    if problems:
        reply.found_wrong([str(problem) for problem in problems])
        return
    workspace.conversations.add(channel, _bot_message(workspace, said, user))


def _bot_message(workspace: Workspace, said: Json, user: str) -> Message:
    for_all = said.get("response_type") == "in_channel"
    return Message(
        ts=workspace.conversations.new_ts(),
        author=BOT_USER,
        text=str(said["text"]),
        blocks=blocks_with_ids(said.get("blocks") or []),
        seen_by="" if for_all else user,
    )


def use_shortcut(workspace: Workspace, user: str, callback_id: str) -> Json:
    """Choose a global shortcut."""
    payload = payloads.shortcut(workspace, user, callback_id)
    return outcome_of(wire.send(workspace, wire.interaction(user, f"shortcut {callback_id}", payload)))


def act_in_message(
    workspace: Workspace,
    user: str,
    channel_id: str,
    ts: str,
    block_id: str,
    action_id: str,
    value: Held,
) -> Json:
    """Press a button, or choose from a menu, in a message."""
    channel = _conversation(workspace, user, channel_id)
    message = _message(channel, ts, user)
    block, element = element_of({"blocks": message.blocks}, block_id, action_id)
    used = payloads.action(block, element, value)
    payload = payloads.action_in_message(workspace, user, channel, message, used)
    gesture = f"{in_words(element)} in a message"
    return outcome_of(wire.send(workspace, wire.interaction(user, gesture, payload)))


def in_words(element: Json) -> str:
    if element["type"] == "button":
        return f"pressed “{element['text']['text']}”"
    return f"used {element['action_id']}"


def write(workspace: Workspace, user: str, channel_id: str, text: str) -> Json:
    """Write a message. The bot hears of it only in its direct messages."""
    channel = _conversation(workspace, user, channel_id)
    with workspace.changing():
        message = Message(workspace.conversations.new_ts(), user, text)
        workspace.conversations.add(channel, message)
        channel.read_until[user] = message.ts
    if not channel.member:
        return outcome_of(None)
    said = payloads.direct_message(user, channel, message, workspace.team_id())
    return tell(workspace, user, said, "wrote a direct message")


def delete(workspace: Workspace, user: str, channel_id: str, ts: str) -> Json:
    """Delete a message of one's own."""
    channel = _conversation(workspace, user, channel_id)
    message = _message(channel, ts, user)
    if message.author != user:
        raise NoSuchThing("only one's own messages can be deleted")
    with workspace.changing():
        channel.messages.remove(message)
        said = payloads.deletion(channel, message, workspace.conversations.new_ts())
    return tell(workspace, user, said, "deleted a message") if channel.member else outcome_of(None)


def dismiss(workspace: Workspace, user: str, channel_id: str, ts: str) -> Json:
    """Put away an ephemeral message."""
    channel = _conversation(workspace, user, channel_id)
    message = _message(channel, ts, user)
    with workspace.changing():
        if message.seen_by:
            channel.messages.remove(message)
    return outcome_of(None)


def open_home(workspace: Workspace, user: str) -> Json:
    """Look at the app's home tab."""
    channel = workspace.conversations.direct_message_with(user)
    return tell(workspace, user, payloads.home_opened(workspace, user, channel), "opened the home tab")


def read(workspace: Workspace, user: str, channel_id: str) -> Json:
    """Look at a conversation: nothing in it is unread any more."""
    channel = _conversation(workspace, user, channel_id)
    seen = channel.visible_to(user)
    with workspace.changing():
        channel.read_until[user] = seen[-1].ts if seen else ""
    return outcome_of(None)


def tell(
    workspace: Workspace, user: str, said: Json, gesture: str, event_id: str = "", retry: int = 0
) -> Json:
    """Deliver an event; when it fails Slack delivers it again at once (and later twice more)."""
    envelope = payloads.event(workspace, said, event_id)
    reply = _deliver(workspace, user, gesture, envelope, _retry_headers(retry, "http_error"))
    if reply.error and not retry:
        reason = "http_timeout" if reply.error == "operation_timeout" else "http_error"
        reply = _deliver(workspace, user, f"{gesture} (again)", envelope, _retry_headers(1, reason))
    return outcome_of(reply, event_id=envelope["event_id"])


def _retry_headers(retry: int, reason: str) -> dict[str, str]:
    return {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}


def _deliver(workspace: Workspace, user: str, gesture: str, envelope: Json, headers: dict[str, str]) -> Reply:
    request = wire.Request(user, gesture, json.dumps(envelope), "application/json", headers)
    return wire.send(workspace, request)


def answer_later(workspace: Workspace, token: str, said: Json) -> Json:
    """The bot answers a gesture at its response_url. Raises SlackRefuses."""
    grant = workspace.response_urls.get(token)
    if grant is None or workspace.clock() > grant.expires_at:
        raise SlackRefuses("expired_url")
    if grant.uses_left == 0:
        raise SlackRefuses("used_url")
    with workspace.changing():
        grant.uses_left -= 1
        _replace_or_add(workspace, grant, said)
    return {"ok": True}


def _replace_or_add(workspace: Workspace, grant: ResponseUrl, said: Json) -> None:
    original = grant.message
    if original in grant.channel.messages and (said.get("delete_original") or said.get("replace_original")):
        grant.channel.messages.remove(original)
    if said.get("delete_original"):
        return
    problems = check(said, "message")
    if problems:
        raise SlackRefuses("invalid_blocks", [str(problem) for problem in problems])
    workspace.conversations.add(grant.channel, _bot_message(workspace, said, grant.user))


def _conversation(workspace: Workspace, user: str, channel_id: str) -> Channel:
    workspace.member(user)
    for channel in workspace.conversations.for_person(user):
        if channel.id == channel_id:
            return channel
    raise NoSuchThing("conversation")


def _message(channel: Channel, ts: str, user: str) -> Message:
    for message in channel.visible_to(user):
        if message.ts == ts:
            return message
    raise NoSuchThing("message")


def view_of(workspace: Workspace, view_id: str) -> View:
    try:
        return workspace.views.find(view_id)
    except SlackRefuses:
        raise NoSuchThing("view") from None


def element_of(holder: Json, block_id: str, action_id: str) -> tuple[Json, Json]:
    for block, element in elements_of(holder):
        if (block["block_id"], element["action_id"]) == (block_id, action_id):
            return block, element
    raise NoSuchThing("element")
