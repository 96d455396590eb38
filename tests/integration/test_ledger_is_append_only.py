"""Under each function's own rights, nothing that stands in the ledger can be changed, removed or read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.domain.ledger import Phase
from tests.builders import NOW, a_ledger_entry
from tests.local_stack import LocalStack

Attempt = Callable[[Any, str, dict[str, Any]], Any]

SET_OUTCOME = {
    "UpdateExpression": "SET outcome = :other",
    "ExpressionAttributeValues": {":other": {"S": "nothing_to_show"}},
}
ATTEMPTS: dict[str, Attempt] = {
    "update": lambda db, table, key: db.update_item(TableName=table, Key=key, **SET_OUTCOME),
    "delete": lambda db, table, key: db.delete_item(TableName=table, Key=key),
    "delete in a batch": lambda db, table, key: db.batch_write_item(
        RequestItems={table: [{"DeleteRequest": {"Key": key}}]}
    ),
    "delete in a transaction": lambda db, table, key: db.transact_write_items(
        TransactItems=[{"Delete": {"TableName": table, "Key": key}}]
    ),
    "update in a transaction": lambda db, table, key: db.transact_write_items(
        TransactItems=[{"Update": {"TableName": table, "Key": key, **SET_OUTCOME}}]
    ),
    "update by statement": lambda db, table, key: db.execute_statement(
        Statement=f"UPDATE \"{table}\" SET outcome='x' WHERE pk='{key['pk']['S']}' AND sk='{key['sk']['S']}'"  # noqa: S608
    ),
    "delete by statement": lambda db, table, key: db.execute_statement(
        Statement=f"DELETE FROM \"{table}\" WHERE pk='{key['pk']['S']}' AND sk='{key['sk']['S']}'"  # noqa: S608
    ),
    "read": lambda db, table, key: db.get_item(TableName=table, Key=key),
    "scan": lambda db, table, key: db.scan(TableName=table),
    "delete the table": lambda db, table, key: db.delete_table(TableName=table),
}


@pytest.fixture
def line(stack: LocalStack) -> dict[str, Any]:
    """A line that stands in the ledger."""
    key = {"pk": {"S": f"test {uuid4()}"}, "sk": {"S": "1"}}
    item = {**key, "outcome": {"S": "confirmed"}}
    stack.client("dynamodb").put_item(TableName=stack.tables["ledger"], Item=item)
    return key


@pytest.mark.parametrize(
    "role", ["SlackRoleArn", "FanoutRoleArn", "DeliverRoleArn", "ClockRoleArn", "SealRoleArn"]
)
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_function_may_not_touch_what_stands_in_the_ledger(
    stack: LocalStack, line: dict[str, Any], role: str, attempt: str
) -> None:
    database = stack.client_of(stack.outputs[role], "dynamodb")
    ledger = stack.tables["ledger"]

    with pytest.raises(ClientError) as refusal:
        ATTEMPTS[attempt](database, ledger, line)

    assert refusal.value.response["Error"]["Code"] == "AccessDeniedException"
    still_there = stack.client("dynamodb").get_item(TableName=ledger, Key=line)["Item"]
    assert still_there["outcome"] == {"S": "confirmed"}


@pytest.mark.parametrize("role", ["SlackRoleArn", "FanoutRoleArn", "DeliverRoleArn", "ClockRoleArn"])
def test_a_function_may_add_to_the_ledger(stack: LocalStack, role: str) -> None:
    key = {"pk": {"S": f"test {uuid4()}"}, "sk": {"S": "1"}}

    stack.client_of(stack.outputs[role], "dynamodb").put_item(TableName=stack.tables["ledger"], Item=key)

    assert "Item" in stack.client("dynamodb").get_item(TableName=stack.tables["ledger"], Key=key)


def test_a_line_is_not_written_over_by_one_of_the_same_name(
    stack: LocalStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in stack.environment_of(stack.outputs["SlackRoleArn"]).items():
        monkeypatch.setenv(name, value)
    tables = stack.tables
    ledger = DynamoLedger(
        Store(tables["index"], tables["casework"], tables["ledger"]), no_keyring(), lambda: NOW
    )
    confirmed = a_ledger_entry(str(uuid4()), phase=Phase.OUTCOME, details=None, note="", outcome="confirmed")
    ledger.outcome(confirmed)

    ledger.outcome(replace(confirmed, outcome="nothing_to_show"))

    key = keys.ledger_entry(confirmed).attributes()
    stands = stack.client("dynamodb").get_item(TableName=tables["ledger"], Key=key)["Item"]
    assert stands["outcome"] == {"S": "confirmed"}
