"""What is said of a request that nothing could be done with: in the reply, or in a window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.slack.calls import SlackViews
from fingerpost.surfaces.views import Screen
from fingerpost.surfaces.words import say

if TYPE_CHECKING:  # the outcomes are imported where answers are made
    from fingerpost.domain.outcomes.access import CannotAnswer, Opened, Refused

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Refusals:
    """Says it in whatever place Slack shows to whoever sent the request; nowhere where there is none."""

    drawing: SlackViews

    def unreadable(self, payload: Payload) -> dict[str, Any]:
        """The body of the reply to a payload that cannot be read."""
        return self._said(payload, plain_screens.unreadable(), say("unreadable"))

    def not_done(self, payload: Payload) -> dict[str, Any]:
        """The body of the reply where a fault of ours was met."""
        return self._said(payload, plain_screens.cannot_answer(), say("cannot.plain"))

    def old(self, payload: Payload) -> dict[str, Any]:
        """The body of the reply to a button or shortcut that this deployment does not know."""
        return self._said(payload, plain_screens.old_button(), say("button.old"))

    def _said(self, payload: Payload, screen: Screen, words: str) -> dict[str, Any]:
        if payload.get("type") == "view_submission":
            return {"response_action": "update", "view": blocks.modal(screen)}
        if payload.get("command"):
            return {"response_type": "ephemeral", "text": words}
        self._draw(payload, screen)
        return {}

    def _draw(self, payload: Payload, screen: Screen) -> None:
        """With the press's own trigger, over whatever it was pressed in."""
        trigger = payload.get("trigger_id")
        if not isinstance(trigger, str) or not trigger:
            return
        view = payload.get("view")
        in_modal = isinstance(view, Mapping) and view.get("type") == "modal"
        if not (in_modal and self.drawing.push(trigger, screen)):
            self.drawing.open(trigger, screen)


def refusal_in_chat(body: Payload, outcome: Opened | Refused | CannotAnswer) -> dict[str, Any]:
    """Only the reply to a command is shown to anybody."""
    if "command" not in body or outcome.kind != "refused":
        return {}
    return {"response_type": "ephemeral", "text": plain_screens.refused_in_a_line(outcome)}
