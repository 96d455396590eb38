"""Lambda entry of /v1: every signed request of an administrator comes through here."""

from typing import Any

from fingerpost.bootstrap.api import api

answer = api()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one request."""
    return answer(event, context)
