"""The secrets that Slack and Microsoft issue: typed without being shown, or read from standard input; never
an argument of a command, which would stand in the shell's history and in the list of processes."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from getpass import getpass
from typing import Any

from fingerpost.domain.ledger import Act
from tools.cli.exits import Exit, Trouble
from tools.cli.recorded import recorded
from tools.cli.session import Session


@dataclass(frozen=True)
class Asked:
    """One secret that is asked for. name: its field in the stored secret; looks: what it must look like."""

    name: str
    what: str
    looks: re.Pattern[str]


BOT_TOKEN = Asked("bot_token", "Bot User OAuth Token (xoxb-...)", re.compile(r"xoxb-[A-Za-z0-9-]{10,255}"))
SIGNING_SECRET = Asked("signing_secret", "Signing Secret", re.compile(r"[0-9a-f]{32}"))
APP_PASSWORD = Asked("app_password", "client secret's value", re.compile(r"\S{16,255}"))


def typed(asked: Asked) -> str:
    """What somebody types, unseen; a line of standard input where that is no terminal. Raises Trouble."""
    prompt = f"{asked.what}: "
    value = (getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()).strip()
    if not asked.looks.fullmatch(value):
        raise Trouble(f"That does not look like a {asked.what}.", "Copy it again.", Exit.NOT_VALID)
    return value


@dataclass(frozen=True)
class ProductSecret:
    """The stored secret of a product. client: of Secrets Manager."""

    client: Any
    name: str

    def held(self) -> dict[str, str]:
        """What is in it; nothing where it is no JSON, as in a new deployment."""
        try:
            read = json.loads(self.client.get_secret_value(SecretId=self.name)["SecretString"])
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def put(self, given: dict[str, str]) -> bool:
        """Store what is given; whether anything changed. What is replaced of the signing secret is kept
        beside it, since Slack signs with either for a day."""
        before = self.held()
        after = {**before, **given}
        replaced = before.get(SIGNING_SECRET.name)
        if replaced and replaced != after.get(SIGNING_SECRET.name) and _is_secret(replaced):
            after[f"previous_{SIGNING_SECRET.name}"] = replaced
        if after == before:
            return False
        self.client.put_secret_value(SecretId=self.name, SecretString=json.dumps(after))
        return True


def kept(session: Session, product: str, secret: ProductSecret, given: dict[str, str]) -> bool:
    """Store what is given, on record by its names alone; whether anything changed."""
    with recorded(session, Act.KEEP_CREDENTIALS, product) as came:
        changed = secret.put(given)
        came.outcome = f"changed:{','.join(sorted(given))}" if changed else "unchanged"
    return changed


def _is_secret(value: str) -> bool:
    return SIGNING_SECRET.looks.fullmatch(value) is not None
