"""The command through the deployed /v1: IAM lets through, the policy admits, the ledger has every act."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.credentials import Credentials

from tests.local_stack import LocalStack
from tools.cli.api import Answer, Api

MAY_INVOKE = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}],
}
AREA = {"name": "Southgate", "officer_telephone": "0115 496 0002"}


@pytest.fixture
def a_user(stack: LocalStack) -> Iterator[Any]:
    """Makes IAM users with keys of their own, and takes them away after."""
    iam, made = stack.client("iam"), []

    def make(policy: dict[str, Any] | None) -> tuple[str, Api]:
        name = f"test-{secrets.token_hex(4)}"
        arn = iam.create_user(UserName=name)["User"]["Arn"]
        key = iam.create_access_key(UserName=name)["AccessKey"]
        made.append((name, key["AccessKeyId"]))
        if policy:
            iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=json.dumps(policy))
        return arn, _api(stack, key["AccessKeyId"], key["SecretAccessKey"])

    yield make
    for name, key_id in made:
        iam.delete_access_key(UserName=name, AccessKeyId=key_id)
        for policy in iam.list_user_policies(UserName=name)["PolicyNames"]:
            iam.delete_user_policy(UserName=name, PolicyName=policy)
        iam.delete_user(UserName=name)


def _api(stack: LocalStack, key_id: str, secret: str) -> Api:
    rights = Credentials(key_id, secret).get_frozen_credentials()
    return Api(stack.document["api_url"], rights, stack.document["aws"]["region"])


@pytest.fixture
def administrator(stack: LocalStack) -> Api:
    aws = stack.document["aws"]
    return _api(stack, aws["access_key_id"], aws["secret_access_key"])


def lines_of(stack: LocalStack, actor: str) -> list[dict[str, str]]:
    """What the ledger has of an actor, in the order of time."""
    found = stack.client("dynamodb").query(
        TableName=stack.tables["ledger"],
        IndexName="by_actor",
        KeyConditionExpression="actor_id = :actor",
        ExpressionAttributeValues={":actor": {"S": actor}},
    )["Items"]
    plain = [{name: next(iter(value.values())) for name, value in item.items()} for item in found]
    return sorted(plain, key=lambda one: (one["at"], one["phase"]))


def an_area(api: Api, area: str) -> Answer:
    return api.put(f"/v1/areas/{area}", AREA)


def test_an_administrator_enters_and_changes_and_each_act_is_on_the_ledger(
    stack: LocalStack, administrator: Api
) -> None:
    area = f"area-{secrets.token_hex(4)}"
    entered = an_area(administrator, area)
    assert (entered.status, entered.etag) == (201, '"1"')
    changed = administrator.put(f"/v1/areas/{area}", {**AREA, "name": "South"}, entered.etag)
    assert (changed.status, changed.body["changed"]) == (200, ["name"])
    stale = administrator.put(f"/v1/areas/{area}", {**AREA, "name": "West"}, entered.etag)
    assert (stale.status, stale.problem) == (412, "changed_since")
    written = [
        one
        for one in lines_of(stack, "api:arn:aws:iam::000000000000:root")
        if one.get("about") == f"area:{area}"
    ]
    told = sorted((one["act"], one["phase"], one.get("outcome", "")) for one in written)
    assert told == [
        ("change_area", "attempt", ""),
        ("change_area", "attempt", ""),
        ("change_area", "outcome", "changed:name"),
        ("change_area", "outcome", "not_kept:changed_since"),
        ("enter_area", "attempt", ""),
        ("enter_area", "outcome", "entered"),
    ]


def test_whom_iam_does_not_let_through_reaches_nothing(stack: LocalStack, a_user: Any) -> None:  # noqa: ANN401
    arn, stranger = a_user(None)
    refused = an_area(stranger, "nowhere")
    assert (refused.status, refused.problem) == (403, "")
    assert lines_of(stack, f"api:{arn}") == []


def test_whom_iam_lets_through_the_policy_still_refuses_and_the_ledger_has_it(
    stack: LocalStack,
    a_user: Any,  # noqa: ANN401
    administrator: Api,
) -> None:
    arn, colleague = a_user(MAY_INVOKE)
    for answer in (an_area(colleague, "nowhere"), colleague.get("/v1/people", area="northbrook")):
        assert (answer.status, answer.problem) == (403, "unknown_person")
    written = {(one["act"], one.get("outcome", "")) for one in lines_of(stack, f"api:{arn}")}
    assert written == {
        ("enter_area", ""),
        ("enter_area", "refused:unknown_person"),
        ("look_up_directory", ""),
        ("look_up_directory", "refused:unknown_person"),
    }
    assert administrator.get("/v1/areas/nowhere").status == 404


def test_a_key_that_is_nobodys_and_a_signature_that_is_not_its_keys_are_refused(
    stack: LocalStack,
    a_user: Any,  # noqa: ANN401
) -> None:
    _, colleague = a_user(MAY_INVOKE)
    for key in ("AKIAIOSFODNN7EXAMPLE", colleague.credentials.access_key):
        refused = an_area(_api(stack, key, "not the secret of this key"), "nowhere")
        assert (refused.status, refused.problem) == (403, "")


def test_the_functions_own_role_can_neither_read_the_index_nor_scan(stack: LocalStack) -> None:
    rights = stack.client_of(stack.outputs["ApiRoleArn"], "dynamodb")
    for table, verb in (("index", "query"), ("casework", "scan"), ("ledger", "query")):
        asked: dict[str, Any] = {"TableName": stack.tables[table]}
        if verb == "query":
            asked |= {
                "KeyConditionExpression": "pk = :pk",
                "ExpressionAttributeValues": {":pk": {"S": "C#1"}},
            }
        with pytest.raises(rights.exceptions.ClientError, match="AccessDenied"):
            getattr(rights, verb)(**asked)
