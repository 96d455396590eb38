"""Time that nobody has to wait for."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class FakeTimer:
    """Stands at `now`; remembers until when it was to hold."""

    now: float = 100.0
    held_until: list[float] = field(default_factory=list)

    def moment(self) -> float:
        return self.now

    def hold_until(self, moment: float) -> None:
        self.held_until.append(moment)
