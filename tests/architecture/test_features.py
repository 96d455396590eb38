"""The list of features speaks of what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTED = sorted(
    set(re.findall(r"`([\w./-]+/[\w./-]+|template\.yaml|Makefile)`", (ROOT / "docs/features.md").read_text()))
)


@pytest.mark.parametrize("path", LISTED)
def test_what_the_list_of_features_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_feature_stands_once() -> None:
    ids = re.findall(r"^\| ([A-K]\d+) \|", (ROOT / "docs/features.md").read_text(), flags=re.MULTILINE)
    assert ids == sorted(set(ids), key=lambda one: (one[0], int(one[1:])))
