"""A small world of fakes around the real use cases, the real policy and the real matcher."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from secrets import token_hex

from fingerpost.domain.child import Child, Details
from fingerpost.domain.outcomes.asking import FamilyTold
from fingerpost.domain.practitioner import Practitioner, Product
from fingerpost.matching.tokens import index_keys
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.catalogue import UseCases
from fingerpost.usecases.in_common import Ports
from fingerpost.usecases.requests import Particulars, Question, Request
from tests.builders import (
    WORKSPACE,
    a_child,
    a_practitioner,
    a_service,
    an_area,
    details_of,
    slack_identity,
)
from tests.fakes import (
    FakeAnswerHandles,
    FakeChatAccounts,
    FakeChildIndex,
    FakeContacts,
    FakeDirectory,
    FakeEnquiries,
    FakeLedger,
    FakeLinkCodes,
    FakeNotices,
    FakeOversights,
    FakePreferences,
    FakeRecentAsks,
    FakeRecordTransactions,
    FakeReferences,
    FakeTimer,
    FakeTransactions,
    Shelves,
)


@dataclass
class World:
    """Northbrook with a social worker (Rowan), a teacher (Sam) and whatever a test adds."""

    shelves: Shelves = field(default_factory=Shelves)
    waited: list[float] = field(default_factory=list)
    timer: FakeTimer = field(default_factory=FakeTimer)
    presses: int = 0
    workspaces: frozenset[tuple[Product, str]] = frozenset({(Product.SLACK, WORKSPACE)})

    def __post_init__(self) -> None:
        self.shelves.areas["northbrook"] = an_area()
        self.care = a_service().build()
        self.school = a_service("northbrook-school").named("Northbrook Primary").build()
        for service in (self.care, self.school):
            self.shelves.services[service.id] = service
        self.rowan = self.enter(a_practitioner("p-rowan").of(self.care).build())
        self.sam = self.enter(a_practitioner("p-sam").named("Sam Okafor").of(self.school).build())
        self.accounts = FakeChatAccounts(self.shelves)
        self.codes = FakeLinkCodes(self.shelves)
        self.use_cases = self._build()
        self.records = self.use_cases.records
        self.not_this_child = self.use_cases.not_this_child

    def enter(self, practitioner: Practitioner) -> Practitioner:
        """Put a practitioner into the directory."""
        self.shelves.practitioners[practitioner.id] = practitioner
        return practitioner

    def knows(self, child: Child) -> Child:
        """Put a child with its tokens into the index."""
        self.shelves.children[child.id] = child
        for key in index_keys(child.details):
            self.shelves.tokens[key].add(child.id)
        return child

    def aoife(self) -> Child:
        """The child most tests are about."""
        return self.knows(a_child().of(details_of().build()).build())

    def press(self, practitioner: Practitioner, submission: str = "") -> Request:
        """A press of a button by somebody; each counts as a new one unless named."""
        self.presses += 1
        return Request(slack_identity(practitioner.id), submission or f"slack:V{self.presses}:h")

    def _build(self) -> UseCases:
        shelves = self.shelves
        return UseCases(
            Ports(
                directory=FakeDirectory(shelves),
                chat_accounts=self.accounts,
                ledger=FakeLedger(shelves),
                index=FakeChildIndex(shelves),
                handles=FakeAnswerHandles(shelves),
                recent=FakeRecentAsks(shelves),
                transactions=FakeTransactions(shelves),
                record_transactions=FakeRecordTransactions(shelves),
                references=FakeReferences(shelves),
                notices=FakeNotices(shelves),
                preferences=FakePreferences(shelves),
                enquiries=FakeEnquiries(shelves),
                contacts=FakeContacts(shelves),
                oversights=FakeOversights(shelves),
                codes=self.codes,
                rules=AccessRules(self.workspaces, frozenset({"northbrook.example"})),
                account_age=timedelta(minutes=15),
                clock=shelves.clock,
                new_id=lambda: token_hex(16),
                wait=self.waited.append,
                timer=self.timer,
            )
        )


def a_question(details: Details | None = None) -> Question:
    """A worried question, with the family told."""
    return Question(details or details_of().build(), "safeguarding", FamilyTold.YES, "seen at the gate")


def particulars(role: str = "Class teacher", *, lead: bool = False) -> Particulars:
    """Involved since February."""
    return Particulars(role=role, since=date(2026, 2, 2), lead=lead)
