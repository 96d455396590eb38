"""The queue between fanout and deliver, with botocore's own stub of SQS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from aws_lambda_powertools.utilities.batch import process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from botocore.session import get_session
from botocore.stub import Stubber

from fingerpost.adapters.queues import NoticeBatch, SqsNoticeQueue, notice_in
from fingerpost.domain.errors import DeliveryInDoubt, RateLimited, Unavailable
from fingerpost.domain.notice import Notice
from tests.builders import a_notice

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

URL = "https://sqs.eu-west-2.amazonaws.com/123456789012/notices.fifo"


@pytest.fixture
def sqs() -> Iterator[Stubber]:
    client = get_session().create_client(
        "sqs", region_name="eu-west-2", aws_access_key_id="test", aws_secret_access_key="test"
    )
    with Stubber(client) as stub:
        yield stub
        stub.assert_no_pending_responses()


def notices(count: int) -> list[Notice]:
    return [replace(a_notice().build(), id=f"n-{number}") for number in range(count)]


class TestSending:
    """Each notice under its own name, in its recipient's group, with nothing but its id."""

    def test_every_notice_is_queued(self, sqs: Stubber) -> None:
        for one in notices(3):
            sqs.add_response("send_message", {"MessageId": "m"}, asked_of_the_queue(one))

        SqsNoticeQueue(cast("SQSClient", sqs.client), URL).send(notices(3))

    def test_no_notices_ask_nothing_of_the_queue(self, sqs: Stubber) -> None:
        SqsNoticeQueue(cast("SQSClient", sqs.client), URL).send([])

    def test_a_queue_that_refuses_one_fails_the_sending_with_its_code(self, sqs: Stubber) -> None:
        sqs.add_response("send_message", {"MessageId": "m"})
        sqs.add_client_error("send_message", "AccessDenied", http_status_code=403)

        with pytest.raises(Unavailable, match="queue: AccessDenied"):
            SqsNoticeQueue(cast("SQSClient", sqs.client), URL).send(notices(3))


def asked_of_the_queue(notice: Notice) -> dict[str, str]:
    return {
        "QueueUrl": URL,
        "MessageBody": json.dumps({"notice": notice.id}),
        "MessageGroupId": notice.recipient_id,
        "MessageDeduplicationId": notice.id,
    }


def message(number: int, group: str, receives: int = 1) -> dict[str, Any]:
    return {
        "messageId": f"m-{number}",
        "receiptHandle": f"r-{number}",
        "body": json.dumps({"notice": f"n-{number}"}),
        "attributes": {"ApproximateReceiveCount": str(receives), "MessageGroupId": group},
        "eventSource": "aws:sqs",
    }


def hidden(sqs: Stubber, number: int, seconds: int) -> None:
    asked = {"QueueUrl": URL, "ReceiptHandle": f"r-{number}", "VisibilityTimeout": seconds}
    sqs.add_response("change_message_visibility", {}, asked)


class Recipients:
    """Takes notices; those named raise instead."""

    def __init__(self, **failing: Exception) -> None:
        self.failing = failing
        self.tried: list[str] = []

    def take(self, record: SQSRecord) -> None:
        notice = notice_in(record)
        self.tried.append(notice)
        fault = self.failing.get(notice.replace("-", "_"))
        if fault:
            raise fault


def failed(sqs: Stubber, recipients: Recipients, *messages: dict[str, Any]) -> list[str]:
    """The messages that come back."""
    response = process_partial_response(
        {"Records": list(messages)}, recipients.take, NoticeBatch(cast("SQSClient", sqs.client), URL)
    )
    return [str(each["itemIdentifier"]) for each in response["batchItemFailures"]]


class TestTaking:
    """One failure holds back one person's notices, and nobody else's."""

    def test_what_is_delivered_does_not_come_back(self, sqs: Stubber) -> None:
        assert failed(sqs, Recipients(), message(1, "p-1"), message(2, "p-2")) == []

    def test_after_a_failure_the_same_persons_later_notices_wait_untried(self, sqs: Stubber) -> None:
        recipients = Recipients(n_1=DeliveryInDoubt("x"))
        hidden(sqs, 1, 5)
        hidden(sqs, 3, 5)

        back = failed(sqs, recipients, message(1, "p-1"), message(2, "p-2"), message(3, "p-1"))

        assert (back, recipients.tried) == (["m-1", "m-3"], ["n-1", "n-2"])

    def test_slack_decides_how_long_to_wait(self, sqs: Stubber) -> None:
        hidden(sqs, 1, 18)

        failed(sqs, Recipients(n_1=RateLimited(17.2)), message(1, "p-1"))

    @pytest.mark.parametrize(("receives", "seconds"), [(1, 5), (2, 10), (4, 40), (9, 900), (50, 900)])
    def test_the_wait_grows_with_each_try_up_to_a_quarter_of_an_hour(
        self, sqs: Stubber, receives: int, seconds: int
    ) -> None:
        hidden(sqs, 1, seconds)

        failed(sqs, Recipients(n_1=Unavailable("x")), message(1, "p-1", receives))

    def test_a_message_that_names_no_notice_comes_back(self, sqs: Stubber) -> None:
        hidden(sqs, 1, 5)

        assert failed(sqs, Recipients(), {**message(1, "p-1"), "body": "{}"}) == ["m-1"]

    def test_a_queue_that_will_not_hide_it_changes_nothing_else(self, sqs: Stubber) -> None:
        sqs.add_client_error("change_message_visibility", "InvalidParameterValue")

        assert failed(sqs, Recipients(n_1=Unavailable("x")), message(1, "p-1")) == ["m-1"]

    def test_the_next_batch_starts_afresh_for_everybody(self, sqs: Stubber) -> None:
        hidden(sqs, 1, 5)
        failed(sqs, Recipients(n_1=Unavailable("x")), message(1, "p-1"))

        assert failed(sqs, Recipients(), message(1, "p-1", 2)) == []
