"""The only place that joins adapters to use cases: one function for each Lambda function.

Imports stand inside, so that no function loads what another one needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.base import BasePartialBatchProcessor

    from fingerpost.adapters.dynamodb.store import Store
    from fingerpost.adapters.slack_api import SlackMessenger
    from fingerpost.settings import Settings
    from fingerpost.usecases.deliver import Deliver
    from fingerpost.usecases.notify import Notify


@dataclass(frozen=True)
class Batched:
    """How a batch is handled. each: one record. processor: a new one for each batch, for what fails."""

    each: Callable[..., None]
    processor: Callable[[], BasePartialBatchProcessor]


def _now() -> datetime:
    return datetime.now(UTC)


def _store(settings: Settings) -> Store:
    from fingerpost.adapters.dynamodb.store import Store

    return Store(settings.index_table, settings.casework_table, settings.ledger_table)


# ------------------------------------------------------------------ fanout


@cache
def fanout() -> Batched:
    """Stream records of involvements to notices. Raises SettingMissing."""
    from fingerpost.adapters.streams import InvolvementBatch, involvement_after, involvement_before
    from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
    from fingerpost.settings import Settings
    from fingerpost.surfaces.triggers import OnInvolvementWritten

    quiet_libraries()
    configure_with_powertools("fanout")
    notify = _notify(Settings.from_environment())
    return Batched(OnInvolvementWritten(involvement_before, involvement_after, notify), InvolvementBatch)


def _notify(settings: Settings) -> Notify:
    from fingerpost.adapters.dynamodb.child_index import DynamoCircles
    from fingerpost.adapters.dynamodb.directory import DynamoDirectory
    from fingerpost.adapters.dynamodb.ledger import DynamoLedger
    from fingerpost.adapters.dynamodb.notices import DynamoNotices
    from fingerpost.adapters.keyless import no_keyring
    from fingerpost.adapters.metrics import EmbeddedMetrics
    from fingerpost.adapters.queues import SqsNoticeQueue, sqs_client
    from fingerpost.usecases.notify import Notify

    store = _store(settings)
    return Notify(
        circles=DynamoCircles(store),
        directory=DynamoDirectory(store, _now),
        notices=DynamoNotices(store),
        queue=SqsNoticeQueue(sqs_client(), settings.notice_queue_url),
        ledger=DynamoLedger(store, no_keyring(), _now),
        metrics=EmbeddedMetrics(settings.stack),
        clock=_now,
    )


# ------------------------------------------------------------------ deliver


@cache
def deliver() -> Batched:
    """Queued notices to chat messages. Raises SettingMissing."""
    from fingerpost.adapters.queues import NoticeBatch, notice_in, sqs_client
    from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
    from fingerpost.settings import Settings
    from fingerpost.surfaces.triggers import OnNoticeQueued

    quiet_libraries()
    configure_with_powertools("deliver")
    settings, client = Settings.from_environment(), sqs_client()
    each = OnNoticeQueued(notice_in, _deliver(settings))
    return Batched(each, lambda: NoticeBatch(client, settings.notice_queue_url))


def _deliver(settings: Settings) -> Deliver:
    from fingerpost.adapters.dynamodb.directory import DynamoDirectory
    from fingerpost.adapters.dynamodb.ledger import DynamoLedger
    from fingerpost.adapters.dynamodb.notices import DynamoNotices
    from fingerpost.adapters.keyless import no_keyring
    from fingerpost.adapters.metrics import EmbeddedMetrics
    from fingerpost.domain.practitioner import Product
    from fingerpost.usecases.deliver import Deliver

    store = _store(settings)
    return Deliver(
        notices=DynamoNotices(store),
        directory=DynamoDirectory(store, _now),
        messengers={Product.SLACK: _slack_messenger(settings)},
        ledger=DynamoLedger(store, no_keyring(), _now),
        metrics=EmbeddedMetrics(settings.stack),
        clock=_now,
    )


def _slack_messenger(settings: Settings) -> SlackMessenger:
    from fingerpost.adapters.aws import AwsCalls, get_secret
    from fingerpost.adapters.secrets import Secrets
    from fingerpost.adapters.slack_api import Pace, SlackMessenger, tls_context, web_client
    from fingerpost.surfaces.notices import message_of
    from fingerpost.surfaces.slack.blocks import message

    calls = AwsCalls(tls=tls_context)
    secrets = Secrets(lambda name: get_secret(calls, name))

    return SlackMessenger(
        client=lambda: web_client(
            secrets.read(settings.slack_secret_name)["bot_token"], settings.slack_api_url
        ),
        draw=lambda notice: message(message_of(notice)),
        pace=Pace(),
    )
