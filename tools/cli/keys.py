"""The keyring of a deployment: made once, rotated step by step, never replaced.

Whoever replaces a keyring makes everything in the tables unreadable: so `create` refuses where one exists.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fingerpost.adapters.keyring import (
    Purpose,
    WrappedBy,
    WrappingKey,
    add_key,
    create_keyring,
    key_ids,
    open_keyring,
    promote_newest_key,
    retire_old_keys,
    taken_over,
)

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_secretsmanager import SecretsManagerClient

_SINCE = "since"
"""Beside the keysets in the secret: when each was last changed, by `added:tokens` and the like."""


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
                "To rotate it: keys add, keys reload, keys promote, keys reload, keys rekey, keys retire."
            )
        self._write(create_keyring(self.key, self.stack))

    def add(self, purpose: Purpose, at: datetime) -> None:
        """Add one key that is read with, not yet written with. Raises KeysTrouble where one waits already."""
        in_use, ids = self.ids(purpose)
        if ids[-1] != in_use:
            raise KeysTrouble(f"The keyset {purpose} has a new key already, which is not written with yet.")
        self._write(_noted(add_key(self._read(), purpose, self.key, self.stack), "added", purpose, at))

    def adopt(self, secret: str, before: WrappedBy) -> None:
        """Take over the keyring of a stack that is no more. Raises KeysTrouble, Unavailable."""
        if self._holds_a_keyring():
            raise KeysTrouble(f"{self.name} holds a keyring already: what it has stored would be unreadable.")
        self._write(taken_over(secret, before, WrappedBy(self.key, self.stack)))

    def promote(self, purpose: Purpose, at: datetime) -> None:
        """Write with the newest key from now on."""
        promoted = promote_newest_key(self._read(), purpose, self.key, self.stack)
        self._write(_noted(promoted, "promoted", purpose, at))

    def retire(self, purpose: Purpose, at: datetime) -> None:
        """Keep only the key that is written with. What others made is lost."""
        retired = retire_old_keys(self._read(), purpose, self.key, self.stack)
        self._write(_noted(retired, "retired", purpose, at))

    def check(self) -> None:
        """Open the keyring as the functions do. Raises Unavailable."""
        open_keyring(self._read(), self.key, self.stack)

    def ids(self, purpose: Purpose) -> tuple[int, tuple[int, ...]]:
        """Of the key that is written with, and of all keys as they were added. Raises Unavailable."""
        return key_ids(self._read(), purpose, self.key, self.stack)

    def generation(self) -> str:
        """Which keys are written with, as re-keying names it. Raises Unavailable."""
        return open_keyring(self._read(), self.key, self.stack).generation

    def changed_at(self, what: str = "") -> datetime | None:
        """When something was done last, such as `added:tokens`, or anything; None where it never was."""
        since: Mapping[str, str] = json.loads(self._read()).get(_SINCE, {})
        times = (at for name, at in since.items() if not what or name == what)
        return max(map(datetime.fromisoformat, times), default=None)

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


def _noted(secret: str, what: str, purpose: Purpose, at: datetime) -> str:
    held = json.loads(secret)
    return json.dumps({**held, _SINCE: {**held.get(_SINCE, {}), f"{what}:{purpose}": at.isoformat()}})
