"""A code written to the bot links the account; what is said of it stays in the chat, so it names nobody."""

from __future__ import annotations

from typing import assert_never

from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Linked, Refused
from fingerpost.surfaces.plain_screens import refused_in_a_line
from fingerpost.surfaces.words import say


def said_of(outcome: Linked | Refused | CannotAnswer | AlreadyAsked) -> str:
    """In a line."""
    match outcome:
        case Linked():
            return say("linked")
        case Refused():
            return refused_in_a_line(outcome)
        case CannotAnswer():
            return say("cannot.plain")
        case AlreadyAsked():
            return say("linked.already")
        case _:
            assert_never(outcome)
