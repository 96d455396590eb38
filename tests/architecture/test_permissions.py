"""Who may do what with what, read from the template: exact verbs on exact resources."""

from __future__ import annotations

import re
from functools import reduce

import pytest

from tests.architecture.cloud_template import Statement, resources, statements, template

EVERY_STATEMENT = [pytest.param(each, id=f"{each.role}-{each.sid}") for each in statements()]
SIX_UNKNOWN_CHARACTERS = re.compile(r"-\?{6}$")  # how Secrets Manager ends a secret's ARN
ONE_FOLDER = re.compile(r"Bucket\.Arn\}/[a-z]+/\*$")  # objects have no other common name than their folder

STREAMS_OF_A_TABLE = re.compile(r"Table\.Arn\}/stream/\*$")  # what ListStreams is asked of


@pytest.mark.parametrize("statement", EVERY_STATEMENT)
def test_a_statement_names_its_verbs_one_by_one(statement: Statement) -> None:
    assert [action for action in statement.actions if "*" in action or "?" in action] == []


@pytest.mark.parametrize("statement", EVERY_STATEMENT)
def test_a_statement_names_its_resources_one_by_one(statement: Statement) -> None:
    known = (ONE_FOLDER, SIX_UNKNOWN_CHARACTERS, STREAMS_OF_A_TABLE)
    named = [reduce(lambda name, one: one.sub("", name), known, each) for each in statement.resources]
    assert [name for name in named if "*" in name or "?" in name] == []


def test_nobody_may_scan_a_table_but_what_rekeys_all_of_it() -> None:
    assert {each.role for each in statements() if "dynamodb:Scan" in each.actions} == {"RekeyRole"}


def test_what_may_read_everything_is_run_by_its_state_machine_alone() -> None:
    function = resources("AWS::Serverless::Function")["RekeyFunction"]["Properties"]
    assert "Events" not in function
    invokers = {each.role for each in statements() if any("-rekey:live" in name for name in each.resources)}
    assert invokers == {"RekeyMachineRole"}
    definition = str(
        resources("AWS::StepFunctions::StateMachine")["RekeyMachine"]["Properties"]["DefinitionString"]
    )
    assert set(re.findall(r"function:([^\"]+)", definition)) == {"${AWS::StackName}-rekey:live"}


def test_the_ledger_can_only_be_added_to_and_read_by_what_seals_it() -> None:
    on_the_ledger = [each for each in statements() if any("LedgerTable" in name for name in each.resources)]
    verbs = {(each.role == "SealRole", action) for each in on_the_ledger for action in each.actions}
    assert verbs == {(False, "dynamodb:PutItem"), (True, "dynamodb:Query"), (False, "dynamodb:Scan")}


def test_a_seal_can_be_made_by_one_role_and_removed_by_none() -> None:
    on_seals = [each for each in statements() if any("SealsBucket" in name for name in each.resources)]
    assert {each.role for each in on_seals} == {"SealRole"}
    verbs = {action for each in on_seals for action in each.actions}
    assert verbs == {"s3:ListBucket", "s3:GetObject", "s3:PutObject"}
    signing = {(each.role, each.actions) for each in statements() if "GetAtt SealKey.Arn" in each.resources}
    assert signing == {("SealRole", ("kms:Sign",))}


def test_every_function_has_a_role_of_its_own() -> None:
    functions = resources("AWS::Serverless::Function")
    roles = [body["Properties"]["Role"] for body in functions.values()]
    assert len(set(roles)) == len(functions)


def test_only_the_functions_that_answer_or_rekey_may_unwrap_the_keyring() -> None:
    holders = {each.role for each in statements() if "GetAtt KeyringKey.Arn" in each.resources}
    assert holders == {"SlackRole", "TeamsRole", "FeedsRole", "IntakeRole", "RekeyRole"}


def test_every_other_key_is_used_only_through_the_service_it_is_for() -> None:
    direct = [
        f"{each.role} {each.sid}"
        for each in statements()
        if any(action.startswith("kms:") for action in each.actions)
        and "kms:ViaService" not in each.condition.get("StringEquals", {})
    ]
    assert direct == [
        "SealRole SignSeals",
        "RekeyRole UnwrapTheKeyring",
        "SlackRole UnwrapTheKeyring",
        "TeamsRole UnwrapTheKeyring",
        "FeedsRole UnwrapTheKeyring",
        "IntakeRole UnwrapTheKeyring",
    ]


def test_managed_policies_are_left_to_the_account_role_that_api_gateway_dictates() -> None:
    roles = resources("AWS::IAM::Role")
    managed = {name for name, body in roles.items() if "ManagedPolicyArns" in body["Properties"]}
    assert managed == {"ApiGatewayLogRole"}


def test_one_product_flooded_leaves_the_others_share_alone() -> None:
    settings = template()["Resources"]["Api"]["Properties"]["MethodSettings"]
    own = {(one["ResourcePath"], one["HttpMethod"]) for one in settings if one["HttpMethod"] != "*"}
    routes = {
        (event["Properties"]["Path"], event["Properties"]["Method"])
        for body in resources("AWS::Serverless::Function").values()
        for event in body["Properties"].get("Events", {}).values()
        if event["Type"] == "Api" and "Auth" not in event["Properties"]
    }
    assert own == {("/" + route.replace("/", "~1"), method) for route, method in routes}
    assert all({"ThrottlingRateLimit", "ThrottlingBurstLimit"} <= set(one) for one in settings)


def test_every_route_but_the_products_own_is_signed() -> None:
    """The products and the road with a token verify their callers themselves; everybody else has signed."""
    routes = {
        (event["Properties"]["Path"], event["Properties"].get("Auth", {}).get("Authorizer", "NONE"))
        for body in resources("AWS::Serverless::Function").values()
        for event in body["Properties"].get("Events", {}).values()
        if event["Type"] == "Api"
    }
    assert routes == {
        ("/slack/events", "NONE"),
        ("/slack/interactions", "NONE"),
        ("/teams/messages", "NONE"),
        ("/v1/{proxy+}", "AWS_IAM"),
        ("/v1/feed/{proxy+}", "AWS_IAM"),
        ("/oauth/v1/feed/{proxy+}", "NONE"),
        ("/.well-known/oauth-authorization-server", "NONE"),
    }


def test_the_function_of_administrators_reads_and_writes_nothing_of_a_child() -> None:
    touched = {name for each in statements() if each.role == "ApiRole" for name in each.resources}
    assert touched == {
        "GetAtt CaseworkTable.Arn",
        "GetAtt LedgerTable.Arn",
        "GetAtt CaseworkKey.Arn",
        "GetAtt LedgerKey.Arn",
        "GetAtt FunctionsLogGroup.Arn",
    }


def test_fanout_may_do_all_that_the_making_of_its_mapping_asks_for() -> None:
    verbs = {action for each in statements() if each.role == "FanoutRole" for action in each.actions}
    asked = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
    assert {f"dynamodb:{verb}" for verb in asked} <= verbs
