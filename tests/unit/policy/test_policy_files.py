"""The policy files themselves: valid, explained in plain words, and versioned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cedarpy
import pytest

from fingerpost.domain.errors import Unavailable
from fingerpost.policy import files
from fingerpost.policy.files import policy_files, policy_text, policy_words, schema_text
from tools import policies


@pytest.fixture
def parsed_anew() -> Iterator[None]:
    policy_files.cache_clear()
    yield
    policy_files.cache_clear()


def _policies() -> list[dict[str, Any]]:
    return list(json.loads(cedarpy.policies_to_json_str(policy_text()))["staticPolicies"].values())


def test_the_page_for_people_is_what_the_files_say() -> None:
    """`python -m tools.policies` writes it anew."""
    assert policies.PAGE.read_text("utf-8") == policies.page()


def test_the_policies_fit_the_schema() -> None:
    result = cedarpy.validate_policies(policy_text(), schema_text())
    assert [str(error) for error in result.errors] == []


def test_the_schema_knows_no_other_words() -> None:
    misspelt = policy_text().replace("context.account.guest", "context.account.gest")
    assert not cedarpy.validate_policies(misspelt, schema_text()).validation_passed


def test_every_policy_has_a_name_of_its_own() -> None:
    names = [policy.name for policy in policy_words().values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "policy", [pytest.param(policy, id=policy.name) for policy in policy_words().values()]
)
def test_every_policy_says_in_a_sentence_what_it_does(policy: files.PolicyWords) -> None:
    assert policy.says.endswith(".")
    assert len(policy.says.split()) > 4


def test_every_prohibition_names_the_refusal_it_gives_and_no_permission_does() -> None:
    wrong = [
        policy["annotations"]["id"]
        for policy in _policies()
        if (policy["effect"] == "forbid") != ("refusal" in policy["annotations"])
    ]
    assert wrong == []


def test_no_permission_is_given_to_everybody() -> None:
    # A permission must name a role and its acts: "permit (principal, action, resource)" would open all.
    open_to_all = [
        policy["annotations"]["id"]
        for policy in _policies()
        if policy["effect"] == "permit"
        and (policy["action"]["op"] == "All" or "Role" not in json.dumps(policy))
    ]
    assert open_to_all == []


def test_a_policy_stands_at_its_turn_in_the_files() -> None:
    by_turn = sorted(policy_words().values(), key=lambda policy: policy.place)
    text = policy_text()
    assert [text.index(f'@id("{policy.name}")') for policy in by_turn] == sorted(
        text.index(f'@id("{policy.name}")') for policy in by_turn
    )


@pytest.mark.usefixtures("parsed_anew")
def test_the_version_changes_with_the_policies(monkeypatch: pytest.MonkeyPatch) -> None:
    before = policy_files().version
    policy_files.cache_clear()
    changed = policy_text() + "\n// a remark"
    monkeypatch.setattr(files, "policy_text", lambda: changed)
    assert policy_files().version != before


@pytest.mark.usefixtures("parsed_anew")
def test_policies_that_cannot_be_read_permit_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "_SCHEMA", tmp_path / "absent.cedarschema")
    with pytest.raises(Unavailable):
        policy_files()


@pytest.mark.usefixtures("parsed_anew")
def test_policies_that_do_not_parse_permit_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "policy_text", lambda: "permit (principal")
    with pytest.raises(Unavailable):
        policy_files()
