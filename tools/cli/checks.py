"""What must be true of a deployment: each check says what it found, and what to do where it is not so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import urllib3
from botocore.exceptions import BotoCoreError, ClientError

from tools.cli.checking import aws, chat, directory, surfaces
from tools.cli.checking.findings import Check, Examined, Finding, Verdict
from tools.cli.exits import Trouble

CHECKS: tuple[Check, ...] = (*surfaces.CHECKS, *chat.CHECKS, *aws.CHECKS, *directory.CHECKS)


def examine(examined: Examined, checks: tuple[Check, ...] = CHECKS) -> Iterator[Finding]:
    """All checks. One that cannot be made says so, and the others go on."""
    for check in checks:
        name = check.__name__.removeprefix("_").replace("_", " ")
        try:
            found = list(check(examined))
        except _CANNOT_TELL as trouble:
            yield Finding(name, Verdict.UNKNOWN, f"cannot be told: {trouble}", "Check your rights to it.")
            continue
        yield from found or [Finding(name, Verdict.GOOD, "as it should be")]


_CANNOT_TELL = (ClientError, BotoCoreError, Trouble, urllib3.exceptions.HTTPError, json.JSONDecodeError)


def now() -> datetime:
    """The clock here."""
    return datetime.now(UTC)
