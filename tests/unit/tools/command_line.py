"""The command over an office in memory: its requests are signed, and handed to the REST surface."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from botocore.credentials import Credentials

from tests.unit.surfaces.rest.calls import Desk
from tests.unit.usecases.directory.office import ADMIN
from tools.cli.__main__ import main
from tools.cli.api import Api
from tools.cli.session import Session


@dataclass
class Reply:
    """As urllib3 has it."""

    status: int
    data: bytes
    headers: Mapping[str, str]


@dataclass
class Pool:
    """Hands every signed request to the surface. falls_over: how many of the next are answered 503."""

    desk: Desk = field(default_factory=Desk)
    caller: str = ADMIN.name
    falls_over: int = 0
    seen: list[tuple[str, str]] = field(default_factory=list)
    alone: Lock = field(default_factory=Lock)

    def request(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        assert headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        parts = urlsplit(url)
        self.seen.append((method, parts.path))
        if self.falls_over:
            self.falls_over -= 1
            return Reply(503, b'{"message": "Service Unavailable"}', {})
        text = body.decode() if body is not None else None
        query = dict(parse_qsl(parts.query))
        with self.alone:  # a function answers one request at a time
            answer = self.desk.call(method, parts.path, self.caller, text, headers, query)
        told = {"ETag": answer.headers["etag"]} if "etag" in answer.headers else {}
        return Reply(answer.status, json.dumps(answer.body).encode(), told)


@dataclass
class CommandLine:
    """Runs the command. pool: what it talks to."""

    capsys: pytest.CaptureFixture[str]
    pool: Pool

    def __call__(self, *line: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        code = main(["--stack", "fingerpost", *line])
        told = self.capsys.readouterr()
        return code, told.out, told.err

    def read(self, *line: str) -> Any:  # noqa: ANN401 - any JSON
        """What it answers a script; its exit code is 0."""
        code, out, err = self(*line, "--json")
        assert code == 0, err
        return json.loads(out)

    def import_file(self, folder: Path, content: str | bytes, *options: str) -> tuple[int, str, str]:
        """Import a file of this content."""
        file = folder / "people.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self("person", "import", str(file), "--yes", *options)


def command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command, with nothing of AWS behind it."""
    pool = Pool()
    credentials = Credentials("AKIDEXAMPLE", "secret").get_frozen_credentials()
    api = Api("https://api.example", credentials, "eu-west-2", wait=lambda _: None, pool=pool)  # type: ignore[arg-type]
    monkeypatch.setattr(Session, "api", api)
    return CommandLine(capsys, pool)
