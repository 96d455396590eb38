"""The whole of the local Slack's memory."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tools.slack.scopes import needed
from tools.workbench.calls import Faults, Record
from tools.workbench.conversations import Channel, Conversations, Message
from tools.workbench.errors import SlackRefuses
from tools.workbench.people import member
from tools.workbench.stack import Stack, StackNotReady
from tools.workbench.views import TRIGGER_SECONDS, Clock, Views

Json = dict[str, Any]

RESPONSE_URL_USES = 5
RESPONSE_URL_SECONDS = 30 * 60


@dataclass
class ResponseUrl:
    """The right to answer a gesture in its conversation: five times within half an hour."""

    user: str
    channel: Channel
    message: Message | None
    expires_at: float
    uses_left: int = RESPONSE_URL_USES


@dataclass
class Settings:
    """How strict the local Slack is. seconds_to_answer: what Slack grants a bot, and a trigger; scopes: what
    the bot's token was given."""

    public_url: str = "http://127.0.0.1:8787"
    seconds_to_answer: float = TRIGGER_SECONDS
    pacing: bool = False
    scopes: list[str] = field(default_factory=needed)


@dataclass
class Workspace:
    """People, conversations, views, and the record; one lock guards it all."""

    read_stack: Callable[[], Stack]
    settings: Settings = field(default_factory=Settings)
    clock: Clock = time.monotonic
    hired: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    version: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Start afresh: no message, no view, no record, no fault, nobody but the people of the stack."""
        self.conversations = Conversations()
        self.views = Views(self.clock, self.settings.seconds_to_answer)
        self.record = Record()
        self.faults = Faults()
        self.response_urls: dict[str, ResponseUrl] = {}
        self.posted_at: dict[str, float] = {}
        self.hired.clear()
        self.version += 1

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock, and let every open page know that there is something new."""
        with self._lock:
            try:
                yield
            finally:
                self.version += 1

    def stack(self) -> Stack | None:
        """The deployed stack, or nothing while there is none."""
        try:
            return self.read_stack()
        except StackNotReady:
            return None

    def team_id(self) -> str:
        """The workspace's id."""
        return (self.stack() or _NO_STACK).team_id

    def knows_token(self, token: str) -> bool:
        """Whether the token is the installed bot's."""
        installed = (self.stack() or _NO_STACK).bot_token
        return token == installed if installed else token.startswith("xoxb-")

    def people(self) -> list[Mapping[str, Any]]:
        """Everyone with a Slack account: the stack's people, then or instead those a test has added."""
        known = {
            str(p["slack_user_id"]): p for p in (self.stack() or _NO_STACK).people if p.get("slack_user_id")
        }
        return list({**known, **self.hired}.values())

    def members(self) -> list[Json]:
        """Everyone as Slack's user objects."""
        stack = self.stack() or _NO_STACK
        return [member(person, stack.team_id, stack.email_domain) for person in self.people()]

    def member(self, user: str) -> Json:
        """One person's user object. Raises SlackRefuses."""
        for one in self.members():
            if one["id"] == user:
                return one
        raise SlackRefuses("user_not_found")

    def new_response_url(self, user: str, channel: Channel, message: Message | None = None) -> str:
        """An address at which the bot may answer a gesture."""
        token = secrets.token_hex(12)
        until = self.clock() + RESPONSE_URL_SECONDS
        self.response_urls[token] = ResponseUrl(user, channel, message, until)
        return f"{self.settings.public_url}/_local/response/{token}"


_NO_STACK = Stack(events_url="", signing_secret="")
