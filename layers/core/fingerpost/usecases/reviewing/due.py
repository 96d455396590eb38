"""What the clock does with reviews: each that is due goes one step further."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fingerpost.domain.errors import Conflict
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.reference import reference_from
from fingerpost.domain.review import Review, ReviewStep
from fingerpost.usecases.contact.due import MOST_A_RUN, Ticked
from fingerpost.usecases.ports.acting import Clock, Metrics, Transactions
from fingerpost.usecases.ports.reviewing import DueReviews
from fingerpost.usecases.ports.telling import Circles
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class MoveDueReviews:
    """Looks at what is due. It may run twice, at once or days late: a step is written on what was read."""

    due: DueReviews
    circles: Circles
    transactions: Transactions
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def __call__(self) -> Ticked:
        """One run. Raises Unavailable: what was not moved is found again."""
        found = self.due.due(self.clock(), MOST_A_RUN)
        moved = sum(self._moved(review) for review in found)
        return Ticked(moved, left=len(found) - moved, more=len(found) == MOST_A_RUN)

    def _moved(self, review: Review) -> bool:
        try:
            self._move(review)
        except Conflict:
            return False
        return True

    def _move(self, review: Review) -> None:
        now, one = self.clock(), self._involvement(review)
        after = review.next(now) if one else review.answered(now)
        transaction = self.transactions.begin()
        transaction.put_review(after, review)
        if one and after.step in (ReviewStep.LAPSED, ReviewStep.ENDED):
            transaction.lapse(one.ended_on(one.last_day or one.review_due))
        once = f"review:{review.involvement_id}:{review.review_due}:{after.step}"
        self.unattended.write(_attempt(after, once, now), once, transaction, after.step)
        self.metrics.count("reviews_moved", step=after.step)

    def _involvement(self, review: Review) -> Involvement | None:
        """The involvement, if it still waits for this answer."""
        held = self.circles.around(review.child_id).involvements
        one = next((each for each in held if each.id == review.involvement_id), None)
        return one if one and one.is_current and one.review_due == review.review_due else None


def _attempt(after: Review, once: str, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        reference=reference_from(once.encode()),
        act=Act.REVIEW_DUE,
        phase=Phase.ATTEMPT,
        at=now,
        actor_id=after.practitioner_id,
        child_id=after.child_id,
        involvement_id=after.involvement_id,
    )
