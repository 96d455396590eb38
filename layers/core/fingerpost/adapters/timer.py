"""The machine's own steady clock."""

from __future__ import annotations

import time


class SteadyTimer:
    """Sleeps, in the process's monotonic seconds."""

    def moment(self) -> float:
        """Now."""
        return time.monotonic()

    def hold_until(self, moment: float) -> None:
        """Sleep until then."""
        time.sleep(max(0.0, moment - time.monotonic()))
