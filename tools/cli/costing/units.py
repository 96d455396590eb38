"""The measured units, as `make bench-units` wrote them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

UNITS_FILE = Path(__file__).parent / "units.json"


@dataclass(frozen=True)
class ActUnits:
    """What one act takes. Read and write units by table; bytes kept by table, copies in indexes apart."""

    reads: Mapping[str, float]
    writes: Mapping[str, float]
    kept_bytes: Mapping[str, float]
    copied_bytes: Mapping[str, float]
    calls: float

    @classmethod
    def of(cls, told: Mapping[str, Mapping[str, float]], calls: float) -> ActUnits:
        """From the file."""
        return cls(told["reads"], told["writes"], told["kept_bytes"], told["copied_bytes"], calls)


@dataclass(frozen=True)
class Units:
    """measured_on: the day. ask_cpu_ms: of the slack function, for a form and its answer."""

    measured_on: str
    ask_cpu_ms: float
    acts: Mapping[str, ActUnits]


def measured(file: Path = UNITS_FILE) -> Units:
    """What stands in the file."""
    told = json.loads(file.read_text(encoding="utf-8"))
    acts = {name: ActUnits.of(act, act["calls"]) for name, act in told["acts"].items()}
    return Units(told["measured_on"], told["ask_cpu_ms"], acts)
