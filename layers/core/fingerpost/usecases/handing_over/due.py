"""What the clock does with offers that nobody answers: one reminder, then they are over."""

from __future__ import annotations

from fingerpost.domain.errors import NotFound
from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.due_work import EachByItself, Ticked
from fingerpost.usecases.ports.acting import Clock, Metrics, Transactions
from fingerpost.usecases.ports.due import DueLine, DueLines
from fingerpost.usecases.ports.handing_over import HandOvers
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class MoveDueHandOvers:
    """Looks at what is due. It may run twice, at once or days late: a step is written on what was read."""

    hand_overs: HandOvers
    due: DueLines
    transactions: Transactions
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def __call__(self) -> Ticked:
        """One run. Raises Unavailable: what was not moved is found again."""
        return EachByItself("hand_overs", self.due, self.metrics, self.clock)(self._moved)

    def _moved(self, line: DueLine) -> bool:
        try:
            one = self.hand_overs.find(line.name)
        except NotFound:
            one = None
        if one is None or one.due != line.at:
            self.due.forget(line)
            return False
        self._move(one)
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
