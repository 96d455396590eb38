"""Learn the matcher's weights anew: `python -m tools.training`. Same seed, same weights.

Children are synthetic (names by public frequencies), questions about them carry synthetic mistakes, some of
the children asked for are not in the index, and which question means which child is never used. Writes
weights.json and build/training: level plots, calibration on fresh questions, and a page that shows both.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from tqdm import tqdm

from fingerpost.domain.child import Details
from fingerpost.matching.score import Weights, shipped_weights
from tools.training.askers import MISTAKES, mistaken
from tools.training.carers import named_carer, recorded_carers
from tools.training.learn import FIELDS, blocks_between, level_shares, merged, random_pairs, run_passes
from tools.training.name_pools import NameSource, name_source
from tools.training.population import Population, populate
from tools.training.strangers import birth_date_shares, postcode_shares

TARGET = Path("layers/core/fingerpost/matching/weights.json")
_NAMES = ("given", "family", "carer")
_STRANGERS = 2_000_000  # whole postcodes are shared by so few that fewer children would not show it


def main() -> None:
    """Learn, write, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--children", type=int, default=300_000)
    parser.add_argument("--questions", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", choices=FIELDS, help="learn this detail alone and leave the others as they are"
    )
    parser.add_argument("--report", type=Path, default=Path("build/training"))
    options = parser.parse_args()
    names = name_source(options.data)
    population = populate(options.children, names, np.random.default_rng(options.seed))
    base = _with_strangers(shipped_weights(), population, names, options.seed)
    index, questions = _index_and_questions(population, options.questions, options.seed)
    passes = list(run_passes(blocks_between(index, questions), base))
    weights = replace(base, m=merged(passes, base))
    described = (
        f"EM without links over {len(questions)} synthetic questions against {len(index)} of "
        f"{len(population)} synthetic children, seed {options.seed}; mistakes per detail "
        f"{MISTAKES}; names: {names.source}"
    )
    if options.only:
        weights = _only(options.only, weights, shipped_weights())
        trained_on = json.loads(TARGET.read_text("utf-8"))["trained_on"]
        described = f"{trained_on}; {options.only}: {described}"
    _write(weights, described)
    from tools.training.report import write_report

    figures = write_report(weights, population, options.report, options.seed)
    print(
        json.dumps({"weights": str(TARGET), "passes": {p.block: round(p.matches) for p in passes}, **figures})
    )


def _index_and_questions(
    population: Population, number: int, seed: int
) -> tuple[list[Details], list[Details]]:
    """Seven of ten children are in the index; of the rest some are asked for as well."""
    rng = random.Random(seed)  # noqa: S311  # reproducible, nothing secret
    rows = rng.sample(range(len(population)), number)
    held = [
        _recorded(population, row)
        for row in tqdm(range(len(population)), desc="children", mininterval=1)
        if row % 10 < 7
    ]
    return held, [_asked(population, row, rng) for row in rows]


def _recorded(population: Population, row: int) -> Details:
    return replace(population.details(row), carers=recorded_carers(population, row))


def _asked(population: Population, row: int, rng: random.Random) -> Details:
    asked = mistaken(population.details(row), rng)
    return replace(asked, carers=(named_carer(population.carers_of(row), rng),))


def _only(field: str, learned: Weights, shipped: Weights) -> Weights:
    return replace(
        shipped,
        m={**shipped.m, field: learned.m[field]},
        u={**shipped.u, field: learned.u[field]},
    )


def _with_strangers(base: Weights, population: Population, names: NameSource, seed: int) -> Weights:
    """How often strangers agree: names by random pairs, dates and postcodes counted."""
    sample = [_recorded(population, row) for row in range(0, len(population), 3)]
    shares = level_shares(
        tqdm(random_pairs(sample, 250_000, seed), total=250_000, desc="strangers", mininterval=1)
    )
    u = {field: dict(levels) for field, levels in base.u.items()}
    for field in _NAMES:
        for level in u[field]:
            u[field][level] = max(1.0, shares[field].get(level, 0.0) / shares[field]["exact"])
    many = populate(_STRANGERS, names, np.random.default_rng(seed))
    u["birth_date"] = birth_date_shares(many)
    u["postcode"] = postcode_shares(many)
    return replace(base, u=u)


def _write(weights: Weights, described: str) -> None:
    day = datetime.now(UTC).date().isoformat()
    fields = {name: {"m": _rounded(weights.m[name]), "u": _rounded(weights.u[name])} for name in weights.m}
    for shares in fields["postcode"].values():
        del shares["district"]  # follows from the others
    raw = {
        "version": f"1-{day}",
        "date": day,
        "trained_on": described,
        "index_size": weights.index_size,
        "share_in_index": weights.share_in_index,
        "rare_share": weights.rare_share,
        "swapped": weights.swapped,
        "former": weights.former,
        "siblings": weights.siblings,
        "twins": weights.twins,
        **fields,
    }
    TARGET.write_text(json.dumps(raw, indent=1) + "\n", "utf-8")
    shipped_weights.cache_clear()


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {level: float(f"{share:.3g}") for level, share in shares.items()}


if __name__ == "__main__":
    main()
