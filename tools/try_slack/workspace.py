"""What the two tokens say of the workspace: which it is, and what addresses its people have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient

from tools.cli.exits import Trouble

SLACK = "https://slack.com/api/"


@dataclass(frozen=True)
class Workspace:
    """One's own. domains: of its people's e-mail addresses; people of others are refused."""

    team_id: str
    name: str
    domains: tuple[str, ...]


def workspace_of(bot_token: str, api_url: str = SLACK) -> Workspace:
    """Ask Slack. Raises Trouble where it refuses the token or a scope is missing."""
    client = WebClient(token=bot_token, base_url=api_url)
    try:
        told = client.auth_test()
        domains = sorted({domain for member in _members(client) if (domain := _domain(member))})
    except SlackApiError as fault:
        code = str(fault.response["error"])
        raise Trouble(
            f"Slack refuses the bot token: {code}.", "Install the app, then copy its token again."
        ) from fault
    if not domains:
        raise Trouble(
            "Nobody in this workspace has an e-mail address that the app may see.", "Add users:read.email."
        )
    return Workspace(str(told["team_id"]), str(told["team"]), tuple(domains))


def _members(client: WebClient) -> Iterator[dict[str, Any]]:
    for page in client.users_list(limit=200):
        yield from page["members"]


def _domain(member: dict[str, Any]) -> str:
    if member.get("is_bot") or member.get("deleted"):
        return ""
    return str(member.get("profile", {}).get("email", "")).rpartition("@")[2].lower()
