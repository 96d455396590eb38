"""The keyring of the stack, opened for a function whose role may."""

from __future__ import annotations

from fingerpost.adapters.aws import KmsKey, get_secret
from fingerpost.adapters.keyring import Keyring, open_keyring
from fingerpost.bootstrap.aws_secrets import aws_calls
from fingerpost.settings import Settings


def keyring_of(settings: Settings) -> Keyring:
    """The stack's keyring as it is now. Raises Unavailable."""
    key = KmsKey(aws_calls(), settings.keyring_key_arn)
    return open_keyring(get_secret(aws_calls(), settings.keyring_secret_name), key, settings.stack)
