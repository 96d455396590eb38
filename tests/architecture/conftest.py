"""The layers and functions as they are deployed, built once for all tests that look at them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def python313() -> str:
    """A Python of the version that runs on Lambda."""
    script = ROOT / "tools/local/find_python313.sh"
    found = subprocess.run([script], capture_output=True, text=True, check=False)  # noqa: S603  (our own script)
    if found.returncode:
        pytest.skip("no Python 3.13 here and none to be fetched: layers for Lambda cannot be built")
    return found.stdout.strip()


@pytest.fixture(scope="session")
def deployed_build(python313: str) -> Path:
    """The folder `sam build` made for Lambda; `make build` makes it, or finds it up to date."""
    subprocess.run(["/usr/bin/env", "make", "--no-print-directory", "build"], cwd=ROOT, check=True)
    return ROOT / ".local" / "build" / "deploy"
