"""The small words in which the rule tables are written.

A shape takes a value and its JSON pointer and yields every rule the value breaks.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tools.block_kit.problems import Json, Problem, Problems

Shape = Callable[[Json, str], Problems]
Fields = Mapping[str, Shape]

_KIND_NAMES = {
    str: "a string",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}


def anything(value: Json, where: str) -> Problems:
    """Accept whatever stands there: for parts that this product never sends."""
    yield from ()


def _of_kind(value: Json, kind: type, where: str) -> Problems:
    is_flag_for_number = kind is int and isinstance(value, bool)
    if not isinstance(value, kind) or is_flag_for_number:
        yield Problem(where, "wrong_type", f"must be {_KIND_NAMES[kind]}")


def _within(size: int, fewest: int, most: int, unit: str, where: str) -> Problems:
    if size < fewest:
        yield Problem(where, "too_short", f"must have at least {fewest} {unit}, has {size}")
    if size > most:
        yield Problem(where, "too_long", f"must have at most {most} {unit}, has {size}")


def _measured(kind: type, fewest: int, most: int, unit: str) -> Shape:
    def shape(value: Json, where: str) -> Problems:
        wrong = list(_of_kind(value, kind, where))
        yield from wrong or _within(len(value), fewest, most, unit, where)

    return shape


def string(most: int, fewest: int = 1) -> Shape:
    """A string of so many characters."""
    return _measured(str, fewest, most, "characters")


def boolean(value: Json, where: str) -> Problems:
    """True or false."""
    yield from _of_kind(value, bool, where)


def whole_number(least: int, most: int) -> Shape:
    """A whole number within bounds, both included."""

    def shape(value: Json, where: str) -> Problems:
        wrong = list(_of_kind(value, int, where))
        if not wrong and not least <= value <= most:
            wrong = [Problem(where, "out_of_range", f"must be between {least} and {most}")]
        yield from wrong

    return shape


def one_of(*allowed: Json) -> Shape:
    """One of the listed values."""

    def shape(value: Json, where: str) -> Problems:
        if value not in allowed:
            yield Problem(where, "not_allowed", f"must be one of {', '.join(map(str, allowed))}")

    return shape


def matching(pattern: str, meaning: str) -> Shape:
    """A string in a written form, such as a date."""
    compiled = re.compile(pattern)

    def shape(value: Json, where: str) -> Problems:
        if not (isinstance(value, str) and compiled.fullmatch(value)):
            yield Problem(where, "wrong_form", f"must be {meaning}")

    return shape


def array(of: Shape, most: int, fewest: int = 1) -> Shape:
    """A list of so many things of one shape."""
    length = _measured(list, fewest, most, "items")

    def shape(value: Json, where: str) -> Problems:
        yield from length(value, where)
        for position, item in enumerate(value if isinstance(value, list) else []):
            yield from of(item, f"{where}/{position}")

    return shape


def record(required: Fields, optional: Fields, *rules: Shape) -> Shape:
    """An object with these fields and no others, and then rules over the whole of it."""
    known = {**required, **optional}

    def shape(value: Json, where: str) -> Problems:
        wrong = list(_of_kind(value, dict, where)) or list(_fields(value, required, known, where))
        yield from wrong
        # A rule over the whole may rely on the parts, so it speaks only when each part is sound.
        for rule in () if wrong else rules:
            yield from rule(value, where)

    return shape


def _fields(value: dict[str, Any], required: Fields, known: Fields, where: str) -> Problems:
    for name in required:
        if name not in value:
            yield Problem(where, "missing", f"missing required field: {name}")
    for name, part in value.items():
        if name in known:
            yield from known[name](part, f"{where}/{name}")
        else:
            yield Problem(f"{where}/{name}", "unknown_field", f"invalid additional property: {name}")


def by_type(table: Mapping[str, Shape], what: str) -> Shape:
    """An object whose `type` picks its shape from a table."""

    def shape(value: Json, where: str) -> Problems:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in table:
            yield Problem(where, "unsupported_type", f"{what} does not allow type: {kind}")
            return
        yield from table[kind](value, where)

    return shape


def exactly_one(*names: str) -> Shape:
    """A rule: of these fields, exactly one is there."""

    def shape(value: Json, where: str) -> Problems:
        if sum(name in value for name in names) != 1:
            yield Problem(where, "exactly_one", f"must have exactly one of: {', '.join(names)}")

    return shape


def at_least_one(*names: str) -> Shape:
    """A rule: of these fields, one or more is there."""

    def shape(value: Json, where: str) -> Problems:
        if not any(value.get(name) for name in names):
            yield Problem(where, "missing", f"must have at least one of: {', '.join(names)}")

    return shape


def text(most: int, *kinds: str) -> Shape:
    """A text object of the given kinds (plain_text, mrkdwn)."""
    shapes = {
        "plain_text": record({"type": anything, "text": string(most)}, {"emoji": boolean}),
        "mrkdwn": record({"type": anything, "text": string(most)}, {"verbatim": boolean}),
    }
    return by_type({kind: shapes[kind] for kind in kinds}, "this text")


def plain(most: int) -> Shape:
    """A plain_text object."""
    return text(most, "plain_text")


def either_text(most: int) -> Shape:
    """A text object, plain_text or mrkdwn."""
    return text(most, "plain_text", "mrkdwn")
