"""Dataclasses whose methods are made when the class is first used.

The standard library writes and compiles the methods of a dataclass when its module is imported: 0.3 ms of
CPU for each, and a cold function imports hundreds of which it uses some (docs/adr/0009). Here the class is
only marked; the standard library's own `dataclass` does its work at the first instance, or at the first look
at `__init__` or at the fields. What is made is the same class with the same methods. A type checker sees the
standard library's decorator.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_MARKS = ("__init__", "__dataclass_fields__")
_making = RLock()


class _Unmade:
    """One attribute of a class whose methods are not made yet; they are when it is looked at."""

    def __init__(self, owner: type, name: str, options: dict[str, Any]) -> None:
        self._owner, self._name, self._options = owner, name, options

    def __get__(self, instance: object, _: type | None = None) -> Any:  # noqa: ANN401 - a method, or the fields
        with _making:
            if isinstance(vars(self._owner).get(self._name), _Unmade):
                self._make()
        made = vars(self._owner)[self._name]
        return made.__get__(instance) if instance is not None and callable(made) else made

    def _make(self) -> None:
        for name in _MARKS:
            delattr(self._owner, name)
        dataclasses.dataclass(**self._options)(self._owner)


def _marked(owner: type, options: dict[str, Any]) -> type:
    """Slots make another class, and an `__init__` of one's own is left: those are made at once."""
    if options.get("slots") or "__init__" in vars(owner):
        return dataclasses.dataclass(**options)(owner)
    for name in _MARKS:
        setattr(owner, name, _Unmade(owner, name, options))
    return owner


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(owner: type | None = None, /, **options: bool) -> type | Callable[[type], type]:
        """As the standard library's decorator, with the same options."""
        return _marked(owner, options) if owner else lambda decorated: _marked(decorated, options)
