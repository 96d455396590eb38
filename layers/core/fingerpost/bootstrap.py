"""The only place that joins adapters to use cases: one function for each Lambda function.

Imports stand inside, so that no function loads what another one needs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.base import BasePartialBatchProcessor
    from slack_sdk.web import WebClient

    from fingerpost.adapters.dynamodb.store import Store
    from fingerpost.adapters.keyring import Keyring
    from fingerpost.adapters.secrets import Secrets
    from fingerpost.adapters.slack_api import SlackMessenger
    from fingerpost.policy.model import AccessRules
    from fingerpost.settings import Settings
    from fingerpost.surfaces.slack.entrance import Entrance
    from fingerpost.surfaces.slack.listeners import Backstage
    from fingerpost.usecases.catalogue import UseCases
    from fingerpost.usecases.deliver import Deliver
    from fingerpost.usecases.notify import Notify


@dataclass(frozen=True)
class Batched:
    """How a batch is handled. each: one record. processor: a new one for each batch, for what fails."""

    each: Callable[..., None]
    processor: Callable[[], BasePartialBatchProcessor]


def _now() -> datetime:
    return datetime.now(UTC)


@cache
def _store(settings: Settings) -> Store:
    """One for all parts of a function: its client is the dearest thing a cold start makes."""
    from fingerpost.adapters.dynamodb.store import Store

    return Store(settings.index_table, settings.casework_table, settings.ledger_table)


# ------------------------------------------------------------------ slack


@cache
def slack() -> Entrance:
    """Slack's requests to answers. Raises SettingMissing.

    The data layer is not imported here: a form opens without it, and it is built while Slack opens the form.
    """
    from fingerpost.log_catalogue import configure, quiet_libraries
    from fingerpost.settings import Settings
    from fingerpost.surfaces.slack.calls import Drawing
    from fingerpost.surfaces.slack.door import Door
    from fingerpost.surfaces.slack.entrance import Entrance, bolt_app
    from fingerpost.surfaces.slack.listeners import Listeners
    from fingerpost.surfaces.slack.payloads import Homes
    from fingerpost.surfaces.slack.warm import Warmed

    quiet_libraries()
    configure("slack")
    settings = Settings.from_environment()
    secrets = _secrets()
    listeners = Listeners(
        backstage=Warmed(lambda: _backstage(settings, secrets)),
        drawing=Drawing(_slack_client(settings, secrets)),
        homes=Homes(settings.slack_teams),
        command=settings.slack_command,
        clock=_now,
    )
    return Entrance(Door(_signing_secrets(settings, secrets), time.time), bolt_app(listeners))


def _secrets() -> Secrets:
    from fingerpost.adapters.aws import AwsCalls, get_secret
    from fingerpost.adapters.secrets import Secrets
    from fingerpost.adapters.slack_api import tls_context

    calls = AwsCalls(tls=tls_context)
    return Secrets(lambda name: get_secret(calls, name))


def _signing_secrets(settings: Settings, secrets: Secrets) -> Callable[[], tuple[str, ...]]:
    def read() -> tuple[str, ...]:
        held = secrets.read(settings.slack_secret_name)
        return held.get("signing_secret", ""), held.get("previous_signing_secret", "")

    return read


def _slack_client(settings: Settings, secrets: Secrets) -> Callable[[], WebClient]:
    from fingerpost.adapters.slack_api import web_client

    return lambda: web_client(
        secrets.read(settings.slack_secret_name).get("bot_token", ""), settings.slack_api_url
    )


def _backstage(settings: Settings, secrets: Secrets) -> Backstage:
    from fingerpost.adapters.dynamodb.once import DynamoSeenRequests
    from fingerpost.surfaces.slack.listeners import Backstage

    store = _store(settings)
    store.warm()
    return Backstage(use_cases(settings, secrets), DynamoSeenRequests(store, _now))


def use_cases(settings: Settings, secrets: Secrets) -> UseCases:
    """All that a person can do. Raises Unavailable where the keyring cannot be opened."""
    from fingerpost.adapters.dynamodb.answer_handles import DynamoAnswerHandles
    from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
    from fingerpost.adapters.dynamodb.directory import DynamoDirectory
    from fingerpost.adapters.dynamodb.ledger import DynamoLedger
    from fingerpost.adapters.dynamodb.notices import DynamoNotices
    from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
    from fingerpost.adapters.slack_api import SlackAccounts
    from fingerpost.policy.decide import judge
    from fingerpost.usecases.accounts import Accounts
    from fingerpost.usecases.answering import Answering
    from fingerpost.usecases.ask import Ask
    from fingerpost.usecases.authority import Authority
    from fingerpost.usecases.catalogue import UseCases
    from fingerpost.usecases.finding import Finder
    from fingerpost.usecases.mine import Mine
    from fingerpost.usecases.open_form import OpenForm
    from fingerpost.usecases.placing import Placing
    from fingerpost.usecases.record import Record
    from fingerpost.usecases.rounds import Rounds
    from fingerpost.usecases.safely import Safely
    from fingerpost.usecases.watch import KeepWatch

    store, keyring = _store(settings), _keyring(settings)
    directory, index = DynamoDirectory(store, _now), DynamoChildIndex(store, keyring)
    ledger = DynamoLedger(store, keyring, _now)
    handles, transactions = (
        DynamoAnswerHandles(store, keyring, _now),
        DynamoTransactions(store, keyring, _now),
    )
    accounts = SlackAccounts(_slack_client(settings, secrets), _now)
    authority = Authority(
        directory, accounts, ledger, _access_rules(settings), _now, judge, _account_age(settings)
    )
    finder, answering = Finder(index), Answering(authority, directory)
    rounds, placing, safely = Rounds(authority, handles, directory), Placing(finder, index), Safely(_now)
    return UseCases(
        open_form=OpenForm(authority, _now),
        ask=Ask(authority, finder, answering, rounds, directory, handles, _now, time.sleep),
        record=Record(authority, placing, rounds, index, directory, transactions, safely),
        watch=KeepWatch(authority, placing, rounds, index, transactions, safely),
        mine=Mine(authority, answering, index, directory, DynamoNotices(store), _now),
        accounts=Accounts(directory, accounts, ledger, _now),
    )


def _keyring(settings: Settings) -> Keyring:
    from fingerpost.adapters.aws import AwsCalls, KmsKey, get_secret
    from fingerpost.adapters.keyring import open_keyring
    from fingerpost.adapters.slack_api import tls_context

    calls = AwsCalls(tls=tls_context)
    key = KmsKey(calls, settings.keyring_key_arn)
    return open_keyring(get_secret(calls, settings.keyring_secret_name), key, settings.stack)


def _access_rules(settings: Settings) -> AccessRules:
    from fingerpost.domain.practitioner import Product
    from fingerpost.policy.model import AccessRules

    workspaces = frozenset((Product.SLACK, team) for team in settings.slack_teams)
    return AccessRules(workspaces, settings.slack_email_domains)


def _account_age(settings: Settings) -> timedelta:
    return timedelta(minutes=settings.account_minutes)


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
    from fingerpost.adapters.slack_api import Pace, SlackMessenger
    from fingerpost.surfaces.notices import message_of
    from fingerpost.surfaces.slack.blocks import message

    return SlackMessenger(
        client=_slack_client(settings, _secrets()),
        draw=lambda notice: message(message_of(notice)),
        pace=Pace(),
    )
