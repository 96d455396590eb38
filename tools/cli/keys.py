"""The keyring of a deployment: made once, rotated in two steps, never replaced.

Whoever replaces a keyring makes everything in the tables unreadable: so `create` refuses where one exists.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.adapters.keyring import (
    Purpose,
    WrappedBy,
    WrappingKey,
    add_key,
    create_keyring,
    open_keyring,
    promote_newest_key,
    taken_over,
)

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_secretsmanager import SecretsManagerClient


class KeysTrouble(Exception):
    """What cannot be done with the keyring, and what to do instead."""


@dataclass(frozen=True)
class AdminsKey:
    """The stack's KMS key through boto3, which knows every way an administrator may have credentials."""

    kms: KMSClient
    arn: str

    def wrap(self, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Encrypt under the key, bound to the context."""
        answer = self.kms.encrypt(KeyId=self.arn, Plaintext=plain, EncryptionContext=context)
        return answer["CiphertextBlob"]

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Decrypt what was wrapped in the same context."""
        answer = self.kms.decrypt(KeyId=self.arn, CiphertextBlob=wrapped, EncryptionContext=context)
        return answer["Plaintext"]


@dataclass(frozen=True)
class KeyringSecret:
    """The secret in which a deployment keeps its wrapped keysets."""

    secrets: SecretsManagerClient
    name: str
    key: WrappingKey
    stack: str

    def create(self) -> None:
        """Make both keysets. Raises KeysTrouble where there is a keyring already."""
        if self._holds_a_keyring():
            raise KeysTrouble(
                f"{self.name} holds a keyring already. Without it everything stored becomes unreadable. "
                "To rotate it: keys add, wait until every function has been replaced, keys promote."
            )
        self._write(create_keyring(self.key, self.stack))

    def adopt(self, secret: str, before: WrappedBy) -> None:
        """Take over the keyring of a stack that is no more. Raises KeysTrouble, Unavailable."""
        if self._holds_a_keyring():
            raise KeysTrouble(f"{self.name} holds a keyring already: what it has stored would be unreadable.")
        self._write(taken_over(secret, before, WrappedBy(self.key, self.stack)))

    def add(self, purpose: Purpose) -> None:
        """Add one key that is read with, not yet written with."""
        self._write(add_key(self._read(), purpose, self.key, self.stack))

    def promote(self, purpose: Purpose) -> None:
        """Write with the newest key from now on."""
        self._write(promote_newest_key(self._read(), purpose, self.key, self.stack))

    def check(self) -> None:
        """Open the keyring as the functions do. Raises Unavailable."""
        open_keyring(self._read(), self.key, self.stack)

    def _holds_a_keyring(self) -> bool:
        try:
            held: Mapping[str, str] = json.loads(self._read())
        except ValueError:
            return True
        return any(held.get(purpose) for purpose in Purpose)

    def _read(self) -> str:
        return self.secrets.get_secret_value(SecretId=self.name)["SecretString"]

    def _write(self, secret: str) -> None:
        self.secrets.put_secret_value(SecretId=self.name, SecretString=secret)
