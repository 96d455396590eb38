"""Tables, keys, logs and alarms as the design asks for them, read from the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fingerpost.log_catalogue import Line
from tests.architecture.cloud_template import resources, template

TABLES = resources("AWS::DynamoDB::Table")
LOG_GROUPS = resources("AWS::Logs::LogGroup")
FUNCTIONS = resources("AWS::Serverless::Function")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_can_be_restored_and_is_not_deleted_by_accident(name: str) -> None:
    table = TABLES[name]
    assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["DeletionProtectionEnabled"] == "Ref DeletionProtection"
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_each_table_has_a_rotating_key_of_its_own() -> None:
    encrypted_with = [table["Properties"]["SSESpecification"]["KMSMasterKeyId"] for table in TABLES.values()]
    rotating = {
        f"GetAtt {name}.Arn"
        for name, key in resources("AWS::KMS::Key").items()
        if key["Properties"].get("EnableKeyRotation") is True
        and key["DeletionPolicy"] == "RetainExceptOnCreate"
    }
    assert len(set(encrypted_with)) == len(TABLES)
    assert set(encrypted_with) <= rotating


def test_a_seal_cannot_be_removed_before_its_day() -> None:
    bucket = resources("AWS::S3::Bucket")["SealsBucket"]
    kept = bucket["Properties"]
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert kept["ObjectLockEnabled"] is True
    retention = kept["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert retention == {"Mode": "COMPLIANCE", "Days": "Ref SealRetentionDays"}
    assert kept["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(kept["PublicAccessBlockConfiguration"].values()) == {True}


def test_seals_are_signed_by_a_key_whose_private_half_stays_in_kms() -> None:
    key = resources("AWS::KMS::Key")["SealKey"]
    assert (key["Properties"]["KeyUsage"], key["Properties"]["KeySpec"]) == ("SIGN_VERIFY", "ECC_NIST_P256")
    assert key["DeletionPolicy"] == "RetainExceptOnCreate"


def test_the_ledger_is_sealed_every_hour_and_an_hour_without_a_seal_raises_an_alarm() -> None:
    hourly = FUNCTIONS["SealFunction"]["Properties"]["Events"]["EveryHour"]["Properties"]
    assert hourly["Schedule"] == "cron(10 * * * ? *)"
    (alarm,) = _alarms_on("Sub ${AWS::StackName}-seals-made")
    assert (alarm["ComparisonOperator"], alarm["TreatMissingData"]) == ("LessThanThreshold", "breaching")


@pytest.mark.parametrize("name", LOG_GROUPS)
def test_a_log_is_kept_for_a_stated_time_and_encrypted(name: str) -> None:
    assert LOG_GROUPS[name]["Properties"]["RetentionInDays"] == "Ref LogRetentionDays"
    assert LOG_GROUPS[name]["Properties"]["KmsKeyId"] == "GetAtt OperationsKey.Arn"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_logs_to_a_group_of_the_template(name: str) -> None:
    group = FUNCTIONS[name]["Properties"]["LoggingConfig"]["LogGroup"]
    assert group.removeprefix("Ref ") in LOG_GROUPS


def test_no_library_can_be_made_to_print_what_it_receives() -> None:
    levels = {name for name in template()["Parameters"] if "level" in name.lower()}
    assert levels == set()
    method_settings = template()["Resources"]["Api"]["Properties"]["MethodSettings"]
    assert {settings["DataTraceEnabled"] for settings in method_settings} == {False}


def test_the_access_log_holds_nothing_of_a_request_but_its_course() -> None:
    written = template()["Resources"]["Api"]["Properties"]["AccessLogSetting"]["Format"]
    assert [word for word in ("body", "querystring", "header", "input", "path}") if word in written] == []


def _alarms_on(metric: str) -> Iterator[dict[str, Any]]:
    for alarm in resources("AWS::CloudWatch::Alarm").values():
        if alarm["Properties"]["MetricName"] == metric:
            yield alarm["Properties"]


def _watched(metric: str) -> set[str]:
    return {dimension["Value"] for alarm in _alarms_on(metric) for dimension in alarm["Dimensions"]}


def test_a_dead_letter_and_a_failing_function_raise_an_alarm() -> None:
    dead_letters = {
        f"GetAtt {name}.QueueName" for name in resources("AWS::SQS::Queue") if name.endswith("DeadLetters")
    }
    assert _watched("ApproximateNumberOfMessagesVisible") == dead_letters
    assert _watched("Errors") == {f"Ref {name}" for name in FUNCTIONS}


def test_involvements_that_wait_to_be_told_raise_an_alarm() -> None:
    assert _watched("IteratorAge") == {"Ref FanoutFunction"}


def test_every_counted_log_line_is_in_the_catalogue_and_alarmed() -> None:
    """What is counted by outcome or reason is no fault; the dashboard shows it (test_dashboard)."""
    catalogue = {f'"{line.code}"' for line in Line}
    alarmed = {alarm["Properties"]["MetricName"] for alarm in resources("AWS::CloudWatch::Alarm").values()}
    for counted in resources("AWS::Logs::MetricFilter").values():
        if "Dimensions" in counted["Properties"]["MetricTransformations"][0]:
            continue
        either = {word.removeprefix("?") for word in counted["Properties"]["FilterPattern"].split()}
        assert either <= catalogue
        assert counted["Properties"]["MetricTransformations"][0]["MetricName"] in alarmed


def test_every_function_counts_what_it_could_not_write_to_the_ledger() -> None:
    groups = {body["Properties"]["LoggingConfig"]["LogGroup"] for body in FUNCTIONS.values()}
    counted_in = {
        counted["Properties"]["LogGroupName"]
        for counted in resources("AWS::Logs::MetricFilter").values()
        if counted["Properties"]["FilterPattern"] == f'"{Line.LEDGER_WRITE_FAILED.code}"'
    }
    assert counted_in == groups


def test_a_record_that_cannot_be_fanned_out_is_isolated_and_kept() -> None:
    mapping = FUNCTIONS["FanoutFunction"]["Properties"]["Events"]["Involvements"]["Properties"]
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"] == "GetAtt FanoutDeadLetters.Arn"


def test_a_notice_is_hidden_while_the_function_may_still_be_sending_it() -> None:
    queue = resources("AWS::SQS::Queue")["NoticeQueue"]["Properties"]
    assert queue["VisibilityTimeout"] >= 6 * FUNCTIONS["DeliverFunction"]["Properties"]["Timeout"]


NAMES = ("Name", "QueueName", "LogGroupName", "FunctionName", "BucketName", "TableName")


def test_a_first_deployment_that_fails_leaves_nothing_behind_that_blocks_the_next() -> None:
    """`Retain` holds on a creation that is rolled back, too: what bears a name of ours must go then."""
    everything = template()["Resources"].items()
    retained = {name: body for name, body in everything if body.get("DeletionPolicy") == "Retain"}
    assert set(retained) == set(TABLES)
    assert [name for name, body in retained.items() if set(NAMES) & set(body["Properties"])] == []


GENERATED = {
    "SlackSecret": ('{"bot_token": ""}', "signing_secret", 64),
    "TeamsSecret": ("{}", "app_password", 64),
    "KeyringSecret": ('{"tokens": "", "boxes": ""}', "not_yet_created", 32),
}


@pytest.mark.parametrize("name", resources("AWS::SecretsManager::Secret"))
def test_what_generates_a_secret_is_frozen(name: str) -> None:
    """Any edit below GenerateSecretString makes CloudFormation put a new value: of the keyring, everybody's
    records would be lost. Where this test fails, undo the edit, whatever it is good for."""
    text, key, length = GENERATED[name]
    assert resources("AWS::SecretsManager::Secret")[name]["Properties"]["GenerateSecretString"] == {
        "SecretStringTemplate": text,
        "GenerateStringKey": key,
        "PasswordLength": length,
        "ExcludePunctuation": True,
    }
