"""The report's pictures: SVG by matplotlib, in colours that the colour-blind tell apart."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from tools.cli.reporting.small_numbers import in_words, shown

BLUE, ORANGE, GREY = "#0072B2", "#E69F00", "#999999"
"""Okabe and Ito's palette."""

_AGES = (("last week", BLUE, ""), ("before", ORANGE, "//"), ("never", GREY, "xx"))
_WIDE, _A_BAR = 8.0, 0.36
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "fingerpost",
    "font.family": "sans-serif",
    "font.size": 10,
}


def by_day(counts: Mapping[date, int], days: Sequence[date]) -> str:
    """A bar for each day; a day with too few is marked, not drawn."""
    with mpl.rc_context(_STYLE):
        figure, axes = _axes(3.0)
        heights = [shown(counts.get(day, 0)) for day in days]
        axes.bar(range(len(days)), [height or 0 for height in heights], color=BLUE)
        few = [place for place, height in enumerate(heights) if height is None]
        axes.plot(few, [0] * len(few), "x", color=ORANGE, clip_on=False)
        _name_days(axes, days)
        axes.set_ylim(bottom=0)
        return _svg(figure)


def bars(counts: Sequence[tuple[str, int]]) -> str:
    """A lying bar for each of these, its number beside it."""
    with mpl.rc_context(_STYLE):
        figure, axes = _axes(0.7 + _A_BAR * max(1, len(counts)))
        names = [name for name, _ in counts]
        axes.barh(names, [shown(count) or 0 for _, count in counts], height=0.7, color=BLUE)
        for place, (_, count) in enumerate(counts):
            axes.annotate(
                in_words(count), (shown(count) or 0, place), (4, 0), textcoords="offset points", va="center"
            )
        axes.set_ylim(len(counts) - 0.4, -0.6)
        axes.margins(x=0.2)
        axes.xaxis.set_visible(False)
        return _svg(figure)


def stacked(rows: Sequence[tuple[str, tuple[int, int, int]]]) -> str:
    """A lying bar for each row: told last week, told before, never told."""
    with mpl.rc_context(_STYLE):
        figure, axes = _axes(1.1 + _A_BAR * len(rows))
        names, begins = [name for name, _ in rows], [0] * len(rows)
        for part, (label, colour, hatch) in enumerate(_AGES):
            widths = [counts[part] for _, counts in rows]
            axes.barh(names, widths, left=begins, color=colour, hatch=hatch, edgecolor="white", label=label)
            begins = [begin + width for begin, width in zip(begins, widths, strict=True)]
        axes.invert_yaxis()
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.legend(frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
        return _svg(figure)


def lines(series: Mapping[str, Sequence[float | None]], days: Sequence[date]) -> str:
    """A line for each name, told apart by its stroke as well as by its colour. Seconds."""
    with mpl.rc_context(_STYLE):
        figure, axes = _axes(3.0)
        strokes = zip(series.items(), ((BLUE, "-"), (ORANGE, "--"), (GREY, ":")), strict=False)
        for (name, values), (colour, stroke) in strokes:
            drawn = [float("nan") if value is None else value for value in values]
            axes.plot(range(len(days)), drawn, stroke, color=colour, label=name, linewidth=2)
        _name_days(axes, days)
        axes.set_ylim(bottom=0)
        axes.set_ylabel("seconds")
        axes.legend(frameon=False)
        return _svg(figure)


def _name_days(axes: Any, days: Sequence[date]) -> None:  # noqa: ANN401 - matplotlib's axes
    """At most seven of them by name."""
    every = -(-len(days) // 7)
    axes.set_xticks(range(0, len(days), every), [f"{day:%d %b}" for day in days[::every]])


def _axes(high: float) -> tuple[Figure, Any]:
    figure = Figure(figsize=(_WIDE, high), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Figure) -> str:
    """The drawing alone: no XML heading, no date, nothing that is fetched from elsewhere."""
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    drawn = written.getvalue()
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    return drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)
