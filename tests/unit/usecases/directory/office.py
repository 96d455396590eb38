"""An administrator's office: the real use cases and the real policy over shelves in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fingerpost.domain.practitioner import CallerId, Practitioner, Principal
from fingerpost.domain.service import Area, Contact, Organisation, Service, ServiceKind
from fingerpost.usecases.directory.catalogue import AdministratorPorts, administration
from fingerpost.usecases.requests import Request
from tests.builders import a_practitioner
from tests.fakes import (
    FakeChatAccounts,
    FakeDirectory,
    FakeDirectoryEntries,
    FakeDirectoryTransactions,
    FakeFeedImports,
    FakeFeedTallies,
    FakeLedger,
    FakeTimer,
    Shelves,
)

ADMIN = Principal("arn:aws:sts::111122223333:assumed-role/keepers/olga")
CONTACT = Contact("0115 496 0001", "Mon-Fri 9-5", "Emergency team 0115 496 0999", "the duty manager")


@dataclass
class Office:
    """Northbrook with an accredited council and its social care team."""

    shelves: Shelves = field(default_factory=Shelves)
    sent: int = 0

    def __post_init__(self) -> None:
        shelves = self.shelves
        self.desk: Any = administration(
            AdministratorPorts(
                directory=FakeDirectory(shelves),
                chat_accounts=FakeChatAccounts(shelves),
                entries=FakeDirectoryEntries(shelves),
                imports=FakeFeedImports(shelves),
                tallies=FakeFeedTallies(shelves),
                transactions=FakeDirectoryTransactions(shelves),
                ledger=FakeLedger(shelves),
                administrators=frozenset({"arn:aws:iam::111122223333:role/staff/keepers"}),
                clock=shelves.clock,
                timer=FakeTimer(),
                new_code=self._new_code,
            )
        )
        self.area = Area("northbrook", "Northbrook", "0115 496 0000")
        self.council = Organisation("council", "Northbrook Council")
        self.care = a_team()
        self.desk.places.area(self.send(), self.area, None)
        self.desk.places.organisation(self.send(), self.council, None)
        self.desk.places.service(self.send(), self.care, None)
        self.shelves.ledger.clear()

    def send(self, caller: CallerId = ADMIN, key: str = "") -> Request:
        """A request; each is a new intention unless its key is given."""
        self.sent += 1
        return Request(caller, key or f"api:{self.sent}")

    def lines(self) -> list[tuple[str, str, str, str]]:
        """Act, phase, what it is about and outcome of each line of the ledger."""
        return [(line.act, line.phase, line.about, line.outcome) for line in self.shelves.ledger]

    def _new_code(self) -> str:
        return f"LINK-AAAAA-AAAA{len(self.shelves.codes)}"


def a_team(service_id: str = "social-care") -> Service:
    """An accredited team of the council."""
    kind = ServiceKind.SOCIAL_CARE
    return Service(service_id, "Social care", kind, "northbrook", CONTACT, organisation_id="council")


def a_worker(person_id: str = "rowan-ashby") -> Practitioner:
    """Somebody of that team, as an administrator sends them."""
    return a_practitioner(person_id).of(a_team()).without_chat().build()
