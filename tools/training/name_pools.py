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
from tools.training.name_table import family_shares, given_shares

_GROUP_SHARES = {
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


def _pools(given: dict[str, float], family: dict[str, float]) -> tuple[NamePool, ...]:
    return tuple(_pool(group, share, *_lists(group), given, family) for group, share in _GROUP_SHARES.items())


def _pool(
    group: str,
    share: float,
    female: list[str],
    male: list[str],
    last: list[str],
    given: dict[str, float],
    family: dict[str, float],
) -> NamePool:
    if group == "british_irish":
        female, male = _with_all(female, given), _with_all(male, given)
        last = _with_all(last, family)
    else:
        given = _mostly_theirs(given)
    shares = _weights(female, given), _weights(male, given)
    return NamePool(group, share, (female, male), shares, last, _weights(last, family))


def _mostly_theirs(given: dict[str, float]) -> dict[str, float]:
    """The births of a name that is common in Britain at large are few of them of this group (Oliver, Alice)."""
    british = set().union(*_faker("en_GB", "first_names_female", "first_names_male", "last_names")[:2])
    return {name: share / 50 if name in british else share for name, share in given.items()}


def _with_all(listed: list[str], shares: dict[str, float]) -> list[str]:
    return list(dict.fromkeys([*listed, *shares])) if shares else listed


def _weights(names: list[str], shares: dict[str, float]) -> NDArray[np.float64]:
    """Known shares, and a small one falling with rank for names the public files do not list."""
    floor = 1e-5 if shares else 1.0
    raw = np.array([shares.get(name, floor * 30 / (rank + 30)) for rank, name in enumerate(names)])
    return np.asarray(raw / raw.sum(), dtype=np.float64)


def _lists(group: str) -> tuple[list[str], list[str], list[str]]:
    """Female, male and family names, normalised, from Faker."""
    match group:
        case "british_irish":
            return _faker("en_GB", "first_names_female", "first_names_male", "last_names")
        case "pakistani_bangladeshi":
            return _faker("en_PK", "first_names", "first_names", "last_names")
        case "indian":
            return _faker("en_IN", "first_names_female", "first_names_male", "last_names")
        case "east_european":
            return _joined_lists(
                _faker("pl_PL", "first_names_female", "first_names_male", "unisex_last_names"),
                _faker("ro_RO", "first_names_female", "first_names_male", "last_names"),
            )
        case "west_african":
            return _joined_lists(
                _faker("yo_NG", "first_names_female", "first_names_male", "last_names"),
                _faker("ig_NG", "first_names_female", "first_names_male", "last_names"),
                _faker("tw_GH", "first_names_female", "first_names_male", "last_names"),
            )
        case "turkish":
            return _faker("tr_TR", "first_names_female", "first_names_male", "last_names")
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
