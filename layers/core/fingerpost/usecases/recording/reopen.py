"""What ended lately goes on after all (C2): ended by mistake, or the work was taken up again."""

from __future__ import annotations

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.recording import RecordOutcome
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.facts import Denied
from fingerpost.usecases.recording.new_involvement import REVIEW_AFTER
from fingerpost.usecases.recording.record import Changing, Record
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class Reopen:
    """Opens an involvement of one's own again, or of somebody one answers for."""

    record: Record

    def __call__(self, request: Request, reference: str) -> RecordOutcome:
        """It goes on. One that never ended, or was recorded anew meanwhile, stays and is shown."""
        return self.record.on_own(request, Act.REOPEN, reference, self._reopened)

    def _reopened(self, admitted: Admitted, one: Involvement) -> Changing:
        today = admitted.at.date()
        if one.is_current:
            return self.record.what_stands.as_it_is(admitted, one)
        if not one.can_be_reopened_on(today):
            return Denied(Refusal.ENDED_LONG_AGO, child_id=one.child_id)
        held = self.record.index.held_by(one.practitioner_id).involvements
        anew = (other for other in held if other.is_current and other.child_id == one.child_id)
        if stands := next(anew, None):
            return self.record.what_stands.as_it_is(admitted, stands)
        return self.record.write_change(admitted, one.reopened(today + REVIEW_AFTER))
