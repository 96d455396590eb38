"""Given names of those who bring a child up: how many records hold one, and how askers name them.

Shares are assumptions (docs/matching.md repeats them), chosen before the first run.
"""

from __future__ import annotations

import random

from tools.training import mistakes
from tools.training.population import Population

RECORDED = 0.6
"""Share of records that hold the given name of a carer."""

_THE_MOTHER = 0.8
_TYPO, _NICKNAME = 0.05, 0.05


def recorded_carers(population: Population, row: int) -> tuple[str, ...]:
    """What the index holds of one child: the same at each look, and evenly spread over the rows."""
    lot = random.Random(row).random()  # noqa: S311  # reproducible, nothing secret
    mother, other = population.carers_of(row)
    if lot >= RECORDED:
        return ()
    return (mother,) if lot < RECORDED * _THE_MOTHER else (other,)


def named_carer(carers: tuple[str, str], rng: random.Random) -> str:
    """One of them as somebody who knows the family names them."""
    name, lot = carers[rng.random() >= _THE_MOTHER].lower(), rng.random()
    if lot < _TYPO:
        return mistakes.typo(name, rng)
    return mistakes.nickname(name, rng) if lot < _TYPO + _NICKNAME else name
