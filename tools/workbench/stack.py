"""What the workbench knows of the deployed stack: `.local/stack.json`, written by `make up`.

The stack needs the workbench's address as a template parameter, so the file comes into being after the
server: it is read when it is needed, and again when it changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DEFAULT_TEAM = "T0LOCAL"
DEFAULT_EMAIL_DOMAIN = "example.org"
DEFAULT_COMMANDS = (
    {"command": "/involved", "description": "Who else is involved with a child?", "hint": ""},
)
DEFAULT_SHORTCUTS = (
    {"callback_id": "ask", "name": "Ask who is involved"},
    {"callback_id": "record", "name": "Record involvement"},
    {"callback_id": "my_children", "name": "My children"},
)


class StackNotReady(Exception):
    """The stack is not deployed yet, or its file lacks a part; the text names which."""


@dataclass(frozen=True)
class Stack:
    """Where the bot listens and who works here.

    events_url: full URL of the bot's endpoint for events; interactions_url: that for commands and what is
    pressed and sent, the same where it is empty; signing_secret: what Slack signs with;
    bot_token: the only one the Web API takes, any `xoxb-` one where it is empty;
    people: as in stack.json; commands, shortcuts: what the app's manifest offers.
    """

    events_url: str
    signing_secret: str
    team_id: str = DEFAULT_TEAM
    email_domain: str = DEFAULT_EMAIL_DOMAIN
    bot_token: str = ""
    people: tuple[Mapping[str, Any], ...] = ()
    commands: tuple[Mapping[str, str], ...] = DEFAULT_COMMANDS
    shortcuts: tuple[Mapping[str, str], ...] = DEFAULT_SHORTCUTS
    interactions_url: str = ""


def stack_from(document: Mapping[str, Any]) -> Stack:
    """Read the parts of stack.json that Slack would know. Raises StackNotReady."""
    slack = document.get("slack", {})
    for part, holder in (("api_url", document), ("events_path", slack), ("signing_secret", slack)):
        if not holder.get(part):
            raise StackNotReady(f"the stack file has no {part}")
    return Stack(
        events_url=_below(document["api_url"], slack["events_path"]),
        signing_secret=slack["signing_secret"],
        team_id=slack.get("team_id") or DEFAULT_TEAM,
        email_domain=slack.get("email_domain") or DEFAULT_EMAIL_DOMAIN,
        bot_token=slack.get("bot_token") or "",
        people=tuple(document.get("people", ())),
        commands=tuple(slack.get("commands") or DEFAULT_COMMANDS),
        shortcuts=tuple(slack.get("shortcuts") or DEFAULT_SHORTCUTS),
        interactions_url=_below(document["api_url"], slack.get("interactions_path") or ""),
    )


def _below(api_url: str, path: str) -> str:
    return f"{api_url.rstrip('/')}/{path.lstrip('/')}" if path else ""


@dataclass
class StackFile:
    """The stack file, read again whenever it has changed."""

    path: Path
    _read_at: int = field(default=-1, init=False)
    _stack: Stack | None = field(default=None, init=False)

    def read(self) -> Stack:
        """The stack as the file describes it now. Raises StackNotReady."""
        changed_at = self._changed_at()
        if self._stack is None or changed_at != self._read_at:
            self._stack = stack_from(self._document())
            self._read_at = changed_at
        return self._stack

    def _changed_at(self) -> int:
        try:
            return self.path.stat().st_mtime_ns
        except FileNotFoundError:
            raise StackNotReady("the stack is not deployed yet") from None

    def _document(self) -> Mapping[str, Any]:
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
        except ValueError:
            raise StackNotReady("the stack file is being written") from None
        if not isinstance(document, dict):
            raise StackNotReady("the stack file is not an object")
        return document
