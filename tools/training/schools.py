"""Schools that knew children: which, of how many children a record says so, and which an asker would name.

Shares are assumptions (docs/matching.md repeats them), chosen before the first run.
"""

from __future__ import annotations

import random

from tools.training.population import Population

RECORDED = 0.6
"""Share of children whose school, or another service that an asker would name, has recorded them."""

_POSTCODES_OF_A_SCHOOL = 45
"""At ten children a postcode, 450: an ordinary school."""


def school_of(population: Population, row: int) -> str:
    """The school of the child's home: its brothers and sisters go there too."""
    return f"school {population.postcode[row] // _POSTCODES_OF_A_SCHOOL}"


def is_recorded(row: int) -> bool:
    """Whether the school has recorded this child: the same at each look, and evenly spread over the rows."""
    return random.Random(~row).random() < RECORDED  # noqa: S311  # reproducible, nothing secret
