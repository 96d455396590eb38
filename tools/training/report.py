"""The training report: what each level says, and whether 0.99 means 99 of 100, on fresh questions."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Any

import matplotlib as mpl
from tqdm import tqdm

from benchmarks.matching.recognition import MemoryIndex
from fingerpost.domain.child import Details
from fingerpost.matching.decide import rank
from fingerpost.matching.score import Weights
from fingerpost.matching.tokens import first_stage, second_stage
from tools.training.askers import mistaken
from tools.training.learn import AVERAGE_SHARE
from tools.training.population import Population

mpl.use("Agg")
from matplotlib import pyplot  # the backend has to be chosen first

_QUESTIONS = 6000
_EDGES = (0.0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999, 1.0001)


def write_report(weights: Weights, population: Population, folder: Path, seed: int) -> dict[str, Any]:
    """Write levels.png, calibration.png and index.html; return the calibration."""
    folder.mkdir(parents=True, exist_ok=True)
    _plot_levels(weights, folder / "levels.png")
    table = _calibration(weights, population, seed)
    _plot_calibration(table, folder / "calibration.png")
    (folder / "index.html").write_text(_page(weights, table), "utf-8")
    return {"report": str(folder / "index.html"), "calibration": table}


def _calibration(weights: Weights, population: Population, seed: int) -> list[dict[str, float]]:
    """Best candidates of fresh questions by posterior: promised share right against the share that was right.

    The posterior is told the true size and share of this index, as a deployment should tell it its own.
    """
    rng = random.Random(seed + 1)  # noqa: S311  # reproducible, nothing secret
    held = {str(row): population.details(row) for row in range(len(population)) if row % 10 < 5}
    index = MemoryIndex(held)
    told = replace(weights, index_size=len(held), share_in_index=0.5)
    rows = tqdm(rng.sample(range(len(population)), _QUESTIONS), desc="calibration", mininterval=1)
    results = [_best(index, mistaken(population.details(row), rng), told, str(row)) for row in rows]
    return [_bin(low, high, results) for low, high in pairwise(_EDGES)]


def _best(index: MemoryIndex, asked: Details, weights: Weights, right: str) -> tuple[float, bool]:
    met = index.candidates((*first_stage(asked), *second_stage(asked)))
    ranked = rank(asked, list(met.values()), weights)
    return (ranked[0].posterior, ranked[0].candidate.child_id == right) if ranked else (0.0, False)


def _bin(low: float, high: float, results: list[tuple[float, bool]]) -> dict[str, float]:
    inside = [(promised, right) for promised, right in results if low <= promised < high]
    number = max(1, len(inside))
    return {
        "from": low,
        "questions": len(inside),
        "promised": round(sum(promised for promised, _ in inside) / number, 5),
        "right": round(sum(right for _, right in inside) / number, 5),
    }


def _plot_levels(weights: Weights, path: Path) -> None:
    figure, axes = pyplot.subplots(1, len(weights.m), figsize=(22, 5))
    for axis, (field, shares) in zip(axes, weights.m.items(), strict=True):
        bits = [_bits(weights, field, level) for level in shares]
        axis.barh(list(shares), bits, color=["#2a6f97" if b > 0 else "#c1121f" for b in bits])
        axis.set_title(f"{field}: bits for the same child")
        axis.invert_yaxis()
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def _bits(weights: Weights, field: str, level: str) -> float:
    m = weights.m[field][level]
    if field not in AVERAGE_SHARE:
        return log2(m / weights.u[field][level])
    if level == "different":
        return log2(m)
    return log2(m / (weights.u[field].get(level, 1.0) * AVERAGE_SHARE[field]))


def _plot_calibration(table: list[dict[str, float]], path: Path) -> None:
    figure, axis = pyplot.subplots(figsize=(6, 6))
    used = [row for row in table if row["questions"] >= 10]
    axis.plot([0, 1], [0, 1], color="#999", linewidth=1)
    axis.plot([row["promised"] for row in used], [row["right"] for row in used], "o-", color="#2a6f97")
    axis.set_xlabel("posterior of the best candidate")
    axis.set_ylabel("share that was the right child")
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def _page(weights: Weights, table: list[dict[str, float]]) -> str:
    rows = "".join(
        f"<tr><td>{row['from']}</td><td>{row['questions']}</td><td>{row['promised']}</td><td>{row['right']}</td></tr>"
        for row in table
    )
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Training report</title>"
        f"<h1>Weights {weights.version}</h1><img src='levels.png' alt='Bits of each level' width='1400'>"
        "<h2>Calibration on fresh synthetic questions</h2><img src='calibration.png' alt='Calibration'>"
        "<table><tr><th>posterior from</th><th>questions</th><th>promised</th><th>right</th></tr>"
        f"{rows}</table></html>"
    )
