"""Modals and home tabs: who has which open, their hashes, and the triggers that open them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tools.block_kit import Problem, check
from tools.workbench.errors import SlackRefuses
from tools.workbench.form_state import Values, initial_values, kept_values, state_of

Json = dict[str, Any]
Clock = Callable[[], float]

MOST_VIEWS_IN_A_STACK = 3
TRIGGER_SECONDS = 3.0


@dataclass
class View:
    """One view as a person sees it: `values` stand in its fields, `errors` under them."""

    id: str
    user: str
    payload: Json
    hash: str
    previous_id: str | None = None
    root_id: str = ""
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    answered_hash: str = ""

    def as_slack_writes_it(self, team_id: str) -> Json:
        """Slack's view object."""
        return {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "submit": None,
            "close": None,
            **self.payload,
            "id": self.id,
            "team_id": team_id,
            "hash": self.hash,
            "state": state_of(self.payload, self.values),
            "root_view_id": self.root_id or self.id,
            "previous_view_id": self.previous_id,
            "app_id": "A0FINGERPOST",
            "app_installed_team_id": team_id,
            "bot_id": "B0FINGERPOST",
        }


@dataclass
class Trigger:
    """The right to open one view within three seconds of a gesture, once."""

    user: str
    made_at: float
    spent: bool = False


def new_id(prefix: str) -> str:
    """An id in Slack's manner."""
    return prefix + secrets.token_hex(5).upper()


def refuse_if_unsound(problems: list[Problem], code: str) -> None:
    """Raise SlackRefuses with Slack's wording of each problem."""
    if problems:
        raise SlackRefuses(code, [str(problem) for problem in problems])


def with_generated_ids(payload: Json) -> Json:
    """Slack makes up the block and action ids that the app leaves out."""
    blocks = [{"block_id": secrets.token_hex(3), **block} for block in payload["blocks"]]
    return {**payload, "blocks": [_with_action_ids(block) for block in blocks]}


def _with_action_ids(block: Json) -> Json:
    given = dict(block)
    for name in ("element", "accessory"):
        if name in given:
            given[name] = _with_action_id(given[name])
    if given["type"] == "actions":
        given["elements"] = [_with_action_id(element) for element in given["elements"]]
    return given


def _with_action_id(element: Json) -> Json:
    return element if element["type"] == "image" else {"action_id": secrets.token_hex(3), **element}


@dataclass
class Views:
    """Every person's open modals and home tab."""

    clock: Clock = time.monotonic
    trigger_seconds: float = TRIGGER_SECONDS
    stacks: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)

    def new_trigger(self, user: str) -> str:
        """A trigger for the gesture that a person has just made."""
        trigger_id = f"{secrets.randbelow(10**6)}.{secrets.randbelow(10**7)}.{secrets.token_hex(16)}"
        self.triggers[trigger_id] = Trigger(user, self.clock())
        return trigger_id

    def spend_trigger(self, trigger_id: str) -> str:
        """The person who made the gesture. Raises SlackRefuses for one that is unknown, used or too old."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise SlackRefuses("invalid_trigger_id")
        if trigger.spent:
            raise SlackRefuses("exchanged_trigger_id")
        if self.clock() - trigger.made_at > self.trigger_seconds:
            raise SlackRefuses("expired_trigger_id")
        trigger.spent = True
        return trigger.user

    def open(self, trigger_id: str, payload: Json) -> View:
        """Open a modal as the only one of its stack."""
        self._refuse_modal(payload)
        user = self.spend_trigger(trigger_id)
        self.stacks[user] = []
        return self._put_on_top(user, payload)

    def push(self, trigger_id: str, payload: Json) -> View:
        """Open a modal above the one that the gesture was made in."""
        self._refuse_modal(payload)
        return self.push_for(self.spend_trigger(trigger_id), payload)

    def push_for(self, user: str, payload: Json) -> View:
        """Put one more modal on a person's stack. Raises SlackRefuses on a fourth, or without a first."""
        stack = self.stacks.get(user, [])
        if not stack:
            raise SlackRefuses("not_found")
        if len(stack) >= MOST_VIEWS_IN_A_STACK:
            raise SlackRefuses("push_limit_reached")
        return self._put_on_top(user, payload)

    def update(self, payload: Json, view_id: str, external_id: str = "", view_hash: str = "") -> View:
        """Replace a view in place; what was typed stays where ids are the same."""
        view = self.find(view_id, external_id)
        refuse_if_unsound(check(payload, view.payload["type"]), "invalid_arguments")
        if view_hash and view_hash != view.hash:
            raise SlackRefuses("hash_conflict")
        return self.replace(view, payload)

    def replace(self, view: View, payload: Json) -> View:
        """Give an open view new content and a new hash."""
        view.payload = with_generated_ids(payload)
        view.values = kept_values(view.payload, view.values)
        view.hash, view.errors, view.trouble = self._new_hash(), {}, ""
        return view

    def publish(self, user: str, payload: Json, view_hash: str = "") -> View:
        """Set a person's home tab."""
        refuse_if_unsound(check(payload, "home"), "invalid_arguments")
        home = self.homes.get(user)
        if home is None:
            home = self.homes[user] = View(new_id("V"), user, {}, "")
        elif view_hash and view_hash != home.hash:
            raise SlackRefuses("hash_conflict")
        return self.replace(home, payload)

    def find(self, view_id: str, external_id: str = "") -> View:
        """An open view. Raises SlackRefuses."""
        everything = [*self.homes.values(), *(view for stack in self.stacks.values() for view in stack)]
        for view in everything:
            if view.id == view_id or (external_id and view.payload.get("external_id") == external_id):
                return view
        raise SlackRefuses("not_found")

    def top(self, user: str) -> View | None:
        """The modal that a person sees."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def pop(self, user: str) -> View:
        """Take away the modal that a person sees."""
        return self.stacks[user].pop()

    def clear(self, user: str) -> None:
        """Close all of a person's modals."""
        self.stacks[user] = []

    def _refuse_modal(self, payload: Json) -> None:
        refuse_if_unsound(check(payload, "modal"), "invalid_arguments")

    def _new_hash(self) -> str:
        return f"{int(time.time())}.{secrets.token_hex(4)}"

    def _put_on_top(self, user: str, payload: Json) -> View:
        below = self.top(user)
        view = View(new_id("V"), user, with_generated_ids(payload), self._new_hash())
        view.previous_id, view.root_id = (below.id, below.root_id) if below else (None, view.id)
        view.values = initial_values(view.payload)
        self.stacks.setdefault(user, []).append(view)
        return view
