"""A small world of fakes around the real use cases, the real policy and the real matcher."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from secrets import token_hex

from fingerpost.domain.child import Child, Details
from fingerpost.domain.outcomes import FamilyTold
from fingerpost.domain.practitioner import Practitioner, Product
from fingerpost.matching.tokens import index_keys
from fingerpost.policy.decide import judge
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.accounts import Accounts
from fingerpost.usecases.answering import Answering
from fingerpost.usecases.ask import Ask
from fingerpost.usecases.authority import Authority
from fingerpost.usecases.catalogue import UseCases
from fingerpost.usecases.finding import Finder
from fingerpost.usecases.link import Link
from fingerpost.usecases.mine import Mine
from fingerpost.usecases.mismatch import NotThisChild
from fingerpost.usecases.open_form import OpenForm
from fingerpost.usecases.placing import Placing
from fingerpost.usecases.record import Record
from fingerpost.usecases.records import Records
from fingerpost.usecases.requests import Particulars, Question, Sender
from fingerpost.usecases.rounds import Rounds
from fingerpost.usecases.safely import Safely
from fingerpost.usecases.watch import KeepWatch
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
    FakeDirectory,
    FakeLedger,
    FakeLinkCodes,
    FakeNotices,
    FakeRecordTransactions,
    FakeReferences,
    FakeTransactions,
    Shelves,
)


@dataclass
class World:
    """Northbrook with a social worker (Rowan), a teacher (Sam) and whatever a test adds."""

    shelves: Shelves = field(default_factory=Shelves)
    waited: list[float] = field(default_factory=list)
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

    def press(self, practitioner: Practitioner, submission: str = "") -> Sender:
        """A press of a button by somebody; each counts as a new one unless named."""
        self.presses += 1
        return Sender(slack_identity(practitioner.id), submission or f"slack:V{self.presses}:h")

    def _authority(self) -> Authority:
        shelves = self.shelves
        rules = AccessRules(self.workspaces, frozenset({"northbrook.example"}))
        return Authority(
            FakeDirectory(shelves),
            self.accounts,
            FakeLedger(shelves),
            rules,
            shelves.clock,
            judge,
            timedelta(minutes=15),
        )

    def _records(self) -> Records:
        shelves, authority = self.shelves, self._authority()
        return Records(
            authority,
            Answering(authority, FakeDirectory(shelves)),
            FakeChildIndex(shelves),
            FakeReferences(shelves),
            FakeAnswerHandles(shelves),
            FakeRecordTransactions(shelves),
            lambda: token_hex(16),
            Safely(shelves.clock),
        )

    def _not_this_child(self) -> NotThisChild:
        shelves, authority = self.shelves, self._authority()
        rounds = Rounds(authority, FakeAnswerHandles(shelves), FakeDirectory(shelves))
        transactions = FakeRecordTransactions(shelves)
        return NotThisChild(authority, rounds, FakeChildIndex(shelves), transactions, Safely(shelves.clock))

    def _build(self) -> UseCases:
        shelves = self.shelves
        directory, index, ledger = FakeDirectory(shelves), FakeChildIndex(shelves), FakeLedger(shelves)
        handles, transactions = FakeAnswerHandles(shelves), FakeTransactions(shelves)
        rules = AccessRules(self.workspaces, frozenset({"northbrook.example"}))
        authority = Authority(
            directory, self.accounts, ledger, rules, shelves.clock, judge, timedelta(minutes=15)
        )
        finder, answering = Finder(index), Answering(authority, directory)
        rounds, placing = Rounds(authority, handles, directory), Placing(finder, index)
        safely = Safely(shelves.clock)
        return UseCases(
            open_form=OpenForm(authority, shelves.clock),
            ask=Ask(
                authority, finder, answering, rounds, directory, handles, shelves.clock, self.waited.append
            ),
            record=Record(authority, placing, rounds, index, directory, transactions, safely),
            watch=KeepWatch(authority, placing, rounds, index, transactions, safely),
            mine=Mine(authority, answering, index, directory, FakeNotices(shelves), shelves.clock),
            accounts=Accounts(directory, self.accounts, ledger, shelves.clock),
            link=Link(directory, self.accounts, self.codes, ledger, rules, shelves.clock, judge),
            not_this_child=self._not_this_child(),
            records=self._records(),
        )


def a_question(details: Details | None = None) -> Question:
    """A worried question, with the family told."""
    return Question(details or details_of().build(), "safeguarding", FamilyTold.YES, "seen at the gate")


def particulars(role: str = "Class teacher", *, lead: bool = False) -> Particulars:
    """Involved since February."""
    return Particulars(role=role, since=date(2026, 2, 2), lead=lead)
