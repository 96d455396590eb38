"""The only place that joins adapters to use cases: one function for each Lambda function.

Imports stand inside, so that no function loads what another one needs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.base import BasePartialBatchProcessor
    from slack_sdk.web import WebClient

    from fingerpost.adapters.aws import AwsCalls
    from fingerpost.adapters.dynamodb.store import Store
    from fingerpost.adapters.keyring import Keyring
    from fingerpost.adapters.secrets import Secrets
    from fingerpost.adapters.slack_api import SlackMessenger
    from fingerpost.adapters.teams_chats import TeamsMessenger
    from fingerpost.adapters.teams_connector import Connector
    from fingerpost.adapters.teams_token import TokenCheck
    from fingerpost.domain.practitioner import Product
    from fingerpost.policy.model import AccessRules
    from fingerpost.settings import Settings
    from fingerpost.surfaces.slack.entrance import Entrance
    from fingerpost.surfaces.slack.listeners import Backstage
    from fingerpost.surfaces.teams.desk import Backstage as TeamsBackstage
    from fingerpost.surfaces.teams.entrance import Entrance as TeamsEntrance
    from fingerpost.usecases.catalogue import Ports, UseCases
    from fingerpost.usecases.deliver import Deliver
    from fingerpost.usecases.ports import ChatAccounts, Messenger
    from fingerpost.usecases.telling import Telling


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
    from fingerpost.surfaces.warm import Warmed

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


@cache
def _aws_calls() -> AwsCalls:
    from fingerpost.adapters.aws import AwsCalls
    from fingerpost.adapters.tls import tls_context

    return AwsCalls(tls=tls_context)


def _secrets() -> Secrets:
    from fingerpost.adapters.aws import get_secret
    from fingerpost.adapters.secrets import Secrets

    return Secrets(lambda name: get_secret(_aws_calls(), name))


def _signing_secrets(settings: Settings, secrets: Secrets) -> Callable[[], tuple[str, ...]]:
    def read() -> tuple[str, ...]:
        held = secrets.read(settings.slack_secret_name)
        return held.get("signing_secret", ""), held.get("previous_signing_secret", "")

    return read


def _slack_client(settings: Settings, secrets: Secrets) -> Callable[[], WebClient]:
    from fingerpost.adapters.slack_client import web_client

    return lambda: web_client(
        secrets.read(settings.slack_secret_name).get("bot_token", ""), settings.slack_api_url
    )


def _backstage(settings: Settings, secrets: Secrets) -> Backstage:
    from fingerpost.adapters.dynamodb.once import DynamoSeenRequests
    from fingerpost.adapters.slack_api import SlackAccounts
    from fingerpost.domain.practitioner import Product
    from fingerpost.policy.model import AccessRules
    from fingerpost.surfaces.slack.listeners import Backstage

    store = _store(settings)
    store.warm()
    accounts = SlackAccounts(_slack_client(settings, secrets), _now)
    workspaces = frozenset((Product.SLACK, team) for team in settings.slack_teams)
    rules = AccessRules(workspaces, settings.slack_email_domains)
    return Backstage(use_cases(settings, accounts, rules), DynamoSeenRequests(store, _now))


def use_cases(settings: Settings, accounts: ChatAccounts, rules: AccessRules) -> UseCases:
    """All that a person can do, from one chat product. Raises Unavailable where the keyring stays closed."""
    from fingerpost.usecases.catalogue import assemble

    ports = ports_over(_store(settings), _keyring(settings), accounts, rules)
    age = timedelta(minutes=settings.account_minutes)
    return assemble(replace(ports, account_age=age, children=settings.children_in_index))


def ports_over(store: Store, keyring: Keyring, accounts: ChatAccounts, rules: AccessRules) -> Ports:
    """The tables behind the ports of people's use cases, and the clock of this machine."""
    from fingerpost.adapters.dynamodb.answer_handles import DynamoAnswerHandles
    from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
    from fingerpost.adapters.dynamodb.directory import DynamoDirectory
    from fingerpost.adapters.dynamodb.ledger import DynamoLedger
    from fingerpost.adapters.dynamodb.link_codes import DynamoLinkCodes
    from fingerpost.adapters.dynamodb.notices import DynamoNotices
    from fingerpost.adapters.dynamodb.records import DynamoRecordTransactions, DynamoReferences
    from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
    from fingerpost.usecases.catalogue import Ports

    return Ports(
        directory=DynamoDirectory(store, _now),
        chat_accounts=accounts,
        ledger=DynamoLedger(store, keyring, _now),
        index=DynamoChildIndex(store, keyring),
        handles=DynamoAnswerHandles(store, keyring, _now),
        transactions=DynamoTransactions(store, keyring, _now),
        record_transactions=DynamoRecordTransactions(store, keyring, _now),
        references=DynamoReferences(store, keyring),
        notices=DynamoNotices(store),
        codes=DynamoLinkCodes(store, _now),
        rules=rules,
        account_age=timedelta(minutes=15),
        clock=_now,
        new_id=_new_id,
        wait=time.sleep,
    )


def _new_id() -> str:
    from secrets import token_hex

    return token_hex(16)


def _keyring(settings: Settings) -> Keyring:
    from fingerpost.adapters.aws import KmsKey, get_secret
    from fingerpost.adapters.keyring import open_keyring

    key = KmsKey(_aws_calls(), settings.keyring_key_arn)
    return open_keyring(get_secret(_aws_calls(), settings.keyring_secret_name), key, settings.stack)


# ------------------------------------------------------------------ teams


@cache
def teams() -> TeamsEntrance:
    """Teams' activities to answers. Raises SettingMissing.

    The data layer is not imported here: the menu is posted without it, and it is built meanwhile.
    """
    from fingerpost.adapters.seen_requests import SignedSeenRequests
    from fingerpost.adapters.teams_connector import may_receive_tokens
    from fingerpost.adapters.teams_poster import TeamsPoster
    from fingerpost.log_catalogue import configure, quiet_libraries
    from fingerpost.settings import Settings
    from fingerpost.surfaces.teams.cards import Place
    from fingerpost.surfaces.teams.desk import Desk
    from fingerpost.surfaces.teams.door import Door
    from fingerpost.surfaces.teams.entrance import Entrance
    from fingerpost.surfaces.warm import Warmed

    quiet_libraries()
    configure("teams")
    settings = Settings.from_environment()
    connector = _connector(settings)
    door = Door(
        prover=_token_check(settings),
        seen=SignedSeenRequests(_aws_calls(), settings.casework_table, _now),
        may_receive_tokens=lambda url: may_receive_tokens(url, settings.teams_login_url),
        tenants=settings.teams_tenants,
    )
    desk = Desk(
        backstage=Warmed(lambda: _teams_backstage(settings, connector)),
        poster=TeamsPoster(connector),
        opener=Place.DIALOG_OPENER if settings.teams_dialogs else Place.CHAT,
        clock=_now,
    )
    return Entrance(door, desk)


def _token_check(settings: Settings) -> TokenCheck:
    from fingerpost.adapters.teams_connector import connection_pool
    from fingerpost.adapters.teams_token import SigningKeys, TokenCheck, fetch_keys

    keys = SigningKeys(lambda: fetch_keys(connection_pool(), settings.teams_keys_url))
    return TokenCheck(settings.teams_app_id, keys)


def _connector(settings: Settings) -> Connector:
    from fingerpost.adapters.teams_connector import AppCredentials, AppToken, Connector, connection_pool

    secrets, pool, login = _secrets(), connection_pool(), settings.teams_login_url

    def credentials() -> AppCredentials:
        held = secrets.read(settings.teams_secret_name)
        return AppCredentials(settings.teams_app_id, held.get("app_password", ""), settings.teams_app_tenant)

    return Connector(pool, AppToken(pool, login, credentials), login)


def _teams_backstage(settings: Settings, connector: Connector) -> TeamsBackstage:
    from fingerpost.adapters.dynamodb.whereabouts import DynamoWhereabouts
    from fingerpost.adapters.teams_chats import Sightings, TeamsAccounts
    from fingerpost.domain.practitioner import Product
    from fingerpost.policy.model import AccessRules
    from fingerpost.surfaces.teams.desk import Backstage

    store = _store(settings)
    store.warm()
    sightings = Sightings(DynamoWhereabouts(store))
    workspaces = frozenset((Product.TEAMS, tenant) for tenant in settings.teams_tenants)
    rules = AccessRules(workspaces, settings.teams_email_domains)
    return Backstage(use_cases(settings, TeamsAccounts(connector, sightings, _now), rules), sightings)


# ------------------------------------------------------------------ fanout


@cache
def fanout() -> Batched:
    """Stream records of involvements to notices. Raises SettingMissing."""
    from fingerpost.adapters import streams
    from fingerpost.adapters.dynamodb.child_index import DynamoCircles
    from fingerpost.adapters.dynamodb.keys import INVOLVEMENTS, MERGES, MISMATCHES
    from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
    from fingerpost.settings import Settings
    from fingerpost.surfaces.triggers import OnDisputed, OnIndexWritten, OnInvolvementWritten, OnMerged
    from fingerpost.usecases.notify import Notify
    from fingerpost.usecases.notify_of_records import NotifyOfRecords

    quiet_libraries()
    configure_with_powertools("fanout")
    settings = Settings.from_environment()
    circles, telling = DynamoCircles(_store(settings)), _telling(settings)
    of_involvements, of_records = Notify(circles, telling), NotifyOfRecords(circles, telling)
    each = OnIndexWritten(
        streams.kind_of,
        {
            INVOLVEMENTS: OnInvolvementWritten(
                streams.involvement_before, streams.involvement_after, of_involvements
            ),
            MISMATCHES: OnDisputed(streams.dispute_after, of_records),
            MERGES: OnMerged(streams.joining_after, of_records),
        },
    )
    return Batched(each, streams.InvolvementBatch)


def _telling(settings: Settings) -> Telling:
    from fingerpost.adapters.dynamodb.directory import DynamoDirectory
    from fingerpost.adapters.dynamodb.ledger import DynamoLedger
    from fingerpost.adapters.dynamodb.notices import DynamoNotices
    from fingerpost.adapters.keyless import no_keyring
    from fingerpost.adapters.metrics import EmbeddedMetrics
    from fingerpost.adapters.queues import SqsNoticeQueue, sqs_client
    from fingerpost.usecases.acting import Unattended
    from fingerpost.usecases.telling import Telling

    store = _store(settings)
    return Telling(
        directory=DynamoDirectory(store, _now),
        notices=DynamoNotices(store),
        queue=SqsNoticeQueue(sqs_client(), settings.notice_queue_url),
        unattended=Unattended(DynamoLedger(store, no_keyring(), _now)),
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
    from fingerpost.usecases.acting import Unattended
    from fingerpost.usecases.deliver import Deliver

    store = _store(settings)
    return Deliver(
        notices=DynamoNotices(store),
        directory=DynamoDirectory(store, _now),
        messengers=_messengers(settings),
        workspaces=_workspaces(settings),
        unattended=Unattended(DynamoLedger(store, no_keyring(), _now)),
        metrics=EmbeddedMetrics(settings.stack),
        clock=_now,
    )


def _workspaces(settings: Settings) -> frozenset[tuple[Product, str]]:
    """Where people may be written to: the allow lists of those who may ask."""
    from fingerpost.domain.practitioner import Product

    slack = {(Product.SLACK, team) for team in settings.slack_teams}
    return frozenset(slack | {(Product.TEAMS, tenant) for tenant in settings.teams_tenants})


def _messengers(settings: Settings) -> dict[Product, Messenger]:
    """A product that is not connected is no way to reach anybody."""
    from fingerpost.domain.practitioner import Product

    messengers: dict[Product, Messenger] = {Product.SLACK: _slack_messenger(settings)}
    if settings.teams_app_id:
        messengers[Product.TEAMS] = _teams_messenger(settings)
    return messengers


def _teams_messenger(settings: Settings) -> TeamsMessenger:
    from fingerpost.adapters.dynamodb.whereabouts import DynamoWhereabouts
    from fingerpost.adapters.teams_chats import Sightings, TeamsMessenger
    from fingerpost.adapters.teams_connector import first_service_url
    from fingerpost.adapters.teams_poster import TeamsPoster
    from fingerpost.surfaces.notices import message_of
    from fingerpost.surfaces.teams.cards import Place, message_activity

    opener = Place.DIALOG_OPENER if settings.teams_dialogs else Place.CHAT
    return TeamsMessenger(
        poster=TeamsPoster(_connector(settings)),
        whereabouts=Sightings(DynamoWhereabouts(_store(settings))),
        draw=lambda notice: message_activity(message_of(notice), opener),
        bot_id=f"28:{settings.teams_app_id}",
        first_service_url=first_service_url(settings.teams_login_url),
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
