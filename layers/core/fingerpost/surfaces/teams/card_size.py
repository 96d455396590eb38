"""Teams takes 80 KB of a card. What does not fit is left out in whole blocks, and the screen says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fingerpost.surfaces import views
from fingerpost.surfaces.words import say

LARGEST = 78 * 1024
"""Bytes of a card; the rest is for what Teams wraps around it.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
"""

_LINES_OF_NOTE = 24
Draw = Callable[[views.Screen], dict[str, Any]]


def fitted(screen: views.Screen, draw: Draw) -> dict[str, Any]:
    """The screen's card, shortened where it must be: first the text to copy, then the last blocks."""
    card = draw(screen)
    if _size(card) <= LARGEST:
        return card
    short = replace(screen, parts=tuple(_shorter(part) for part in screen.parts))
    blocks = _blocks_of(short.parts)
    for kept in range(len(blocks), -1, -1):
        card = draw(replace(short, parts=_with_blocks(short.parts, blocks, kept)))
        if _size(card) <= LARGEST:
            break
    return card


def _size(card: dict[str, Any]) -> int:
    return len(json.dumps(card).encode())


def _shorter(part: views.Part) -> views.Part:
    if not isinstance(part, views.CopyText) or part.text.count("\n") < _LINES_OF_NOTE:
        return part
    lines = part.text.split("\n")[:_LINES_OF_NOTE]
    return views.CopyText("\n".join((*lines, say("screen.cut.note"))))


def _blocks_of(parts: tuple[views.Part, ...]) -> list[range]:
    """Where each block stands: from its heading to the line, or the worker's button, that parts it."""
    blocks, start = [], None
    for place, part in enumerate(parts):
        if isinstance(part, views.Heading):
            start = place
        if _parts_blocks(part) and start is not None:
            blocks.append(range(start, place + 1))
            start = None
    return blocks


def _parts_blocks(part: views.Part) -> bool:
    if isinstance(part, views.Buttons):
        return all(button.act == views.Tap.ASK_CONTACT for button in part.buttons)
    return isinstance(part, views.Divider)


def _with_blocks(parts: tuple[views.Part, ...], blocks: list[range], kept: int) -> tuple[views.Part, ...]:
    if kept == len(blocks):
        return parts
    left_out = {place for block in blocks[kept:] for place in block}
    said = views.Banner(say("screen.cut", shown=kept, count=len(blocks)), views.Tone.WARNING)
    return (said, *(part for place, part in enumerate(parts) if place not in left_out))
