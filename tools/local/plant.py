"""`python -m tools.local.plant`: makes the keyring and plants the synthetic town, as an administrator.

A process of its own, whose environment is that of the local AWS and of nothing else. Prints the parts of the
stack file that describe the town, as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import boto3

from fingerpost.adapters.aws import AwsCalls, KmsKey
from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
from fingerpost.adapters.dynamodb.directory import DynamoDirectory, DynamoRegister
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyring import Keyring, create_keyring, open_keyring
from tools.seed import children_json, nothing_to_show_json, people_json, town
from tools.seed.planting import Planting

ACCOUNTS_ONLY = "--accounts-only"
"""The town's people have their chat accounts, and Fingerpost knows none of them; it has no keyring either."""


def main() -> None:
    """Read what was deployed from standard input, plant, and print the town."""
    outputs: dict[str, str] = json.loads(sys.stdin.read())
    now = datetime.now(UTC)
    planted = town(now=now)
    if ACCOUNTS_ONLY not in sys.argv:
        _planting(outputs, _new_keyring(outputs), now).plant(planted, _say_nothing)
    shown = {
        "people": people_json(planted),
        "children": children_json(planted),
        "nothing_to_show": nothing_to_show_json(planted),
    }
    print(json.dumps(shown))


def _new_keyring(outputs: dict[str, str]) -> Keyring:
    key, stack = KmsKey(AwsCalls(), outputs["KeyringKeyArn"]), outputs["StackName"]
    secret = create_keyring(key, stack)
    boto3.client("secretsmanager").put_secret_value(
        SecretId=outputs["KeyringSecretName"], SecretString=secret
    )
    return open_keyring(secret, key, stack)


def _planting(outputs: dict[str, str], keyring: Keyring, now: datetime) -> Planting:
    store = Store(outputs["IndexTableName"], outputs["CaseworkTableName"], outputs["LedgerTableName"])
    return Planting(
        register=DynamoRegister(store),
        directory=DynamoDirectory(store, lambda: now),
        index=DynamoChildIndex(store, keyring),
        transactions=DynamoTransactions(store, keyring, lambda: now),
    )


def _say_nothing(done: int, of: int) -> None:
    """The town is planted in seconds: not worth a line each."""


if __name__ == "__main__":
    main()
