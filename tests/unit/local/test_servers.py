"""Servers that outlive the command that started them are found again, and only they are ended."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.local import ports, servers
from tools.local.trouble import LocalStackTrouble

SERVE = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Logs and records of a test stay away from those of a stack that is up."""
    monkeypatch.setattr(servers, "LOGS", tmp_path / "logs")
    monkeypatch.setattr(servers, "RUNNING", tmp_path / "running")
    yield
    servers.stop("one")


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(port: int, folder: Path) -> servers.Server:
    server = servers.Server("one", f"http://127.0.0.1:{port}/")
    server.start([*SERVE, str(port)], dict(os.environ), folder)
    return server


def test_a_started_server_answers_and_is_known_to_run(port: int, tmp_path: Path) -> None:
    server = _started(port, tmp_path)

    assert server.answers()
    assert servers.is_running("one")


def test_a_stopped_server_answers_no_more(port: int, tmp_path: Path) -> None:
    server = _started(port, tmp_path)

    assert servers.stop("one") is True

    assert not server.answers()
    assert not servers.is_running("one")
    assert servers.stop("one") is False


def test_a_process_that_got_the_number_of_an_ended_server_is_left_alone(port: int, tmp_path: Path) -> None:
    _started(port, tmp_path)
    servers.stop("one")
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    record = tmp_path / "running" / "one.json"
    record.write_text(json.dumps({"pid": bystander.pid, "born": "long ago"}), encoding="utf-8")

    assert servers.stop("one") is False

    assert bystander.poll() is None
    bystander.communicate(b"\n", timeout=10)


def test_a_server_that_ends_at_once_is_trouble_that_shows_its_last_words(port: int, tmp_path: Path) -> None:
    server = servers.Server("one", f"http://127.0.0.1:{port}/")

    with pytest.raises(LocalStackTrouble, match="no such luck"):
        server.start([sys.executable, "-c", "raise SystemExit('no such luck')"], dict(os.environ), tmp_path)


def test_the_usual_port_is_taken_if_it_is_free(port: int) -> None:
    assert ports.choose("FINGERPOST_NOT_SET", port) == port


def test_another_port_is_taken_if_the_usual_one_is_in_use(port: int, tmp_path: Path) -> None:
    _started(port, tmp_path)

    assert ports.choose("FINGERPOST_NOT_SET", port) != port


@pytest.mark.parametrize("wanted", ["", "4611x", "-1", "0", "65536", "\u0664\u0666"])
def test_a_wanted_port_that_is_none_is_trouble_that_says_what_to_do(
    wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended in a traceback."""
    monkeypatch.setenv("FINGERPOST_WANTED", wanted)
    with pytest.raises(LocalStackTrouble, match="Set it to a number from 1 to 65535"):
        ports.choose("FINGERPOST_WANTED", 1)


def test_a_demo_that_is_told_to_end_closes_what_it_opened() -> None:
    """A Playground was left running after SIGTERM."""
    code = (
        "from tools.local import until_seen\n"
        "until_seen.end_as_by_hand()\n"
        "try:\n    print('waiting', flush=True)\n    until_seen.wait()\n"
        "finally:\n    print('closed', flush=True)\n"
    )
    demo = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own interpreter
    assert demo.stdout is not None
    assert demo.stdout.readline() == "waiting\n"
    demo.terminate()
    assert "closed" in demo.communicate(timeout=10)[0]


def test_a_wanted_port_that_is_in_use_is_trouble_that_names_it(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _started(port, tmp_path)
    monkeypatch.setenv("FINGERPOST_WANTED", str(port))

    with pytest.raises(LocalStackTrouble, match=f"Port {port} is in use"):
        ports.choose("FINGERPOST_WANTED", 1)
