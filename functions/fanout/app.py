"""Lambda entry of fanout."""

from typing import Any


def handler(event: dict[str, Any], context: object) -> None:
    """Raise, so that the stream keeps every record until they can be handled."""
    if event["Records"]:
        raise NotImplementedError
