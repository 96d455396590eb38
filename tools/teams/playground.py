"""Microsoft's Agents Playground with somebody of the town at it. One process knows one person."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.local.commands import quiet_environment
from tools.local.places import LOCAL
from tools.teams.node_tools import modules, node
from tools.teams.people import APP_ID, TENANT, chat_id, connector_id

Json = dict[str, Any]

USUAL_PORT = 56150
_FEWEST = 5
"""With fewer other people it dies after it has said that it listens."""

_START_SECONDS = 40.0


class PlaygroundTrouble(Exception):
    """It did not start; the text says what it said."""


@dataclass(frozen=True)
class Playground:
    """A running one."""

    person: Json
    url: str


def configuration(person: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> Json:
    """Who sits at it, and who else there is."""
    others = [one for one in people if one["id"] != person["id"]][:_FEWEST]
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": f"28:{APP_ID}", "name": "Fingerpost"},
        "currentUser": _user(person),
        "users": [_user(one) for one in others],
        "personalChat": {"id": chat_id(person)},
        "groupChat": {"id": "19:a-group-chat", "name": "Child protection conference"},
        "team": {
            "id": "19:a-team",
            "name": "Northbrook services",
            "aadGroupId": "f1a90000-0000-4000-8000-0000000000ee",
            "channels": [{"id": "19:announcements", "name": "Announcements"}],
        },
    }


def _user(person: Mapping[str, Any]) -> Json:
    given, _, family = str(person["name"]).partition(" ")
    return {
        "id": connector_id(person),
        "name": person["name"],
        "userPrincipleName": person["email"],  # spelt as the Playground spells it
        "aadObjectId": person["teams_user_id"],
        "givenName": given,
        "surname": family,
        "email": person["email"],
    }


@contextmanager
def running(
    person: Json, people: Sequence[Mapping[str, Any]], bridge_url: str, port: int = USUAL_PORT
) -> Iterator[Playground]:
    """One for this person, until the end of the block. Raises PlaygroundTrouble."""
    folder = LOCAL / "playground" / f"{person['id']}-{port}"
    folder.mkdir(parents=True, exist_ok=True)
    settings = json.dumps(configuration(person, people), indent=2)  # JSON is YAML too
    (folder / ".m365agentsplayground.yml").write_text(settings, encoding="utf-8")
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  (Microsoft's client, by absolute path)
            _command(bridge_url, port),
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(process, url, folder / "output.log")
        yield Playground(person, url)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _command(bridge_url: str, port: int) -> list[str]:
    client = modules() / "@microsoft" / "m365agentsplayground" / "cli.js"
    to_bot = ("-e", f"{bridge_url}/api/messages", "-c", "msteams")
    return [str(node()), str(client), "start", *to_bot, "-p", str(port), "--disable-telemetry"]


def _environment() -> dict[str, str]:
    path = f"{node().parent}{os.pathsep}{os.environ['PATH']}"
    return {**quiet_environment(), "TEAMSAPPTESTER_BROWSER": "none", "PATH": path}


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(url):
            return
        time.sleep(0.2)
    raise PlaygroundTrouble(f"The Agents Playground did not start: {log.read_text(errors='replace')[-800:]}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:  # noqa: S310  (a local http address)
            return bool(reply.status < 400)
    except (urllib.error.URLError, OSError):
        return False
