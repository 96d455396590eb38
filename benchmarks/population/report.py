"""The run as pictures: recall against reads, what each prior gains and costs, name origins side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot  # the backend has to be chosen first
from matplotlib.axes import Axes

_RIGHT, _WRONG = "#2a6f97", "#c1121f"


def write_report(result: Mapping[str, Any], folder: Path) -> Path:
    """Write population.png, result.json and index.html; return the page."""
    folder.mkdir(parents=True, exist_ok=True)
    figure, axes = pyplot.subplots(1, 3, figsize=(19, 5))
    _recall(axes[0], result["recall_by_reads"])
    _trade_off(axes[1], result["trade_off"])
    _origins(axes[2], result["by_name_origin"])
    figure.tight_layout()
    figure.savefig(folder / "population.png", dpi=90)
    (folder / "result.json").write_text(json.dumps(result, indent=1), "utf-8")
    page = folder / "index.html"
    page.write_text(_page(result), "utf-8")
    return page


def _recall(axis: Axes, curves: Mapping[str, list[float]]) -> None:
    for chance, curve in curves.items():
        axis.plot(range(1, len(curve) + 1), curve, "o-", label=f"details broken at {chance}")
    axis.set(title="Right child met, by reads", xlabel="reads", ylim=(0.6, 1.0))
    axis.legend()


def _trade_off(axis: Axes, table: Mapping[str, Mapping[str, float]]) -> None:
    for name in ("moved_away", "compound_0.30"):
        axis.plot(list(map(float, table[name])), list(table[name].values()), "o-", label=f"{name} confirmed")
    unrelated = table["absent_unrelated"]
    axis.plot(
        list(map(float, unrelated)),
        [1000 * share for share in unrelated.values()],
        "x--",
        color=_WRONG,
        label="strangers confirmed, in 1,000",
    )
    axis.set(title="What a prior gains and costs", xlabel="share of asked children said to be in the index")
    axis.legend()


def _origins(axis: Axes, groups: Mapping[str, Mapping[str, float]]) -> None:
    axis.barh(list(groups), [group["confirmed"] for group in groups.values()], color=_RIGHT)
    axis.set(title="Confirmed by name origin, details broken at 0.15", xlim=(0.8, 1.0))
    axis.invert_yaxis()


def _page(result: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{name}</td><td>{row['right_first']}</td><td>{row['confirmed']}</td><td>{row['confirmed_wrong']}</td></tr>"
        for name, row in result["one_mistake"].items()
    )
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Matching at 11 million</title>"
        f"<h1>{result['children']:,} synthetic children, weights {result['weights']}</h1>"
        "<img src='population.png' alt='Recall, trade-off, name origins' width='1500'>"
        "<h2>One mistake at a time</h2>"
        "<table><tr><th>mistake</th><th>right child first</th><th>confirmed</th>"
        f"<th>confirmed wrong</th></tr>{rows}</table></html>"
    )
