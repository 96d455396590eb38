"""The notice queue: SQS FIFO, one message group a recipient, so that one person is told things in order."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from aws_lambda_powertools.utilities.batch import ExceptionInfo, FailureResponse, SqsFifoPartialProcessor
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from fingerpost.domain.errors import LedgerUnavailable, RateLimited, Unavailable
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice
from fingerpost.log_catalogue import Line, code_of, log

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_QUICK = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
_FIRST_WAIT = 5
_LONGEST_WAIT = 900
_LONGEST_VISIBILITY = 43_200


def sqs_client() -> SQSClient:
    """A client with short time limits; botocore is loaded by the tables' client anyway, boto3 is not."""
    return cast("SQSClient", get_session().create_client("sqs", config=_QUICK))


@dataclass(frozen=True)
class SqsNoticeQueue:
    """Implements `ports.NoticeQueue`."""

    client: SQSClient
    url: str

    def send(self, notices: Sequence[Notice]) -> None:
        """Queue each. A second sending within five minutes is the same message to SQS. Raises Unavailable.

        One by one: an event has few notices, and the local AWS wants a permission for batches that AWS does
        not have.
        """
        for notice in notices:
            self._send(notice)

    def _send(self, notice: Notice) -> None:
        try:
            self.client.send_message(
                QueueUrl=self.url,
                MessageBody=json.dumps({"notice": notice.id}),
                MessageGroupId=notice.recipient_id,
                MessageDeduplicationId=notice.id,
            )
        except (BotoCoreError, ClientError) as error:
            raise Unavailable(f"queue: {_code(error)}") from None


@dataclass(frozen=True)
class ParkedRecords:
    """The queue of what fanout could not work out, beside what Lambda itself gave up."""

    client: SQSClient
    url: str

    def park(self, record: Mapping[str, Any]) -> None:
        """Keep a stream's record whole, as the table's own notation has it. Raises Unavailable."""
        body = json.dumps({"record": record}, ensure_ascii=False)
        try:
            self.client.send_message(QueueUrl=self.url, MessageBody=body)
        except (BotoCoreError, ClientError) as error:
            raise Unavailable(f"queue: {_code(error)}") from None


def _code(error: BotoCoreError | ClientError) -> str:
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", ""))
    return type(error).__name__


def notice_in(record: SQSRecord) -> str:
    """The id of the notice that a queued message is about. Raises KeyError or ValueError for any other."""
    return str(json.loads(record.body)["notice"])


class NoticeBatch(SqsFifoPartialProcessor):
    """Takes queued notices; what fails, and what stands behind it for the same person, comes back later.

    Lambda itself would leave all of them hidden for the queue's full visibility time.
    """

    def __init__(self, client: SQSClient, url: str) -> None:
        super().__init__(skip_group_on_error=True)
        # One failed notice in a batch of one is no failure of the function, and raising would make the Lambda
        # runtime print the texts of the exceptions.
        self.raise_on_entire_batch_failure = False
        self._client = client
        self._url = url
        self._waits: dict[str, int] = {}

    def failure_handler(self, record: SQSRecord, exception: ExceptionInfo) -> FailureResponse:
        """Say when it shall be tried again, then report it as failed."""
        receives = int(record.attributes.approximate_receive_count)
        # The first failure of a group decides for those behind it: they must not come before it.
        seconds = self._waits.setdefault(_group(record), _wait(exception[1], receives))
        name, code = _name(exception), code_of(exception[1])
        log(Line.NOTICE_POSTPONED, error=name, code=code, seconds=seconds, receives=receives)
        if isinstance(exception[1], LedgerUnavailable):
            log(Line.LEDGER_WRITE_FAILED, act=Act.DELIVER, error=name)
        self._hide(record, seconds)
        return super().failure_handler(record, exception)

    def _hide(self, record: SQSRecord, seconds: int) -> None:
        handle = record.receipt_handle
        try:
            self._client.change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=handle, VisibilityTimeout=seconds
            )
        except (BotoCoreError, ClientError) as error:  # it comes back anyway, at the queue's own time
            log(Line.VISIBILITY_NOT_CHANGED, error=_code(error))


def _group(record: SQSRecord) -> str:
    return record.attributes.message_group_id or ""


def _wait(error: BaseException | None, receives: int) -> int:
    """Seconds until the next try: what the chat product asks for, else 5 s doubled each time up to 15 min."""
    if isinstance(error, RateLimited):
        return min(math.ceil(error.retry_after), _LONGEST_VISIBILITY)
    return min(_FIRST_WAIT << min(receives - 1, 10), _LONGEST_WAIT)


def _name(exception: ExceptionInfo) -> str:
    return exception[0].__name__ if exception[0] else ""
