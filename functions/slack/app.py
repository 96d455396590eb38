"""Lambda entry of the Slack surface."""

from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Refuse every caller: nothing can be verified yet."""
    return {"statusCode": 401, "body": ""}
