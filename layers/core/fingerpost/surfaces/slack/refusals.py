"""What is said, in the reply, of a request that nothing could be done with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.views import Screen
from fingerpost.surfaces.words import say

if TYPE_CHECKING:  # the outcomes are imported where answers are made
    from fingerpost.domain.outcomes.access import CannotAnswer, Refused


def unreadable(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The body of the reply to a payload that cannot be read."""
    return _said(payload, plain_screens.unreadable(), say("unreadable"))


def not_done(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The body of the reply where a fault of ours was met."""
    return _said(payload, plain_screens.cannot_answer(), say("cannot.plain"))


def _said(payload: Mapping[str, Any], screen: Screen, words: str) -> dict[str, Any]:
    """In whatever place Slack shows a reply; empty where it shows none."""
    if payload.get("type") == "view_submission":
        return {"response_action": "update", "view": blocks.modal(screen)}
    if payload.get("command"):
        return {"response_type": "ephemeral", "text": words}
    return {}


def refusal_in_chat(body: Mapping[str, Any], refused: Refused | CannotAnswer | None) -> dict[str, Any]:
    """Only the reply to a command is shown to anybody."""
    if "command" not in body or refused is None or refused.kind == "cannot_answer":
        return {}
    return {"response_type": "ephemeral", "text": plain_screens.refused_in_a_line(refused)}
