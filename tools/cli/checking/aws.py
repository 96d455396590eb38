"""What AWS holds of a deployment: keyring, tables, alarms, dead letters, release and quotas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fingerpost.domain.errors import Unavailable
from tools.cli.checking.findings import Check, Examined, Finding, fault, look
from tools.cli.keys import AdminsKey, KeyringSecret

TABLES = ("IndexTableName", "CaseworkTableName", "LedgerTableName")
FUNCTIONS = ("Slack", "Teams", "Api", "Fanout", "Deliver", "Clock", "Seal")
FEWEST_AT_ONCE = 100
"""Executions at once that an account should allow: new ones have 10, and seven functions share them."""


def _keyring(examined: Examined) -> Iterator[Finding]:
    deployment = examined.deployment
    key = AdminsKey(deployment.client("kms"), examined.outputs["KeyringKeyArn"])
    name = examined.outputs["KeyringSecretName"]
    try:
        KeyringSecret(deployment.client("secretsmanager"), name, key, deployment.stack).check()
    except Unavailable as trouble:
        yield fault("keyring", f"It does not open: {trouble}", "In a new deployment: fingerpost keys create.")


def _tables(examined: Examined) -> Iterator[Finding]:
    database = examined.deployment.client("dynamodb")
    for output in TABLES:
        name = examined.outputs[output]
        if not database.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled"):
            yield fault("tables", f"{name} may be deleted.", "Deploy with DeletionProtection=true.")
        backups = database.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
        recovery = backups.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus")
        if recovery != "ENABLED":
            says = f"{name} cannot be restored to a point in time."
            yield _as_far_as_it_goes(examined, fault("tables", says, "Deploy the template again."))


def _as_far_as_it_goes(examined: Examined, found: Finding) -> Finding:
    """The local AWS passes over what the template says of backups."""
    if examined.deployment.is_local:
        return look(found.check, f"{found.says} The local AWS keeps no backups.", "Nothing: it is local.")
    return found


def _dead_letters(examined: Examined) -> Iterator[Finding]:
    queues = examined.deployment.client("sqs")
    for output, what in (("NoticeDeadLettersUrl", "notices"), ("FanoutDeadLettersUrl", "involvements")):
        asked = {"QueueUrl": examined.outputs[output], "AttributeNames": ["ApproximateNumberOfMessages"]}
        waiting = int(queues.get_queue_attributes(**asked)["Attributes"]["ApproximateNumberOfMessages"])
        if waiting:
            says = f"{waiting} {what} could not be told to anybody."
            yield fault("dead letters", says, "fingerpost redrive shows them, and sends them again.")


def _alarms(examined: Examined) -> Iterator[Finding]:
    pages = examined.deployment.client("cloudwatch").get_paginator("describe_alarms").paginate()
    alarms = [one for page in pages for one in page["MetricAlarms"]]
    own = [one for one in alarms if one["AlarmName"].startswith(f"{examined.deployment.stack}-")]
    silent = [one for one in own if not one.get("AlarmActions")]
    if silent:
        says = f"{len(silent)} of {len(own)} alarms go to nobody."
        yield look("alarms", says, "Deploy with AlarmTopicArn, a topic that somebody is subscribed to.")
    yield from _unheard(examined, own)
    for one in own:
        if one.get("StateValue") == "ALARM":
            yield fault("alarms", f"{one['AlarmName']} is in alarm.", str(one.get("AlarmDescription", "")))


def _unheard(examined: Examined, alarms: list[dict[str, Any]]) -> Iterator[Finding]:
    """A subscription that nobody has confirmed hears nothing."""
    notifications = examined.deployment.client("sns")
    for topic in sorted({action for one in alarms for action in one.get("AlarmActions") or ()}):
        subscribed = notifications.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        if not [one for one in subscribed if one["SubscriptionArn"].startswith("arn:")]:
            says = f"Nobody has confirmed a subscription to {topic.rpartition(':')[2]}."
            yield fault("alarms", says, "Subscribe somebody, and confirm by the link in the message.")


def _release(examined: Examined) -> Iterator[Finding]:
    """What was deployed last must be what answers: an alias that stayed behind serves old parameters."""
    functions = examined.deployment.client("lambda")
    for each in FUNCTIONS:
        name = examined.outputs[f"{each}FunctionName"]
        newest = functions.get_function_configuration(FunctionName=name)
        live = functions.get_function_configuration(FunctionName=name, Qualifier="live")
        if _deployed(newest) != _deployed(live):
            says = f"What answers as {name} is not what was deployed last."
            yield fault("release", says, "Deploy with make deploy, which makes each deployment a release.")


def _deployed(configuration: dict[str, Any]) -> tuple[Any, ...]:
    layers = [one["Arn"] for one in configuration.get("Layers", [])]
    variables = configuration.get("Environment", {}).get("Variables", {})
    return configuration["CodeSha256"], layers, variables


def _quotas(examined: Examined) -> Iterator[Finding]:
    limits = examined.deployment.client("lambda").get_account_settings()["AccountLimit"]
    allowed = int(limits["ConcurrentExecutions"])
    if allowed < FEWEST_AT_ONCE:
        says = f"This account runs {allowed} functions at once; seven of Fingerpost's share them."
        remedy = "Ask for 1,000: Service Quotas, AWS Lambda, Concurrent executions. It takes some hours."
        yield look("quotas", says, remedy)
    rate = int(examined.parameters.get("RequestsPerSecond", "50"))
    if rate > allowed:
        says = f"The API lets {rate} requests a second through, and {allowed} functions run at once."
        yield look("quotas", says, "Raise the account's limit, or deploy with a lower RequestsPerSecond.")


CHECKS: tuple[Check, ...] = (_keyring, _tables, _alarms, _dead_letters, _release, _quotas)
