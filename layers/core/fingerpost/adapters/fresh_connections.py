"""Connections that do not outlive a function's sleep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import urllib3

UNUSED_SECONDS = 30.0
"""Load balancers close an idle connection after minutes; one that is older than this is made anew."""


class FreshConnections(urllib3.PoolManager):
    """Connections that were used lately. A function that is frozen between two requests does not notice that
    the other side has closed: what is sent on such a connection is lost, or nobody knows whether it is.

    clock: of the day, since any other may stand still with the function.
    """

    clock: Callable[[], float] = staticmethod(time.time)
    used_at: float = 0.0

    def connection_from_host(
        self,
        host: str | None,
        port: int | None = None,
        scheme: str | None = "http",
        pool_kwargs: dict[str, Any] | None = None,
    ) -> urllib3.HTTPConnectionPool:
        """A pool, emptied before where its connections may be dead."""
        now = self.clock()
        if not 0 <= now - self.used_at <= UNUSED_SECONDS:
            self.clear()
        self.used_at = now
        return super().connection_from_host(host, port, scheme, pool_kwargs)
