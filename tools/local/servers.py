"""Servers that go on after the command that started them, each with its own process group and record."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.local.commands import last_lines
from tools.local.places import LOGS, RUNNING
from tools.local.trouble import LocalStackTrouble

_GRACE_SECONDS = 5.0


@dataclass(frozen=True)
class Server:
    """A server by name, and the URL that answers once it is ready."""

    name: str
    health_url: str

    @property
    def log(self) -> Path:
        """Where it writes."""
        return LOGS / f"{self.name}.log"

    def start(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        """Start it in a process group of its own and wait until it answers. Raises LocalStackTrouble."""
        for place in (LOGS, RUNNING, folder):
            place.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603  (our own tools, by absolute path)
                command,
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _record(self.name, process.pid)
        self._wait_until_ready(process)

    def answers(self) -> bool:
        """Whether it answers at its address now."""
        return answers(self.health_url)

    def _wait_until_ready(self, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and process.poll() is None:
            if self.answers():
                return
            time.sleep(0.1)
        raise LocalStackTrouble(
            f"{self.name} did not start:\n{last_lines(self.log)}",
            f"Run `make down`, then `make up` again. The whole output: {self.log}",
        )


def answers(url: str) -> bool:
    """Whether an address answers a GET with success within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:  # noqa: S310  (a local http address)
            return bool(reply.status < 400)
    except (urllib.error.URLError, OSError):
        return False


def stop(name: str) -> bool:
    """End a server's whole process group; True when it was running."""
    record = RUNNING / f"{name}.json"
    if not record.exists():
        return False
    entry = json.loads(record.read_text(encoding="utf-8"))
    was_running = is_same_process(entry["pid"], entry["born"])
    if was_running:
        _end_group(entry["pid"], entry["born"])
    record.unlink()
    return was_running


def is_running(name: str) -> bool:
    """Whether the server that was recorded under this name still is that process."""
    record = RUNNING / f"{name}.json"
    if not record.exists():
        return False
    entry = json.loads(record.read_text(encoding="utf-8"))
    return is_same_process(entry["pid"], entry["born"])


def _record(name: str, pid: int) -> None:
    entry = {"pid": pid, "born": _born(pid)}
    (RUNNING / f"{name}.json").write_text(json.dumps(entry), encoding="utf-8")


def is_same_process(pid: int, born: str) -> bool:
    """Whether this process lives and is the one that was recorded: numbers are used again."""
    return born != "" and _born(pid) == born


def _born(pid: int) -> str:
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        return "" if fields[0] == "Z" else fields[19]
    if Path("/proc/self").exists():
        return ""
    asked = ["/bin/ps", "-o", "lstart=", "-p", str(pid)]
    shown = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603  (numbers only)
    return shown.stdout.strip()


def _end_group(pid: int, born: str) -> None:
    os.killpg(pid, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE_SECONDS
    while is_same_process(pid, born) and time.monotonic() < deadline:
        time.sleep(0.05)
    try:
        os.killpg(pid, signal.SIGKILL)  # whatever of the group outlived its leader
    except ProcessLookupError:
        return
