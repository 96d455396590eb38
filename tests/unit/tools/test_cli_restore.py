"""`fingerpost restore`: what it asks of DynamoDB, what it compares, a template that names other tables."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tools.cli.deployment import Deployment
from tools.cli.exits import Trouble
from tools.cli.repointing import Table, repointed
from tools.cli.restoring import TABLES, Restoring, _SealsUntil

AT = datetime(2026, 11, 26, 3, tzinfo=UTC)
OUTPUTS = {"StackName": "town", **{output: name.lower() for name, output in TABLES.items()}}


class NotThere(Exception):
    """As boto3 has it."""


@dataclass
class Database:
    """A DynamoDB with the three tables in it."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    items: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    lives: dict[str, str] = field(default_factory=lambda: {"caseworktable": "expires_at"})
    asked: list[dict[str, Any]] = field(default_factory=list)
    earliest: datetime = AT - timedelta(days=35)

    class exceptions:  # noqa: N801 - boto3's name
        ResourceNotFoundException = NotThere

    def __post_init__(self) -> None:
        for name in TABLES:
            self.tables[name.lower()] = {
                "TableStatus": "ACTIVE",
                "DeletionProtectionEnabled": True,
                "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
                "SSEDescription": {"KMSMasterKeyArn": f"key-of-{name}"},
                "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
            }

    def describe_table(self, TableName: str) -> dict[str, Any]:  # noqa: N803 - boto3's names
        if TableName not in self.tables:
            raise NotThere
        return {"Table": self.tables[TableName]}

    def describe_continuous_backups(self, TableName: str) -> dict[str, Any]:  # noqa: N803
        told = {
            "PointInTimeRecoveryStatus": "ENABLED",
            "EarliestRestorableDateTime": self.earliest,
            "LatestRestorableDateTime": AT + timedelta(minutes=5),
        }
        return {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": told}}

    def restore_table_to_point_in_time(self, **asked: Any) -> None:  # noqa: ANN401
        self.asked.append(asked)
        self.tables[asked["TargetTableName"]] = {"TableStatus": "CREATING"}

    def update_table(self, TableName: str, **changes: Any) -> None:  # noqa: N803, ANN401
        self.asked.append({"TableName": TableName, **changes})
        if "TableClass" in changes:
            changes["TableClassSummary"] = {"TableClass": changes.pop("TableClass")}
        self.tables[TableName] |= changes

    def get_waiter(self, _: str) -> Any:  # noqa: ANN401
        return self

    def wait(self, **_: str) -> None:
        """There at once."""

    def update_continuous_backups(self, TableName: str, **_: Any) -> None:  # noqa: N803, ANN401
        self.asked.append({"recovery of": TableName})

    def describe_time_to_live(self, TableName: str) -> dict[str, Any]:  # noqa: N803
        lives = self.lives.get(TableName)
        told = {"TimeToLiveStatus": "ENABLED", "AttributeName": lives} if lives else {}
        return {"TimeToLiveDescription": told}

    def update_time_to_live(self, TableName: str, TimeToLiveSpecification: dict[str, Any]) -> None:  # noqa: N803
        self.lives[TableName] = TimeToLiveSpecification["AttributeName"]

    def get_paginator(self, _: str) -> Any:  # noqa: ANN401
        return self

    def paginate(self, TableName: str, **_: Any) -> list[dict[str, Any]]:  # noqa: N803, ANN401
        return [{"Items": [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in self.items.get(TableName, [])]}]


class LocalAws(Deployment):
    """A deployment whose every client is the one above."""

    database: Database

    def client(self, service: str) -> Any:  # noqa: ANN401
        return self.database


@pytest.fixture
def restoring() -> Restoring:
    deployment = LocalAws(None, OUTPUTS, "https://api.example")  # type: ignore[arg-type]
    deployment.__class__.database = Database()
    return Restoring(deployment, AT)


def database(restoring: Restoring) -> Database:
    found: Database = restoring.deployment.client("dynamodb")
    return found


def test_each_table_is_restored_into_a_name_of_the_moment_under_its_own_key(restoring: Restoring) -> None:
    restoring.begin()
    asked = database(restoring).asked
    assert [one["TargetTableName"] for one in asked] == [
        f"{name.lower()}-at-20261126T030000" for name in TABLES
    ]
    keys = [one["SSESpecificationOverride"]["KMSMasterKeyId"] for one in asked]
    assert keys == [f"key-of-{name}" for name in TABLES]
    assert {one["RestoreDateTime"] for one in asked} == {AT}


def test_begun_again_it_asks_for_nothing_twice(restoring: Restoring) -> None:
    restoring.begin()
    restoring.begin()
    assert len(database(restoring).asked) == 3


def test_a_moment_that_no_backup_has_is_refused_before_any_table_is_made(restoring: Restoring) -> None:
    database(restoring).earliest = AT + timedelta(seconds=1)
    with pytest.raises(Trouble, match="can be restored from"):
        restoring.begin()
    assert database(restoring).asked == []


def test_nothing_is_compared_before_all_three_are_there(restoring: Restoring) -> None:
    restoring.begin()
    with pytest.raises(Trouble, match="Not restored yet"):
        restoring.must_be_there()


def test_a_restored_table_gets_what_the_replaced_one_had(restoring: Restoring) -> None:
    restoring.begin()
    restoring.finish()
    held = database(restoring)
    for name in TABLES:
        before, after = (held.tables[each] for each in (name.lower(), restoring.target(name)))
        for part in ("StreamSpecification", "DeletionProtectionEnabled", "TableClassSummary"):
            assert after[part] == before[part]
    assert held.lives[restoring.target("CaseworkTable")] == "expires_at"
    assert restoring.target("IndexTable") not in held.lives
    changes = sum("TableName" in one for one in held.asked)
    restoring.finish()
    assert sum("TableName" in one for one in held.asked) == changes


def test_what_is_counted_is_kinds_of_items_and_nothing_of_a_child(restoring: Restoring) -> None:
    held = database(restoring)
    held.items["indextable"] = [
        ("C#abc", "CHILD"),
        ("C#abc", "I#1"),
        ("T#nhs#secret", "row"),
        ("T#nhs#other", "row"),
    ]
    held.items[restoring.target("IndexTable")] = held.items["indextable"][:3]
    held.items["ledgertable"] = [("L#2026-11-26#03", "x"), ("M#2026-11-26#03", "y")]
    assert list(restoring.counts()) == [
        ("IndexTable", "C CHILD", 1, 1),
        ("IndexTable", "C I", 1, 1),
        ("IndexTable", "T nhs", 2, 1),
        ("LedgerTable", "L", 1, 0),
        ("LedgerTable", "M", 1, 0),
    ]


def test_a_second_restore_takes_its_names_from_the_first_tables(restoring: Restoring) -> None:
    outputs = {**OUTPUTS, "IndexTableName": "indextable-at-20261101T000000"}
    again = Restoring(LocalAws(None, outputs, ""), AT)  # type: ignore[arg-type]
    assert again.target("IndexTable") == "indextable-at-20261126T030000"


def test_only_seals_that_were_there_by_then_are_asked() -> None:
    @dataclass
    class One:
        hour: datetime

    class History:
        def kept(self) -> list[One]:
            return [One(AT - timedelta(hours=hours)) for hours in (3, 2, 1, 0)]

    kept = _SealsUntil(History(), AT - timedelta(hours=1, minutes=15)).kept()
    assert [one.hour for one in kept] == [AT - timedelta(hours=3), AT - timedelta(hours=2)]


# ------------------------------------------------------------------ a template

KEPT = {
    "Resources": {
        "IndexTable": {"Type": "AWS::DynamoDB::Table"},
        "Function": {
            "Properties": {
                "Variables": {"INDEX_TABLE": {"Ref": "IndexTable"}, "OTHER": {"Ref": "Other"}},
                "Stream": {"Fn::GetAtt": ["IndexTable", "StreamArn"]},
                "Resource": [
                    {"Fn::GetAtt": ["IndexTable", "Arn"]},
                    {"Fn::Sub": "${IndexTable.Arn}/index/by_practitioner"},
                    {"Fn::Sub": "${AWS::StackName}-${IndexTable}-${Other.Arn}"},
                ],
            }
        },
    }
}
RESTORED = {"IndexTable": Table("index-at-1", "arn:index-at-1", "arn:stream")}


def test_every_way_of_naming_a_table_names_the_restored_one() -> None:
    changed = repointed(KEPT, RESTORED)
    assert "IndexTable" not in json.dumps(changed)
    properties = changed["Resources"]["Function"]["Properties"]
    assert properties["Variables"] == {"INDEX_TABLE": "index-at-1", "OTHER": {"Ref": "Other"}}
    assert properties["Stream"] == "arn:stream"
    assert properties["Resource"] == [
        "arn:index-at-1",
        {"Fn::Sub": "arn:index-at-1/index/by_practitioner"},
        {"Fn::Sub": "${AWS::StackName}-index-at-1-${Other.Arn}"},
    ]


def test_the_template_that_was_given_stays_as_it_is() -> None:
    before = json.dumps(KEPT)
    repointed(KEPT, RESTORED)
    assert json.dumps(KEPT) == before
