"""The deployed tables, as the functions' own settings name them."""

from __future__ import annotations

from datetime import UTC, datetime

from fingerpost.adapters.aws import AwsCalls, KmsKey, get_secret
from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
from fingerpost.adapters.dynamodb.directory import DynamoDirectory, DynamoRegister
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyring import Keyring, open_keyring
from fingerpost.settings import Settings
from tools.seed.planting import Planting


def planting_into(settings: Settings) -> Planting:
    """Ready to plant in the deployment of these settings. Raises Unavailable.

    AWS credentials, region and endpoint are read from the environment, as the AWS SDKs read them.
    """
    store = Store(settings.index_table, settings.casework_table, settings.ledger_table)
    keyring = _keyring(settings)
    return Planting(
        register=DynamoRegister(store),
        directory=DynamoDirectory(store, _now),
        index=DynamoChildIndex(store, keyring),
        transactions=DynamoTransactions(store, keyring, _now),
    )


def _keyring(settings: Settings) -> Keyring:
    calls = AwsCalls()
    secret = get_secret(calls, settings.keyring_secret_name)
    return open_keyring(secret, KmsKey(calls, settings.keyring_key_arn), settings.stack)


def _now() -> datetime:
    return datetime.now(UTC)
