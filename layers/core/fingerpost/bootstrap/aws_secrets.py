"""The signed calls of a cold start, and the secrets they read."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.aws import AwsCalls, get_secret
from fingerpost.adapters.secrets import Secrets
from fingerpost.adapters.tls import tls_context


@cache
def aws_calls() -> AwsCalls:
    """One for all parts of a function."""
    return AwsCalls(tls=tls_context)


def secrets() -> Secrets:
    """The stack's secrets, by name."""
    return Secrets(lambda name: get_secret(aws_calls(), name))
