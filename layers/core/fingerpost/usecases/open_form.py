"""Whether somebody may have the form at all: asked while the form is already opening."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.domain.errors import AlreadyDone, Unavailable
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes import CannotAnswer, Refused
from fingerpost.usecases.authority import Authority
from fingerpost.usecases.ports import Clock
from fingerpost.usecases.requests import Sender
from fingerpost.usecases.safely import cannot_answer


@dataclass(frozen=True)
class OpenForm:
    """Refuses before anybody types a child's details in vain."""

    authority: Authority
    clock: Clock

    def admit(self, sender: Sender) -> Refused | CannotAnswer | None:
        """None for somebody who may go on. A repeated opening (AlreadyDone) was judged the first time."""
        try:
            begun = self.authority.begin(sender, Act.OPEN_FORM)
        except AlreadyDone:
            return None
        except Unavailable as fault:
            return cannot_answer(sender, self.clock(), fault)
        return begun if isinstance(begun, Refused) else None
