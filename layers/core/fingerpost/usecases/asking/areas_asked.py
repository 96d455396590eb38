"""Which areas a question is about: one's own, and those that the child lived in as well (A15)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.asking import Elsewhere
from fingerpost.domain.service import Area, areas_called
from fingerpost.usecases.ports.access import Directory

_AND = re.compile(r"\s+and\s+|\s*&\s*")


@dataclass(frozen=True)
class AreasAsked:
    """The index is one for all areas: a question finds the child wherever it is known. What an area changes
    is what a nil answer rests on: who tells of it, and how fresh that is."""

    directory: Directory

    def elsewhere(self, named: Sequence[str], own_area_id: str) -> Elsewhere:
        """What is known of each area named besides one's own, and which of the names no area has."""
        if not named:
            return Elsewhere()
        areas = self.directory.areas()
        meant = dict(each for name in named for each in _meant(areas, name))
        found = dict.fromkeys(one.id for one in meant.values() if one)
        found.pop(own_area_id, None)
        unknown = tuple(name for name, one in meant.items() if one is None)
        return Elsewhere(tuple(map(self.directory.coverage, found)), unknown)


def _meant(areas: Sequence[Area], name: str) -> Iterator[tuple[str, Area | None]]:
    """The area of a name; of "Eastmere and Westhaven" both, unless one area is called that."""
    for part in [name] if areas_called(areas, name) else _AND.split(name):
        found = areas_called(areas, part)
        yield part, found[0] if len(found) == 1 else None
