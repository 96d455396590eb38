"""The feeds function: what case systems send."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.aws import KmsKey, get_secret
from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.directory_entries import DynamoDirectoryEntries
from fingerpost.adapters.dynamodb.feeds import DynamoFeedTallies, DynamoFeedTransactions, DynamoSourceRecords
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyring import Keyring, open_keyring
from fingerpost.adapters.timer import SteadyTimer
from fingerpost.bootstrap.aws_secrets import aws_calls
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.no_chat import NoChat
from fingerpost.bootstrap.tables import store_of
from fingerpost.domain.evidence import declare
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.surfaces.dates import today
from fingerpost.surfaces.rest.feed_routes import feed_handler
from fingerpost.surfaces.rest.handler import RestHandler
from fingerpost.usecases.feeds.catalogue import FeedPorts, feeding


@cache
def feeds() -> RestHandler:
    """Requests of case systems to answers. Raises SettingMissing, Unavailable."""
    quiet_libraries()
    configure_with_powertools("feeds")
    settings = Settings.from_environment()
    declare(real=settings.deployment == "real", values=settings.no_evidence)
    key = KmsKey(aws_calls(), settings.keyring_key_arn)
    secret = get_secret(aws_calls(), settings.keyring_secret_name)
    ports = ports_over(
        store_of(settings), open_keyring(secret, key, settings.stack), settings.children_in_index
    )
    return feed_handler(feeding(ports), settings.requests_per_second, lambda: today(now()))


def ports_over(store: Store, keyring: Keyring, children: int | None) -> FeedPorts:
    """The tables behind the ports of feeds."""
    return FeedPorts(
        directory=DynamoDirectory(store, now),
        chat_accounts=NoChat(),
        feeds=DynamoDirectoryEntries(store),
        sources=DynamoSourceRecords(store, keyring),
        tallies=DynamoFeedTallies(store),
        index=DynamoChildIndex(store, keyring),
        transactions=DynamoFeedTransactions(store, keyring, now),
        ledger=DynamoLedger(store, keyring, now),
        clock=now,
        timer=SteadyTimer(),
        children=children,
    )
