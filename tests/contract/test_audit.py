"""What somebody did, read back by command; that it was read is on the ledger as well."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from fingerpost.adapters.dynamodb.ledger import DynamoLedgerReading
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.ledger import Act
from tests.contract.walks import ADMINISTRATOR, Walk, now, two_people_record, walk_administration
from tests.local_dynamodb import LocalTables
from tools.cli.audit import Trail, _write

DAY = timedelta(days=1)


@pytest.fixture
def walk(tables: LocalTables, keyring: Keyring) -> Walk:
    return Walk(tables, keyring)


def trail(walk: Walk) -> Trail:
    return Trail(walk.tables.store, "arn:aws:iam::1:user/auditor", now)


def test_what_a_practitioner_did_is_listed_by_act_and_outcome(walk: Walk) -> None:
    two_people_record(walk)
    rows = trail(walk).of("p-rowan", now() - DAY)
    assert [(row["act"], row["outcome"]) for row in rows] == [("record", "recorded")]
    assert rows[0]["child"]


def test_what_an_administrator_did_says_to_what(walk: Walk) -> None:
    walk_administration(walk)
    rows = trail(walk).of(f"api:{ADMINISTRATOR.name}", now() - DAY)
    assert ("suspend", "person:kim") in {(row["act"], row["about"]) for row in rows}
    assert rows == sorted(rows, key=lambda row: row["time"])


def test_nothing_older_and_of_nobody_else_is_listed(walk: Walk) -> None:
    two_people_record(walk)
    assert trail(walk).of("p-rowan", now() + DAY) == []
    assert trail(walk).of("p-nobody", now() - DAY) == []


def test_that_it_was_asked_is_on_the_ledger_before_it_is_read(walk: Walk) -> None:
    trail(walk).of("p-rowan", now() - DAY)
    written = DynamoLedgerReading(walk.tables.store, walk.keyring).on(now())
    own = [(line.phase, line.actor_id, line.about, line.outcome) for line in written if line.act is Act.AUDIT]
    assert own == [
        ("attempt", "arn:aws:iam::1:user/auditor", "person:p-rowan", ""),
        ("outcome", "arn:aws:iam::1:user/auditor", "person:p-rowan", "listed:0"),
    ]


def test_a_file_holds_nothing_that_a_spreadsheet_runs(walk: Walk, tmp_path: Path) -> None:
    row = dict.fromkeys(
        ("time", "reference", "act", "outcome", "about", "reason", "child", "service"), "=1+1"
    )
    _write(tmp_path / "out.csv", [row])
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as content:
        assert set(next(csv.DictReader(content)).values()) == {"'=1+1"}
