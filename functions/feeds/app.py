"""Lambda entry of /v1/feed: what case systems send comes through here."""

from typing import Any

from fingerpost.bootstrap.feeds import feeds

answer = feeds()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one request."""
    return answer(event, context)
