"""The Slack app as the slack and deliver functions use it: its secrets, and a client with its token."""

from __future__ import annotations

from collections.abc import Callable

from slack_sdk.web import WebClient

from fingerpost.adapters.secrets import Secrets
from fingerpost.adapters.slack_client import web_client
from fingerpost.settings import Settings


def signing_secrets(settings: Settings, held: Secrets) -> Callable[[], tuple[str, ...]]:
    """Slack's signing secret, and the previous one while it is being replaced."""

    def read() -> tuple[str, ...]:
        slack = held.read(settings.slack_secret_name)
        return slack.get("signing_secret", ""), slack.get("previous_signing_secret", "")

    return read


def slack_client(settings: Settings, held: Secrets) -> Callable[[], WebClient]:
    """A client of Slack's Web API with the present token."""
    return lambda: web_client(
        held.read(settings.slack_secret_name).get("bot_token", ""), settings.slack_api_url
    )
