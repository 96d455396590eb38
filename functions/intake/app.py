"""Lambda entry of imports: the state machine's steps come through here."""

from typing import Any

from fingerpost.bootstrap.intake import intake

step = intake()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Do one step."""
    return step(event)
