"""Which service of the directory a question means by a school or service that knew the child (ADR 35)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.service import Area, Coverage, Feed, ServiceKind, areas_called
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.ports.access import Directory

Named = dict[str, ServiceKind]
"""Services by id, with their kind."""


@dataclass(frozen=True)
class ServicesNamed:
    """Looks in the directory alone, by the question alone: nothing of any child is read for it. A sensitive
    service is in no statement of coverage, so it cannot be named."""

    directory: Directory

    def named(self, admitted: Admitted, typed: Sequence[str]) -> tuple[Named, tuple[str, ...]]:
        """The services that are meant, and what was typed that means none, or several.

        "Hill School, Eastmere" is of another area than one's own.
        """
        found: Named = {}
        unknown = []
        for text in typed:
            feeds = self._meant(admitted, text)
            if len(feeds) == 1:
                found[feeds[0].service_id] = feeds[0].kind
            else:
                unknown.append(text)
        return found, tuple(unknown)

    def _meant(self, admitted: Admitted, text: str) -> list[Feed]:
        name, comma, where = text.rpartition(",")
        areas = areas_called(self.directory.areas(), where.strip()) if comma else ()
        if len(areas) != 1:
            return _called(self.directory.coverage(admitted.practitioner.area_id), text)
        return _called(self._of(areas), name)

    def _of(self, areas: Sequence[Area]) -> Coverage:
        return self.directory.coverage(areas[0].id)


def _called(coverage: Coverage, text: str) -> list[Feed]:
    """Those of just these words, or else those whose name has all of them."""
    wanted = frozenset(_words(text))
    having = [one for one in coverage.feeds if wanted and wanted <= frozenset(_words(one.service_name))]
    exactly = [one for one in having if frozenset(_words(one.service_name)) == wanted]
    return exactly or having


def _words(text: str) -> Iterator[str]:
    words: Iterable[str] = re.findall(r"[^\W_]+", text.casefold().replace("\u2019", "").replace("'", ""))
    yield from words
