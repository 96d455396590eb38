"""Draws docs/images/conversation.png from what `make bench-conversation` printed.

`python -m benchmarks.conversation_picture RESULT.json`; the file holds the last line printed. The colours are
told apart by whoever does not see red or green, and each bar also has a hatch of its own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot  # the backend has to be chosen first

PICTURE = Path("docs/images/conversation.png")
KINDS = {
    "moved": "moved",
    "moved_and_renamed": "moved, another\nfamily name",
    "no_postcode": "no postcode,\nslips",
    "date_in_part": "birth date\nin part",
}
STEPS = {
    "confirmed_at_once": ("at once", "#0072B2", ""),
    "confirmed_after_one": ("after one more detail", "#E69F00", "//"),
    "confirmed_after_two": ("after two", "#009E73", ".."),
}
"""Words, colour (Okabe and Ito) and hatch of each step."""

_WIDTH = 0.27


def draw(result: dict[str, Any], path: Path) -> None:
    """One group of bars for each kind of question, one bar for each step."""
    figure, axis = pyplot.subplots(figsize=(8, 4))
    for place, (step, (words, colour, hatch)) in enumerate(STEPS.items()):
        at = [group + (place - 1) * _WIDTH for group in range(len(KINDS))]
        shares = [result[kind][step] for kind in KINDS]
        bars = axis.bar(at, shares, _WIDTH, label=words, color=colour, hatch=hatch, edgecolor="white")
        axis.bar_label(bars, fmt="%.2f", fontsize=8)
    axis.set_xticks(range(len(KINDS)), list(KINDS.values()))
    axis.set(ylim=(0, 1.15), ylabel="confirmed", title="Of children among 11 million, by what the asker adds")
    axis.legend(ncols=3, loc="upper left", frameon=False)
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=90)


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text("utf-8").splitlines()[-1]), PICTURE)
