"""What a person does in Slack, turned into a signed request, and what the bot's reply then changes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from tools.block_kit import check, check_response_action
from tools.workbench import payloads, wire
from tools.workbench.conversations import BOT_USER, Channel, Message, blocks_with_ids
from tools.workbench.errors import SlackRefuses
from tools.workbench.form_state import Held, Values, elements_of, field_errors
from tools.workbench.views import View
from tools.workbench.wire import TROUBLE, Reply
from tools.workbench.workspace import ResponseUrl, Workspace

Json = dict[str, Any]

SLACKBOT = "USLACKBOT"


class NoSuchThing(Exception):
    """The gesture names a view, message or element that is not there (any more)."""


def _outcome(reply: Reply | None, **more: object) -> Json:
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
    return _outcome(reply)


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
    return _outcome(wire.send(workspace, wire.interaction(user, f"shortcut {callback_id}", payload)))


def fill_in(workspace: Workspace, view_id: str, values: Values) -> View:
    """Put into the fields of an open view what the person typed. Raises NoSuchThing."""
    view = _view(workspace, view_id)
    with workspace.changing():
        for block_id, fields in values.items():
            view.values.setdefault(block_id, {}).update(fields)
    return view


def submit(workspace: Workspace, view_id: str, values: Values, clicks: int = 1) -> Json:
    """Send off a modal. Slack's client looks at required fields and lengths first and sends nothing then.

    clicks: 2 for a double click, which sends the same content twice at the same time.
    """
    view = fill_in(workspace, view_id, values)
    complaints = field_errors(view.payload, view.values)
    if complaints:
        with workspace.changing():
            view.errors, view.trouble = complaints, ""
        return _outcome(None, field_errors=complaints)
    replies = _submitted(workspace, view, clicks)
    return _outcome(replies[0], field_errors=view.errors)


def _submitted(workspace: Workspace, view: View, clicks: int) -> list[Reply]:
    made = [payloads.view_submission(workspace, view) for _ in range(clicks)]
    asked_with = view.hash

    def send(payload: Json) -> Reply:
        reply = wire.send(workspace, wire.interaction(view.user, "submitted a modal", payload))
        with workspace.changing():
            _take_submission_answer(workspace, view, asked_with, reply)
        return reply

    with ThreadPoolExecutor(clicks) as hands:
        return list(hands.map(send, made))


def _take_submission_answer(workspace: Workspace, view: View, asked_with: str, reply: Reply) -> None:
    """Apply the answer, unless an earlier one to the same content was applied: a double click closes once."""
    if view.answered_hash == asked_with or view not in workspace.views.stacks.get(view.user, []):
        return
    problems = [] if reply.error else check_response_action(reply.body, view.payload)
    if problems:
        reply.found_wrong([str(problem) for problem in problems])
    if reply.error:
        view.trouble = TROUBLE
        return
    view.answered_hash = asked_with
    _apply(workspace, view, reply)


def _apply(workspace: Workspace, view: View, reply: Reply) -> None:
    answer = reply.body or {}
    match answer.get("response_action"):
        case "update":
            workspace.views.replace(view, answer["view"])
        case "push":
            _push(workspace, view, answer["view"], reply)
        case "errors":
            view.errors, view.trouble, view.answered_hash = answer["errors"], "", ""
        case "clear":
            workspace.views.clear(view.user)
        case _:
            workspace.views.stacks[view.user].remove(view)


def _push(workspace: Workspace, view: View, payload: Json, reply: Reply) -> None:
    try:
        workspace.views.push_for(view.user, payload)
        view.errors, view.trouble, view.answered_hash = {}, "", ""
    except SlackRefuses as refusal:
        reply.found_wrong([refusal.code])
        view.trouble = TROUBLE


def close(workspace: Workspace, user: str, all_of_them: bool = False) -> Json:
    """Close the modal on top (Back or Cancel), or the whole stack (the cross in the corner)."""
    with workspace.changing():
        stack = workspace.views.stacks.get(user, [])
        closing = list(reversed(stack)) if all_of_them else stack[-1:]
        clears = all_of_them or any(view.payload.get("clear_on_close") for view in closing)
        workspace.views.stacks[user] = [] if clears else stack[:-1]
    for view in closing:
        if view.payload.get("notify_on_close"):
            payload = payloads.view_closed(workspace, view, clears)
            wire.send(workspace, wire.interaction(user, "closed a modal", payload))
    return _outcome(None)


def act_in_view(
    workspace: Workspace, view_id: str, block_id: str, action_id: str, values: Values, value: Held
) -> Json:
    """Press a button, or change a field that dispatches, in a modal or home tab."""
    view = fill_in(workspace, view_id, values)
    block, element = _element(view.payload, block_id, action_id)
    if element["type"] not in ("button", "overflow"):
        fill_in(workspace, view_id, {block_id: {action_id: value}})
    payload = payloads.action_in_view(workspace, view, payloads.action(block, element, value))
    where = "the home tab" if view.payload["type"] == "home" else "a modal"
    gesture = f"{_in_words(element)} in {where}"
    reply = wire.send(workspace, wire.interaction(view.user, gesture, payload))
    with workspace.changing():
        view.trouble = TROUBLE if reply.error else ""
    return _outcome(reply)


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
    block, element = _element({"blocks": message.blocks}, block_id, action_id)
    used = payloads.action(block, element, value)
    payload = payloads.action_in_message(workspace, user, channel, message, used)
    gesture = f"{_in_words(element)} in a message"
    return _outcome(wire.send(workspace, wire.interaction(user, gesture, payload)))


def _in_words(element: Json) -> str:
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
        return _outcome(None)
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
    return tell(workspace, user, said, "deleted a message") if channel.member else _outcome(None)


def dismiss(workspace: Workspace, user: str, channel_id: str, ts: str) -> Json:
    """Put away an ephemeral message."""
    channel = _conversation(workspace, user, channel_id)
    message = _message(channel, ts, user)
    with workspace.changing():
        if message.seen_by:
            channel.messages.remove(message)
    return _outcome(None)


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
    return _outcome(None)


def tell(
    workspace: Workspace, user: str, said: Json, gesture: str, event_id: str = "", retry: int = 0
) -> Json:
    """Deliver an event; when it fails Slack delivers it again at once (and later twice more)."""
    envelope = payloads.event(workspace, said, event_id)
    reply = _deliver(workspace, user, gesture, envelope, _retry_headers(retry, "http_error"))
    if reply.error and not retry:
        reason = "http_timeout" if reply.error == "operation_timeout" else "http_error"
        reply = _deliver(workspace, user, f"{gesture} (again)", envelope, _retry_headers(1, reason))
    return _outcome(reply, event_id=envelope["event_id"])


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


def _view(workspace: Workspace, view_id: str) -> View:
    try:
        return workspace.views.find(view_id)
    except SlackRefuses:
        raise NoSuchThing("view") from None


def _element(holder: Json, block_id: str, action_id: str) -> tuple[Json, Json]:
    for block, element in elements_of(holder):
        if (block["block_id"], element["action_id"]) == (block_id, action_id):
            return block, element
    raise NoSuchThing("element")
