"""What the clock does: each request that is due goes one step further (E3)."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.ports.acting import Clock, Metrics, Transactions
from fingerpost.usecases.ports.contact import Contacts, DueContacts
from fingerpost.usecases.unattended import Unattended

MOST_A_RUN = 200
"""A run looks at so many at the most, within the function's time; the next goes on with the rest."""


@dataclass(frozen=True)
class Ticked:
    """What a run came to. moved: how many went a step further; left: how many somebody else moved meanwhile;
    more: whether it stopped with others perhaps still due."""

    moved: int
    left: int
    more: bool


@dataclass(frozen=True)
class MoveDueContacts:
    """Looks at what is due. It may run twice, at once or hours late: a step is taken once, since it is
    written on the version that was read."""

    contacts: Contacts
    due: DueContacts
    ladder: Ladder
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
            one = self.contacts.find(reference)
            if one.due is None or one.due > self.clock():
                return False
            self._move(one)
        except (Conflict, NotFound):
            return False
        return True

    def _move(self, one: ContactRequest) -> None:
        now = self.clock()
        after = self.ladder.timed(one.overdue(now, self.ladder.above(one)))
        transaction = self.transactions.begin()
        transaction.put_contact(after, one)
        once = f"contact:{one.reference}:{after.version}"
        self.unattended.write(_attempt(after), once, transaction, after.event)
        self.metrics.count("contacts_moved", event=after.event)


def _attempt(after: ContactRequest) -> LedgerEntry:
    """The reference is of this step alone: two steps of one request are two acts."""
    return LedgerEntry(
        reference=reference_from(f"contact step\n{after.reference}\n{after.version}".encode()),
        act=Act.CONTACT_DUE,
        phase=Phase.ATTEMPT,
        at=after.moved_at,
        actor_id=after.owner_id,
        service_id=after.service_id,
        child_id=after.child_id,
        involvement_id=after.involvement_id,
        rules=(f"request:{after.reference}",),
    )
