"""What goes over with an involvement: its worker's watches on the same child, and open requests about it."""

from __future__ import annotations

from datetime import datetime

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.handing_over import Along
from fingerpost.domain.practitioner import Practitioner
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.ports.acting import Transaction
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.index import ChildFile, ChildIndex

MOST_REQUESTS = 8
"""Of one involvement, so that all fits into one transaction; others stay with whose they were, and climb."""


@dataclass(frozen=True)
class Goes:
    """An involvement with all that goes along, as read."""

    one: Involvement
    file: ChildFile
    watches: tuple[Watch, ...]
    requests: tuple[ContactRequest, ...]

    @property
    def along(self) -> Along:
        """In numbers."""
        return Along(len(self.watches), len(self.requests))


@dataclass(frozen=True)
class Moving:
    """Reads what goes along, and writes it under its new worker."""

    index: ChildIndex
    contacts: Contacts
    ladder: Ladder

    def read(self, one: Involvement) -> Goes:
        """The involvement, read afresh, with all that goes along."""
        file, worker = self.index.child_file(one.child_id), one.practitioner_id
        one = next((each for each in file.involvements if each.id == one.id), one)
        watches = tuple(each for each in file.watches if each.practitioner_id == worker)
        requests = tuple(each for each in self.contacts.of(worker) if _is_about(each, one))
        return Goes(one, file, watches, requests[:MOST_REQUESTS])

    def write(
        self, transaction: Transaction, goes: Goes, taker: Practitioner, by: str, at: datetime
    ) -> Involvement:
        """All of it in one transaction; the involvement that the taker has from then on."""
        kept = self._involvement(transaction, goes, taker, at)
        for watch in goes.watches:
            transaction.remove_watch(watch)  # whoever works with the child is told anyway
        for request in goes.requests:
            self.request(transaction, request, goes.one.practitioner_id, taker, by, at)
        return kept

    def _involvement(
        self, transaction: Transaction, goes: Goes, taker: Practitioner, at: datetime
    ) -> Involvement:
        """Somebody who works with the child already keeps their own, and leads where the other led."""
        own = next((each for each in goes.file.involvements if _is_own(each, taker)), None)
        if own is None:
            handed = goes.one.handed_to(taker.id, taker.name)
            transaction.change_involvement(handed)
            return handed
        transaction.change_involvement(goes.one.ended_on(max(at.date(), goes.one.since)))
        if goes.one.lead and not own.lead:
            own = own.changed(role=own.role, since=own.since, lead=True)
            transaction.change_involvement(own)
        return own

    def request(
        self,
        transaction: Transaction,
        one: ContactRequest,
        giver: str,
        taker: Practitioner,
        by: str,
        at: datetime,
    ) -> None:
        """A request goes over: to be answered by the taker, or answered to them. One between the two of them
        is over."""
        if taker.id in (one.owner_id, one.asker_id):
            transaction.put_contact(one.lapsed(by, at), one)
            return
        after = one.handed_over(giver, taker.id, by, at)
        transaction.put_contact(self.ladder.timed(after) if one.owner_id == giver else after, one)


def _is_about(request: ContactRequest, one: Involvement) -> bool:
    if not request.is_open:
        return False
    owned = request.owner_id == one.practitioner_id and request.involvement_id == one.id
    asked = request.asker_id == one.practitioner_id and request.child_id == one.child_id
    return owned or asked


def _is_own(one: Involvement, taker: Practitioner) -> bool:
    return one.is_current and one.practitioner_id == taker.id
