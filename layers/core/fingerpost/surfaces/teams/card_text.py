"""Text on cards: in runs, which are not parsed, so that what people typed stays the characters it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fingerpost.surfaces import views

Json = dict[str, Any]

_MARKDOWN = frozenset("*_`~[]()#<>|\\!&")


def heading(text: str) -> Json:
    """A heading for screen readers too, unless its characters would be read as Markdown."""
    if _MARKDOWN.isdisjoint(text):
        return {"type": "TextBlock", "text": text, "style": "heading", "size": "Medium", "wrap": True}
    return runs(run(text, bold=True, size="Medium"), spacing="Medium")


def lines(text: str, *, bold: bool = False, size: str = "") -> Iterator[Json]:
    """One block a line: a text run shows no line breaks. The first stands apart from what is above."""
    for number, line in enumerate(text.split("\n")):
        yield runs(run(line or " ", bold=bold, size=size), spacing="None" if number else "Small")


def runs(*inlines: Json, spacing: str) -> Json:
    """A block of runs."""
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": list(inlines)}


def run(text: str, *, bold: bool = False, size: str = "", font: str = "") -> Json:
    """A run of text."""
    drawn = {"type": "TextRun", "text": text, "size": size, "fontType": font}
    return {name: value for name, value in drawn.items() if value} | ({"weight": "Bolder"} if bold else {})


def call(part: views.Call) -> Json:
    """Numbers as runs that open the telephone."""
    pieces = [
        run(text, bold=part.strong)
        | ({"selectAction": {"type": "Action.OpenUrl", "url": f"tel:{dialled}"}} if dialled else {})
        for text, dialled in part.pieces
    ]
    return runs(*pieces, spacing="Small")


def fact(label: str, value: str) -> Json:
    """A label and its value."""
    return runs(run(f"{label}: ", bold=True), run(value or " "), spacing="Small")


def side_by_side(part: views.Pair) -> Json:
    """Two columns, each of whose values wraps and is read with its label."""
    values = ([fact(part.label, value)] for value in (part.first, part.second))
    columns = [{"type": "Column", "width": "stretch", "items": items} for items in values]
    return {"type": "ColumnSet", "columns": columns, "spacing": "Small"}


def copy_text(text: str) -> Json:
    """A text to copy, in fixed width."""
    drawn = [runs(run(line or " ", font="Monospace"), spacing="None") for line in text.split("\n")]
    return {"type": "Container", "style": "emphasis", "items": drawn}


def banner(text: str, style: str) -> Json:
    """A sentence that changes how the rest is read."""
    return {"type": "Container", "style": style, "items": list(lines(text, bold=True))}
