"""What re-keying asks of the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.rekeying import Progress, Segment

Stored = Any
"""An item as it is stored, which only the adapter reads."""


@dataclass(frozen=True)
class Page:
    """Some items, and the key after which the next come; None at the end."""

    items: Sequence[Stored]
    after: tuple[str, str] | None


class Rekeying(Protocol):
    """Everything that stands in the tables, page by page. Every method raises Unavailable."""

    @property
    def generation(self) -> str:
        """Of the keys that are written with."""

    def progress(self, segment: Segment) -> Progress:
        """How far this run is with a segment; nothing done where it was another run, or other keys."""

    def keep(self, segment: Segment, progress: Progress) -> None:
        """Keep it, so that whoever comes next begins there."""

    def page(self, segment: Segment, after: tuple[str, str] | None) -> Page:
        """The next items of a segment."""

    def again(self, item: Stored) -> Stored | None:
        """The same item as it stands now, None where it is gone."""

    def copy(self, item: Stored) -> bool:
        """Write it under the newest keys, beside what stands; whether anything was to do. Raises Conflict."""

    def sweep(self, item: Stored) -> bool:
        """Take away what stands under old keys beside the new; whether anything was to do. Raises Conflict,
        also where the new does not stand yet."""

    def left(self, item: Stored) -> Counter[str]:
        """What of it stands under other keys than the newest."""
