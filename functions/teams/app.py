"""Lambda entry of the Teams surface: every activity of Teams comes through here."""

from typing import Any

from fingerpost.bootstrap.teams import teams

answer = teams()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one activity, or turn it away."""
    return answer(event, context)
