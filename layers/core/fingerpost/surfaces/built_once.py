"""Something costly, built once, while something else is on the wire."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class BuiltOnce(Generic[Thing]):
    """Built by the first who needs it, or before that in a thread.

    Importing and building the data layer costs more CPU than all the rest; Slack's answer to `views.open`
    takes long enough to hide it.
    """

    def __init__(self, build: Callable[[], Thing]) -> None:
        self._build = build
        self._lock = Lock()
        self._built: Thing | None = None

    def begin(self) -> None:
        """Start building, unless it is built."""
        if self._built is None:
            Thread(target=self._ahead, daemon=True).start()

    def get(self) -> Thing:
        """The thing, once it is built. Raises what building raises, and builds anew at the next call."""
        with self._lock:
            if self._built is None:
                self._built = self._build()
            return self._built

    def _ahead(self) -> None:
        # Whoever calls `get` builds again and meets the same fault, where it can be answered.
        with suppress(Exception):
            self.get()
