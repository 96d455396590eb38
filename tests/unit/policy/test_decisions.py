"""The table of decisions: every line of decisions.csv is one requirement."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fingerpost.domain.ledger import Act
from fingerpost.policy.decide import judge
from fingerpost.policy.files import policy_words
from tests.unit.policy.scene import RULES, TODAY, a_caller, the_circumstances

with (Path(__file__).parent / "decisions.csv").open(encoding="utf-8", newline="") as file:
    DECISIONS = list(csv.DictReader(file))


@pytest.mark.parametrize("line", [pytest.param(line, id=line["case"]) for line in DECISIONS])
def test_the_policies_decide_as_the_table_says(line: dict[str, str]) -> None:
    caller = a_caller(line["person"], line["account"])
    judgement = judge(caller, Act(line["act"]), the_circumstances(line["circumstances"]), RULES, TODAY)
    told = "permit" if judgement.permitted else judgement.because
    assert (told, " ".join(judgement.policies)) == (line["decision"], line["by"])


def test_every_policy_decides_some_line_of_the_table() -> None:
    deciding = {name for line in DECISIONS for name in line["by"].split()}
    assert {policy.name for policy in policy_words().values()} - deciding == set()


def test_every_act_stands_in_the_table() -> None:
    assert {line["act"] for line in DECISIONS} == set(Act)
