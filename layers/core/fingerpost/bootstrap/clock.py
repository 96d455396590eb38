"""The clock function: what is due, found and moved."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.dynamodb.child_index import DynamoCircles
from fingerpost.adapters.dynamodb.contacts import DynamoContacts, DynamoDueContacts
from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.hand_overs import DynamoDueHandOvers, DynamoHandOvers
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.reviews import DynamoDueReviews
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.metrics import EmbeddedMetrics
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.tables import store_of
from fingerpost.entrypoints.clock import OnTick
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.usecases.contact.due import MoveDueContacts
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.handing_over.due import MoveDueHandOvers
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.reviewing.due import MoveDueReviews
from fingerpost.usecases.unattended import Unattended


@cache
def clock() -> OnTick:
    """What the schedule runs each minute. Raises SettingMissing."""
    quiet_libraries()
    configure_with_powertools("clock")
    settings = Settings.from_environment()
    store, metrics = store_of(settings), EmbeddedMetrics(settings.stack)
    return OnTick(
        (
            due_contacts_over(store, metrics, now),
            due_reviews_over(store, metrics, now),
            due_hand_overs_over(store, metrics, now),
        )
    )


def due_contacts_over(store: Store, metrics: Metrics, time: Clock) -> MoveDueContacts:
    """The tables behind the clock's use case, which needs no keyring: nothing it reads is boxed."""
    keyring = no_keyring()
    return MoveDueContacts(
        contacts=DynamoContacts(store),
        due=DynamoDueContacts(store),
        ladder=Ladder(DynamoDirectory(store, time)),
        transactions=DynamoTransactions(store, keyring, time),
        unattended=Unattended(ledger=DynamoLedger(store, keyring, time)),
        metrics=metrics,
        clock=time,
    )


def due_reviews_over(store: Store, metrics: Metrics, time: Clock) -> MoveDueReviews:
    """The same for "still involved?": of an involvement only what stands in clear is read and changed."""
    keyring = no_keyring()
    return MoveDueReviews(
        due=DynamoDueReviews(store),
        circles=DynamoCircles(store),
        transactions=DynamoTransactions(store, keyring, time),
        unattended=Unattended(ledger=DynamoLedger(store, keyring, time)),
        metrics=metrics,
        clock=time,
    )


def due_hand_overs_over(store: Store, metrics: Metrics, time: Clock) -> MoveDueHandOvers:
    """The same for offers to hand over, in which nothing is boxed."""
    keyring = no_keyring()
    return MoveDueHandOvers(
        hand_overs=DynamoHandOvers(store),
        due=DynamoDueHandOvers(store),
        transactions=DynamoTransactions(store, keyring, time),
        unattended=Unattended(ledger=DynamoLedger(store, keyring, time)),
        metrics=metrics,
        clock=time,
    )
