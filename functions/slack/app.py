"""Lambda entry of the Slack surface: everything Slack sends comes through here."""

from typing import Any

from fingerpost.bootstrap.slack import slack

answer = slack()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one request of Slack's, or turn it away."""
    return answer(event, context)
