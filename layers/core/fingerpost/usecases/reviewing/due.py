"""What the clock does with reviews: each that is due goes one step further."""

from __future__ import annotations

from datetime import datetime

from fingerpost.domain.errors import NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.reference import reference_from
from fingerpost.domain.review import Review, ReviewStep
from fingerpost.usecases.due_work import EachByItself, Ticked
from fingerpost.usecases.ports.acting import Clock, Metrics, Transactions
from fingerpost.usecases.ports.due import DueLine, DueLines
from fingerpost.usecases.ports.reviewing import Reviews
from fingerpost.usecases.ports.telling import Circles
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class MoveDueReviews:
    """Looks at what is due. It may run twice, at once or days late: a step is written on what was read."""

    reviews: Reviews
    due: DueLines
    circles: Circles
    transactions: Transactions
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def __call__(self) -> Ticked:
        """One run. Raises Unavailable: what was not moved is found again."""
        return EachByItself("reviews", self.due, self.metrics, self.clock)(self._moved)

    def _moved(self, line: DueLine) -> bool:
        try:
            review = self.reviews.find(line.name)
        except NotFound:
            review = None
        if review is None or review.due != line.at:
            self.due.forget(line)
            return False
        self._move(review)
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
        """The involvement, if it still waits for this answer. Of a child who died nobody is asked."""
        circle = self.circles.around(review.child_id)
        if circle.is_quiet:
            return None
        one = next((each for each in circle.involvements if each.id == review.involvement_id), None)
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
