"""The streams of the tables: what was written of an involvement, or of a request to be contacted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    ExceptionInfo,
    FailureResponse,
)
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from fingerpost.adapters.dynamodb.attributes import UnreadableItem, from_attributes
from fingerpost.adapters.dynamodb.contacts import read_contact
from fingerpost.adapters.dynamodb.enquiries import read_enquiry
from fingerpost.adapters.dynamodb.index_items import (
    read_dispute,
    read_involvement,
    read_joining,
    read_look,
    read_passage_note,
)
from fingerpost.adapters.dynamodb.oversight import read_oversight
from fingerpost.adapters.dynamodb.preferences import read_test
from fingerpost.adapters.dynamodb.reviews import read_review
from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.errors import Conflict, FingerpostError, LedgerUnavailable, RateLimited, Unavailable
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.notice import Notice
from fingerpost.domain.oversight import Oversight
from fingerpost.domain.passage import PassageNote
from fingerpost.domain.preferences import TestNotice
from fingerpost.domain.record_keeping import Dispute, Joining
from fingerpost.domain.review import Review
from fingerpost.domain.shield import Look
from fingerpost.log_catalogue import Line, code_of, log


class RecordsFailed(FingerpostError):
    """Some records of a batch failed: Lambda shall bring the batch again, in halves."""


MAY_PASS = (Unavailable, Conflict, RateLimited, BotoCoreError, ClientError, HTTPError, OSError)
"""Failures of something beneath: the same record may be handled later. Any other will fail for ever."""
REDRIVEN = "redriven"
"""Marks a record that an administrator sends again: it is kept where it is until it is handled."""

Park = Callable[[Mapping[str, Any]], None]


class InvolvementBatch(BatchProcessor):
    """Handles every record of a batch, then raises if one failed that may pass.

    A record that never will is parked, whole: it would hold its shard for twelve hours, and with it everybody
    who must be told of something else. park: keeps a record for `fingerpost redrive`; raises Unavailable.

    Raising is what stream mappings honour everywhere (docs/adr/0001); Powertools' own error would print the
    texts of all exceptions into the log.
    """

    def __init__(self, park: Park) -> None:
        super().__init__(EventType.DynamoDBStreams)
        self._park = park
        self._hopeless: list[DynamoDBRecord] = []

    def failure_handler(self, record: DynamoDBRecord, exception: ExceptionInfo) -> FailureResponse:
        """Log what failed by its class and its place in the stream alone."""
        name, code = _name(exception), code_of(exception[1])
        log(Line.FANOUT_FAILED, error=name, code=code, sequence=_sequence(record))
        if isinstance(exception[1], LedgerUnavailable):
            log(Line.LEDGER_WRITE_FAILED, act=Act.NOTIFY, error=name)
        if not _may_pass(exception[1]) and not record.raw_event.get(REDRIVEN):
            self._hopeless.append(record)
        return super().failure_handler(record, exception)

    def _clean(self) -> None:
        """Parked once alone or among what succeeded: a batch that comes again would park it again."""
        if len(self.fail_messages) > len(self._hopeless):
            raise RecordsFailed(f"{len(self.fail_messages)} of {len(self.records)}")
        for record in self._hopeless:
            self._park(record.raw_event)
            log(Line.FANOUT_PARKED, sequence=_sequence(record))


def involvement_before(record: DynamoDBRecord) -> Involvement | None:
    """As it was, None if it is new."""
    image = _image(record, "OldImage")
    return read_involvement(image) if image else None


def involvement_after(record: DynamoDBRecord) -> Involvement | None:
    """As it is now, None if it was removed."""
    image = _image(record, "NewImage")
    return read_involvement(image) if image else None


def kind_of(record: DynamoDBRecord) -> str:
    """What was written, as the beginning of its sort key: `I#`, `X#`, `G#`, `P#`, `L#`, `Q#`, `V#`, `Y#`."""
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


def notice_after(record: DynamoDBRecord) -> Notice | None:
    """A notice as it is now, None if it was removed."""
    image = _image(record, "NewImage")
    return from_attributes(Notice, image) if image else None


def enquiry_after(record: DynamoDBRecord) -> Enquiry | None:
    """That a service asked, None if it was removed."""
    image = _image(record, "NewImage")
    return read_enquiry(image) if image else None


def test_after(record: DynamoDBRecord) -> TestNotice | None:
    """A wish for a test notice, None if it was removed."""
    image = _image(record, "NewImage")
    return read_test(image) if image else None


def contact_after(record: DynamoDBRecord) -> ContactRequest | None:
    """A request to be contacted as it is now, None if it was removed at the end of its time."""
    image = _image(record, "NewImage")
    return read_contact(image) if image else None


def oversight_after(record: DynamoDBRecord) -> Oversight | None:
    """What somebody has to look at as it is now, None if it was removed at the end of its time."""
    image = _image(record, "NewImage")
    return read_oversight(image) if image else None


def joining_after(record: DynamoDBRecord) -> Joining | None:
    """A merge as it is now, None if it was removed."""
    image = _image(record, "NewImage")
    return read_joining(image) if image else None


def _image(record: DynamoDBRecord, name: str) -> dict[str, Any]:
    """DynamoDB's own notation, which is what the table's adapter reads."""
    return dict(record.raw_event.get("dynamodb", {}).get(name, {}))


def _may_pass(error: BaseException | None) -> bool:
    return isinstance(error, MAY_PASS) and not isinstance(error, UnreadableItem)


def _sequence(record: DynamoDBRecord) -> str:
    return (record.dynamodb.sequence_number if record.dynamodb else None) or ""


def _name(exception: ExceptionInfo) -> str:
    return exception[0].__name__ if exception[0] else ""
