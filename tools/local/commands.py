"""Runs a tool to its end, with its output in a log that an error message can point to."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.local.places import LOGS, ROOT
from tools.local.trouble import LocalStackTrouble

LAST_LINES = 15
# What a tool needs of the user's environment; profiles, credentials and proxies would change its work.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "USER", "PYENV_ROOT", "SSL_CERT_FILE", "SSL_CERT_DIR")


def quiet_environment(**more: str) -> dict[str, str]:
    """The few variables a tool needs, and those given."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "NO_PROXY": "localhost,127.0.0.1", **more}


def run(
    name: str, command: Sequence[str], environment: Mapping[str, str], next_step: str, given: str = ""
) -> Path:
    """Run a command in the repository with `given` as its input; its output goes to `.local/logs/<name>.log`.

    Returns the log. Raises LocalStackTrouble with its last lines and `next_step` when the command fails.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    with log.open("wb") as output:
        ended = subprocess.run(  # noqa: S603  (our own tools, by absolute path)
            command,
            cwd=ROOT,
            env=dict(environment),
            input=given.encode(),
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if ended.returncode:
        raise LocalStackTrouble(f"{name} failed:\n{last_lines(log)}", f"{next_step} The whole output: {log}")
    return log


def last_lines(log: Path) -> str:
    """The end of a log, indented for reading under a sentence."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-LAST_LINES:])
