"""Domain values as DynamoDB attributes and back.

The dataclass is the one declaration of what is stored: names of attributes are names of fields. What is empty
is left out (an index skips items that lack its key), and a field that is missing reads as empty or as its
default, so that a field can be added without touching what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from fingerpost.domain.child import Details
from fingerpost.domain.errors import Unreadable
from fingerpost.domain.outcomes.asking import FamilyTold

Value = dict[str, Any]
"""One attribute as DynamoDB's own JSON has it: {"S": "text"}, {"N": "1"}, {"B": b"..."}, {"M": {...}}."""

Item = dict[str, Value]
Thing = TypeVar("Thing")


class UnreadableItem(Unreadable):
    """An item lacks what it must hold: it was not written by this program."""


def text(value: str) -> Value:
    """A string attribute."""
    return {"S": value}


def number(value: int) -> Value:
    """A number attribute."""
    return {"N": str(value)}


def binary(value: bytes) -> Value:
    """A binary attribute."""
    return {"B": value}


def moment(value: datetime) -> str:
    """A time as stored: UTC, always to the microsecond, so that texts sort as times do."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def to_attributes(thing: Any, *, without: Collection[str] = ()) -> Item:  # noqa: ANN401 - any dataclass
    """The fields of a dataclass, but for those named and those that are empty."""
    values = ((each.name, getattr(thing, each.name)) for each in fields(thing) if each.name not in without)
    return {name: to_value(value) for name, value in values if value is not None and value not in ("", ())}


def to_value(value: Any) -> Value:  # noqa: ANN401 - whatever a field may hold
    """One value as an attribute."""
    match value:
        case bool():
            return {"BOOL": value}
        case int():
            return number(value)
        case str():
            return text(str(value))
        case datetime():
            return text(moment(value))
        case date():
            return text(value.isoformat())
        case tuple():
            return {"L": [to_value(each) for each in value]}
    return {"M": to_attributes(value)}


def from_attributes(kind: type[Thing], item: Mapping[str, Value], **known: object) -> Thing:
    """A dataclass from an item. known: fields that stand elsewhere. Raises UnreadableItem."""
    try:
        readers = _readers_of(kind)  # type: ignore[arg-type]  # a class is hashable
        read = {name: _field(item, name, reader) for name, reader in readers if name not in known}
        return kind(**read, **known)
    except (KeyError, TypeError, ValueError) as fault:
        raise UnreadableItem(kind.__name__) from fault


Reader = tuple[Callable[[Value], Any], Any]
"""How a stored value is read, and what a missing one means (MISSING: it must not be)."""


def _field(item: Mapping[str, Value], name: str, reader: Reader) -> Any:  # noqa: ANN401
    read, otherwise = reader
    if name in item:
        return read(item[name])
    if otherwise is MISSING:
        raise KeyError(name)
    return otherwise


@cache
def _readers_of(kind: Any) -> tuple[tuple[str, Reader], ...]:  # noqa: ANN401 - any dataclass
    hints = get_type_hints(kind, localns=_NOT_LOADED_THERE)
    return tuple((each.name, (_reader(hints[each.name]), _otherwise(each, hints))) for each in fields(kind))


def _otherwise(field: Any, hints: Mapping[str, Any]) -> Any:  # noqa: ANN401
    hint = hints[field.name]
    if hint is str:
        return ""
    if get_origin(hint) is tuple:
        return ()
    return None if NoneType in get_args(hint) else field.default


@cache
def _reader(hint: Any) -> Callable[[Value], Any]:  # noqa: ANN401
    if get_origin(hint) is UnionType:
        return _reader(next(each for each in get_args(hint) if each is not NoneType))
    if get_origin(hint) is tuple:
        each_reader = _reader(get_args(hint)[0])
        return lambda value: tuple(each_reader(each) for each in value["L"])
    if is_dataclass(hint):
        kind: Any = hint
        return lambda value: from_attributes(kind, value["M"])
    return _PLAIN[hint] if hint in _PLAIN else _member_of(hint)


# Modules that are loaded before a form opens import these for the type checker alone.
_NOT_LOADED_THERE = {"Details": Details, "FamilyTold": FamilyTold}

_PLAIN: dict[Any, Callable[[Value], Any]] = {
    str: lambda value: value["S"],
    int: lambda value: int(value["N"]),
    bool: lambda value: value["BOOL"],
    date: lambda value: date.fromisoformat(value["S"]),
    datetime: lambda value: datetime.fromisoformat(value["S"]),
}


def _member_of(choices: type[StrEnum]) -> Callable[[Value], Any]:
    return lambda value: choices(value["S"])
