"""Slack's Web API as far as the bot uses it, with Slack's rules and Slack's errors."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tools.block_kit import check
from tools.workbench.conversations import (
    BOT_ID,
    BOT_USER,
    Channel,
    Message,
    blocks_with_ids,
)
from tools.workbench.errors import SlackRefuses
from tools.workbench.views import View, refuse_if_unsound
from tools.workbench.workspace import Workspace

Json = dict[str, Any]
Method = Callable[[Workspace, Json], Json]


@dataclass(frozen=True)
class Answer:
    """An HTTP answer of the Web API."""

    status: int
    body: Json
    headers: Mapping[str, str]


def call(workspace: Workspace, method: str, args: Json, token: str) -> Answer:
    """Answer one Web API call and note it in the record."""
    fault = workspace.faults.take(method)
    performed = fault is None or fault.performed
    answer = _perform(workspace, method, args, token) if performed else Answer(200, {}, {})
    if fault:
        answer = _failed(fault.status, fault.error, fault.retry_after)
    with workspace.changing():
        workspace.record.web_api_call(method, args, answer.body, answer.status)
    if fault and fault.status == "timeout":
        time.sleep(fault.seconds)
    return answer


def _failed(status: int | str, error: str, retry_after: int) -> Answer:
    if error:
        return Answer(200, {"ok": False, "error": error}, {})
    if status == 429:
        return _rate_limited(retry_after)
    if status == "timeout":
        return Answer(504, {"ok": False, "error": "local_timeout"}, {})
    return Answer(int(status), {"ok": False, "error": "internal_error"}, {})


def _rate_limited(retry_after: int) -> Answer:
    return Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(retry_after)})


def _perform(workspace: Workspace, method: str, args: Json, token: str) -> Answer:
    with workspace.changing():
        if method == "chat.postMessage" and _posts_too_fast(workspace, str(args.get("channel"))):
            return _rate_limited(1)
        try:
            return Answer(200, {"ok": True, **_dispatch(workspace, method, args, token)}, _granted(workspace))
        except SlackRefuses as refusal:
            return Answer(200, refusal.answer(), {})


def _granted(workspace: Workspace) -> dict[str, str]:
    """Slack names the token's scopes beside every answer."""
    return {"X-OAuth-Scopes": ",".join(workspace.settings.scopes)}


def _posts_too_fast(workspace: Workspace, channel: str) -> bool:
    """Slack takes one message a second in each channel."""
    at = workspace.clock()
    too_fast = workspace.settings.pacing and at - workspace.posted_at.get(channel, at - 1) < 1
    if not too_fast:
        workspace.posted_at[channel] = at
    return too_fast


def _dispatch(workspace: Workspace, method: str, args: Json, token: str) -> Json:
    if not token:
        raise SlackRefuses("not_authed")
    if not workspace.knows_token(token):
        raise SlackRefuses("invalid_auth")
    if method not in METHODS:
        raise SlackRefuses("unknown_method")
    return METHODS[method](workspace, args)


def _needed(args: Json, name: str) -> Any:  # noqa: ANN401 - whatever JSON the bot sent
    if not args.get(name):
        raise SlackRefuses("invalid_arguments", [f"[ERROR] missing required field: {name}"])
    return args[name]


def _auth_test(workspace: Workspace, args: Json) -> Json:
    return {
        "url": workspace.settings.public_url,
        "team": "Local workspace",
        "team_id": workspace.team_id(),
        "user": "fingerpost",
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def _shown(workspace: Workspace, view: View) -> Json:
    return {"view": view.as_slack_writes_it(workspace.team_id())}


def _views_open(workspace: Workspace, args: Json) -> Json:
    view = workspace.views.open(str(_needed(args, "trigger_id")), _needed(args, "view"))
    return _shown(workspace, view)


def _views_push(workspace: Workspace, args: Json) -> Json:
    view = workspace.views.push(str(_needed(args, "trigger_id")), _needed(args, "view"))
    return _shown(workspace, view)


def _views_update(workspace: Workspace, args: Json) -> Json:
    payload = _needed(args, "view")
    view_id, external_id = str(args.get("view_id", "")), str(args.get("external_id", ""))
    return _shown(
        workspace, workspace.views.update(payload, view_id, external_id, str(args.get("hash") or ""))
    )


def _views_publish(workspace: Workspace, args: Json) -> Json:
    user = str(_needed(args, "user_id"))
    workspace.member(user)
    view = workspace.views.publish(user, _needed(args, "view"), str(args.get("hash") or ""))
    return _shown(workspace, view)


def _destination(workspace: Workspace, args: Json) -> Channel:
    """The channel of a message; a person's id stands for the direct message with them."""
    name = str(_needed(args, "channel"))
    if name.startswith("U"):
        workspace.member(name)
        return workspace.conversations.direct_message_with(name)
    return workspace.conversations.where_the_bot_is(name)


def _message(workspace: Workspace, args: Json, seen_by: str = "") -> Message:
    refuse_if_unsound(check(args, "message"), "invalid_blocks" if args.get("blocks") else "no_text")
    return Message(
        ts=workspace.conversations.new_ts(),
        author=BOT_USER,
        text=str(args["text"]),
        blocks=blocks_with_ids(args.get("blocks") or []),
        metadata=args.get("metadata"),
        seen_by=seen_by,
    )


def _chat_post_message(workspace: Workspace, args: Json) -> Json:
    channel = _destination(workspace, args)
    message = workspace.conversations.add(channel, _message(workspace, args))
    return {"channel": channel.id, "ts": message.ts, "message": message.as_slack_writes_it(True)}


def _chat_post_ephemeral(workspace: Workspace, args: Json) -> Json:
    channel, user = _destination(workspace, args), str(_needed(args, "user"))
    if channel.member != user:
        raise SlackRefuses("user_not_in_channel")
    message = workspace.conversations.add(channel, _message(workspace, args, seen_by=user))
    return {"message_ts": message.ts}


def _own_message(workspace: Workspace, args: Json, refusal: str) -> tuple[Channel, Message]:
    channel = workspace.conversations.where_the_bot_is(str(_needed(args, "channel")))
    message = channel.find(str(_needed(args, "ts")))
    if message.seen_by:
        raise SlackRefuses("message_not_found")
    if message.author != BOT_USER:
        raise SlackRefuses(refusal)
    return channel, message


def _chat_update(workspace: Workspace, args: Json) -> Json:
    channel, message = _own_message(workspace, args, "cant_update_message")
    new = _message(workspace, args)
    message.text, message.blocks, message.edited = new.text, new.blocks, True
    message.metadata = new.metadata or message.metadata
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.as_slack_writes_it(),
    }


def _chat_delete(workspace: Workspace, args: Json) -> Json:
    channel, message = _own_message(workspace, args, "cant_delete_message")
    channel.messages.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def _conversations_open(workspace: Workspace, args: Json) -> Json:
    if args.get("channel"):
        return {"channel": {"id": workspace.conversations.find(str(args["channel"])).id}}
    users = args.get("users") or ""
    named = users if isinstance(users, list) else str(users).split(",")
    if named in ([], [""]):
        raise SlackRefuses("users_list_not_supplied")
    if len(named) > 1:
        raise SlackRefuses("too_many_users")
    person = workspace.member(str(named[0]))
    return {"channel": {"id": workspace.conversations.direct_message_with(person["id"]).id}}


def _between(args: Json, message: Message) -> bool:
    oldest, latest = str(args.get("oldest") or "0"), str(args.get("latest") or "9999999999.999999")
    if _is_true(args.get("inclusive")):
        return oldest <= message.ts <= latest
    return oldest < message.ts < latest


def _is_true(value: Any) -> bool:  # noqa: ANN401 - a form sends text, JSON a boolean
    return str(value).lower() in ("true", "1")


def _conversations_history(workspace: Workspace, args: Json) -> Json:
    """Newest first, ephemeral messages never, in pages: a reader that stops at the first must be noticed."""
    channel = workspace.conversations.where_the_bot_is(str(_needed(args, "channel")))
    kept = [m for m in reversed(channel.messages) if not m.seen_by and _between(args, m)]
    size, start = int(args.get("limit") or 100), int(str(args.get("cursor") or "0"))
    page, more = kept[start : start + size], start + size < len(kept)
    told = _is_true(args.get("include_all_metadata"))
    return {
        "messages": [message.as_slack_writes_it(told) for message in page],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + size) if more else ""},
    }


def _users_info(workspace: Workspace, args: Json) -> Json:
    return {"user": workspace.member(str(_needed(args, "user")))}


def _users_lookup_by_email(workspace: Workspace, args: Json) -> Json:
    email = str(_needed(args, "email")).lower()
    for person in workspace.members():
        if person["profile"]["email"].lower() == email:
            return {"user": person}
    raise SlackRefuses("users_not_found")


METHODS: dict[str, Method] = {
    "auth.test": _auth_test,
    "chat.delete": _chat_delete,
    "chat.postEphemeral": _chat_post_ephemeral,
    "chat.postMessage": _chat_post_message,
    "chat.update": _chat_update,
    "conversations.history": _conversations_history,
    "conversations.open": _conversations_open,
    "users.info": _users_info,
    "users.lookupByEmail": _users_lookup_by_email,
    "views.open": _views_open,
    "views.publish": _views_publish,
    "views.push": _views_push,
    "views.update": _views_update,
}
