"""What both functions of feeds rest on: the tables, with the keyring."""

from __future__ import annotations

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
from fingerpost.settings import Settings
from fingerpost.usecases.feeds.catalogue import FeedPorts


def feed_ports(settings: Settings) -> FeedPorts:
    """The ports of a deployment. Raises Unavailable where the keyring stays closed."""
    declare(real=settings.deployment == "real", values=settings.no_evidence)
    key = KmsKey(aws_calls(), settings.keyring_key_arn)
    keyring = open_keyring(get_secret(aws_calls(), settings.keyring_secret_name), key, settings.stack)
    return ports_over(store_of(settings), keyring, settings.children_in_index)


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
