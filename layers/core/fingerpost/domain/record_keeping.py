"""What happens to the record of a child: disputed, merged with another, sealed under a new identity."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime

from fingerpost.domain.child import Child, Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass


@dataclass(frozen=True)
class Dispute:
    """ "Not this child" (B9): an asker says that the record shown to them is of another child than they mean.

    From then on it hides the record from this practitioner (see `hides`), and its area's officer is told.
    asked: what they had asked by; None of earlier disputes, which hide the record from every question.
    other_reference: leads to a record that may be of the same child: somebody recorded another child where
    this one was near (C15). other_child_id: that record's child; empty of earlier doubts.
    """

    id: str
    reference: str
    child_id: str
    area_id: str
    practitioner_id: str
    at: datetime
    asked: Details | None = field(default=None, repr=False)
    other_reference: str = ""
    other_child_id: str = ""

    @property
    def is_of_two_records(self) -> bool:
        """Whether it says that another record may be of the same child, not that somebody was shown a wrong
        one. Both records have it."""
        return bool(self.other_reference)

    @property
    def event(self) -> str:
        """What it is told as: the doubt in either record of two is one event."""
        return self.id.partition("-")[0]

    def hides(self, asked: Details) -> bool:
        """Whether the record stays hidden from this question: the one that was disputed, and every other
        without a number and a birth date, which say more than names do."""
        by_number = bool(asked.identifiers) and asked.birth_date is not None
        return self.asked is None or asked == self.asked or not by_number

    def moved_to(self, child_id: str) -> Dispute:
        """The same dispute of another record of the same child."""
        return replace(self, child_id=child_id)


@dataclass(frozen=True)
class Joining:
    """That two records were joined, without a word of either child.

    child_id: the record that was kept. moved: ids of what went over to it: involvements, watches, disputes.
    undone: when it was taken back.
    """

    id: str
    reference: str
    child_id: str
    absorbed_id: str
    moved: tuple[str, ...]
    officer_id: str
    at: datetime
    undone: datetime | None = None


@dataclass(frozen=True, repr=False)
class Merge(Confidential):
    """A joining (C13) with all that is needed to take it back: both records as they were."""

    joining: Joining
    kept_before: Child
    absorbed: Child

    @property
    def reference(self) -> str:
        """What the merge is called by."""
        return self.joining.reference

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.joining.undone is None

    @property
    def brought_a_shield(self) -> bool:
        """Whether the kept record is shielded only because the absorbed one was."""
        return self.absorbed.shield is not None and self.kept_before.shield is None

    def gives_shield_of_its_own(self, kept: Child) -> bool:
        """Whether the kept record, once parted, stays shielded under another reference than it had: the one
        that came with the absorbed record leads there again."""
        if kept.shield is None or self.absorbed.shield is None or not self.brought_a_shield:
            return False
        return kept.shield.reference != self.absorbed.shield.reference


@dataclass(frozen=True, repr=False)
class IdentityLink(Confidential):
    """The one link between an old and a new identity (C9). Boxed whole; opened by an area's officer alone."""

    reference: str
    area_id: str
    old_child_id: str
    new_child_id: str
    officer_id: str
    at: datetime
