"""Builds functions and layers for the local AWS: Makefiles as for deployment, another interpreter."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from tools.local.commands import quiet_environment, run
from tools.local.places import BUILD_CACHE, BUILT, MINISTACK_PYTHON, ROOT, SAM, UV

_FINGERPRINT = BUILT / ".fingerprint"


def fingerprint() -> str:
    """A hash of everything that is deployed: template, functions, layers, and the interpreter."""
    digest = hashlib.sha256(str(MINISTACK_PYTHON.resolve()).encode())
    for path in _sources():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    yield ROOT / "template.yaml"
    for folder in ("functions", "layers"):
        files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
        yield from sorted(path for path in files if "__pycache__" not in path.parts)


def build(wanted: str) -> None:
    """Build unless what is built has the wanted fingerprint. Raises LocalStackTrouble."""
    if _FINGERPRINT.exists() and _FINGERPRINT.read_text(encoding="utf-8") == wanted:
        return
    run("sam-build", _command(), _environment(), "Mend what the last lines name, then run `make up` again.")
    _FINGERPRINT.write_text(wanted, encoding="utf-8")


def _command() -> list[str]:
    return [str(SAM), "build", "--cached", "--build-dir", str(BUILT), "--cache-dir", str(BUILD_CACHE)]


def _environment() -> dict[str, str]:
    return quiet_environment(
        AWS_DEFAULT_REGION="eu-west-2",
        LAYER_PYTHON=str(MINISTACK_PYTHON),
        LAYER_TARGET=f"--python {MINISTACK_PYTHON}",
        SAM_CLI_TELEMETRY="0",
        UV=str(UV),
    )
