"""Who is a member of the local workspace, as Slack describes members."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

_ACCOUNT_FLAGS = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")


def member(person: Mapping[str, Any], team_id: str, email_domain: str) -> Json:
    """Slack's user object for a person of stack.json, whose optional fields override the defaults."""
    name = str(person["name"])
    is_guest = person.get("role") == "guest"
    flags = {flag: bool(person.get(flag, False)) for flag in _ACCOUNT_FLAGS}
    return {
        "id": person["slack_user_id"],
        "team_id": person.get("team_id", team_id),
        "name": handle(name),
        "real_name": name,
        "tz": "Europe/London",
        "profile": _profile(person, name, email_domain),
        **flags,
        "is_restricted": bool(person.get("is_restricted", is_guest)),
        "is_email_confirmed": bool(person.get("is_email_confirmed", True)),
        "is_admin": False,
        "is_owner": False,
        "is_app_user": False,
        "updated": 0,
    }


def _profile(person: Mapping[str, Any], name: str, email_domain: str) -> Json:
    return {
        "real_name": name,
        "display_name": name,
        "title": str(person.get("role", "")),
        "email": person.get("email", f"{handle(name)}@{email_domain}"),
    }


def handle(name: str) -> str:
    """A user name of a person's name: letters and dots."""
    return re.sub(r"[^a-z0-9]+", ".", name.lower()).strip(".")
