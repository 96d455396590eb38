"""Why something was refused, from the ledger, in words; and what other policies would have decided."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.ledger import Act
from fingerpost.policy import files
from tests.contract.walks import Walk, now, two_people_record, walk_administration
from tests.local_dynamodb import LocalTables
from tools.cli.policy_change import Changes
from tools.cli.why import Reasons, in_words, shown

FOLDER = Path(files.__file__).parent


@pytest.fixture
def walk(tables: LocalTables, keyring: Keyring) -> Walk:
    return Walk(tables, keyring)


def reasons(walk: Walk) -> Reasons:
    return Reasons(walk.tables.store, "arn:aws:iam::1:user/auditor", now)


def test_a_refusal_is_said_with_its_policy_in_words(walk: Walk) -> None:
    two_people_record(walk)
    refused = walk.cases().records.look_up(walk.press("p-rowan"), "FP-7K3MX-2Q9DT")
    said = "\n".join(in_words(reasons(walk).lines_of(refused.reference, 2)))
    assert "p-rowan tried to look up record" in said
    assert "It was refused. They were told: Your role does not allow this." in said


def test_what_was_not_refused_says_what_came_of_it_and_names_no_child(walk: Walk) -> None:
    two_people_record(walk)
    [line] = [one for one in reasons(walk).attempts(2) if one.actor_id == "p-rowan"]
    said = "\n".join(in_words(reasons(walk).lines_of(line.reference, 2)))
    assert "Outcome: recorded" in said
    assert "casework: Practitioners, supervisors and officers ask" in said
    child_id = reasons(walk).lines_of(line.reference, 2)[-1].child_id
    assert child_id
    assert child_id not in said


def test_that_it_was_asked_is_on_the_ledger(walk: Walk) -> None:
    two_people_record(walk)
    reasons(walk).lines_of("FP-7K3MX-2Q9DT", 1)
    acts = [line.about for line in reasons(walk).attempts(1) if line.act is Act.AUDIT]
    assert "reference:FP-7K3MX-2Q9DT" in acts


def test_nothing_is_found_under_a_reference_that_never_was(walk: Walk) -> None:
    two_people_record(walk)
    assert reasons(walk).lines_of("FP-00000-00000", 2) == []


def proposed(folder: Path, old: str = "", new: str = "") -> Path:
    for file in FOLDER.glob("*.cedar*"):
        shutil.copy(file, folder / file.name)
    roles = folder / "3_roles.cedar"
    text = roles.read_text("utf-8")
    assert old in text
    roles.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_the_same_policies_change_nothing(walk: Walk, tmp_path: Path) -> None:
    two_people_record(walk)
    walk_administration(walk)
    changes = Changes(DynamoDirectory(walk.tables.store, now), proposed(tmp_path))
    assert list(changes.among(reasons(walk).attempts(2))) == []


def test_a_role_that_loses_an_act_shows_on_what_it_did(walk: Walk, tmp_path: Path) -> None:
    two_people_record(walk)
    old = """action in Action::"casework",
    resource
)
when { principal in [Role::"practitioner", Role::"supervisor", Role::"officer"] };"""
    new = old.replace('Role::"practitioner", ', "")
    changes = Changes(DynamoDirectory(walk.tables.store, now), proposed(tmp_path, old, new))
    found = list(changes.among(reasons(walk).attempts(2)))
    assert {(one.act, one.before, one.after) for one in found} == {("record", "permit", "role_may_not")}
    [line] = shown(found)
    assert line.startswith("1 x record: permit -> role_may_not by no permission, such as FP-")
