"""What Microsoft's card library and Teams' own limits say of a card, before a practitioner sees it."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from tools.teams.node_tools import WANTED, modules, node

LARGEST = 80 * 1024
"""Characters of one message with its cards (Teams counts 80 KB).

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
"""

_ENUMS = {
    "size": {"Small", "Default", "Medium", "Large", "ExtraLarge"},
    "weight": {"Lighter", "Default", "Bolder"},
    "fontType": {"Default", "Monospace"},
    "spacing": {"None", "Small", "Default", "Medium", "Large", "ExtraLarge", "Padding"},
    "associatedInputs": {"auto", "none"},
}

Card = dict[str, Any]


def problems_of(cards: Sequence[Card]) -> list[list[str]]:
    """What is wrong with each card; an empty list for a good one."""
    told = subprocess.run(  # noqa: S603  (our own script)
        [node(), WANTED / "lint_cards.js", modules()],
        input=json.dumps(list(cards)),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[str]] = json.loads(told.stdout)
    return [[*problems, *_ours(card)] for problems, card in zip(found, cards, strict=True)]


def _ours(card: Card) -> Iterator[str]:
    """What the library does not look at."""
    if len(json.dumps(card, ensure_ascii=False)) > LARGEST:
        yield "too large for Teams"
    elements = list(elements_of(card))
    ids = Counter(element.get("id") for element in elements if element["type"].startswith("Input."))
    yield from (f"two inputs are named {name}" for name, times in ids.items() if name and times > 1)
    for element in elements:
        yield from _of_element(element)


def _of_element(element: Card) -> Iterator[str]:
    for name, allowed in _ENUMS.items():
        if name in element and element[name] not in allowed:
            yield f"{element['type']}.{name} is {element[name]}"
    if element.get("isSubtle"):
        yield "pale text"
    if element["type"] == "TextBlock" and not element.get("wrap"):
        yield "text that does not wrap"
    if element["type"].startswith("Input.") and not element.get("label"):
        yield f"input {element.get('id')} without a label"
    if element.get("isRequired") and not element.get("errorMessage"):
        yield f"input {element.get('id')} is needed but does not say so"


def elements_of(part: object) -> Iterator[Card]:
    """Every object of a card that has a type, from the outside in."""
    if isinstance(part, dict):
        if isinstance(part.get("type"), str):
            yield part
        for value in part.values():
            yield from elements_of(value)
    if isinstance(part, list):
        for value in part:
            yield from elements_of(value)


def parsed_texts(card: Card) -> Iterator[str]:
    """Every text that Teams would read as Markdown."""
    for element in elements_of(card):
        if element["type"] == "TextBlock":
            yield str(element["text"])
        for fact in element.get("facts", []):
            yield from (str(fact["title"]), str(fact["value"]))
