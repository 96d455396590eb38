"""`cedarpy`, whose classes for syntax trees are made when they are first used.

They are thirty dataclasses, 10 ms of a cold start, and deciding uses none of them (docs/adr/0009). `cedarpy`
imports their module whenever it is imported itself, so another stands in its place before that; whoever
looks at it has the library's own imported. The standard library's `LazyLoader` cannot serve: an import looks
at a module's `__spec__`, and that look loads it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

_TREES = "cedarpy.pst"


class _StandIn(ModuleType):
    """In the place of a module until it is looked at."""

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(_TREES) is self:
            del sys.modules[_TREES]
        return getattr(import_module(_TREES), name)


sys.modules.setdefault(_TREES, _StandIn(_TREES))

import cedarpy  # noqa: E402 - after what stands in for a part of it

__all__ = ["cedarpy"]
