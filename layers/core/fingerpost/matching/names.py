"""What is known of names themselves: how common they are, and which are forms of one another.

The table is learned from public frequencies (its sources stand in `names.json`) by `tools/training`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from fingerpost.domain.made_when_used import dataclass

_SMALL_COMMUNITY = 0.02  # two names that no table lists are likely of one small community
_HALF_KNOWN = 2.0
_BORNE_BY_BROTHERS = frozenset(
    {
        *(
            "mohammed",
            "muhammad",
            "mohamed",
            "mohammad",
            "muhammed",
            "mohamad",
            "muhamad",
            "mohamud",
            "mahamad",
        ),
        *(
            "md",
            "mohd",
            "mahammad",
            "ahmed",
            "ahmad",
            "syed",
            "sayed",
            "said",
            "abdul",
            "abd",
            "abu",
            "nur",
            "noor",
        ),
        *(
            "maria",
            "marie",
            "mary",
            "jose",
            "jean",
            "ana",
            "anna",
            "luis",
            "juan",
            "joao",
            "kaur",
            "singh",
            "bibi",
        ),
    }
)
"""First names that several children of one family have, and are told apart by the second."""


@dataclass(frozen=True)
class NameTable:
    """Shares of the population by name, forms of a name, and the formal form a diminutive stands for.

    forms: each pair once, under the name first in the alphabet, the others blank-separated.
    traditions: share of the population that a name is of, for names mostly borne in one part of it.
    """

    given: dict[str, float]
    family: dict[str, float]
    forms: dict[str, str]
    formal: dict[str, str]
    traditions: dict[str, float]


@cache
def name_table() -> NameTable:
    """The table shipped with the matcher, read once."""
    raw = json.loads(Path(__file__).with_name("names.json").read_text("utf-8"))
    traditions = {name: part["share"] for part in raw["traditions"] for name in part["names"].split()}
    return NameTable(_shares(raw["given"]), _shares(raw["family"]), raw["forms"], raw["formal"], traditions)


def formal(name: str) -> str:
    """The formal form of a diminutive ("liz" gives "elizabeth"), else the name itself."""
    return name_table().formal.get(name, name)


def are_forms(one: str, other: str) -> bool:
    """Whether two spellings are known forms of one name."""
    first, second = (one, other) if one < other else (other, one)
    forms = name_table().forms.get(first)
    return forms is not None and second in forms.split()


def forms_of(name: str) -> frozenset[str]:
    """Every other listed form of a name."""
    return _forms_both_ways().get(name, frozenset())


@cache
def _forms_both_ways() -> dict[str, frozenset[str]]:
    pairs = [(name, other) for name, others in name_table().forms.items() for other in others.split()]
    both: dict[str, set[str]] = {}
    for one, other in pairs:
        both.setdefault(one, set()).add(other)
        both.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in both.items()}


def is_own(first: str) -> bool:
    """Whether a first given name is one child's of a family, whatever the second names are."""
    return len(first) > 1 and first not in _BORNE_BY_BROTHERS


def company(given: str, family: str) -> float:
    """How many times likelier the family name is beside this given name than in the population at large.

    Khan beside Mohammed is twelve times likelier than beside anyone: to count both in full would confirm the
    children of smaller communities on less evidence than others.
    """
    table = name_table()
    ours, theirs = table.traditions.get(given), table.traditions.get(family)
    if ours and theirs:
        return 1.0 / ours if ours == theirs else 1.0
    one_known = ours or theirs
    if given in table.given and family in table.family:
        return 1.0
    if given not in table.given and family not in table.family:
        return 1.0 / (one_known or _SMALL_COMMUNITY)
    return 1.0 / one_known if one_known else _HALF_KNOWN


def _shares(by_share: dict[str, str]) -> dict[str, float]:
    """From names listed under their share per million, so that each share is written once."""
    return {name: int(share) / 1e6 for share, names in by_share.items() for name in names.split()}
