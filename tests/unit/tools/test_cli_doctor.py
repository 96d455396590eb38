"""Every check of the doctor fails where the thing is broken, says what to do, and is silent elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from email.utils import format_datetime
from typing import Any

import pytest

from fingerpost.adapters.keyring import create_keyring
from fingerpost.domain.practitioner import ChatIdentity, Product, Role, Status
from fingerpost.domain.service import Contact, OpeningTimes
from tests.builders import NOW
from tests.keys import KeyInMemory
from tests.unit.surfaces.rest.calls import PERSON
from tests.unit.tools.command_line import CommandLine, Pool, Reply, command_line
from tools.cli import checks
from tools.cli.deployment import Deployment
from tools.cli.session import Session

OUTPUTS = {
    "StackName": "fingerpost",
    "SlackSecretName": "fingerpost/slack",
    "KeyringKeyArn": "key",
    "KeyringSecretName": "fingerpost/keyring",
    "IndexTableName": "index",
    "CaseworkTableName": "casework",
    "LedgerTableName": "ledger",
    "NoticeDeadLettersUrl": "dead",
    "FanoutDeadLettersUrl": "lost",
    "NoticeQueueUrl": "notices",
}


@dataclass
class Aws:
    """What AWS would answer about a deployment that is as it should be; a test breaks a part."""

    key: KeyInMemory = field(default_factory=KeyInMemory)
    protected: bool = True
    recovery: str = "ENABLED"
    alarms: list[dict[str, Any]] = field(default_factory=list)
    letters: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"dead": [], "lost": [], "notices": []}
    )

    def __post_init__(self) -> None:
        self.secrets = {
            "fingerpost/slack": json.dumps({"bot_token": "xoxb-1", "signing_secret": "s" * 32}),
            "fingerpost/keyring": create_keyring(self.key, "fingerpost"),
        }
        self.alarms = [{"AlarmName": "fingerpost-x", "AlarmActions": ["topic"], "StateValue": "OK"}]

    def get_secret_value(self, SecretId: str) -> dict[str, str]:  # noqa: N803 - boto3's names
        return {"SecretString": self.secrets[SecretId]}

    def decrypt(self, **asked: Any) -> dict[str, bytes]:  # noqa: ANN401
        return {"Plaintext": self.key.unwrap(asked["CiphertextBlob"], asked["EncryptionContext"])}

    def describe_table(self, **_: str) -> dict[str, Any]:
        return {"Table": {"DeletionProtectionEnabled": self.protected}}

    def describe_continuous_backups(self, **_: str) -> dict[str, Any]:
        told = {"PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": self.recovery}}
        return {"ContinuousBackupsDescription": told}

    def get_queue_attributes(self, QueueUrl: str, **_: Any) -> dict[str, Any]:  # noqa: N803, ANN401
        return {"Attributes": {"ApproximateNumberOfMessages": str(len(self.letters[QueueUrl]))}}

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

    def request(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        if "/v1/" in url and headers is not None:
            return super().request(method, url, body, headers)
        return Reply(self.status, b"", {"Date": format_datetime(self.date, usegmt=True)})


@dataclass
class Clinic:
    """A deployment as it should be, and the doctor."""

    fingerpost: CommandLine
    aws: Aws
    doors: Doors

    def findings(self) -> dict[str, str]:
        """What is not good, by check: its sentence and its remedy."""
        _, out, _ = self.fingerpost("doctor", "--json")
        told = [json.loads(line) for line in out.splitlines()]
        return {one["check"]: f"{one['says']} {one['remedy']}" for one in told if one["verdict"] != "good"}


@pytest.fixture
def clinic(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Clinic:
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
    clinic = Clinic(fingerpost, aws, doors)
    service(clinic, contact=OPEN)
    return clinic


OPEN = Contact(
    *("0115 496 0001", "Mon-Fri 9-5", "Emergency team 0115 496 0999", "the duty manager"),
    (OpeningTimes((0, 1, 2, 3, 4), 540, 1020),),
)


def test_nothing_is_found_where_all_is_as_it_should_be(clinic: Clinic) -> None:
    assert clinic.findings() == {}
    code, out, _ = clinic.fingerpost("doctor")
    assert (code, "No fault was found" in out) == (0, True)


def person(clinic: Clinic, **changes: Any) -> None:  # noqa: ANN401
    people = clinic.fingerpost.pool.desk.office.shelves.practitioners
    people["olga"] = replace(people["olga"], **changes)


def service(clinic: Clinic, **changes: Any) -> None:  # noqa: ANN401
    services = clinic.fingerpost.pool.desk.office.shelves.services
    services["social-care"] = replace(services["social-care"], **changes)


def slack_secret(clinic: Clinic, held: str) -> None:
    clinic.aws.secrets["fingerpost/slack"] = held


def alarm(clinic: Clinic, **changes: Any) -> None:  # noqa: ANN401
    clinic.aws.alarms[0] |= changes


BREAK: dict[str, tuple[Callable[[Clinic], object], str, str]] = {
    "no bot token": (
        lambda c: slack_secret(c, '{"signing_secret": "' + "s" * 32 + '"}'),
        "slack secret",
        "bot_token",
    ),
    "no signing secret": (
        lambda c: slack_secret(c, '{"bot_token": "xoxb-1"}'),
        "slack secret",
        "signing_secret",
    ),
    "no json": (lambda c: slack_secret(c, "xoxb-1"), "slack secret", "fingerpost/slack"),
    "no keyring": (
        lambda c: c.aws.secrets.update({"fingerpost/keyring": '{"tokens": "", "boxes": ""}'}),
        "keyring",
        "keys create",
    ),
    "an open door": (lambda c: setattr(c.doors, "status", 200), "doors", "200"),
    "a door that falls": (lambda c: setattr(c.doors, "status", 502), "doors", "502"),
    "a wrong clock": (
        lambda c: setattr(c.doors, "date", datetime.fromisoformat("2026-03-01T00:00:00+00:00")),
        "clock",
        "Set it",
    ),
    "no administrator": (
        lambda c: setattr(c.doors, "caller", "arn:aws:iam::1:user/eve"),
        "admission",
        "Administrators",
    ),
    "a table that may be deleted": (
        lambda c: setattr(c.aws, "protected", False),
        "tables",
        "DeletionProtection",
    ),
    "no way back in time": (lambda c: setattr(c.aws, "recovery", "DISABLED"), "tables", "point in time"),
    "alarms to nobody": (lambda c: alarm(c, AlarmActions=[]), "alarms", "AlarmTopicArn"),
    "an alarm": (lambda c: alarm(c, StateValue="ALARM"), "alarms", "in alarm"),
    "a dead letter": (
        lambda c: c.aws.letters["dead"].append({"ReceiptHandle": "r"}),
        "dead letters",
        "redrive",
    ),
    "a lost involvement": (
        lambda c: c.aws.letters["lost"].append({"ReceiptHandle": "r"}),
        "dead letters",
        "redrive",
    ),
    "no officer": (lambda c: person(c, role=Role.PRACTITIONER), "areas", "person role"),
    "an officer suspended": (lambda c: person(c, status=Status.SUSPENDED), "areas", "no officer"),
    "nobody linked": (lambda c: person(c, identities=()), "people", "person link"),
    "vetting that ended": (lambda c: person(c, vetted_until=date(2026, 3, 1)), "people", "is over"),
    "training that ends soon": (
        lambda c: person(c, trained_until=date(2026, 3, 20)),
        "people",
        "within 30 days",
    ),
    "no duty hours": (
        lambda c: service(c, contact=Contact("0115 496 0001", "", "0115 496 0002")),
        "services",
        "hours",
    ),
    "hours in words alone": (
        lambda c: service(c, contact=replace(OPEN, opening=())),
        "services",
        "--open",
    ),
    "a service without accreditation": (lambda c: service(c, accredited=False), "services", "--accredited"),
    "nobody entered": (lambda c: c.fingerpost.pool.desk.office.shelves.areas.clear(), "areas", "area add"),
}


@pytest.mark.parametrize("what", BREAK)
def test_a_thing_that_is_broken_is_found_with_its_remedy(clinic: Clinic, what: str) -> None:
    broken, check, words = BREAK[what]
    broken(clinic)
    found = clinic.findings()
    assert check in found
    assert words in found[check]


def test_every_check_is_shown_failing() -> None:
    names = {check.__name__.strip("_").replace("_", " ") for check in checks.CHECKS}
    assert names <= {check for _, check, _ in BREAK.values()}


def test_a_fault_ends_with_its_number_and_a_look_does_not(clinic: Clinic) -> None:
    person(clinic, identities=())
    assert clinic.fingerpost("doctor")[0] == 0
    clinic.aws.recovery = "DISABLED"
    assert clinic.fingerpost("doctor")[0] == 8


# ------------------------------------------------------------------ dead letters


def letter(number: int) -> dict[str, Any]:
    return {
        "MessageId": f"m{number}",
        "ReceiptHandle": f"r{number}",
        "Body": json.dumps({"notice": f"notice-{number}"}),
        "Attributes": {"MessageGroupId": "p-rowan", "ApproximateReceiveCount": "50"},
    }


def test_dead_letters_are_shown_and_stay_where_they_are(clinic: Clinic) -> None:
    clinic.aws.letters["dead"] = [letter(1), letter(2)]
    code, out, _ = clinic.fingerpost("redrive")
    assert (code, "notice-1" in out, "redrive --send" in out) == (0, True, True)
    assert [one["hidden"] for one in clinic.aws.letters["dead"]] == [False, False]
    assert clinic.aws.letters["notices"] == []


def test_dead_letters_are_sent_again_to_the_same_person_in_order(clinic: Clinic) -> None:
    clinic.aws.letters["dead"] = [letter(1), letter(2)]
    assert clinic.fingerpost("redrive", "--send", "--yes")[0] == 0
    assert clinic.aws.letters["dead"] == []
    sent = clinic.aws.letters["notices"]
    assert [json.loads(one["MessageBody"])["notice"] for one in sent] == ["notice-1", "notice-2"]
    assert {one["MessageGroupId"] for one in sent} == {"p-rowan"}
    assert len({one["MessageDeduplicationId"] for one in sent}) == 2


def test_where_nothing_is_dead_it_says_so(clinic: Clinic) -> None:
    assert "no dead letter" in clinic.fingerpost("redrive")[1]
