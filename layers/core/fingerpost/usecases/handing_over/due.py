"""What the clock does with offers that nobody answers: one reminder, then they are over."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.contact.due import MOST_A_RUN, Ticked
from fingerpost.usecases.ports.acting import Clock, Metrics, Transactions
from fingerpost.usecases.ports.handing_over import DueHandOvers, HandOvers
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class MoveDueHandOvers:
    """Looks at what is due. It may run twice, at once or days late: a step is written on what was read."""

    hand_overs: HandOvers
    due: DueHandOvers
    transactions: Transactions
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def __call__(self) -> Ticked:
        """One run. Raises Unavailable: what was not moved is found again."""
        found = self.due.due(self.clock(), MOST_A_RUN)
        moved = sum(self._moved(reference) for reference in found)
        return Ticked(moved, left=len(found) - moved, more=len(found) == MOST_A_RUN)

    def _moved(self, reference: str) -> bool:
        try:
            one = self.hand_overs.find(reference)
            if one.due is None or one.due > self.clock():
                return False
            self._move(one)
        except (Conflict, NotFound):
            return False
        return True

    def _move(self, one: HandOver) -> None:
        after = one.overdue(self.clock())
        transaction = self.transactions.begin()
        transaction.put_hand_over(after, one)
        once, outcome = (
            f"hand over:{one.reference}:{after.version}",
            "reminded" if after.is_open else "lapsed",
        )
        self.unattended.write(_attempt(after, once), once, transaction, outcome)
        self.metrics.count("hand_overs_moved", step=outcome)


def _attempt(after: HandOver, once: str) -> LedgerEntry:
    return LedgerEntry(
        reference=reference_from(once.encode()),
        act=Act.HAND_OVER_DUE,
        phase=Phase.ATTEMPT,
        at=after.moved_at,
        actor_id=after.taker_id,
        child_id=after.child_id,
        involvement_id=after.involvement_id,
        rules=(f"hand over:{after.reference}",),
    )
