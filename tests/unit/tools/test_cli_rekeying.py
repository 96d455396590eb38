"""`fingerpost keys`, step by step: nothing goes on before all that runs knows the keys."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from fingerpost.adapters.dynamodb import work_keys as places
from fingerpost.adapters.dynamodb.rekeying import _progress_item
from fingerpost.adapters.keyring import Purpose, create_keyring, open_keyring
from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.rekeying import TABLES, Part, Progress, Stage
from tests.builders import NOW
from tests.fakes import FakeLedger, Shelves
from tests.keys import KeyInMemory
from tests.unit.tools.command_line import CommandLine, command_line
from tests.unit.usecases.directory.office import ADMIN
from tools.cli.deployment import Deployment
from tools.cli.session import Session

OUTPUTS = {
    "StackName": "town",
    "KeyringSecretName": "town/keyring",
    "KeyringKeyArn": "key",
    "CaseworkTableName": "casework",
    "SlackFunctionName": "town-slack",
    "TeamsFunctionName": "town-teams",
    "FeedsFunctionName": "town-feeds",
    "IntakeFunctionName": "town-intake",
    "RekeyMachineArn": "machine",
}
SEGMENTS = 2


@dataclass
class Aws:
    """The services behind the command, as far as it asks them."""

    key: KeyInMemory = field(default_factory=KeyInMemory)
    now: datetime = NOW
    versions: dict[str, datetime] = field(default_factory=dict)
    kept: dict[tuple[Stage, Part, int], Progress] = field(default_factory=dict)
    begun: list[dict[str, Any]] = field(default_factory=list)
    running: bool = False

    def __post_init__(self) -> None:
        self.secret = create_keyring(self.key, "town")
        self.versions = dict.fromkeys(
            ("town-slack", "town-teams", "town-feeds", "town-intake"), NOW - timedelta(days=9)
        )

    # secrets and keys
    def get_secret_value(self, SecretId: str) -> dict[str, str]:  # noqa: N803 - boto3's names
        return {"SecretString": self.secret}

    def put_secret_value(self, SecretId: str, SecretString: str) -> None:  # noqa: N803
        self.secret = SecretString

    def encrypt(self, Plaintext: bytes, EncryptionContext: dict[str, str], **_: str) -> dict[str, bytes]:  # noqa: N803
        return {"CiphertextBlob": self.key.wrap(Plaintext, EncryptionContext)}

    def decrypt(self, CiphertextBlob: bytes, EncryptionContext: dict[str, str], **_: str) -> dict[str, bytes]:  # noqa: N803
        return {"Plaintext": self.key.unwrap(CiphertextBlob, EncryptionContext)}

    def get_caller_identity(self) -> dict[str, str]:
        return {"Arn": ADMIN.name}

    # functions
    def get_function_configuration(self, FunctionName: str, **_: str) -> dict[str, str]:  # noqa: N803
        at = self.versions[FunctionName]
        return {"LastModified": at.isoformat(), "Description": "Answers (keyring of yesterday)"}

    def update_function_configuration(self, FunctionName: str, Description: str) -> None:  # noqa: N803
        assert Description.startswith("Answers (keyring of 2026-")

    def get_waiter(self, _: str) -> Any:  # noqa: ANN401
        return self

    def wait(self, **_: Any) -> None:  # noqa: ANN401
        """Ready at once."""

    def publish_version(self, FunctionName: str) -> dict[str, str]:  # noqa: N803
        return {"Version": "7"}

    def update_alias(self, FunctionName: str, Name: str, FunctionVersion: str) -> None:  # noqa: N803
        assert (Name, FunctionVersion) == ("live", "7")
        self.versions[FunctionName] = self.now

    # the machine and its progress
    def start_execution(self, input: str, **named: str) -> None:
        self.begun.append({**named, **json.loads(input)})

    def list_executions(self, **_: str) -> dict[str, Any]:
        return {"executions": [{}] * self.running}

    def get_paginator(self, _: str) -> Any:  # noqa: ANN401
        return self

    def paginate(self, ExpressionAttributeValues: dict[str, Any], **_: Any) -> list[dict[str, Any]]:  # noqa: N803, ANN401
        wanted = ExpressionAttributeValues[":pk"]["S"]
        found = [
            _progress_item(progress, NOW)
            for (stage, table, _), progress in self.kept.items()
            if places.rekeying_partition(stage, table) == wanted
        ]
        return [{"Items": found}]


class LocalAws(Deployment):
    """A deployment whose every client is the one above."""

    aws: Aws

    def client(self, service: str) -> Any:  # noqa: ANN401
        return self.aws


@dataclass
class Office:
    """The command, and AWS behind it. Time passes with each line."""

    fingerpost: CommandLine
    aws: Aws
    monkeypatch: pytest.MonkeyPatch
    shelves: Shelves

    def __call__(self, *line: str) -> tuple[int, str]:
        self.aws.now += timedelta(minutes=1)
        self.monkeypatch.setattr("tools.cli.keyring.now", lambda: self.aws.now)
        code, out, err = self.fingerpost("keys", *line)
        return code, out + err

    def must(self, *line: str) -> str:
        code, told = self(*line)
        assert code == 0, told
        return told

    def checked(self, left: dict[Part, dict[str, int]] | None = None, **other: Any) -> None:  # noqa: ANN401
        """All of the newest run is done."""
        run = self.aws.begun[-1]["check"][0]["run"]
        done = Progress(run, self._generation(), SEGMENTS, done=True, seen=3)
        for stage in Stage:
            for table in TABLES[stage]:
                for number in range(SEGMENTS):
                    counted = (left or {}).get(table, {}) if stage is Stage.CHECK and not number else {}
                    self.aws.kept[stage, table, number] = replace(done, left=counted, **other)

    def _generation(self) -> str:
        return open_keyring(self.aws.secret, self.aws.key, "town").generation

    def promoted(self, purpose: str = "tokens") -> None:
        for line in (("add", purpose), ("reload",), ("promote", purpose), ("reload",)):
            self.must(*line)

    def rekeyed(self, left: dict[Part, dict[str, int]] | None = None) -> None:
        self.must("rekey", "--yes", "--segments", str(SEGMENTS))
        self.checked(left)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    fingerpost, aws = command_line(monkeypatch, capsys), Aws()
    deployment = LocalAws(None, OUTPUTS, "https://api.example")  # type: ignore[arg-type]
    deployment.__class__.aws = aws
    monkeypatch.setattr(Session, "deployment", deployment)
    shelves = Shelves()
    monkeypatch.setattr(Session, "ledger", FakeLedger(shelves))
    return Office(fingerpost, aws, monkeypatch, shelves)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_key_is_replaced_in_six_steps(office: Office, purpose: Purpose) -> None:
    office.promoted(purpose)
    assert "also read with" in office.must("status")
    office.rekeyed()
    assert f"Next: keys retire {purpose}" in office.must("status")
    office.must("retire", purpose, "--yes")
    assert "alone" in office.must("status")


def test_a_key_is_not_promoted_before_all_that_runs_knows_it(office: Office) -> None:
    office.must("add", "tokens")
    code, told = office("promote", "tokens")
    assert (code, "do not know the new key" in told) == (5, True)


def test_rekeying_does_not_begin_while_something_that_runs_writes_with_the_old_key(office: Office) -> None:
    office.must("add", "tokens")
    office.must("reload")
    office.must("promote", "tokens")
    code, told = office("rekey", "--yes")
    assert (code, "keys reload" in told, office.aws.begun) == (5, True, [])


def test_a_second_new_key_is_not_added_before_the_first_is_promoted(office: Office) -> None:
    office.must("add", "boxes")
    assert office("add", "boxes")[0] == 5


def test_a_key_that_waits_is_not_taken_for_an_old_one(office: Office) -> None:
    office.must("add", "boxes")
    office.must("reload")
    code, told = office("retire", "boxes", "--yes")
    assert (code, "not written with yet" in told) == (5, True)


@pytest.mark.parametrize(
    ("purpose", "left", "may"),
    [
        ("tokens", {Part.INDEX: {"rows": 1}}, False),
        ("tokens", {Part.INDEX: {"unreadable": 1}}, False),
        ("tokens", {Part.INDEX: {"feeds": 1}}, False),
        ("tokens", {Part.LEDGER: {"box:1": 9}}, True),
        ("boxes", {Part.LEDGER: {"box:1": 9}}, False),
        ("boxes", {Part.CASEWORK: {"box:1": 1}}, False),
        ("boxes", {Part.INDEX: {"rows": 1, "feeds": 1}}, True),
    ],
)
def test_old_keys_are_retired_only_when_nothing_is_under_them(
    office: Office, purpose: str, left: dict[Part, dict[str, int]], may: bool
) -> None:
    office.promoted(purpose)
    office.rekeyed(left)
    before = office.aws.secret
    code, _ = office("retire", purpose, "--yes")
    assert (code, office.aws.secret != before) == ((0, True) if may else (5, False))


def test_what_was_not_checked_to_its_end_retires_nothing(office: Office) -> None:
    office.promoted()
    office.rekeyed()
    del office.aws.kept[Stage.CHECK, Part.INDEX, 1]
    code, told = office("retire", "tokens", "--yes")
    assert (code, "not re-keyed and checked" in told) == (5, True)


def test_a_check_under_earlier_keys_retires_nothing(office: Office) -> None:
    office.promoted()
    office.rekeyed()
    office.promoted("boxes")
    assert office("retire", "tokens", "--yes")[0] == 5


def test_a_run_that_was_broken_off_is_taken_up_again(office: Office) -> None:
    office.promoted()
    office.rekeyed()
    run = office.aws.begun[0]["copy"][0]["run"]
    office.checked(done=False)
    assert f"The run {run} goes on" in office.must("rekey", "--yes")
    assert office.aws.begun[1]["copy"][0]["run"] == run
    assert office.aws.begun[0]["name"] != office.aws.begun[1]["name"]
    office.checked()
    office.must("rekey", "--yes")
    assert office.aws.begun[2]["copy"][0]["run"] != run


def test_every_table_is_given_to_the_stage_that_works_on_it(office: Office) -> None:
    office.promoted()
    office.rekeyed()
    [given] = office.aws.begun
    for stage in Stage:
        tables = {(one["table"], one["number"]) for one in given[stage]}
        assert tables == {(str(table), number) for table in TABLES[stage] for number in range(SEGMENTS)}


def test_it_is_not_begun_twice_at_once(office: Office) -> None:
    office.aws.running = True
    assert office("rekey", "--yes")[0] == 5
    assert "is running" in office.must("status")


def test_saying_no_changes_nothing(office: Office) -> None:
    office.promoted()
    before = office.aws.secret
    office.monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    code, _ = office("rekey")
    assert (code, office.aws.begun, office.aws.secret) == (1, [], before)


def test_each_step_is_on_the_ledger_before_it_is_done_and_after(office: Office) -> None:
    office.promoted()
    office.rekeyed()
    office.must("retire", "tokens", "--yes")
    lines = [(line.about, line.phase, line.outcome.partition(":")[0]) for line in office.shelves.ledger]
    assert lines[-4:] == [
        ("rekey", Phase.ATTEMPT, ""),
        ("rekey", Phase.OUTCOME, "begun"),
        ("retire:tokens", Phase.ATTEMPT, ""),
        ("retire:tokens", Phase.OUTCOME, "retired"),
    ]
    assert {line.act for line in office.shelves.ledger} == {Act.KEEP_KEYRING}
