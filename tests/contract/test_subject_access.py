"""What is handed out of a child: to an officer who asked, to a family all that is held, by rule redacted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fingerpost.adapters.dynamodb.directory import DynamoRegister
from fingerpost.adapters.dynamodb.ledger import DynamoLedgerReading
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.ledger import Act
from tests.builders import a_practitioner, a_service, details_of
from tests.contract.walks import Walk, now, two_people_record, walk_chat
from tests.local_dynamodb import LocalTables
from tools.cli.subject_access import WITHHELD, Held, NoSuchRecord, Registry, _written, as_csv, as_html

AOIFE = details_of().build()


@pytest.fixture
def walk(tables: LocalTables, keyring: Keyring) -> Walk:
    return Walk(tables, keyring)


def registry(walk: Walk) -> Registry:
    return Registry(walk.tables.store, walk.keyring, "arn:aws:iam::1:user/officer", now)


def references(walk: Walk, prefix: str) -> list[str]:
    return [one["reference"]["S"] for one in walk.tables.items() if one["sk"]["S"].startswith(prefix)]


def lines(walk: Walk) -> list[tuple[str, str]]:
    written = DynamoLedgerReading(walk.tables.store, walk.keyring).on(now())
    return [(line.act, line.phase) for line in written if line.act in (Act.WHO_ASKED, Act.SUBJECT_ACCESS)]


def test_who_asked_names_people_and_the_reason_that_stands_with_the_attempt(walk: Walk) -> None:
    two_people_record(walk)
    _, *rows = registry(walk).who_asked(references(walk, "I#")[0])
    recorded = [row for row in rows if row[2] == "record"]
    assert [(row[3], row[4], row[5]) for row in recorded] == [("recorded", "safeguarding", "yes")] * 2
    assert {row[7] for row in recorded} == {a_practitioner("p-rowan").build().name}
    assert lines(walk) == [("who_asked", "attempt"), ("who_asked", "outcome")]


def test_what_was_asked_before_two_records_were_joined_is_in_the_trail(walk: Walk) -> None:
    walk_chat(walk)
    (merge,) = references(walk, "G#")
    _, *rows = registry(walk).who_asked(merge)
    assert {"record", "merge"} <= {row[2] for row in rows}
    assert len([row for row in rows if row[2] == "record"]) == 2


def test_a_reference_that_leads_nowhere_is_on_the_ledger_all_the_same(walk: Walk) -> None:
    with pytest.raises(NoSuchRecord):
        registry(walk).subject_access("FP-ZZZZZ-ZZZZZ")
    assert lines(walk) == [("subject_access", "attempt"), ("subject_access", "outcome")]


def whole(held: Held) -> str:
    return as_html(held) + as_csv([row for _, head, rows in held.parts for row in (head, *rows)])


def test_a_family_is_given_what_is_held_and_no_worker_is_named(walk: Walk) -> None:
    two_people_record(walk)
    told = whole(registry(walk).subject_access(references(walk, "I#")[0]))
    assert AOIFE.identifiers[0].value in told
    assert AOIFE.names[0].family in told
    assert a_service().build().name in told
    for person in ("p-rowan", "p-olga", a_practitioner("p-rowan").build().name):
        assert person not in told


def test_a_sensitive_service_is_withheld_wherever_it_stands(walk: Walk) -> None:
    two_people_record(walk)
    reference = references(walk, "I#")[0]
    clinic = replace(a_service().build(), sensitive=True)
    DynamoRegister(walk.tables.store).enter_service(clinic)
    told = whole(registry(walk).subject_access(reference))
    assert clinic.name not in told
    assert WITHHELD in told


def test_what_a_spreadsheet_would_run_and_a_browser_would_draw_is_plain_text() -> None:
    row = ("=HYPERLINK()", "<b>bold</b>")
    held = Held("FP-1", (("Details held", ("what", "value"), (row,)),))
    assert "'=HYPERLINK()" in as_csv([row])
    assert "<b>" not in as_html(held)


def test_the_files_can_be_read_by_whoever_ran_it_alone(tmp_path: Path) -> None:
    _written(Held("FP-1", ()), tmp_path / "out")
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "out").iterdir()} == {0o600}
