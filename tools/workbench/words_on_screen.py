"""What stands on a view: its words, its buttons, its options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tools.workbench.form_state import Held, elements_of, options_of

Json = dict[str, Any]


class GestureFailed(AssertionError):
    """The gesture could not be made, or ended in Slack's "some trouble"; the text says why."""


def words_of(part: object) -> Iterator[str]:
    """Every text in a view, block or message, in the order in which it is read."""
    if isinstance(part, list):
        for one in part:
            yield from words_of(one)
    elif isinstance(part, dict):
        yield from _words_of_object(part)


def _words_of_object(part: Json) -> Iterator[str]:
    if part.get("type") == "link" and "text" not in part:
        yield part["url"]
    for name, value in part.items():
        if name == "text" and isinstance(value, str):
            yield value
        elif name not in ("values", "errors", "confirm"):
            yield from words_of(value)


def _button_elements(view: Mapping[str, Any]) -> Iterator[tuple[Json, Json]]:
    return ((block, element) for block, element in elements_of(view) if element["type"] == "button")


def buttons(view: Mapping[str, Any]) -> list[str]:
    return [element["text"]["text"] for _, element in _button_elements(view)]


def button(view: Mapping[str, Any], text: str) -> tuple[Json, Json]:
    for block, element in _button_elements(view):
        if element["text"]["text"] == text:
            return block, element
    raise GestureFailed(f"there is no button {text!r}; there are {buttons(view)}")


def held(element: Json, value: Held) -> Held:
    by_text = {option["text"]["text"]: option["value"] for option in options_of(element)}
    if not by_text or value is None:
        return value
    if isinstance(value, list):
        return [_option_value(by_text, one) for one in value]
    return _option_value(by_text, value)


def _option_value(by_text: dict[str, str], text: str) -> str:
    if text not in by_text:
        raise GestureFailed(f"there is no option {text!r}; there are {list(by_text)}")
    return by_text[text]
