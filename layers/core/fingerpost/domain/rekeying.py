"""Re-keying: everything that stands under an old key is written anew under the key that is written with now.

Three stages, each over whole tables: COPY puts new rows beside the old ones and new boxes in place of old
ones, SWEEP takes the old rows away once all new ones stand, CHECK counts what is left under any other key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from fingerpost.domain.made_when_used import dataclass


class Stage(StrEnum):
    """What is done with each item."""

    COPY = "copy"
    SWEEP = "sweep"
    CHECK = "check"


class Part(StrEnum):
    """Which table."""

    INDEX = "index"
    CASEWORK = "casework"
    LEDGER = "ledger"


TABLES: Mapping[Stage, tuple[Part, ...]] = {
    Stage.COPY: (Part.INDEX, Part.CASEWORK),
    Stage.SWEEP: (Part.INDEX,),
    Stage.CHECK: (Part.INDEX, Part.CASEWORK, Part.LEDGER),
}
"""No line of the ledger is ever written anew: its seal would not fit it any more. It is only counted."""


@dataclass(frozen=True)
class Segment:
    """One of so many parts of a table, for one run. run: names the run, so that a new one begins anew."""

    run: str
    stage: Stage
    table: Part
    number: int
    of: int


@dataclass(frozen=True)
class Progress:
    """How far a segment of so many is. after: the key of the last item done, None before the first.

    generation: of the keys it was done with. busy: items that somebody else changed at that moment.
    left: what CHECK found under other keys: `rows`, `box:<key>`, `unreadable`, each with its number.
    """

    run: str
    generation: str
    of: int
    after: tuple[str, str] | None = None
    done: bool = False
    seen: int = 0
    changed: int = 0
    busy: int = 0
    left: Mapping[str, int] = field(default_factory=dict)
