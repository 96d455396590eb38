"""The token rows of millions of children as sorted integers: columns of keys and of children for each kind.

It must make the very keys that `fingerpost.matching.tokens` makes; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from fingerpost.matching.model import Candidate, TokenKey
from fingerpost.matching.normalise import postcode_text, unordered
from fingerpost.matching.tokens import sound
from tools.training.population import POSTCODES, Population, postcode_of

_Keys = NDArray[np.uint64]
_Part = tuple[_Keys, NDArray[np.int32]]
_DATE_BITS, _LETTER_BITS, _PLACE_BITS, _SOUND_BITS = 30, 5, 21, 15
_BEFORE_A = ord("A") - 1


@dataclass(frozen=True)
class Column:
    """All rows of one kind, by key."""

    keys: _Keys
    children: NDArray[np.int32]

    def met(self, key: int) -> NDArray[np.int32]:
        """The children with a row under the key."""
        wanted = np.uint64(key)
        low, high = np.searchsorted(self.keys, wanted, "left"), np.searchsorted(self.keys, wanted, "right")
        return self.children[low:high]


class PackedIndex:
    """The whole population, looked up by token."""

    def __init__(self, population: Population) -> None:
        self.population = population
        self._sounds = {code: at for at, code in enumerate(sorted(set(map(sound, population.names))))}
        self._first_letters = np.array([ord(code[0]) - _BEFORE_A for code in self._sounds], dtype=np.uint64)
        self._places, self._place_of = _places(population)
        self.columns = {
            kind: _column(parts) for kind, parts in tqdm(self._rows(), desc="token rows", total=8)
        }

    def met(self, key: TokenKey) -> NDArray[np.int32]:
        """The children with a row under the key; none where no child's name sounds so."""
        packed = self._packed(key)
        return self.columns[key.kind].met(packed) if packed is not None else np.array([], dtype=np.int32)

    def candidate(self, row: int) -> Candidate:
        """One child as the matcher sees it."""
        return Candidate(str(row), self.population.details(row))

    def bucket_sizes(self) -> dict[str, NDArray[np.int64]]:
        """For each kind the number of rows under each key."""
        return {kind: np.unique(column.keys, return_counts=True)[1] for kind, column in self.columns.items()}

    def _rows(self) -> Iterator[tuple[str, list[_Part]]]:
        people = self.population
        given, family = self._sounds_of(people.given), self._sounds_of(people.family)
        days = _day_parts(people.born)
        everybody = np.arange(len(people), dtype=np.int32)
        dated = np.flatnonzero(~_first_of_january(days)).astype(np.int32)
        pair = _pair(given, family) << np.uint64(20)
        year, month, day = days["year"], days["month"], days["day"]
        high = np.uint64(5)
        yield "nd", _names_and_dates(given, family, days, self._first_letters)
        yield "ym", [(pair | year << high | month, everybody)]
        yield "yd", [(pair | year << high | day, everybody)]
        yield "md", [((pair | month << high | day)[dated], dated)]
        place = self._place_of[people.postcode]
        yield "np", [(name << np.uint64(_PLACE_BITS) | place, everybody) for name in (given, family)]
        yield "py", [(place << np.uint64(12) | year, everybody)]
        alone = _pair(given, family)
        yield "ny", [(alone << np.uint64(12) | year, everybody)]
        yield "n", [(alone, everybody)]

    def _sounds_of(self, names: NDArray[np.int32]) -> _Keys:
        table = np.array([self._sounds[sound(name)] for name in self.population.names], dtype=np.uint64)
        return table[names]

    def _packed(self, key: TokenKey) -> int | None:
        parts = key.text.split("|")
        try:
            return self._packers(key.kind, parts)
        except KeyError:
            return None

    def _packers(self, kind: str, parts: list[str]) -> int:
        match kind:
            case "nd":
                letter = ord(parts[2]) - _BEFORE_A if len(parts) > 2 else 0
                return self._sounds[parts[0]] << _DATE_BITS | int(parts[1]) << _LETTER_BITS | letter
            case "np":
                return self._sounds[parts[0]] << _PLACE_BITS | self._places[parts[1]]
            case "py":
                return self._places[parts[0]] << 12 | int(parts[1])
        one, other = (self._sounds[code] for code in parts[0].split("+"))
        pair = one << _SOUND_BITS | other
        match kind:
            case "n":
                return pair
            case "ny":
                return pair << 12 | int(parts[1])
            case _:
                return pair << 20 | int(parts[1]) << 5 | int(parts[2])


def _names_and_dates(
    given: _Keys, family: _Keys, days: dict[str, _Keys], first_letters: _Keys
) -> list[_Part]:
    """Either name and the date; on 1 January also split by the first letter of the other name."""
    date_part = days["unordered"] << np.uint64(_LETTER_BITS)
    whole = [name << np.uint64(_DATE_BITS) | date_part for name in (given, family)]
    january = np.flatnonzero(_first_of_january(days)).astype(np.int32)
    split = [
        (whole[at][january] | first_letters[other[january]], january)
        for at, other in enumerate((family, given))
    ]
    everybody = np.arange(len(given), dtype=np.int32)
    return [*((keys, everybody) for keys in whole), *split]


def _first_of_january(days: dict[str, _Keys]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (days["month"] == 1) & (days["day"] == 1)
    return found


def _places(population: Population) -> tuple[dict[str, int], _Keys]:
    """Postcodes with the same characters are one place, numbered; and the place of each postcode."""
    places: dict[str, int] = {}
    place_of = np.zeros(POSTCODES, dtype=np.uint64)
    for number in tqdm(np.unique(population.postcode).tolist(), desc="postcodes", mininterval=1):
        place_of[number] = places.setdefault(_letters(number), len(places))
    return places, place_of


def _letters(number: int) -> str:
    return "".join(sorted(postcode_text(postcode_of(number))))


def _pair(one: _Keys, other: _Keys) -> _Keys:
    """Sounds are numbered in the order of their text, so a pair sorted by number is sorted by text."""
    pair: _Keys = np.minimum(one, other) << np.uint64(_SOUND_BITS) | np.maximum(one, other)
    return pair


def _day_parts(born: NDArray[np.int32]) -> dict[str, _Keys]:
    first, last = int(born.min()), int(born.max())
    days = [date.fromordinal(number) for number in range(first, last + 1)]
    at = born - first
    columns = {
        "unordered": [int(unordered(day)) for day in days],
        "year": [day.year for day in days],
        "month": [day.month for day in days],
        "day": [day.day for day in days],
    }
    return {name: np.array(values, dtype=np.uint64)[at] for name, values in columns.items()}


def _column(parts: Sequence[_Part]) -> Column:
    """Sorted; a child whose two names give the same key has one row."""
    keys = np.concatenate([keys for keys, _ in parts])
    children = np.concatenate([children for _, children in parts])
    order = np.argsort(keys, kind="stable")
    keys, children = keys[order], children[order]
    kept = np.ones(len(keys), dtype=np.bool_)
    kept[1:] = (keys[1:] != keys[:-1]) | (children[1:] != children[:-1])
    return Column(keys[kept], children[kept])
