"""What is known of names themselves: how common they are, and which are forms of one another.

The table is learned from public frequencies (its sources stand in `names.json`) by `tools/training`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class NameTable:
    """Shares of the population by name, forms of a name, and the formal form a diminutive stands for.

    forms: each pair once, under the name first in the alphabet, the others blank-separated.
    """

    given: dict[str, float]
    family: dict[str, float]
    forms: dict[str, str]
    formal: dict[str, str]


@cache
def name_table() -> NameTable:
    """The table shipped with the matcher, read once."""
    raw = json.loads(Path(__file__).with_name("names.json").read_text("utf-8"))
    return NameTable(_shares(raw["given"]), _shares(raw["family"]), raw["forms"], raw["formal"])


def formal(name: str) -> str:
    """The formal form of a diminutive ("liz" gives "elizabeth"), else the name itself."""
    return name_table().formal.get(name, name)


def are_forms(one: str, other: str) -> bool:
    """Whether two spellings are known forms of one name."""
    first, second = sorted((one, other))
    return second in name_table().forms.get(first, "").split()


def _shares(by_share: dict[str, str]) -> dict[str, float]:
    """From names listed under their share per million, so that each share is written once."""
    return {name: int(share) / 1e6 for share, names in by_share.items() for name in names.split()}
