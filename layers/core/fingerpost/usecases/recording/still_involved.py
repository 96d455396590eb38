""" "Still involved?" by one tap (C11): an involvement is current for twelve months unless it is confirmed."""

from __future__ import annotations

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.recording import Recorded, RecordOutcome
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.recording.new_involvement import REVIEW_AFTER
from fingerpost.usecases.recording.record import Record
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class StillInvolved:
    """Confirms an involvement of one's own, or of somebody one supervises."""

    record: Record

    def __call__(self, request: Request, reference: str) -> RecordOutcome:
        """It goes on for another twelve months. One that has ended stays as it is, and is shown so."""
        return self.record.on_own(request, Act.STILL_INVOLVED, reference, self._confirmed)

    def _confirmed(self, admitted: Admitted, one: Involvement) -> Facts[Recorded]:
        if not one.is_current:
            ended = Recorded(one.reference, admitted.at, Act.END)
            return Facts(ended, "as_it_stands", child_id=one.child_id, involvement_id=one.id)
        return self.record.write_change(admitted, one.confirmed(admitted.at.date() + REVIEW_AFTER))
