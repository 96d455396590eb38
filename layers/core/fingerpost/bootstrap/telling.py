"""How people are told: what `fanout` and the clock have in common."""

from __future__ import annotations

from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.notices import DynamoNotices
from fingerpost.adapters.dynamodb.preferences import DynamoPreferences
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.metrics import EmbeddedMetrics
from fingerpost.adapters.queues import SqsNoticeQueue, sqs_client
from fingerpost.settings import Settings
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.telling import NoticeQueue
from fingerpost.usecases.telling.people_around import Telling
from fingerpost.usecases.unattended import Unattended


def telling_over(store: Store, settings: Settings, time: Clock) -> Telling:
    """By the tables and the queue of the deployment."""
    queue = SqsNoticeQueue(sqs_client(), settings.notice_queue_url)
    return telling_through(store, queue, EmbeddedMetrics(settings.stack), time)


def telling_through(store: Store, queue: NoticeQueue, metrics: Metrics, time: Clock) -> Telling:
    """The same with the queue that is given."""
    return Telling(
        directory=DynamoDirectory(store, time),
        notices=DynamoNotices(store),
        preferences=DynamoPreferences(store),
        queue=queue,
        unattended=Unattended(ledger=DynamoLedger(store, no_keyring(), time)),
        metrics=metrics,
        clock=time,
    )
