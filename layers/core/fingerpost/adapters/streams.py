"""The streams of the tables: what was written of an involvement, or of a request to be contacted."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    ExceptionInfo,
    FailureResponse,
)
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from fingerpost.adapters.dynamodb.contacts import read_contact
from fingerpost.adapters.dynamodb.hand_overs import read_hand_over
from fingerpost.adapters.dynamodb.index_items import (
    read_dispute,
    read_involvement,
    read_joining,
    read_look,
    read_passage_note,
)
from fingerpost.adapters.dynamodb.leavers import read_leaver
from fingerpost.adapters.dynamodb.reviews import read_review
from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.errors import FingerpostError, LedgerUnavailable
from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.leaver import Leaver
from fingerpost.domain.ledger import Act
from fingerpost.domain.passage import PassageNote
from fingerpost.domain.record_keeping import Dispute, Joining
from fingerpost.domain.review import Review
from fingerpost.domain.shield import Look
from fingerpost.log_catalogue import Line, code_of, log


class RecordsFailed(FingerpostError):
    """Some records of a batch failed: Lambda shall bring the batch again, in halves."""


class InvolvementBatch(BatchProcessor):
    """Handles every record of a batch, then raises if one failed.

    Raising is what stream mappings honour everywhere (docs/adr/0001); Powertools' own error would print the
    texts of all exceptions into the log.
    """

    def __init__(self) -> None:
        super().__init__(EventType.DynamoDBStreams)

    def failure_handler(self, record: DynamoDBRecord, exception: ExceptionInfo) -> FailureResponse:
        """Log what failed by its class and its place in the stream alone."""
        sequence = record.dynamodb.sequence_number if record.dynamodb else None
        name, code = _name(exception), code_of(exception[1])
        log(Line.FANOUT_FAILED, error=name, code=code, sequence=sequence or "")
        if isinstance(exception[1], LedgerUnavailable):
            log(Line.LEDGER_WRITE_FAILED, act=Act.NOTIFY, error=name)
        return super().failure_handler(record, exception)

    def _clean(self) -> None:
        if self.fail_messages:
            raise RecordsFailed(f"{len(self.fail_messages)} of {len(self.records)}")


def involvement_before(record: DynamoDBRecord) -> Involvement | None:
    """As it was, None if it is new."""
    image = _image(record, "OldImage")
    return read_involvement(image) if image else None


def involvement_after(record: DynamoDBRecord) -> Involvement | None:
    """As it is now, None if it was removed."""
    image = _image(record, "NewImage")
    return read_involvement(image) if image else None


def kind_of(record: DynamoDBRecord) -> str:
    """What was written, as the beginning of its sort key, such as `I#`."""
    keys = record.raw_event.get("dynamodb", {}).get("Keys", {})
    return str(keys.get("sk", {}).get("S", ""))[:2]


def dispute_after(record: DynamoDBRecord) -> Dispute | None:
    """A dispute as it is now, None if it was removed (a merge takes it along)."""
    image = _image(record, "NewImage")
    return read_dispute(image) if image else None


def look_after(record: DynamoDBRecord) -> Look | None:
    """A look at a shielded child, None if it was removed."""
    image = _image(record, "NewImage")
    return read_look(image) if image else None


def passage_after(record: DynamoDBRecord) -> PassageNote | None:
    """That something became of a child as it is now, None if it was removed (a merge takes it along)."""
    image = _image(record, "NewImage")
    return read_passage_note(image) if image else None


def review_after(record: DynamoDBRecord) -> Review | None:
    """A "still involved?" as it is now, None if it was removed."""
    image = _image(record, "NewImage")
    return read_review(image) if image else None


def contact_after(record: DynamoDBRecord) -> ContactRequest | None:
    """A request to be contacted as it is now, None if it was removed at the end of its time."""
    image = _image(record, "NewImage")
    return read_contact(image) if image else None


def hand_over_after(record: DynamoDBRecord) -> HandOver | None:
    """An offer to hand over as it is now, None if it was removed at the end of its time."""
    image = _image(record, "NewImage")
    return read_hand_over(image) if image else None


def leaver_after(record: DynamoDBRecord) -> Leaver | None:
    """Somebody who left work behind, None if that was removed at the end of its time."""
    image = _image(record, "NewImage")
    return read_leaver(image) if image else None


def joining_after(record: DynamoDBRecord) -> Joining | None:
    """A merge as it is now, None if it was removed."""
    image = _image(record, "NewImage")
    return read_joining(image) if image else None


def _image(record: DynamoDBRecord, name: str) -> dict[str, Any]:
    """DynamoDB's own notation, which is what the table's adapter reads."""
    return dict(record.raw_event.get("dynamodb", {}).get(name, {}))


def _name(exception: ExceptionInfo) -> str:
    return exception[0].__name__ if exception[0] else ""
