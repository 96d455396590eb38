"""The deployed seal function, under its own role: it seals, it proves, and it may do nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.seals import S3SealHistory
from fingerpost.domain.sealing.examination import Fault
from fingerpost.domain.sealing.seal import hour_of
from tests.builders import a_ledger_entry
from tests.local_stack import LocalStack
from tools.cli.ledger import Verification, public_key_of

THERE = "seals/2000-01-01T00.json"


@pytest.fixture(scope="module")
def an_old_line(stack: LocalStack) -> dict[str, Any]:
    """A line of the hour that the first run seals."""
    over = hour_of(datetime.now(UTC) - timedelta(minutes=10)) - timedelta(minutes=30)
    entry = a_ledger_entry(str(uuid4()))
    key = keys.ledger_entry(type(entry)(entry.reference, entry.act, entry.phase, over, "p-rowan"))
    item = {**key.attributes(), "outcome": {"S": "confirmed"}}
    stack.client("dynamodb").put_item(TableName=stack.tables["ledger"], Item=item)
    return item


def verification(stack: LocalStack) -> Verification:
    public = public_key_of(stack.client("kms"), stack.outputs["SealKeyArn"])
    history = S3SealHistory(stack.client("s3"), stack.outputs["SealsBucketName"])
    return Verification(history, stack.client("dynamodb"), Store(**stack.tables), public)


def found(stack: LocalStack, now: datetime) -> list[tuple[Fault, str]]:
    """What is not as it was sealed, but for what other tests slipped in under names of theirs."""
    findings = verification(stack).examine(now).findings
    return [(one.fault, one.place) for one in findings if not one.place.startswith("test ")]


def test_the_function_seals_the_hour_and_the_seal_proves_it(
    stack: LocalStack, an_old_line: dict[str, Any]
) -> None:
    if verification(stack).history.kept():
        pytest.skip("the stack's own clock sealed this hour first: its line came too late for it")
    name = stack.outputs["SealFunctionName"]
    answer = stack.client("lambda").invoke(FunctionName=name, Payload=b"{}")
    assert (answer.get("FunctionError"), json.load(answer["Payload"])) == (None, {"sealed": 1})

    now = datetime.now(UTC)
    assert found(stack, now) == []
    changed = {**an_old_line, "outcome": {"S": "refused"}}
    stack.client("dynamodb").put_item(TableName=stack.tables["ledger"], Item=changed)
    assert found(stack, now) == [(Fault.CHANGED, keys.Key.of(an_old_line).place)]


@pytest.mark.parametrize("verb", ["delete", "delete a version", "another folder", "lock", "read its history"])
def test_its_role_may_not_touch_what_is_sealed(stack: LocalStack, verb: str) -> None:
    s3, bucket = stack.client_of(stack.outputs["SealRoleArn"], "s3"), stack.outputs["SealsBucketName"]
    attempts = {
        "delete": lambda: s3.delete_object(Bucket=bucket, Key=THERE),
        "delete a version": lambda: s3.delete_object(Bucket=bucket, Key=THERE, VersionId="1"),
        "another folder": lambda: s3.put_object(Bucket=bucket, Key="other/x", Body=b""),
        "lock": lambda: s3.put_object_lock_configuration(
            Bucket=bucket, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"}
        ),
        "read its history": lambda: s3.list_object_versions(Bucket=bucket),
    }
    with pytest.raises(ClientError) as refusal:
        attempts[verb]()
    assert refusal.value.response["Error"]["Code"] == "AccessDenied"


@pytest.mark.parametrize("role", ["SlackRoleArn", "TeamsRoleArn", "FanoutRoleArn", "DeliverRoleArn"])
def test_no_other_role_may_seal(stack: LocalStack, role: str) -> None:
    s3, kms = (stack.client_of(stack.outputs[role], service) for service in ("s3", "kms"))
    with pytest.raises(ClientError) as refusal:
        s3.put_object(Bucket=stack.outputs["SealsBucketName"], Key=THERE, Body=b"")
    assert refusal.value.response["Error"]["Code"] == "AccessDenied"
    with pytest.raises(ClientError) as refusal:
        kms.sign(KeyId=stack.outputs["SealKeyArn"], Message=b"", SigningAlgorithm="ECDSA_SHA_256")
    assert refusal.value.response["Error"]["Code"] == "AccessDeniedException"
