"""What the clock does: each request that is due goes one step further (E3)."""

from __future__ import annotations

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.due_work import EachByItself, Ticked
from fingerpost.usecases.ports.acting import Clock, Metrics, Transactions
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.due import DueLine, DueLines
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class MoveDueContacts:
    """Looks at what is due. It may run twice, at once or hours late: a step is taken once, since it is
    written on the version that was read."""

    contacts: Contacts
    due: DueLines
    ladder: Ladder
    transactions: Transactions
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def __call__(self) -> Ticked:
        """One run. Raises Unavailable: what was not moved is found again."""
        return EachByItself("contacts", self.due, self.metrics, self.clock)(self._moved)

    def _moved(self, line: DueLine) -> bool:
        try:
            one = self.contacts.find(line.name)
        except NotFound:
            one = None
        if one is None or one.due != line.at:
            self.due.forget(line)
            return False
        self._move(one)
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
