"""The machine's own steady clock."""

from __future__ import annotations

import secrets
import time

_UNEVEN_MS = 10.0
"""How much longer than asked a hold may last, by chance: the scheduler wakes who slept long later by
microseconds, and so by how much work there was."""


class SteadyTimer:
    """Sleeps, in the process's monotonic seconds."""

    def moment(self) -> float:
        """Now."""
        return time.monotonic()

    def hold_until(self, moment: float) -> None:
        """Sleep until then, and up to ten milliseconds longer."""
        uneven = secrets.randbelow(1_000_000) / 1_000_000 * _UNEVEN_MS / 1_000
        time.sleep(max(0.0, moment - time.monotonic()) + uneven)
