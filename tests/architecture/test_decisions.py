"""Every decision is in the index, and the index names none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "adr"


def test_the_index_lists_every_decision_under_its_own_title() -> None:
    listed = re.findall(
        r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", (FOLDER / "README.md").read_text(), re.MULTILINE
    )
    there = [(path, path.read_text().splitlines()[0]) for path in sorted(FOLDER.glob("[0-9]*.md"))]
    assert [(f"# {number}. {title}", name) for number, title, name in listed] == [
        (first, path.name) for path, first in there
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_a_decision_says_what_else_was_possible(path: Path) -> None:
    headings = re.findall(r"^## (\w+)", path.read_text("utf-8"), re.MULTILINE)
    assert [name for name in ("Context", "Options", "Choice", "Consequences") if name not in headings] == []
