"""The signed calls and the keyring against AWS's own services, as the emulator plays them."""

from __future__ import annotations

import boto3
import pytest

from fingerpost.adapters.aws import AwsCalls, KmsKey, get_secret
from fingerpost.adapters.keyring import create_keyring, open_keyring
from fingerpost.domain.errors import Unavailable
from tests.local_dynamodb import LocalTables


@pytest.fixture
def key(emulated_tables: LocalTables) -> KmsKey:
    arn = boto3.client("kms").create_key()["KeyMetadata"]["Arn"]
    return KmsKey(AwsCalls(), arn)


def test_a_keyring_goes_through_secrets_manager_and_kms(key: KmsKey) -> None:
    boto3.client("secretsmanager").create_secret(
        Name="contract/keyring", SecretString=create_keyring(key, "contract")
    )
    keyring = open_keyring(get_secret(AwsCalls(), "contract/keyring"), key, "contract")
    assert keyring.decrypt(keyring.encrypt(b"content", "place"), "place") == b"content"


def test_a_keyring_of_another_stack_does_not_open(key: KmsKey) -> None:
    secret = create_keyring(key, "contract")
    with pytest.raises(Unavailable):
        open_keyring(secret, key, "another")


def test_a_secret_that_is_not_there_is_unavailable(emulated_tables: LocalTables) -> None:
    with pytest.raises(Unavailable, match="ResourceNotFoundException"):
        get_secret(AwsCalls(), "contract/never")
