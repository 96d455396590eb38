"""The involvement index, by tokens and by child."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from fingerpost.domain.child import Child, Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.passage import Gone, Passage, departure_of
from fingerpost.domain.record_keeping import Dispute, Merge
from fingerpost.domain.shield import Look, Shield
from fingerpost.matching.model import Candidate, TokenKey


@dataclass(frozen=True, repr=False)
class ChildFile(Confidential):
    """All the index holds of one child. child: None where there is no such child (a stand-in read)."""

    child: Child | None
    involvements: tuple[Involvement, ...] = ()
    watches: tuple[Watch, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    merges: tuple[Merge, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def shield(self) -> Shield | None:
        """What keeps the child from everybody, if anything does."""
        return self.child.shield if self.child else None

    @property
    def departure(self) -> Gone | None:
        """That the child died or left the country, if it did."""
        passage = departure_of(self.passages)
        return passage.shown if passage else None

    def shown_to(self, practitioner_id: str) -> tuple[Involvement, ...]:
        """The involvements that may be shown to somebody as far as a shield goes: of a shielded child their
        own alone, so that to whoever has none there is no such child (G2)."""
        if self.shield is None:
            return self.involvements
        return tuple(one for one in self.involvements if one.practitioner_id == practitioner_id)

    def current_of(self, practitioner_id: str) -> Involvement | None:
        """The present involvement of somebody, None where they have none."""
        mine = (one for one in self.involvements if one.practitioner_id == practitioner_id)
        return next((one for one in mine if one.is_current), None)

    def is_disputed_by(self, practitioner_id: str) -> bool:
        """Whether this person said that the record is not of the child they mean (B9)."""
        return any(one.practitioner_id == practitioner_id for one in self.not_this_child)

    def is_hidden_from(self, practitioner_id: str, asked: Details) -> bool:
        """Whether they said so, and this question is no reason to show it to them again."""
        return any(one.practitioner_id == practitioner_id and one.hides(asked) for one in self.not_this_child)

    @property
    def not_this_child(self) -> tuple[Dispute, ...]:
        """That somebody was shown the record of another child than they mean."""
        return tuple(one for one in self.disputes if not one.is_of_two_records)

    @property
    def possibly(self) -> tuple[Dispute, ...]:
        """That another record may be of the same child, until the officer decides."""
        return tuple(one for one in self.disputes if one.is_of_two_records)

    def part(self, ids: Collection[str]) -> ChildFile:
        """The involvements, watches, disputes and passages of these ids, if they are still in it."""
        return ChildFile(
            self.child,
            tuple(one for one in self.involvements if one.id in ids),
            tuple(one for one in self.watches if one.id in ids),
            tuple(one for one in self.disputes if one.id in ids),
            passages=tuple(one for one in self.passages if one.note.id in ids),
        )


NO_FILE = ChildFile(child=None)


@dataclass(frozen=True)
class Holdings:
    """What one practitioner holds: involvements of any status, and watches."""

    involvements: tuple[Involvement, ...] = ()
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, repr=False)
class Met(Confidential):
    """The children met under the keys of one stage; too_full: one of its buckets was too full to be read."""

    candidates: tuple[Candidate, ...]
    too_full: bool = False


class ChildIndex(Protocol):
    """The involvement index, by tokens and by child."""

    def candidates(self, *stages: Sequence[TokenKey]) -> tuple[Met, ...]:
        """Every child met under the keys of each stage: one Query a key, all stages at once."""

    def child_file(self, child_id: str) -> ChildFile:
        """All of a child in one consistent Query; of a record that was merged, the record it went into."""

    def files(self, child_ids: Sequence[str], reads: int) -> tuple[ChildFile, ...]:
        """All of several children, as `child_file` does, all at once; the Queries that are left of `reads` go
        to children that do not exist, so that no-one can tell by the reads how many there are."""

    def looks_at(self, child_id: str) -> tuple[Look, ...]:
        """Who looked at a shielded child, the latest last."""

    def held_by(self, practitioner_id: str) -> Holdings:
        """Every involvement and watch of one practitioner (one index), soonest review first."""
