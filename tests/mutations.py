"""Payloads as nobody should send them: every part taken away, emptied, or of another kind."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

LONE_SURROGATE = "Aoife \ud800 Byrne"
_INSTEAD: tuple[Any, ...] = (None, [], {}, "", 0, True, [None], {"id": None}, LONE_SURROGATE)


def mutated(payload: dict[str, Any], depth: int = 3) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each mutation with what was done: one part gone, or something else in its place."""
    for path in _paths(payload, depth):
        name = ".".join(map(str, path))
        yield f"without {name}", _changed(payload, path, gone=True)
        for number, value in enumerate(_INSTEAD):
            yield f"{name} = {number}", _changed(payload, path, value)


def _paths(part: Any, depth: int) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    if depth and isinstance(part, dict | list):
        for key, below in part.items() if isinstance(part, dict) else enumerate(part):
            yield (key,)
            yield from ((key, *rest) for rest in _paths(below, depth - 1))


def _changed(
    payload: dict[str, Any],
    path: tuple[Any, ...],
    value: Any = None,  # noqa: ANN401
    *,
    gone: bool = False,
) -> dict[str, Any]:
    whole = copy.deepcopy(payload)
    holder: Any = whole
    for step in path[:-1]:
        holder = holder[step]
    if gone:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return whole
