"""What must be true of a deployment: each check says what it found, and what to do where it is not so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

import urllib3
from botocore.exceptions import BotoCoreError, ClientError

from fingerpost.domain.errors import Unavailable
from tools.cli.api import Api, Entry
from tools.cli.deployment import Deployment
from tools.cli.exits import Trouble
from tools.cli.keys import AdminsKey, KeyringSecret

SOON = timedelta(days=30)
MOST_SKEW = timedelta(seconds=60)


class Verdict(StrEnum):
    """How a check came out."""

    GOOD = "good"
    LOOK = "look"
    FAULT = "fault"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """What one check found, and the remedy; `look` is worth a look, `fault` must be mended."""

    check: str
    verdict: Verdict
    says: str
    remedy: str = ""


@dataclass(frozen=True)
class Examined:
    """The deployment that is examined. now: the clock here."""

    deployment: Deployment
    api: Api
    now: datetime

    @property
    def outputs(self) -> Any:  # noqa: ANN401 - a mapping
        """The stack's outputs."""
        return self.deployment.outputs


Check = Callable[[Examined], Iterator[Finding]]


def examine(examined: Examined) -> Iterator[Finding]:
    """All checks. One that cannot be made says so, and the others go on."""
    for check in CHECKS:
        name = check.__name__.removeprefix("_").replace("_", " ")
        try:
            found = list(check(examined))
        except (ClientError, BotoCoreError, Trouble, urllib3.exceptions.HTTPError) as fault:
            yield Finding(name, Verdict.UNKNOWN, f"cannot be told: {fault}", "Check your rights to it.")
            continue
        yield from found or [Finding(name, Verdict.GOOD, "as it should be")]


def _fault(check: str, says: str, remedy: str) -> Finding:
    return Finding(check, Verdict.FAULT, says, remedy)


def _look(check: str, says: str, remedy: str) -> Finding:
    return Finding(check, Verdict.LOOK, says, remedy)


# ------------------------------------------------------------------ what AWS holds


def _secret(examined: Examined, name: str) -> dict[str, str]:
    held = examined.deployment.client("secretsmanager").get_secret_value(SecretId=examined.outputs[name])
    try:
        read = json.loads(held["SecretString"])
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _slack_secret(examined: Examined) -> Iterator[Finding]:
    held = _secret(examined, "SlackSecretName")
    if not str(held.get("bot_token", "")).startswith("xoxb-"):
        says = "The secret holds no bot token of Slack."
        remedy = f"Put bot_token (xoxb-...) into the secret {examined.outputs['SlackSecretName']}."
        yield _fault("slack secret", says, remedy)
    if len(str(held.get("signing_secret", ""))) != 32:
        says = "The signing secret is not one of Slack's: they have 32 characters."
        remedy = f"Put signing_secret into the secret {examined.outputs['SlackSecretName']}."
        yield _fault("slack secret", says, remedy)


def _keyring(examined: Examined) -> Iterator[Finding]:
    deployment = examined.deployment
    key = AdminsKey(deployment.client("kms"), examined.outputs["KeyringKeyArn"])
    name = examined.outputs["KeyringSecretName"]
    try:
        KeyringSecret(deployment.client("secretsmanager"), name, key, deployment.stack).check()
    except Unavailable as fault:
        yield _fault("keyring", f"It does not open: {fault}", "In a new deployment: fingerpost keys create.")


def _tables(examined: Examined) -> Iterator[Finding]:
    database = examined.deployment.client("dynamodb")
    for output in ("IndexTableName", "CaseworkTableName", "LedgerTableName"):
        name = examined.outputs[output]
        if not database.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled"):
            yield _fault("tables", f"{name} may be deleted.", "Deploy with DeletionProtection=true.")
        backups = database.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
        recovery = backups.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus")
        if recovery != "ENABLED":
            yield _fault(
                "tables", f"{name} cannot be restored to a point in time.", "Deploy the template again."
            )


def _dead_letters(examined: Examined) -> Iterator[Finding]:
    queues = examined.deployment.client("sqs")
    for output, what in (("NoticeDeadLettersUrl", "notices"), ("FanoutDeadLettersUrl", "involvements")):
        asked = {"QueueUrl": examined.outputs[output], "AttributeNames": ["ApproximateNumberOfMessages"]}
        waiting = int(queues.get_queue_attributes(**asked)["Attributes"]["ApproximateNumberOfMessages"])
        if waiting:
            says = f"{waiting} {what} could not be told to anybody."
            yield _fault("dead letters", says, "fingerpost redrive shows them, and sends them again.")


def _alarms(examined: Examined) -> Iterator[Finding]:
    pages = examined.deployment.client("cloudwatch").get_paginator("describe_alarms").paginate()
    alarms = [one for page in pages for one in page["MetricAlarms"]]
    own = [one for one in alarms if one["AlarmName"].startswith(f"{examined.deployment.stack}-")]
    silent = [one for one in own if not one.get("AlarmActions")]
    if silent:
        says = f"{len(silent)} of {len(own)} alarms go to nobody."
        yield _look("alarms", says, "Deploy with AlarmTopicArn, a topic that somebody is subscribed to.")
    for one in own:
        if one.get("StateValue") == "ALARM":
            yield _fault("alarms", f"{one['AlarmName']} is in alarm.", str(one.get("AlarmDescription", "")))


# ------------------------------------------------------------------ what the doors answer


def _doors(examined: Examined) -> Iterator[Finding]:
    """A forged request must be turned away, with 401 and nothing else."""
    for path in ("/slack/events", "/teams/messages"):
        forged = {"x-slack-signature": "v0=0", "x-slack-request-timestamp": "0", "authorization": "Bearer x"}
        url = f"{examined.api.base_url}{path}"
        status = examined.api.pool.request("POST", url, body=b"{}", headers=forged).status
        if status != 401:
            says = f"{path} answers {status} to a forged request, not 401."
            yield _fault("doors", says, "Read the function's log; nobody can use this product now.")


def _clock(examined: Examined) -> Iterator[Finding]:
    reply = examined.api.pool.request("GET", f"{examined.api.base_url}/v1/whoami")
    told = reply.headers.get("Date")
    if told and abs(parsedate_to_datetime(told) - examined.now) > MOST_SKEW:
        yield _fault(
            "clock", f"This machine's clock is wrong: AWS says {told}.", "Set it; signatures fail else."
        )


def _admission(examined: Examined) -> Iterator[Finding]:
    answer = examined.api.get("/v1/whoami")
    if not answer.is_success:
        remedy = "Name your IAM user or role in the parameter Administrators."
        yield _fault("admission", f"/v1 answers you {answer.status}.", remedy)


# ------------------------------------------------------------------ the directory


def _areas(examined: Examined) -> Iterator[Finding]:
    areas = list(examined.api.every("/v1/areas"))
    if not areas:
        yield _fault("areas", "Nobody is in the directory: there is no area.", "fingerpost area add.")
    for area in areas:
        people = list(examined.api.every("/v1/people", area=area["id"]))
        yield from _officers(area, people)
        yield from _people(people, examined.now.date())
        yield from _services(examined, area)


def _officers(area: Entry, people: list[Entry]) -> Iterator[Finding]:
    if not [one for one in people if one["role"] == "officer" and one["status"] == "active"]:
        says = f"{area['id']} has no officer: corrections and held asks reach nobody."
        yield _fault("areas", says, "fingerpost person role ID officer.")


def _people(people: list[Entry], today: date) -> Iterator[Finding]:
    active = [one for one in people if one["status"] == "active"]
    unlinked = [one["id"] for one in active if not one["accounts"]]
    if unlinked:
        yield _look("people", f"No chat account: {_named(unlinked)}.", "fingerpost person link ID for each.")
    lasts = {one["id"]: min(one[name] for name in _STANDING) for one in active}
    over = [name for name, day in lasts.items() if date.fromisoformat(day) < today]
    soon = [name for name, day in lasts.items() if today <= date.fromisoformat(day) < today + SOON]
    if over:
        says = f"Vetting, training or agreement is over: {_named(over)}."
        yield _fault("people", says, "fingerpost person standing ID --vetted-until ...")
    if soon:
        says = f"Vetting, training or agreement ends within 30 days: {_named(soon)}."
        yield _look("people", says, "fingerpost person standing ID --vetted-until ...")


def _services(examined: Examined, area: Entry) -> Iterator[Finding]:
    for one in examined.api.every("/v1/services", area=area["id"]):
        lacking = [name for name in ("duty_telephone", "hours", "out_of_hours") if not one["contact"][name]]
        if lacking:
            says = f"{one['id']} lacks {', '.join(lacking)}: nobody can be rung."
            yield _fault("services", says, f"fingerpost service change {one['id']} ...")
        if not one["contact"]["opening"]:
            says = f"{one['id']} has its hours in words alone: no answer can say who is there now."
            remedy = f"fingerpost service change {one['id']} --open 'mon-fri 08:30-17:30'."
            yield _look("services", says, remedy)
        if not one["accredited"]:
            says = f"{one['id']} is not accredited: its people may do nothing."
            yield _look("services", says, f"fingerpost service change {one['id']} --accredited.")


_STANDING = ("vetted_until", "trained_until", "agreed_until")


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown


CHECKS: tuple[Check, ...] = (
    *(_admission, _clock, _keyring, _slack_secret, _doors),
    *(_tables, _alarms, _dead_letters, _areas),
)


def now() -> datetime:
    """The clock here."""
    return datetime.now(UTC)
