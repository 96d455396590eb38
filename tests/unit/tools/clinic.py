"""A deployment in memory that is as it should be, for the commands that look at AWS; a test breaks a part."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError
from slack_sdk.signature import SignatureVerifier

from fingerpost.adapters.keyring import create_keyring
from fingerpost.domain.errors import LedgerUnavailable
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.practitioner import ChatIdentity, Product
from fingerpost.domain.service import Contact, OpeningTimes
from tests.builders import NOW
from tests.keys import KeyInMemory
from tests.unit.surfaces.rest.calls import PERSON
from tests.unit.tools.command_line import CommandLine, Pool, Reply, command_line
from tests.unit.usecases.directory.office import ADMIN
from tools.cli.checking.aws import FUNCTIONS
from tools.cli.deployment import Deployment
from tools.cli.session import Session
from tools.slack.scopes import needed

OUTPUTS = {
    "StackName": "fingerpost",
    "SlackSecretName": "fingerpost/slack",
    "SlackEventsUrl": "https://api.example/slack/events",
    "SlackInteractionsUrl": "https://api.example/slack/interactions",
    "KeyringKeyArn": "key",
    "KeyringSecretName": "fingerpost/keyring",
    "IndexTableName": "index",
    "CaseworkTableName": "casework",
    "LedgerTableName": "ledger",
    "NoticeDeadLettersUrl": "dead",
    "FanoutDeadLettersUrl": "lost",
    "NoticeQueueUrl": "notices",
    "TeamsSecretName": "fingerpost/teams",
    **{f"{name}FunctionName": f"fingerpost-{name.lower()}" for name in FUNCTIONS},
}
SIGNING_SECRET = "s" * 32
TOPIC = "arn:aws:sns:eu-west-2:1:duty"


@dataclass
class Aws:
    """What AWS would answer about a deployment that is as it should be; a test breaks a part."""

    key: KeyInMemory = field(default_factory=KeyInMemory)
    parameters: dict[str, str] = field(
        default_factory=lambda: {
            "SlackApiUrl": "https://slack.example/api/",
            "SlackTeams": "T0",
            "SlackEmailDomains": "council.example",
            "TeamsAppId": "app",
            "TeamsAppTenant": "tenant",
            "TeamsLoginUrl": "https://login.example",
            "TeamsTenants": "tenant",
            "TeamsEmailDomains": "council.example",
            "RequestsPerSecond": "50",
        }
    )
    concurrency: int = 1_000
    live: dict[str, Any] = field(default_factory=dict)
    subscriptions: list[dict[str, str]] = field(default_factory=lambda: [{"SubscriptionArn": f"{TOPIC}:1"}])
    stream: list[dict[str, Any]] | None = field(default_factory=list)
    brought: list[Any] = field(default_factory=list)
    fanout_fails: bool = False
    protected: bool = True
    recovery: str = "ENABLED"
    alarms: list[dict[str, Any]] = field(default_factory=list)
    letters: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"dead": [], "lost": [], "notices": []}
    )

    def __post_init__(self) -> None:
        self.secrets = {
            "fingerpost/slack": json.dumps({"bot_token": "xoxb-1", "signing_secret": SIGNING_SECRET}),
            "fingerpost/teams": json.dumps({"app_password": "password"}),
            "fingerpost/keyring": create_keyring(self.key, "fingerpost"),
        }
        self.alarms = [{"AlarmName": "fingerpost-x", "AlarmActions": [TOPIC], "StateValue": "OK"}]

    def get_secret_value(self, SecretId: str) -> dict[str, str]:  # noqa: N803 - boto3's names
        return {"SecretString": self.secrets[SecretId]}

    def put_secret_value(self, SecretId: str, SecretString: str) -> None:  # noqa: N803
        self.secrets[SecretId] = SecretString

    def decrypt(self, **asked: Any) -> dict[str, bytes]:  # noqa: ANN401
        return {"Plaintext": self.key.unwrap(asked["CiphertextBlob"], asked["EncryptionContext"])}

    def describe_stacks(self, **_: str) -> dict[str, Any]:
        told = [{"ParameterKey": name, "ParameterValue": value} for name, value in self.parameters.items()]
        return {"Stacks": [{"Parameters": told}]}

    def get_account_settings(self) -> dict[str, Any]:
        return {"AccountLimit": {"ConcurrentExecutions": self.concurrency}}

    def get_function_configuration(self, FunctionName: str, Qualifier: str = "") -> dict[str, Any]:  # noqa: N803
        newest = {"CodeSha256": "1", "Layers": [{"Arn": "core:1"}], "Environment": {"Variables": {"A": "1"}}}
        return {**newest, **self.live} if Qualifier else newest

    def list_subscriptions_by_topic(self, **_: str) -> dict[str, Any]:
        return {"Subscriptions": self.subscriptions}

    def describe_table(self, **_: str) -> dict[str, Any]:
        return {"Table": {"DeletionProtectionEnabled": self.protected}}

    def describe_continuous_backups(self, **_: str) -> dict[str, Any]:
        told = {"PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": self.recovery}}
        return {"ContinuousBackupsDescription": told}

    def get_queue_attributes(self, QueueUrl: str, **_: Any) -> dict[str, Any]:  # noqa: N803, ANN401
        return {"Attributes": {"ApproximateNumberOfMessages": str(len(self.letters[QueueUrl]))}}

    def get_caller_identity(self) -> dict[str, str]:
        return {"Arn": ADMIN.name}

    def get_shard_iterator(self, **asked: str) -> dict[str, str]:
        if self.stream is None:
            raise ClientError({"Error": {"Code": "TrimmedDataAccessException"}}, "GetShardIterator")
        assert asked["ShardIteratorType"] == "AT_SEQUENCE_NUMBER"
        return {"ShardIterator": asked["SequenceNumber"]}

    def get_records(self, ShardIterator: str, **_: Any) -> dict[str, Any]:  # noqa: N803, ANN401
        found = [one for one in self.stream or () if one["dynamodb"]["SequenceNumber"] >= ShardIterator]
        return {"Records": found[:2], "NextShardIterator": str(int(ShardIterator) + 2)}

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803
        assert FunctionName == "fingerpost-fanout:live"
        self.brought.append(json.loads(Payload))
        return {"FunctionError": "Unhandled"} if self.fanout_fails else {}

    def get_paginator(self, _: str) -> Any:  # noqa: ANN401
        return self

    def paginate(self) -> list[dict[str, Any]]:
        return [{"MetricAlarms": self.alarms}]

    def receive_message(self, QueueUrl: str, **_: Any) -> dict[str, Any]:  # noqa: N803, ANN401
        seen = [one for one in self.letters[QueueUrl] if not one.get("hidden")]
        for one in seen:
            one["hidden"] = True
        return {"Messages": seen} if seen else {}

    def change_message_visibility(self, QueueUrl: str, ReceiptHandle: str, **_: Any) -> None:  # noqa: N803, ANN401
        for one in self.letters[QueueUrl]:
            if one["ReceiptHandle"] == ReceiptHandle:
                one["hidden"] = False

    def send_message(self, QueueUrl: str, **sent: str) -> None:  # noqa: N803
        self.letters[QueueUrl].append(dict(sent))

    def delete_message(self, QueueUrl: str, ReceiptHandle: str) -> None:  # noqa: N803
        left = [one for one in self.letters[QueueUrl] if one["ReceiptHandle"] != ReceiptHandle]
        self.letters[QueueUrl] = left


class LocalAws(Deployment):
    """A deployment whose every client is the one above."""

    aws: Aws

    def client(self, service: str) -> Any:  # noqa: ANN401
        return self.aws


@dataclass
class Doors(Pool):
    """The REST surface, and the two doors beside it."""

    status: int = 401
    date: datetime = NOW
    signed_with: str = SIGNING_SECRET
    slack: dict[str, Any] = field(default_factory=lambda: {"ok": True, "team_id": "T0"})
    scopes: list[str] = field(default_factory=needed)
    login: int = 200

    def request(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        if "/v1/" in url and headers is not None:
            return super().request(method, url, body, headers)
        if url.startswith("https://slack.example/"):
            return Reply(200, json.dumps(self.slack).encode(), {"X-OAuth-Scopes": ", ".join(self.scopes)})
        if headers and SignatureVerifier(self.signed_with).is_valid_request(body or b"", dict(headers)):
            return Reply(200, body or b"", {})
        return Reply(self.status, b"", {"Date": format_datetime(self.date, usegmt=True)})

    def request_encode_body(self, method: str, url: str, **_: Any) -> Reply:  # noqa: ANN401
        assert (method, url) == ("POST", "https://login.example/tenant/oauth2/v2.0/token")
        return Reply(self.login, b"", {})


@dataclass
class Lines:
    """A ledger in a list; `is_away` where it does not answer."""

    written: list[LedgerEntry] = field(default_factory=list)
    is_away: bool = False

    def attempt(self, entry: LedgerEntry, asker: None) -> None:
        if self.is_away:
            raise LedgerUnavailable
        self.written.append(entry)

    outcome = functools.partialmethod(attempt, asker=None)

    def told(self) -> list[tuple[str, str, str]]:
        """Act, what about, and outcome of each line."""
        return [(line.act, line.about, line.outcome) for line in self.written]


@dataclass
class Clinic:
    """A deployment as it should be, and the doctor."""

    fingerpost: CommandLine
    aws: Aws
    doors: Doors
    ledger: Lines

    def findings(self) -> dict[str, str]:
        """What is not good, by check: its sentence and its remedy."""
        _, out, _ = self.fingerpost("doctor", "--json")
        told = [json.loads(line) for line in out.splitlines()]
        found: dict[str, str] = {}
        for one in told:
            if one["verdict"] != "good":
                found[one["check"]] = f"{found.get(one['check'], '')} {one['says']} {one['remedy']}"
        return found


def make_clinic(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Clinic:
    """A deployment as it should be."""
    fingerpost, aws = command_line(monkeypatch, capsys), Aws()
    doors = Doors(desk=fingerpost.pool.desk)
    monkeypatch.setattr(Session, "api", replace(Session.api, pool=doors))  # type: ignore[type-var]
    deployment = LocalAws(None, OUTPUTS, "https://api.example")  # type: ignore[arg-type]
    deployment.__class__.aws = aws
    monkeypatch.setattr(Session, "deployment", deployment)
    monkeypatch.setattr("tools.cli.doctor.now", lambda: NOW)
    desk = fingerpost.pool.desk
    desk.put("/v1/people/olga", {**PERSON, "role": "officer", "name": "Olga Officer"})
    people = desk.office.shelves.practitioners
    people["olga"] = replace(people["olga"], identities=(ChatIdentity(Product.SLACK, "T0", "U0"),))
    ledger = Lines()
    monkeypatch.setattr(Session, "ledger", ledger)
    clinic = Clinic(fingerpost, aws, doors, ledger)
    change_service(clinic, contact=OPEN)
    return clinic


OPEN = Contact(
    *("0115 496 0001", "Mon-Fri 9-5", "Emergency team 0115 496 0999", "the duty manager"),
    (OpeningTimes((0, 1, 2, 3, 4), 540, 1020),),
)


def change_person(clinic: Clinic, **changes: Any) -> None:  # noqa: ANN401
    """Of the only person there is, the officer."""
    people = clinic.fingerpost.pool.desk.office.shelves.practitioners
    people["olga"] = replace(people["olga"], **changes)


def change_service(clinic: Clinic, **changes: Any) -> None:  # noqa: ANN401
    """Of the only service there is."""
    services = clinic.fingerpost.pool.desk.office.shelves.services
    services["social-care"] = replace(services["social-care"], **changes)
