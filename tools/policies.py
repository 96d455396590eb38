"""`python -m tools.policies`: writes docs/policies.md anew from the policy files and their decision tests."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from fingerpost.policy import files
from fingerpost.policy.files import PolicyWords, policy_words
from fingerpost.surfaces.words import say_refusal

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "policies.md"
DECISIONS = ROOT / "tests" / "unit" / "policy" / "decisions.csv"
MOST_CASES = 3

_HEAD = """# Who may do what

Generated from the policy files by `python -m tools.policies`; a test compares the two. Whatever no permission
covers is refused. Where several prohibitions hold, the person is told the first of them, in the order of this
page. Every policy decides at least one case of `tests/unit/policy/decisions.csv`; some stand beside it.
"""


def page() -> str:
    """The page as it is to stand."""
    cases = _cases()
    words = sorted(policy_words().values(), key=lambda policy: policy.place)
    parts = [_HEAD]
    for file in sorted(files._FOLDER.glob("*.cedar")):
        named = [policy for policy in words if f'@id("{policy.name}")' in file.read_text("utf-8")]
        parts.append("\n".join(_table(file, named, cases)))
    return "\n".join(parts) + "\n"


def _table(file: Path, policies: list[PolicyWords], cases: dict[str, list[str]]) -> Iterator[str]:
    heading = file.read_text("utf-8").partition("\n")[0].removeprefix("// ")
    yield f"## {heading}"
    yield ""
    yield "| policy | what it says | a person is told | tested by |"
    yield "|---|---|---|---|"
    yield from (_row(policy, cases[policy.name]) for policy in policies)
    yield ""


def _row(policy: PolicyWords, cases: list[str]) -> str:
    effect = "prohibits" if policy.refusal else "permits"
    told = say_refusal(policy.refusal)[0] if policy.refusal else ""
    some = "; ".join(cases[:MOST_CASES])
    more = f" ({len(cases)} cases)" if len(cases) > MOST_CASES else ""
    return f"| `{policy.name}` {effect} | {policy.says} | {told} | {some}{more} |"


def _cases() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with DECISIONS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for name in row["by"].split():
                found[name].append(row["case"])
    return found


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
