"""The population benchmark counts the rows that the product would write."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.population.packed_index import PackedIndex
from fingerpost.matching.tokens import index_keys
from tools.training.name_pools import name_source
from tools.training.population import populate


def test_every_child_is_found_under_every_key_the_product_writes() -> None:
    population = populate(300, name_source(Path("no-such-folder")), np.random.default_rng(3))
    index = PackedIndex(population)
    for row in range(len(population)):
        for key in index_keys(population.details(row)):
            assert row in index.met(key), key.kind


def test_the_packed_index_holds_as_many_rows_as_the_product_writes() -> None:
    population = populate(300, name_source(Path("no-such-folder")), np.random.default_rng(4))
    rows = sum(len(column.keys) for column in PackedIndex(population).columns.values())
    assert rows == sum(len(index_keys(population.details(row))) for row in range(len(population)))
