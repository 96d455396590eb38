"""That a sensitive service may be told of: by whose consent, or because of what harm, and until when (G1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass


class ConsentBy(StrEnum):
    """Whose word it rests on. HARM: nobody's; the risk of significant harm outweighs that."""

    CHILD = "child"
    PARENT = "parent"
    HARM = "harm"


class ConsentHow(StrEnum):
    """How it was given."""

    WRITTEN = "written"
    SPOKEN = "spoken"


@dataclass(frozen=True, repr=False)
class Consent(Confidential):
    """One consent, or one override of its want.

    how: None where nobody was asked. given: the day of the consent, or on which the harm was judged.
    until: the last day on which it holds. recorded_by: the worker. approved_by: whoever looked at an override
    and agreed, empty as long as nobody has.
    """

    by: ConsentBy
    given: date
    until: date
    recorded_by: str
    how: ConsentHow | None = None
    approved_by: str = ""

    @property
    def waits(self) -> bool:
        """Whether it counts for nothing until somebody else has agreed to it."""
        return self.by is ConsentBy.HARM and not self.approved_by

    def holds_on(self, day: date) -> bool:
        """Whether the service may be told of on this day. The last day still counts."""
        return not self.waits and self.given <= day <= self.until

    def approved(self, practitioner_id: str) -> Consent:
        """The same, with who agreed."""
        return replace(self, approved_by=practitioner_id)
