"""The deliver function: queued notices to chat messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from fingerpost.adapters.drawing import DrawNotice
from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.notices import DynamoNotices
from fingerpost.adapters.dynamodb.preferences import DynamoPreferences
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.whereabouts import DynamoWhereabouts
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.metrics import EmbeddedMetrics
from fingerpost.adapters.queues import NoticeBatch, notice_in, sqs_client
from fingerpost.adapters.slack_api import Pace, SlackMessenger
from fingerpost.adapters.teams_chats import Sightings, TeamsMessenger
from fingerpost.adapters.teams_connector import first_service_url
from fingerpost.adapters.teams_poster import TeamsPoster
from fingerpost.bootstrap.aws_secrets import secrets
from fingerpost.bootstrap.batches import Batched
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.slack_app import slack_client
from fingerpost.bootstrap.tables import store_of
from fingerpost.bootstrap.teams_connector import connector_of, opener_of
from fingerpost.domain.notice import Notice
from fingerpost.domain.practitioner import Product
from fingerpost.entrypoints.queues import OnNoticeQueued
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.surfaces.slack.blocks import message
from fingerpost.surfaces.teams.cards import CardPlace, message_activity
from fingerpost.surfaces.telling.notices import message_of
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.telling import Messenger
from fingerpost.usecases.telling.deliver import Deliver
from fingerpost.usecases.telling.digesting import Digesting
from fingerpost.usecases.telling.holding import Holding
from fingerpost.usecases.telling.withdrawing import Withdrawing
from fingerpost.usecases.unattended import Unattended


@cache
def deliver() -> Batched:
    """Queued notices to chat messages. Raises SettingMissing."""
    quiet_libraries()
    configure_with_powertools("deliver")
    settings, client = Settings.from_environment(), sqs_client()
    each = OnNoticeQueued(notice_in=notice_in, deliver=_deliver(settings))
    return Batched(each=each, processor=lambda: NoticeBatch(client, settings.notice_queue_url))


def _deliver(settings: Settings) -> Deliver:
    return deliver_over(
        store_of(settings), _messengers(settings), _workspaces(settings), EmbeddedMetrics(settings.stack), now
    )


def deliver_over(
    store: Store,
    messengers: Mapping[Product, Messenger],
    workspaces: frozenset[tuple[Product, str]],
    metrics: Metrics,
    time: Clock,
) -> Deliver:
    """The tables behind the use case, which holds no key to a child."""
    notices, directory = DynamoNotices(store), DynamoDirectory(store, time)
    return Deliver(
        notices=notices,
        directory=directory,
        messengers=messengers,
        workspaces=workspaces,
        holding=Holding(notices, DynamoPreferences(store), directory, metrics, time),
        digesting=Digesting(notices, time),
        withdrawing=Withdrawing(notices, messengers),
        unattended=Unattended(ledger=DynamoLedger(store, no_keyring(), time)),
        metrics=metrics,
        clock=time,
    )


def _workspaces(settings: Settings) -> frozenset[tuple[Product, str]]:
    """Where people may be written to: the allow lists of those who may ask."""
    slack = {(Product.SLACK, team) for team in settings.slack_teams}
    return frozenset(slack | {(Product.TEAMS, tenant) for tenant in settings.teams_tenants})


def _messengers(settings: Settings) -> dict[Product, Messenger]:
    """A product that is not connected is no way to reach anybody."""
    messengers: dict[Product, Messenger] = {Product.SLACK: _slack_messenger(settings)}
    if settings.teams_app_id:
        messengers[Product.TEAMS] = _teams_messenger(settings)
    return messengers


def _teams_messenger(settings: Settings) -> TeamsMessenger:
    opener = opener_of(settings)
    return TeamsMessenger(
        poster=TeamsPoster(connector_of(settings)),
        whereabouts=Sightings(DynamoWhereabouts(store_of(settings))),
        draw=drawn_for_teams(opener),
        bot_id=f"28:{settings.teams_app_id}",
        first_service_url=first_service_url(settings.teams_login_url),
    )


def drawn_for_slack(notice: Notice, parts: Sequence[Notice], *, in_place: bool) -> Mapping[str, Any]:
    """A notice as the arguments of chat.postMessage and chat.update."""
    return message(message_of(notice, parts, in_place=in_place))


def drawn_for_teams(place: CardPlace) -> DrawNotice:
    """A notice as an activity."""

    def draw(notice: Notice, parts: Sequence[Notice], *, in_place: bool) -> Mapping[str, Any]:
        return message_activity(message_of(notice, parts, in_place=in_place), place)

    return draw


def _slack_messenger(settings: Settings) -> SlackMessenger:
    return SlackMessenger(
        client=slack_client(settings, secrets()),
        draw=drawn_for_slack,
        pace=Pace(),
    )
