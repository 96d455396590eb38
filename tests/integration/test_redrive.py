"""What fanout cannot read is parked by the deployed function; the command shows it and sends it again."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from fingerpost.adapters.dynamodb import keys
from tests.local_stack import LocalStack
from tools.local.places import ROOT

LONGEST_WAIT = 60.0


def redrive(*options: str) -> tuple[int, str]:
    """Type it: its exit code, and all that it says."""
    line = (sys.executable, "-m", "tools.cli", "--local", "redrive", *options)
    ended = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    return ended.returncode, ended.stdout + ended.stderr


@pytest.fixture
def dead_letters(stack: LocalStack) -> Iterator[str]:
    """The queue of what fanout did not work out, empty before and after."""
    url, queues = stack.document["queues"]["fanout_dead_letters"], stack.client("sqs")
    queues.purge_queue(QueueUrl=url)
    yield url
    queues.purge_queue(QueueUrl=url)


def waiting(stack: LocalStack, url: str) -> int:
    asked = {"QueueUrl": url, "AttributeNames": ["ApproximateNumberOfMessages"]}
    return int(stack.client("sqs").get_queue_attributes(**asked)["Attributes"]["ApproximateNumberOfMessages"])


def an_involvement(stack: LocalStack) -> dict[str, Any]:
    """One that stands in the index, as the table has it."""
    pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.tables["index"])
    return next(
        item
        for page in pages
        for item in page["Items"]
        if item["sk"]["S"].startswith(keys.INVOLVEMENTS) and item["status"]["S"] == "current"
    )


def test_a_record_that_nobody_can_read_is_parked_shown_and_kept(stack: LocalStack, dead_letters: str) -> None:
    child = f"C#c-{uuid4().hex}"
    poison = {"pk": {"S": child}, "sk": {"S": f"{keys.INVOLVEMENTS}i-poison"}}
    database = stack.client("dynamodb")
    database.put_item(TableName=stack.tables["index"], Item=poison)
    try:
        ends = time.monotonic() + LONGEST_WAIT
        while not waiting(stack, dead_letters) and time.monotonic() < ends:
            time.sleep(0.5)
        code, words = redrive()
        assert (code, "involvement" in words, child in words) == (0, True, False)
        code, words = redrive("--send", "--yes")
        assert (code, "still cannot be worked out" in words) == (8, True)
        assert waiting(stack, dead_letters) == 1
    finally:
        database.delete_item(TableName=stack.tables["index"], Key=poison)


def test_a_record_that_can_be_read_by_now_is_worked_out_and_taken_away(
    stack: LocalStack, dead_letters: str
) -> None:
    image = an_involvement(stack)
    place = {name: image[name] for name in ("pk", "sk")}
    written = {"Keys": place, "NewImage": image, "OldImage": image, "SequenceNumber": "1"}
    parked = {"record": {"eventName": "MODIFY", "eventSource": "aws:dynamodb", "dynamodb": written}}
    stack.client("sqs").send_message(QueueUrl=dead_letters, MessageBody=json.dumps(parked))
    code, words = redrive("--send", "--yes")
    assert (code, "1 are sent again" in words) == (0, True)
    assert waiting(stack, dead_letters) == 0
    assert redrive() == (0, "There is no dead letter.\n")
