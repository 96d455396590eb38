"""How two values of one detail become one, and apart again: each field of `Details` declares its way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import Field, fields, replace
from typing import Any, Protocol, TypeVar

Things = TypeVar("Things")
_KEY = "merge"


class Merge(Protocol):
    """The ways of one kind of value. None, an empty tuple and False mean that nothing is known."""

    def together(self, kept: Any, absorbed: Any) -> Any:  # noqa: ANN401 - of the field
        """Of one child from two records; what was kept comes first."""

    def apart(self, now: Any, kept: Any, absorbed: Any) -> Any:  # noqa: ANN401
        """Now, without what a merge brought; what was changed since stays."""

    def beyond(self, now: Any, before: Any) -> Any:  # noqa: ANN401
        """Only what is there now and was not before."""

    def without(self, now: Any, added: Any) -> Any:  # noqa: ANN401
        """As it was before something was added."""


class Several:
    """Values that stand side by side: names, postcodes, numbers."""

    def together(self, kept: tuple[Any, ...], absorbed: tuple[Any, ...]) -> tuple[Any, ...]:
        return distinct((*kept, *absorbed))

    def apart(
        self, now: tuple[Any, ...], kept: tuple[Any, ...], absorbed: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        return tuple(value for value in now if value in kept or value not in absorbed)

    def beyond(self, now: tuple[Any, ...], before: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(value for value in now if value not in before)

    def without(self, now: tuple[Any, ...], added: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(value for value in now if value not in added)


class One:
    """A value of which there is one: what is known is kept, a gap is filled."""

    def together(self, kept: Any, absorbed: Any) -> Any:  # noqa: ANN401
        return kept or absorbed

    def apart(self, now: Any, kept: Any, absorbed: Any) -> Any:  # noqa: ANN401
        return None if kept is None and now == absorbed else now

    def beyond(self, now: Any, before: Any) -> Any:  # noqa: ANN401
        return None if before else now

    def without(self, now: Any, added: Any) -> Any:  # noqa: ANN401
        return None if added else now


class Either:
    """True where either says so. Nobody adds it to a record but its officer."""

    def together(self, kept: bool, absorbed: bool) -> bool:
        return kept or absorbed

    def apart(self, now: bool, kept: bool, absorbed: bool) -> bool:
        return now and (kept or not absorbed)

    def beyond(self, now: bool, before: bool) -> bool:
        return False

    def without(self, now: bool, added: bool) -> bool:
        return now


class Kept:
    """A value that only its own record has: it is neither merged nor added."""

    def together(self, kept: Any, absorbed: Any) -> Any:  # noqa: ANN401
        return kept

    def apart(self, now: Any, kept: Any, absorbed: Any) -> Any:  # noqa: ANN401
        return now

    def beyond(self, now: Any, before: Any) -> Any:  # noqa: ANN401
        return None

    def without(self, now: Any, added: Any) -> Any:  # noqa: ANN401
        return now


def merged_by(way: Merge) -> dict[str, Merge]:
    """The metadata of a field."""
    return {_KEY: way}


def way_of(one: Field[Any]) -> Merge | None:
    """The way that a field declares, None where it declares none."""
    way: Merge | None = one.metadata.get(_KEY)
    return way


def by_field(way: str, first: Things, *others: Things) -> Things:
    """`first` with every field merged the way it declares: `together`, `apart`, `beyond`, `without`."""
    merged = {
        one.name: getattr(way_of(one), way)(*(getattr(each, one.name) for each in (first, *others)))
        for one in fields(first)  # type: ignore[arg-type]  # a dataclass
    }
    return replace(first, **merged)  # type: ignore[type-var]


def distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    """Each once, in the order in which it first stands."""
    return tuple(dict.fromkeys(values))
