"""Given and family names by origin, with how common each is, for synthetic children.

Names of one origin go together: drawing a family name apart from the given name would hide the crowded
buckets (Mohammed Khan) that a real index has. The groups' shares follow the 2021 census in outline.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fingerpost.matching.normalise import joined
from tools.training.diminutives import SPELLINGS
from tools.training.frequencies import family_shares, given_shares

Shares = dict[str, float]
_MAJORITY = "british_irish"
_ATTRIBUTES = ("first_names_female", "first_names_male", "last_names")
_POPULAR = 5e-4  # of births: given names that every group gives
_MUSLIM = (
    *(name for line in SPELLINGS.splitlines()[1:46] for name in line.split()),
    *("ayaan", "rayan", "zayn", "aryan", "ali", "khan", "shah", "iqbal", "uddin", "bibi", "mahmood", "mirza"),
    *(
        "hussain",
        "ahmed",
        "begum",
        "miah",
        "khatun",
        "islam",
        "alam",
        "hoque",
        "butt",
        "raja",
        "javed",
        "aslam",
    ),
)
_LINES = SPELLINGS.splitlines()
_MEN = {name for line in (*_LINES[1:17], *_LINES[29:40]) for name in line.split()}
_WOMEN = {name for line in _LINES[17:29] for name in line.split()} | {"begum", "bibi", "khatun"}
_INDIAN = ("patel", "singh", "kaur", "kumar", "sharma", "mistry", "gill", "arjun")
GROUP_SHARES = {
    "british_irish": 0.815,
    "pakistani_bangladeshi": 0.085,
    "indian": 0.035,
    "east_european": 0.03,
    "west_african": 0.02,
    "turkish": 0.005,
    "chinese": 0.01,
}


@dataclass(frozen=True)
class NamePool:
    """Names with their shares; `given` by sex (0 female, 1 male)."""

    group: str
    share: float
    given: tuple[list[str], list[str]]
    given_shares: tuple[NDArray[np.float64], NDArray[np.float64]]
    family: list[str]
    family_shares: NDArray[np.float64]


@dataclass(frozen=True)
class NameSource:
    """All pools and where they came from, for the benchmark's output."""

    pools: tuple[NamePool, ...]
    source: str


def name_source(data: Path | None) -> NameSource:
    """Pools from the public frequencies in `data`, or from Faker's lists alone where they are absent."""
    if data is None or not (data / "surnames_uk.csv").exists():
        return NameSource(_pools({}, {}), "Faker lists, ranked (the public frequency files are absent)")
    given = given_shares(data / "given_names_england_wales.csv")
    family = family_shares(data / "surnames_uk.csv")
    return NameSource(_pools(given, family), "ONS births and UK surname shares; other origins by Faker lists")


def _pools(given: Shares, family: Shares) -> tuple[NamePool, ...]:
    theirs = {group: _lists(group) for group in GROUP_SHARES}
    popular = {name for name, share in given.items() if share >= _POPULAR}
    british = popular.union(*_faker("en_GB", *_ATTRIBUTES)).difference(_MUSLIM, _INDIAN)
    others = {
        name for group, lists in theirs.items() if group != _MAJORITY for names in lists for name in names
    }
    foreign = {group: set() if group == "pakistani_bangladeshi" else set(_MUSLIM) for group in theirs}
    return tuple(
        _majority(*lists, _without(given, others - british), _without(family, others - british))
        if group == _MAJORITY
        else _minority(
            group, *lists, *(_without(shares, british | foreign[group]) for shares in (given, family))
        )
        for group, lists in theirs.items()
    )


def _without(shares: Shares, foreign: set[str]) -> Shares:
    """Few bearers of a name of another tradition are of this one: Oliver among Turks."""
    return {name: share / 50 if name in foreign else share for name, share in shares.items()}


def _majority(female: list[str], male: list[str], last: list[str], given: Shares, family: Shares) -> NamePool:
    """Every name of the public frequencies, as common as it is."""
    female, male = list(dict.fromkeys([*female, *given])), list(dict.fromkeys([*male, *given]))
    last = list(dict.fromkeys([*last, *family]))
    shares = _ranked(female, given), _ranked(male, given)
    return NamePool(_MAJORITY, GROUP_SHARES[_MAJORITY], (female, male), shares, last, _ranked(last, family))


def _minority(
    group: str,
    female: list[str],
    male: list[str],
    last: list[str],
    given: Shares,
    family: Shares,
) -> NamePool:
    """Listed names; what those of known share leave of the group goes to all of the list."""
    share = GROUP_SHARES[group]
    given_shares = _filled(female, given, share / 2), _filled(male, given, share / 2)
    # Surname shares are of all ages, among whom these groups are about half as common as among children.
    return NamePool(group, share, (female, male), given_shares, last, _filled(last, family, share / 2))


def _ranked(names: list[str], shares: dict[str, float]) -> NDArray[np.float64]:
    """Known shares, and a small one falling with rank for names that the public files do not list."""
    floor = 1e-6 if shares else 1.0
    raw = np.array([shares.get(name, floor * 30 / (rank + 30)) for rank, name in enumerate(names)])
    return np.asarray(raw / raw.sum(), dtype=np.float64)


def _filled(names: list[str], shares: Shares, whole: float) -> NDArray[np.float64]:
    """Known shares within the group; what they leave of it is spread evenly over the whole list.

    Evenly, because a name of this list that many bear would stand in the public frequencies.
    """
    known = np.array([shares.get(name, 0.0) for name in names])
    rest = max(0.25, 1.0 - known.sum() / whole)
    raw = (1.0 - rest) * known / max(known.sum(), 1e-12) + rest / len(names)
    return np.asarray(raw / raw.sum(), dtype=np.float64)


def _lists(group: str) -> tuple[list[str], list[str], list[str]]:
    """Female, male and family names, normalised, from Faker."""
    match group:
        case "british_irish":
            return _faker("en_GB", *_ATTRIBUTES)
        case "pakistani_bangladeshi":
            listed = _faker("en_PK", "first_names", "first_names", "last_names")
            men, women = [n for n in _MUSLIM if n not in _WOMEN], [n for n in _MUSLIM if n not in _MEN]
            return _joined_lists((women, men, list(_MUSLIM)), listed)
        case "indian":
            return _joined_lists(([], [], list(_INDIAN[:-1])), _faker("en_IN", *_ATTRIBUTES))
        case "east_european":
            return _joined_lists(
                _faker("pl_PL", "first_names_female", "first_names_male", "unisex_last_names"),
                _faker("ro_RO", *_ATTRIBUTES),
            )
        case "west_african":
            return _joined_lists(
                _faker("yo_NG", *_ATTRIBUTES),
                _faker("ig_NG", *_ATTRIBUTES),
                _faker("tw_GH", *_ATTRIBUTES),
            )
        case "turkish":
            return _faker("tr_TR", *_ATTRIBUTES)
        case _:
            return _chinese()


def _joined_lists(*each: tuple[list[str], list[str], list[str]]) -> tuple[list[str], list[str], list[str]]:
    female, male, last = (
        list(dict.fromkeys(name for part in parts for name in part)) for parts in zip(*each, strict=True)
    )
    return female, male, last


def _faker(locale: str, *attributes: str) -> tuple[list[str], list[str], list[str]]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    female, male, last = (_normalised(getattr(provider, attribute)) for attribute in attributes)
    return female, male, last


def _chinese() -> tuple[list[str], list[str], list[str]]:
    """Given names of two romanised syllables, as usually written in the UK."""
    provider = importlib.import_module("faker.providers.person.zh_CN").Provider
    syllables = _normalised(provider.first_romanized_names)
    given = [one + other for one in syllables for other in syllables if one != other]
    return given, given, _normalised(provider.last_romanized_names)


def _normalised(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(joined, names))))
