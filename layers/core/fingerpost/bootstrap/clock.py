"""The clock function: what is due, found and moved."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.dynamodb.child_index import DynamoCircles
from fingerpost.adapters.dynamodb.contacts import DynamoContacts
from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.due_hours import DueHours
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.reviews import DynamoReviews
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.dynamodb.work_keys import Work
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.metrics import EmbeddedMetrics
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.tables import store_of
from fingerpost.bootstrap.telling import telling_over
from fingerpost.entrypoints.clock import OnTick
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.usecases.access.lapsing import WarnOfLapsing
from fingerpost.usecases.contact.due import MoveDueContacts
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.reviewing.due import MoveDueReviews
from fingerpost.usecases.telling.due import MoveDueDigests
from fingerpost.usecases.telling.people_around import Telling
from fingerpost.usecases.unattended import Unattended


@cache
def clock() -> OnTick:
    """What the schedule runs each minute. Raises SettingMissing."""
    quiet_libraries()
    configure_with_powertools("clock")
    settings = Settings.from_environment()
    store, metrics = store_of(settings), EmbeddedMetrics(settings.stack)
    telling = telling_over(store, settings, now)
    return OnTick(
        (
            due_contacts_over(store, metrics, now),
            due_digests_over(store, telling, metrics, now),
            due_reviews_over(store, metrics, now),
            due_warnings_over(store, telling, metrics, now),
        )
    )


def due_contacts_over(store: Store, metrics: Metrics, time: Clock) -> MoveDueContacts:
    """The tables behind the clock's use case, which needs no keyring: nothing it reads is boxed."""
    keyring = no_keyring()
    return MoveDueContacts(
        contacts=DynamoContacts(store),
        due=DueHours(store, Work.CONTACTS),
        ladder=Ladder(DynamoDirectory(store, time)),
        transactions=DynamoTransactions(store, keyring, time),
        unattended=Unattended(ledger=DynamoLedger(store, keyring, time)),
        metrics=metrics,
        clock=time,
    )


def due_digests_over(store: Store, telling: Telling, metrics: Metrics, time: Clock) -> MoveDueDigests:
    """Whose digest is due: that is told by the road of every notice."""
    return MoveDueDigests(due=DueHours(store, Work.DIGESTS), telling=telling, metrics=metrics, clock=time)


def due_warnings_over(store: Store, telling: Telling, metrics: Metrics, time: Clock) -> WarnOfLapsing:
    """Whose access ends soon: that is told by the same road."""
    return WarnOfLapsing(due=DueHours(store, Work.STANDING), telling=telling, metrics=metrics, clock=time)


def due_reviews_over(store: Store, metrics: Metrics, time: Clock) -> MoveDueReviews:
    """The same for "still involved?": of an involvement only what stands in clear is read and changed."""
    keyring = no_keyring()
    return MoveDueReviews(
        reviews=DynamoReviews(store),
        due=DueHours(store, Work.REVIEWS),
        circles=DynamoCircles(store),
        transactions=DynamoTransactions(store, keyring, time),
        unattended=Unattended(ledger=DynamoLedger(store, keyring, time)),
        metrics=metrics,
        clock=time,
    )
