"""`make bench-population`: 11 million UK-like children, synthetic; counts and tokens only, within 8 GB.

The last line printed is one JSON object; docs/matching.md explains its keys.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.population.asking import Asker, costs, recall_by_reads, summary
from benchmarks.population.packed_index import PackedIndex
from benchmarks.population.questions import (
    absent_siblings,
    absent_twins,
    compound_questions,
    group_questions,
    named_mistakes,
    named_questions,
    strangers,
)
from benchmarks.population.report import write_report
from fingerpost.matching.score import shipped_weights
from fingerpost.matching.tokens import MAX_READS
from tools.training.name_pools import NameSource, name_source
from tools.training.population import Population, populate

_SHARES = (0.2, 0.5, 0.9, 0.97, 0.99)


def main(arguments: list[str] | None = None) -> None:
    """Build the population, ask, print."""
    options = _options(arguments)
    names = name_source(options.data)
    rng = random.Random(options.seed)  # noqa: S311  # reproducible, nothing secret
    population = populate(options.children, names, np.random.default_rng(options.seed))
    index = PackedIndex(population)
    asker = Asker(index, options.row_bytes)
    result = {
        "children": len(population),
        "names": names.source,
        "weights": shipped_weights().version,
        "row_bytes": options.row_bytes,
        "rows_under_a_token": {kind: _met_sizes(sizes) for kind, sizes in index.bucket_sizes().items()},
        "rows_a_child": round(
            sum(len(column.keys) for column in index.columns.values()) / len(population), 2
        ),
        **_compound(asker, population, options.questions, rng),
        "one_mistake": _one_mistake(asker, population, options.questions // 8, rng),
        "by_name_origin": _by_origin(asker, population, options.questions // 2, rng),
        "trade_off": _trade_off(asker, population, names, options.questions, rng),
        "absent": _absent(asker, population, names, options.questions, rng),
        "memory_peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
    }
    print(f"Pictures: {write_report(result, options.report)}")
    print(json.dumps(result))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.population", description=__doc__)
    parser.add_argument("--children", type=int, default=11_000_000)
    parser.add_argument("--questions", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--row-bytes", type=int, default=315)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--report", type=Path, default=Path("build/population"))
    return parser.parse_args(arguments)


def _met_sizes(sizes: NDArray[np.int64]) -> dict[str, float]:
    """Rows that a question about a child of the population meets: a full bucket is met more often."""
    ordered = np.sort(sizes)
    cumulated = np.cumsum(ordered)
    p99 = ordered[np.searchsorted(cumulated, 0.99 * cumulated[-1])]
    mean = float((ordered.astype(np.float64) ** 2).sum() / cumulated[-1])
    return {"mean": round(mean, 2), "p99": int(p99), "max": int(ordered[-1])}


def _compound(asker: Asker, population: Population, number: int, rng: random.Random) -> dict[str, Any]:
    """By the chance with which each detail is broken."""
    tables: dict[str, Any] = {"compound": {}, "recall_by_reads": {}, "cost": {}}
    for chance in (0.0, 0.15, 0.30):
        results = asker.ask_all(compound_questions(population, chance, number, rng), f"mistakes at {chance}")
        tables["compound"][f"{chance:.2f}"] = summary(results)
        tables["recall_by_reads"][f"{chance:.2f}"] = recall_by_reads(results, MAX_READS)
        tables["cost"][f"{chance:.2f}"] = costs(results)
    return tables


def _one_mistake(asker: Asker, population: Population, number: int, rng: random.Random) -> dict[str, Any]:
    return {
        name: summary(asker.ask_all(named_questions(population, remade, number, rng), name))
        for name, remade in named_mistakes().items()
    }


def _by_origin(asker: Asker, population: Population, number: int, rng: random.Random) -> dict[str, Any]:
    return {
        name: summary(asker.ask_all(group_questions(population, group, 0.15, number, rng), name))
        for group, name in enumerate(population.group_names)
    }


def _trade_off(
    asker: Asker, population: Population, names: NameSource, number: int, rng: random.Random
) -> dict[str, Any]:
    """Confirmed at several priors: what children who moved gain is paid by strangers of the same name."""
    moved = named_mistakes()["moved_away"]
    kinds = {
        "moved_away": named_questions(population, moved, number // 4, rng),
        "compound_0.30": compound_questions(population, 0.30, number // 2, rng),
        "absent_twin": list(absent_twins(population, names, number // 2, rng)),
        "absent_unrelated": list(strangers(names, number * 2, rng)),
    }
    return {name: asker.trade_off(questions, _SHARES) for name, questions in kinds.items()}


def _absent(
    asker: Asker, population: Population, names: NameSource, number: int, rng: random.Random
) -> dict[str, Any]:
    """Falsely confirmed among children who are not in the index."""
    kinds = {
        "twin": absent_twins(population, names, number, rng),
        "twin_with_mistakes": absent_twins(population, names, number, rng, 0.15),
        "sibling": absent_siblings(population, names, number, rng),
        "sibling_with_mistakes": absent_siblings(population, names, number, rng, 0.15),
        "unrelated": strangers(names, number * 4, rng),
    }
    results = {name: asker.ask_all(list(questions), f"absent {name}") for name, questions in kinds.items()}
    return {name: _falsely(found) for name, found in results.items()}


def _falsely(results: list[Any]) -> dict[str, Any]:
    found = summary(results)
    return {"questions": len(results), "falsely_confirmed": found["confirmed"], "none": found["none"]}


if __name__ == "__main__":
    main()
