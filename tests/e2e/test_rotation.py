"""On a stack of its own, by the documented commands: keys replaced while somebody asks, tables restored."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from tests.from_zero import FromZero
from tests.local_stack import LocalStack
from tests.scenarios.town import TownInChat, by_number, in_slack
from tools.local.deploy import STACK
from tools.local.emulator import aws_environment
from tools.local.places import BUILT, SAM
from tools.release import stamped

PATIENCE_SECONDS = 240
TRIES = 8
INVOLVED = "3 services are involved with this child."
BUSY = "Cannot answer now"
"""What a machine says that does too much at once: asked again, as people do."""


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FromZero]:
    one = FromZero(tmp_path_factory.mktemp("rotation") / "local")
    try:
        one.type(sys.executable, "-m", "tools.local", "up")
        yield one
    finally:
        one.end()


@pytest.fixture(scope="module")
def town(tried: FromZero) -> TownInChat:
    document = json.loads((tried.folder / "stack.json").read_text(encoding="utf-8"))
    return in_slack(LocalStack(document))


def answer(town: TownInChat) -> str:
    """What somebody is told of a child whom several services work with, but for the reference."""
    for _ in range(TRIES):
        words = str(town.ask("colin-mossley", by_number(town.child("several services"))).words)
        if BUSY not in words:
            return words.partition("Reference")[0]
    raise AssertionError(words)


class Asking:
    """Somebody who asks for the same child again and again. odd: answers that were not as expected."""

    def __init__(self, town: TownInChat, expected: str) -> None:
        self.town, self.expected = town, expected
        self.stop, self.asked, self.odd = Event(), 0, list[str]()
        self.thread = Thread(target=self._go_on)

    def _go_on(self) -> None:
        while not self.stop.is_set():
            words = answer(self.town)
            self.asked += 1
            if self.expected not in words:
                self.odd.append(words)

    def __enter__(self) -> Asking:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()


def deploy(tried: FromZero, town: TownInChat, template: Path) -> None:
    """As the runbook says, to the local AWS: with the parameters that the stack has."""
    port = urlsplit(town.stack.document["aws"]["endpoint_url"]).port
    assert port
    command = [str(SAM), "deploy", "--template-file", str(template), "--stack-name", STACK, "--resolve-s3"]
    flags = ["--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset", "--no-fail-on-empty-changeset"]
    ended = subprocess.run(  # noqa: S603 - our own tool
        [*command, *flags], env=aws_environment(port), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, failed_events(town) + ended.stderr[-1_000:]


def failed_events(town: TownInChat) -> str:
    """What CloudFormation says of the resources that it could not bring about."""
    told = town.stack.client("cloudformation").describe_stack_events(StackName=STACK)["StackEvents"]
    failed = [one for one in told if one["ResourceStatus"].endswith("_FAILED")]
    return "\n".join(f"{one['LogicalResourceId']}: {one.get('ResourceStatusReason')}" for one in failed)


def table_of(tried: FromZero) -> str:
    """Which index table the slack function uses."""
    told = json.loads(
        tried.fingerpost("restore", "plan", "--at", "2026-01-01T00:00:00", "--json").splitlines()[0]
    )
    return str(told["source"])


def wait_until_done(tried: FromZero) -> str:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        told = tried.fingerpost("keys", "status")
        if "is not running" in told:
            return told
        time.sleep(2)
    raise AssertionError(f"not done in {PATIENCE_SECONDS} seconds: {told}")


def test_keys_are_replaced_and_retired_while_somebody_asks(tried: FromZero, town: TownInChat) -> None:
    assert INVOLVED in answer(town)
    for line in ("add tokens", "add boxes", "reload", "promote tokens", "promote boxes", "reload"):
        tried.fingerpost("keys", *line.split())
    with Asking(town, INVOLVED) as somebody:
        tried.fingerpost("keys", "rekey", "--yes", "--wait", "16", "--segments", "2")
        told = wait_until_done(tried)
    assert somebody.asked > 2
    assert somebody.odd == []
    assert "Next: keys retire tokens" in told

    tried.fingerpost("keys", "retire", "tokens", "--yes")
    tried.fingerpost("keys", "reload")
    assert INVOLVED in answer(town)

    code, said = tried.run((sys.executable, "-m", "tools.cli", "--local", "keys", "retire", "boxes", "--yes"))
    assert (code, "boxes of key" in said) == (5, True)  # the ledger keeps its lines as they are


def test_tables_are_restored_and_the_stack_is_pointed_at_them(tried: FromZero, town: TownInChat) -> None:
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}"
    when, built = ("--at", at), ("--built", str(BUILT / "template.yaml"))
    assert "not begun" in tried.fingerpost("restore", "plan", *when)
    tried.fingerpost("restore", "begin", *when, "--yes")
    assert "Nothing was added, changed or removed." in tried.fingerpost("restore", "check", *when)

    lose_every_token_row(town)
    assert INVOLVED not in answer(town)

    pointing = BUILT / "restored.json"
    tried.fingerpost("restore", "template", str(pointing), *when, *built)
    deploy(tried, town, pointing)
    assert INVOLVED in answer(town)

    tried.fingerpost("restore", "adopt", *when, *built, "--yes")
    usual = BUILT / "released.yaml"  # as make deploy stamps it
    usual.write_text(
        stamped((BUILT / "template.yaml").read_text(encoding="utf-8"), "ab" * 16), encoding="utf-8"
    )
    deploy(tried, town, usual)
    assert table_of(tried).endswith(f"-at-{at.replace('-', '').replace(':', '')}")
    assert INVOLVED in answer(town)
    pointing.unlink()
    usual.unlink()


def lose_every_token_row(town: TownInChat) -> None:
    """Somebody's mistake: nobody is found by anything any more."""
    database, table = town.stack.client("dynamodb"), town.stack.tables["index"]
    pages = database.get_paginator("scan").paginate(TableName=table, ProjectionExpression="pk, sk")
    for page in pages:
        for item in page["Items"]:
            if item["pk"]["S"].startswith("T#"):
                database.delete_item(TableName=table, Key=item)
