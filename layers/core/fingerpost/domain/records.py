"""What happens to the record of a child: disputed, merged with another, sealed under a new identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fingerpost.domain.child import Child
from fingerpost.domain.confidential import Confidential


@dataclass(frozen=True)
class Mismatch:
    """ "Not this child" (B9): an asker says that the record shown to them is of another child than they mean.

    From then on the record is not confirmed to this practitioner, and the officer of its area is told.
    """

    id: str
    reference: str
    child_id: str
    area_id: str
    practitioner_id: str
    at: datetime


@dataclass(frozen=True, repr=False)
class Merge(Confidential):
    """Two records that were one child (C13), with all that is needed to take it back.

    kept_before, absorbed: both records as they were. moved: ids of the involvements and watches that went
    over. undone: when it was taken back.
    """

    id: str
    reference: str
    kept_before: Child
    absorbed: Child
    moved: tuple[str, ...]
    officer_id: str
    at: datetime
    undone: datetime | None = None


@dataclass(frozen=True, repr=False)
class Seal(Confidential):
    """The one link between an old and a new identity (C9). Boxed whole; opened by an area's officer alone."""

    reference: str
    area_id: str
    old_child_id: str
    new_child_id: str
    officer_id: str
    at: datetime
