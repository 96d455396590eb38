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
_ONLY_INIT = {"eq": False, "repr": False, "match_args": False}
_one_at_a_time = RLock()


class _Unmade:
    """One attribute of a class whose methods are not made yet; they are when it is looked at.

    `__init__` is put in its place last and never missing: who makes an instance meanwhile in another thread
    waits here, and has none before all of its methods are there.
    """

    def __init__(self, owner: type, name: str, options: dict[str, Any]) -> None:
        self._owner, self._name, self._options = owner, name, options

    def __get__(self, instance: object, _: type | None = None) -> Any:  # noqa: ANN401 - a method, or the fields
        with _one_at_a_time:
            if isinstance(vars(self._owner)["__init__"], _Unmade):
                self._make()
        made = vars(self._owner)[self._name]
        return made.__get__(instance) if instance is not None and callable(made) else made

    def _make(self) -> None:
        """The standard library leaves an attribute that is there: it makes `__init__` on a class derived."""
        owner = self._owner
        dataclasses.dataclass(**self._options, init=False)(owner)
        same = {
            "__module__": owner.__module__,
            "__qualname__": owner.__qualname__,
            "__doc__": owner.__doc__ or "",
        }
        frozen = self._options.get("frozen", False)
        derived: Any = dataclasses.dataclass(frozen=frozen, **_ONLY_INIT)(
            type(owner)(owner.__name__, (owner,), same)
        )
        setattr(owner, "__init__", vars(derived)["__init__"])  # noqa: B010 - mypy takes it for an instance


def _marked(owner: type, options: dict[str, Any]) -> type:
    """Slots make another class, an `__init__` of one's own is left, the look of it is read where there is no
    docstring: those are made at once."""
    if options.get("slots") or "init" in options or "__init__" in vars(owner) or not owner.__doc__:
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
