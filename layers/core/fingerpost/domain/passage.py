"""Where a child went: to another area, out of the country, or that the child died (C8, C10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass


class PassageKind(StrEnum):
    """What became of the child."""

    AREA = "area"
    LEFT = "left"
    DIED = "died"


@dataclass(frozen=True)
class PassageNote:
    """That something became of a child, as far as those need it who tell others: not what, and not when.

    from_area_id, to_area_id: where the record belonged, and belongs from now on; the same unless the child
    moved. last: word of it is the last that goes out about the child. undone: when it was taken back.
    """

    id: str
    reference: str
    child_id: str
    from_area_id: str
    to_area_id: str
    practitioner_id: str
    at: datetime
    last: bool = False
    undone: datetime | None = None

    @property
    def areas(self) -> tuple[str, ...]:
        """Whose officers are told."""
        return tuple(dict.fromkeys((self.from_area_id, self.to_area_id)))

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.undone is None


@dataclass(frozen=True, repr=False)
class Passage(Confidential):
    """A note, and what became of the child. day: of the move, the leaving or the death."""

    note: PassageNote
    kind: PassageKind
    day: date

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.note.stands

    @property
    def shown(self) -> Gone:
        """What an answer says of it."""
        return Gone(self.kind, self.day)

    def taken_back(self, at: datetime) -> Passage:
        """The same, which was said in error."""
        return replace(self, note=replace(self.note, undone=at))

    def moved_to(self, child_id: str) -> Passage:
        """The same under another record of the same child."""
        return replace(self, note=replace(self.note, child_id=child_id))


@dataclass(frozen=True, repr=False)
class Gone(Confidential):
    """That a child died or left the country, as it is shown."""

    kind: PassageKind
    day: date


def departure_of(passages: Iterable[Passage]) -> Passage | None:
    """That the child died, or else left the country, if that stands; the latest word of it."""
    gone = (one for one in passages if one.stands and one.kind is not PassageKind.AREA)
    return max(gone, key=lambda one: (one.kind is PassageKind.DIED, one.note.at), default=None)


def is_quiet(passages: Iterable[PassageNote]) -> bool:
    """Whether no more word goes out about the child."""
    return any(one.last and one.stands for one in passages)
