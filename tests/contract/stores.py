"""Both kinds of stores behind one face: the suite arranges, looks and lets time pass through this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import botocore.exceptions

from fingerpost.adapters.dynamodb.answer_handles import DynamoAnswerHandles
from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex, DynamoCircles
from fingerpost.adapters.dynamodb.contacts import DynamoContacts
from fingerpost.adapters.dynamodb.directory import DynamoDirectory, DynamoRegister
from fingerpost.adapters.dynamodb.directory_entries import DynamoDirectoryEntries
from fingerpost.adapters.dynamodb.directory_keeping import DynamoDirectoryTransactions
from fingerpost.adapters.dynamodb.due_hours import DueHours
from fingerpost.adapters.dynamodb.enquiries import DynamoEnquiries
from fingerpost.adapters.dynamodb.feeds import DynamoFeedTallies, DynamoFeedTransactions, DynamoSourceRecords
from fingerpost.adapters.dynamodb.ledger import DynamoLedger, DynamoLedgerReading
from fingerpost.adapters.dynamodb.notices import DynamoNotices
from fingerpost.adapters.dynamodb.once import DynamoSeenRequests
from fingerpost.adapters.dynamodb.oversight import DynamoOversights
from fingerpost.adapters.dynamodb.preferences import DynamoPreferences, preferences_write
from fingerpost.adapters.dynamodb.record_keeping import DynamoRecordTransactions, DynamoReferences
from fingerpost.adapters.dynamodb.reviews import DynamoReviews
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.ledger import LedgerEntry
from fingerpost.domain.outcomes.asking import InvolvedService
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.preferences import Preferences
from fingerpost.domain.service import Area, Service
from fingerpost.usecases.asking.answering import Shown
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Ledger, Transactions
from fingerpost.usecases.ports.answers import AnswerHandles
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.directory import DirectoryEntries, DirectoryTransactions
from fingerpost.usecases.ports.due import DueLines
from fingerpost.usecases.ports.enquiries import Enquiries
from fingerpost.usecases.ports.feeds import FeedTallies, FeedTransactions, SourceRecords
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.ports.oversight import Oversights
from fingerpost.usecases.ports.record_keeping import RecordTransactions, References
from fingerpost.usecases.ports.reviewing import Reviews
from fingerpost.usecases.ports.telling import Circles, Notices, PreferencesKept, SeenDeliveries
from tests.builders import NOW, a_service
from tests.fakes import (
    FakeAnswerHandles,
    FakeChildIndex,
    FakeCircles,
    FakeContacts,
    FakeDirectory,
    FakeDirectoryEntries,
    FakeDirectoryTransactions,
    FakeEnquiries,
    FakeFeedTallies,
    FakeFeedTransactions,
    FakeLedger,
    FakeNotices,
    FakeOversights,
    FakePreferences,
    FakeRecordTransactions,
    FakeReferences,
    FakeRegister,
    FakeReviews,
    FakeSeenRequests,
    FakeSourceRecords,
    FakeTransactions,
    Shelves,
    due_contacts,
    due_digests,
    due_reviews,
)


class Register(Protocol):
    """Enters people, services and areas."""

    def enter_area(self, area: Area) -> None: ...

    def enter_service(self, service: Service) -> None: ...

    def enter_practitioner(self, practitioner: Practitioner) -> None: ...


@dataclass
class Hands:
    """The hands of a clock that a test moves."""

    now: datetime = NOW

    def clock(self) -> datetime:
        return self.now


@dataclass
class Stores:
    """Every port over the same data.

    another_directory: as another process has it, that remembers nothing yet.
    lines: the ledger of the day, in order. down: while it holds, nothing answers.
    """

    directory: Directory
    another_directory: Callable[[], Directory]
    register: Register
    ledger: Ledger
    index: ChildIndex
    circles: Circles
    handles: AnswerHandles
    notices: Notices
    contacts: Contacts
    oversights: Oversights
    due: DueLines
    reviews: Reviews
    due_reviews: DueLines
    due_digests: DueLines
    preferences: PreferencesKept
    enquiries: Enquiries
    choose: Callable[[Preferences], None]
    seen: SeenDeliveries
    transactions: Transactions
    records: RecordTransactions
    references: References
    entries: DirectoryEntries
    keeping: DirectoryTransactions
    sources: SourceRecords
    tallies: FeedTallies
    feeding: FeedTransactions
    lines: Callable[[], tuple[LedgerEntry, ...]]
    pass_time: Callable[[timedelta], None]
    down: Callable[[], AbstractContextManager[None]]


def in_memory() -> Stores:
    """The fakes."""
    shelves = Shelves()

    @contextmanager
    def down() -> Iterator[None]:
        parts = ("directory", "ledger", "index", "handles", "notices", "contacts", "seen", "transactions")
        faults = [shelves.down(part) for part in parts]
        for fault in faults:
            fault.__enter__()
        yield
        for fault in faults:
            fault.__exit__(None, None, None)

    return Stores(
        directory=FakeDirectory(shelves),
        another_directory=lambda: FakeDirectory(shelves),
        register=FakeRegister(shelves),
        ledger=FakeLedger(shelves),
        index=FakeChildIndex(shelves),
        circles=FakeCircles(shelves),
        handles=FakeAnswerHandles(shelves),
        notices=FakeNotices(shelves),
        contacts=FakeContacts(shelves),
        oversights=FakeOversights(shelves),
        due=due_contacts(shelves),
        reviews=FakeReviews(shelves),
        due_reviews=due_reviews(shelves),
        due_digests=due_digests(shelves),
        preferences=FakePreferences(shelves),
        enquiries=FakeEnquiries(shelves),
        choose=lambda chosen: shelves.preferences.update({chosen.practitioner_id: chosen}),
        seen=FakeSeenRequests(shelves),
        transactions=FakeTransactions(shelves),
        records=FakeRecordTransactions(shelves),
        references=FakeReferences(shelves),
        entries=FakeDirectoryEntries(shelves),
        keeping=FakeDirectoryTransactions(shelves),
        sources=FakeSourceRecords(shelves),
        tallies=FakeFeedTallies(shelves),
        feeding=FakeFeedTransactions(shelves),
        lines=lambda: tuple(shelves.ledger),
        pass_time=shelves.pass_time,
        down=down,
    )


def in_dynamodb(store: Store, keyring: Keyring) -> Stores:
    """The adapters over real tables."""
    hands = Hands()

    def pass_time(span: timedelta) -> None:
        hands.now += span

    return Stores(
        directory=DynamoDirectory(store, hands.clock),
        another_directory=lambda: DynamoDirectory(store, hands.clock),
        register=DynamoRegister(store),
        ledger=DynamoLedger(store, keyring, hands.clock),
        index=DynamoChildIndex(store, keyring),
        circles=DynamoCircles(store),
        handles=DynamoAnswerHandles(store, keyring, hands.clock),
        notices=DynamoNotices(store),
        contacts=DynamoContacts(store),
        oversights=DynamoOversights(store),
        due=DueHours(store, Work.CONTACTS),
        reviews=DynamoReviews(store),
        due_reviews=DueHours(store, Work.REVIEWS),
        due_digests=DueHours(store, Work.DIGESTS),
        preferences=DynamoPreferences(store),
        enquiries=DynamoEnquiries(store),
        choose=lambda chosen: store.write([preferences_write(store, chosen)]),
        seen=DynamoSeenRequests(store, hands.clock),
        transactions=DynamoTransactions(store, keyring, hands.clock),
        records=DynamoRecordTransactions(store, keyring, hands.clock),
        references=DynamoReferences(store, keyring),
        entries=DynamoDirectoryEntries(store),
        keeping=DynamoDirectoryTransactions(store, no_keyring(), hands.clock),
        sources=DynamoSourceRecords(store, keyring),
        tallies=DynamoFeedTallies(store),
        feeding=DynamoFeedTransactions(store, keyring, hands.clock),
        lines=lambda: DynamoLedgerReading(store, keyring).on(NOW),
        pass_time=pass_time,
        down=lambda: wire_fault(store, botocore.exceptions.EndpointConnectionError(endpoint_url="gone")),
    )


@contextmanager
def wire_fault(store: Store, fault: Exception) -> Iterator[None]:
    """Every request fails before it is sent."""

    def refuse(**_: object) -> None:
        raise fault

    store.warm()
    events = store.connection.client.meta.events
    events.register("before-send.dynamodb", refuse)
    try:
        yield
    finally:
        events.unregister("before-send.dynamodb", refuse)


def show_all(files: Sequence[ChildFile]) -> list[Shown]:
    """Something may be shown of everybody: for tests of finding alone."""
    school = a_service().build()
    one = InvolvedService(
        involvement_reference="",
        service_name=school.name,
        kind=school.kind,
        area_name="",
        worker_name="",
        role="",
        since=NOW.date(),
        ended=None,
        lead=False,
        contact=school.contact,
        is_asker=False,
    )
    return [Shown((one,), kept_back=0) for _ in files]
