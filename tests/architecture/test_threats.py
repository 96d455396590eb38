"""Every control of the threat model is shown by a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/threat-model.md").read_text("utf-8")
ASSESSMENT = (ROOT / "docs/asvs.md").read_text("utf-8")
CONTROLS = [line.strip("|").split("|") for line in PAGE.splitlines() if line.count("|") == 4 and "`" in line]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w./-]+/[\w./-]+)`", PAGE))))
def test_what_the_threat_model_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|docs)/[\w./-]+)`", ASSESSMENT))))
def test_what_the_self_assessment_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_self_assessment_speaks_of_every_chapter() -> None:
    assert re.findall(r"^\| V(\d+) ", ASSESSMENT, re.MULTILINE) == [str(number) for number in range(1, 18)]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control[0].strip())
def test_every_control_names_what_shows_it(control: list[str]) -> None:
    assert re.search(r"`(tests|benchmarks)/", control[2])


def test_the_table_of_controls_is_read_at_all() -> None:
    assert len(CONTROLS) > 15
