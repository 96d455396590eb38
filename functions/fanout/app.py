"""Lambda entry of fanout."""

from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Report every record as failed, so that none counts as handled."""
    print("records", len(event["Records"]))
    return {"batchItemFailures": [{"itemIdentifier": _identifier(record)} for record in event["Records"]]}


def _identifier(record: dict[str, Any]) -> str:
    return str(record["messageId"] if "messageId" in record else record["dynamodb"]["SequenceNumber"])
