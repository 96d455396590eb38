"""A DynamoDB of one's own on this machine: ministack on a free port, with the tables of template.yaml."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3

from fingerpost.adapters.dynamodb.store import Store
from tests.architecture.cloud_template import resources
from tools.local.places import MINISTACK

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

REGION = "eu-west-2"
START_SECONDS = 60


class NoEmulator(Exception):
    """The emulator is not installed or does not start; the text says what to do."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def emulator() -> Iterator[str]:
    """Run ministack without IAM; gives its endpoint and ends it. Raises NoEmulator."""
    if not MINISTACK.exists():
        raise NoEmulator("ministack is not installed: run `make setup`")
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="fingerpost-dynamodb-") as folder:
        process = _start(port, Path(folder))
        try:
            _wait_for(process, port, Path(folder))
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _start(port: int, folder: Path) -> subprocess.Popen[bytes]:
    own = {"AUTH": "false", "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0"}
    places = {"MINISTACK_REGION": REGION, "STATE_DIR": str(folder), "TMPDIR": str(folder)}
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own tool, by absolute path
            [str(MINISTACK)],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": str(folder), **own, **places},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait_for(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/health", timeout=1).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise NoEmulator((folder / "log").read_text(errors="replace")[-2_000:])


def environment(endpoint: str) -> dict[str, str]:
    """What an AWS client needs to talk to the emulator and to nothing else."""
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@dataclass(frozen=True)
class LocalTables:
    """The three tables, as template.yaml defines them. Uses the AWS client settings of the environment."""

    store: Store = field(default_factory=lambda: Store("index", "casework", "ledger"))

    @cached_property
    def client(self) -> DynamoDBClient:
        """A client of its own, to look behind what the adapters show."""
        return boto3.client("dynamodb")

    def create(self) -> None:
        """Make them, empty."""
        for name, properties in self._definitions().items():
            self.client.create_table(TableName=name, **properties)

    def recreate(self) -> None:
        """Throw away what they hold."""
        for name in self._definitions():
            self.client.delete_table(TableName=name)
        self.create()

    def items(self) -> list[Mapping[str, Any]]:
        """Everything in all three tables, as stored."""
        pages = self.client.get_paginator("scan")
        return [
            item
            for name in self._definitions()
            for page in pages.paginate(TableName=name)
            for item in page["Items"]
        ]

    def _definitions(self) -> dict[str, dict[str, Any]]:
        tables = resources("AWS::DynamoDB::Table")
        wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
        return {
            name: {part: value for part, value in tables[resource]["Properties"].items() if part in wanted}
            for resource, name in (
                ("IndexTable", self.store.index),
                ("CaseworkTable", self.store.casework),
                ("LedgerTable", self.store.ledger),
            )
        }
