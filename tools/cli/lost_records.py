"""What fanout could not work out: records that it parked, and those that Lambda gave up, still in the stream.

A parked message holds its record. Lambda's own holds only where in the stream the records stand, for 24 hours
after they were written.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from fingerpost.adapters.streams import REDRIVEN

Json = dict[str, Any]
KINDS = {
    "I#": "involvement",
    "X#": "not this child",
    "G#": "merge",
    "L#": "look at a shielded child",
    "Q#": "request to be contacted",
    "V#": "still involved?",
}
_MOST_AT_ONCE = 1_000


@dataclass(frozen=True)
class Lost:
    """One message of fanout's dead letters. records: none where the stream holds them no more."""

    message: Json
    records: tuple[Json, ...]

    def row(self) -> Json:
        """What may be shown: of what kind, since when, and where in the stream. Nothing of a child."""
        told = self.message.get("Attributes", {})
        kinds = sorted({_kind(record) for record in self.records})
        return {
            "lost": ", ".join(kinds) or "no longer in the stream",
            "records": len(self.records),
            "since": since(str(told.get("SentTimestamp", ""))),
            "tries": str(told.get("ApproximateReceiveCount", "")),
        }

    def event(self) -> Json:
        """As Lambda would bring it, marked as sent again."""
        return {"Records": [{**record, REDRIVEN: True} for record in self.records]}


def read(streams: Any, message: Json) -> Lost:  # noqa: ANN401 - boto3
    """A message with its records. streams: the client of DynamoDB's streams."""
    body = json.loads(message["Body"])
    if "record" in body:
        return Lost(message, (body["record"],))
    place = body.get("DDBStreamBatchInfo", {})
    try:
        return Lost(message, tuple(_from_stream(streams, place)))
    except ClientError as fault:
        if fault.response["Error"]["Code"] in ("TrimmedDataAccessException", "ResourceNotFoundException"):
            return Lost(message, ())
        raise


def _from_stream(streams: Any, place: Json) -> Iterator[Json]:  # noqa: ANN401 - boto3
    """The records from the first to the last of a batch that Lambda gave up."""
    last = int(place["endSequenceNumber"])
    iterator = streams.get_shard_iterator(
        StreamArn=place["streamArn"],
        ShardId=place["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        SequenceNumber=place["startSequenceNumber"],
    )["ShardIterator"]
    while iterator:
        page = streams.get_records(ShardIterator=iterator, Limit=_MOST_AT_ONCE)
        for record in page["Records"]:
            if int(record["dynamodb"]["SequenceNumber"]) > last:
                return
            yield _as_lambda_brings({**record, "eventSourceARN": place["streamArn"]})
        iterator = page.get("NextShardIterator") if page["Records"] else None


def _as_lambda_brings(record: Any) -> Any:  # noqa: ANN401 - JSON, times and bytes
    """Times as seconds and bytes in base64, as they come to a function."""
    if isinstance(record, Mapping):
        return {name: _as_lambda_brings(value) for name, value in record.items()}
    if isinstance(record, list):
        return [_as_lambda_brings(each) for each in record]
    if isinstance(record, datetime):
        return record.timestamp()
    return base64.b64encode(record).decode() if isinstance(record, bytes) else record


def _kind(record: Json) -> str:
    sort_key = str(record.get("dynamodb", {}).get("Keys", {}).get("sk", {}).get("S", ""))
    return KINDS.get(sort_key[:2], "unknown")


def since(sent: str) -> str:
    """When a message was sent, from SQS's milliseconds."""
    return f"{datetime.fromtimestamp(int(sent) / 1000, UTC):%Y-%m-%d %H:%M}" if sent.isdigit() else ""
