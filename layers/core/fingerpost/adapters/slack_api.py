"""Slack's Web API: who an account is, and notices as direct messages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse, WebClient

from fingerpost.adapters.drawing import DrawNotice
from fingerpost.adapters.slack_client import slack_code
from fingerpost.adapters.slack_client import web_client as web_client
from fingerpost.domain.errors import (
    AskedTooOften,
    DeliveryInDoubt,
    FingerpostError,
    RateLimited,
    Unavailable,
    Undeliverable,
)
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.telling import Posted

EVENT_TYPE = "fingerpost_notice"
"""The metadata by which a message that was posted is found again."""

_SECONDS_WITHOUT_WORD = 30.0  # Slack said "wait" but not how long
_CLOCKS_DIFFER = timedelta(minutes=2)
_PAGE = 200

# The recipient cannot be reached by any later try. A code that is not listed is tried again and ends among
# the dead letters, where somebody looks: a fault of ours must not count as a person who cannot be told.
_UNREACHABLE = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "cant_update_message",
        "cant_dm_bot",
        "channel_not_found",
        "edit_window_closed",
        "is_archived",
        "message_not_found",
        "messages_tab_disabled",
        "method_not_supported_for_channel_type",
        "not_in_channel",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)
_NO_SUCH_ACCOUNT = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
_SLOW_DOWN = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_IN_DOUBT = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})


@dataclass
class Pace:
    """At most one message a second to one person, which is what Slack accepts for a channel.

    Within one process; the queue's groups see to it that no other process sends to the same person meanwhile.
    """

    wait: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    seconds: float = 1.0
    _last: dict[ChatIdentity, float] = field(default_factory=dict)

    def take_turn(self, identity: ChatIdentity) -> None:
        """Wait until this person may be sent the next message."""
        now = self.monotonic()
        due = self._last.get(identity, now - self.seconds) + self.seconds
        if due > now:
            self.wait(due - now)
        self._last[identity] = max(now, due)


@dataclass(frozen=True)
class SlackMessenger:
    """Implements `ports.Messenger`.

    client: the bot's client with its present token. draw: a notice's `text` and `blocks`.
    """

    client: Callable[[], WebClient]
    draw: DrawNotice
    pace: Pace

    def post(self, notice: Notice, identity: ChatIdentity, parts: Sequence[Notice] = ()) -> Posted:
        """Post to the person's direct messages with the bot, marked with the notice's id."""
        drawn = self.draw(notice, parts, in_place=False)
        self.pace.take_turn(identity)
        with self._reaching_a_person():
            answer = self.client().chat_postMessage(
                channel=identity.user,
                text=drawn["text"],
                blocks=drawn["blocks"],
                metadata={"event_type": EVENT_TYPE, "event_payload": {"notice": notice.id}},
                unfurl_links=False,
                unfurl_media=False,
            )
            return Posted(id=str(answer["ts"]), channel=str(answer["channel"]))

    def replace(self, earlier: Notice, notice: Notice, parts: Sequence[Notice] = ()) -> bool:
        """Change the message of a delivered notice; the mark by which it is found again stays."""
        if earlier.identity is None:
            return False
        drawn = self.draw(notice, parts, in_place=True)
        try:
            with _translated():
                self.client().chat_update(
                    channel=self._direct_messages_with(earlier.identity),
                    ts=earlier.message_id,
                    text=drawn["text"],
                    blocks=drawn["blocks"],
                )
        except Undeliverable:
            return False
        return True

    def find_posted(self, notice: Notice, identity: ChatIdentity) -> Posted | None:
        """Look for the notice's mark among the bot's messages since the notice was made."""
        with self._reaching_a_person():
            channel = self._direct_messages_with(identity)
            oldest = (notice.created_at - _CLOCKS_DIFFER).timestamp()
            for message in self._messages(channel, f"{oldest:.6f}"):
                if _is_of(message, notice):
                    return Posted(id=str(message["ts"]), channel=channel)
        return None

    def _direct_messages_with(self, identity: ChatIdentity) -> str:
        opened = self.client().conversations_open(users=identity.user)
        return str(_part(opened, "channel")["id"])

    def _messages(self, channel: str, oldest: str) -> Iterator[Mapping[str, Any]]:
        cursor = ""
        while True:
            page = self.client().conversations_history(
                channel=channel, oldest=oldest, limit=_PAGE, cursor=cursor, include_all_metadata=True
            )
            yield from page.get("messages", [])
            cursor = _part(page, "response_metadata").get("next_cursor", "")
            if not cursor:
                return

    @contextmanager
    def _reaching_a_person(self) -> Iterator[None]:
        try:
            with _translated():
                yield
        except Undeliverable as refusal:
            if refusal.code == "account_inactive":
                self._be_sure_that_the_bot_stands()
            raise

    def _be_sure_that_the_bot_stands(self) -> None:
        """Slack says `account_inactive` of a recipient and of our own token: only one is beyond help."""
        try:
            self.client().auth_test()
        except SlackApiError:
            raise Unavailable("slack: the bot's own account") from None
        except (OSError, HTTPException, SlackClientError, ValueError):
            raise Unavailable("slack: no answer") from None


@dataclass(frozen=True)
class SlackAccounts:
    """Implements `ports.ChatAccounts` by `users.info`."""

    client: Callable[[], WebClient]
    clock: Clock

    def look_up(self, identity: ChatIdentity) -> ChatAccount:
        """Slack's word of when it was asked. An account that it does not know counts as deleted.

        Raises Unavailable, AskedTooOften."""
        asked = self.clock()
        try:
            with _translated():
                user = _part(self.client().users_info(user=identity.user), "user")
        except Undeliverable as refusal:
            if refusal.code in _NO_SUCH_ACCOUNT:
                return ChatAccount(identity, "", asked, email_confirmed=False, deleted=True)
            raise Unavailable(f"slack: {refusal.code}") from None
        except RateLimited:
            raise AskedTooOften("slack: too many questions") from None
        except DeliveryInDoubt:
            raise Unavailable("slack: no answer") from None
        return _account(identity, user, asked)


def _account(identity: ChatIdentity, user: Mapping[str, Any], asked: datetime) -> ChatAccount:
    """Whatever Slack leaves out counts against the account, apart from flags that it omits when false."""
    profile = user.get("profile") or {}
    return ChatAccount(
        identity=identity,
        email=str(profile.get("email") or "").lower(),
        checked_at=asked,
        email_confirmed=bool(user.get("is_email_confirmed", False)),
        deleted=bool(user.get("deleted", False)),
        bot=bool(user.get("is_bot", False)) or identity.user == "USLACKBOT",
        guest=bool(user.get("is_restricted", False) or user.get("is_ultra_restricted", False)),
        stranger=bool(user.get("is_stranger", False)) or identity.workspace not in _homes(user),
    )


def _homes(user: Mapping[str, Any]) -> frozenset[str]:
    """The workspace, and in an Enterprise organisation the organisation, that the account belongs to."""
    enterprise = user.get("enterprise_user") or {}
    return frozenset({str(user.get("team_id", "")), str(enterprise.get("enterprise_id", ""))} - {""})


def _is_of(message: Mapping[str, Any], notice: Notice) -> bool:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_type"), (metadata.get("event_payload") or {}).get("notice")) == (
        EVENT_TYPE,
        notice.id,
    )


def _part(answer: SlackResponse, name: str) -> Mapping[str, Any]:
    part = answer.get(name) or {}
    if not isinstance(part, Mapping):
        raise ValueError(name)
    return part


@contextmanager
def _translated() -> Iterator[None]:
    """Slack's refusals and the network's failures in the domain's words; never with their text."""
    try:
        yield
    except SlackApiError as error:
        raise _meaning(error.response) from None
    except (OSError, HTTPException, SlackClientError, ValueError, KeyError):
        raise DeliveryInDoubt("slack: no answer") from None


def _meaning(answer: SlackResponse) -> FingerpostError:
    """One place where Slack's answers get their meaning (https://docs.slack.dev/reference/methods)."""
    code = slack_code(answer)
    if answer.status_code == 429 or code in _SLOW_DOWN:
        return RateLimited(_retry_after(answer))
    if answer.status_code >= 500 or code in _IN_DOUBT:
        return DeliveryInDoubt(f"slack: {answer.status_code}")
    if code in _UNREACHABLE:
        return Undeliverable(code)
    return Unavailable(f"slack: {code}")


def _retry_after(answer: SlackResponse) -> float:
    headers = {str(name).lower(): value for name, value in dict(answer.headers).items()}
    told = str(headers.get("retry-after", ""))
    return float(told) if told.isdigit() else _SECONDS_WITHOUT_WORD
