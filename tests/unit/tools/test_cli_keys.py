"""The keyring command: made once, rotated without loss."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fingerpost.adapters.keyring import Purpose, WrappedBy, open_keyring
from fingerpost.domain.errors import Unavailable
from tests.keys import KeyInMemory
from tools.cli.keys import KeyringSecret, KeysTrouble

STACK = "town"


class SecretInMemory:
    """A Secrets Manager with one secret, as the template creates it."""

    def __init__(self) -> None:
        self.text = json.dumps({"tokens": "", "boxes": "", "not_yet_created": "x" * 32})

    def get_secret_value(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - boto3's keywords
        return {"SecretString": self.text}

    def put_secret_value(self, *, SecretString: str, **_: Any) -> None:  # noqa: ANN401, N803 - boto3's
        self.text = SecretString


@pytest.fixture
def secret() -> KeyringSecret:
    return KeyringSecret(SecretInMemory(), "town/keyring", KeyInMemory(), STACK)  # type: ignore[arg-type]


def test_a_keyring_is_made_into_the_secret_of_a_new_deployment(secret: KeyringSecret) -> None:
    secret.create()
    secret.check()


def test_a_keyring_is_never_replaced(secret: KeyringSecret) -> None:
    secret.create()
    with pytest.raises(KeysTrouble, match="unreadable"):
        secret.create()


def test_a_secret_that_cannot_be_read_is_taken_for_a_keyring(secret: KeyringSecret) -> None:
    secret.secrets.put_secret_value(SecretId="town/keyring", SecretString="not JSON")
    with pytest.raises(KeysTrouble):
        secret.create()


def test_after_a_rotation_old_boxes_still_open_and_new_tokens_come_from_the_new_key(
    secret: KeyringSecret,
) -> None:
    secret.create()
    before = open_keyring(secret._read(), secret.key, STACK)
    box, token = before.encrypt(b"held", "place"), before.token("text")
    for purpose in Purpose:
        secret.add(purpose)
        secret.promote(purpose)
    after = open_keyring(secret._read(), secret.key, STACK)
    assert after.decrypt(box, "place") == b"held"
    assert after.token("text") != token
    assert token in after.tokens("text")


def test_the_keyring_of_a_stack_that_is_no_more_is_taken_over(secret: KeyringSecret) -> None:
    old = KeyringSecret(SecretInMemory(), "gone/keyring", KeyInMemory(), "gone")  # type: ignore[arg-type]
    old.create()
    before = open_keyring(old._read(), old.key, "gone")
    box = before.encrypt(b"held", "place")
    secret.adopt(old._read(), WrappedBy(old.key, "gone"))
    after = open_keyring(secret._read(), secret.key, STACK)
    assert after.decrypt(box, "place") == b"held"
    assert after.token("text") == before.token("text")


def test_no_keyring_is_adopted_over_another_nor_by_another_name(secret: KeyringSecret) -> None:
    old = KeyringSecret(SecretInMemory(), "gone/keyring", KeyInMemory(), "gone")  # type: ignore[arg-type]
    old.create()
    before = secret._read()
    with pytest.raises(Unavailable):
        secret.adopt(old._read(), WrappedBy(old.key, "other"))
    assert secret._read() == before
    secret.create()
    with pytest.raises(KeysTrouble, match="unreadable"):
        secret.adopt(old._read(), WrappedBy(old.key, "gone"))
