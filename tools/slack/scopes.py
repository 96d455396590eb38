"""What the bot calls and listens to in Slack, and the scope that each asks for.

Source: the page of each method and event at docs.slack.dev/reference. An empty scope: none is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

METHODS: dict[str, str] = {
    "auth.test": "",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "views.open": "",
    "views.publish": "",
    "views.push": "",
    "views.update": "",
}
EVENTS: dict[str, str] = {
    "app_home_opened": "",
    "app_uninstalled": "",
    "email_domain_changed": "team:read",
    "message.im": "im:history",
    "team_join": "users:read",
    "tokens_revoked": "",
    "user_change": "users:read",
    "user_guest_status_changed": "users:read",
}
BESIDE: dict[str, str] = {
    "commands": "the slash command and the shortcuts",
    "users:read.email": "the e-mail address in users.info, by whose domain people are admitted",
}
"""Scopes that neither a method nor an event asks for, and what they are for."""


def needed() -> list[str]:
    """Every scope of the bot, in order of the alphabet."""
    return sorted({*METHODS.values(), *EVENTS.values(), *BESIDE} - {""})


def missing(granted: Iterable[str]) -> dict[str, list[str]]:
    """Each scope that a token lacks, with what fails without it."""
    held = set(granted)
    return {scope: _failing(scope) for scope in needed() if scope not in held}


def _failing(scope: str) -> list[str]:
    asking = [name for name, asked in {**METHODS, **EVENTS}.items() if asked == scope]
    return asking or [BESIDE[scope]]
