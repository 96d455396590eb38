"""Children whom nobody may find: a shield, and who looked all the same (G2, G4-G6; ADR 141)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass


class ShieldFlag(StrEnum):
    """Why a child is shielded, as far as that is kept; boxed wherever it stands."""

    REFUGE = "refuge"
    ADOPTION = "adoption"
    WITNESS = "witness"
    MARAC = "marac"
    OTHER = "other"


@dataclass(frozen=True, repr=False)
class Shield(Confidential):
    """That a child is answered as one who is not in the index.

    reference: by which the officer finds the record. officer_id: who set it. doubles: ids of records made
    for those who recorded the child while it was shielded; to everybody they are the record of this child.
    """

    reference: str
    flag: ShieldFlag
    review_due: date
    officer_id: str
    doubles: tuple[str, ...] = ()

    def with_double(self, child_id: str) -> Shield:
        """The same with one more record that stands in for the child."""
        return self if child_id in self.doubles else replace(self, doubles=(*self.doubles, child_id))


@dataclass(frozen=True)
class Look:
    """That somebody meant a shielded child: who, when and by what act, for its officer alone.

    reference: of the act. about: the shield's own reference.
    """

    reference: str
    child_id: str
    area_id: str
    practitioner_id: str
    act: str
    about: str
    at: datetime
