"""What `sam build` makes for Lambda: complete, small, for the right machine, with bytecode that is used."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.cloud_template import ROOT, resources, statements

MEGABYTE = 1_000_000
PYTHON_313 = 3571  # the first two bytes of its bytecode files
HASH_UNCHECKED = 0b01
ELF_AARCH64 = 183
LAYERS = ("DependenciesLayer", "CoreLayer")


def _files(folder: Path, pattern: str = "*") -> Iterator[Path]:
    return (path for path in folder.rglob(pattern) if path.is_file())


def _sources(build: Path) -> list[Path]:
    return [path for layer in LAYERS for path in _files(build / layer / "python", "*.py")]


def _bytecode(source: Path) -> Path:
    return source.parent / "__pycache__" / f"{source.stem}.cpython-313.pyc"


def test_every_module_comes_with_bytecode(deployed_build: Path) -> None:
    sources = _sources(deployed_build)
    assert len(sources) > 500
    assert [str(source) for source in sources if not _bytecode(source).exists()] == []


def test_the_bytecode_is_of_lambdas_python_and_ignores_file_times(
    deployed_build: Path,
) -> None:
    heads = {_bytecode(source).read_bytes()[:8] for source in _sources(deployed_build)}
    assert heads == {struct.pack("<H2sI", PYTHON_313, b"\r\n", HASH_UNCHECKED)}


def test_the_bytecode_belongs_to_the_source_beside_it(deployed_build: Path, python313: str) -> None:
    stale = """
import importlib.util, pathlib, sys
for name in sys.stdin.read().splitlines():
    source = pathlib.Path(name)
    made = pathlib.Path(importlib.util.cache_from_source(name)).read_bytes()[8:16]
    if made != importlib.util.source_hash(source.read_bytes()):
        print(name)
"""
    names = "\n".join(str(source) for source in _sources(deployed_build))
    told = subprocess.run([python313, "-c", stale], input=names, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout == ""


def test_a_function_with_its_layers_stays_far_below_lambdas_limit(deployed_build: Path) -> None:
    layers = sum(path.stat().st_size for layer in LAYERS for path in _files(deployed_build / layer))
    functions = (folder for folder in deployed_build.glob("*Function") if folder.is_dir())
    largest = max(sum(path.stat().st_size for path in _files(folder)) for folder in functions)
    assert layers + largest < 150 * MEGABYTE


def test_compiled_code_is_for_arm64(deployed_build: Path) -> None:
    libraries = list(_files(deployed_build, "*.so*"))
    machines = {struct.unpack_from("<H", path.read_bytes(), 18)[0] for path in libraries}
    assert machines == {ELF_AARCH64}


def test_one_matched_pair_of_boto3_and_botocore_is_shipped(deployed_build: Path) -> None:
    packages = sorted(
        path.relative_to(deployed_build).as_posix()
        for path in deployed_build.rglob("boto*")
        if path.is_dir() and path.name in ("boto3", "botocore")
    )
    assert packages == ["DependenciesLayer/python/boto3", "DependenciesLayer/python/botocore"]
    assert _version(deployed_build, "boto3")[:2] == _version(deployed_build, "botocore")[:2]


def _version(build: Path, package: str) -> list[str]:
    (information,) = (build / "DependenciesLayer" / "python").glob(f"{package}-*.dist-info")
    return information.name.removesuffix(".dist-info").partition("-")[2].split(".")


def test_botocore_still_knows_every_service_that_is_used(deployed_build: Path, python313: str) -> None:
    functions = resources("AWS::Serverless::Function").values()
    roles = {body["Properties"]["Role"].removeprefix("GetAtt ").removesuffix(".Arn") for body in functions}
    actions = (action for each in statements() if each.role in roles for action in each.actions)
    services = {action.partition(":")[0] for action in actions} - {"logs"}
    make_clients = """
import json, sys
from botocore.session import get_session
for service in json.load(sys.stdin):
    get_session().create_client(service, region_name="eu-west-2")
"""
    layer = str(deployed_build / "DependenciesLayer" / "python")
    subprocess.run(  # noqa: S603  (our own interpreter)
        [python313, "-I", "-c", f"import sys; sys.path.insert(0, {layer!r})\n{make_clients}"],
        input=json.dumps(sorted(services)),
        text=True,
        check=True,
        env={**os.environ, "AWS_EC2_METADATA_DISABLED": "true"},
    )


def test_the_core_layer_holds_the_package_and_nothing_else(deployed_build: Path) -> None:
    ours = ROOT / "layers" / "core" / "fingerpost"
    shipped = deployed_build / "CoreLayer" / "python"
    expected = {path.relative_to(ours.parent).as_posix() for path in _files(ours) if path.suffix != ".pyc"}
    actual = {path.relative_to(shipped).as_posix() for path in _files(shipped) if path.suffix != ".pyc"}
    assert actual == expected


def test_the_layer_ships_what_is_locked() -> None:
    command = ("export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "--no-header")
    exported = subprocess.run(  # noqa: S603  (our own uv)
        [ROOT / ".venv-uv/bin/uv", *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    shipped = (ROOT / "layers/dependencies/requirements.txt").read_text(encoding="utf-8")
    assert re.findall(r"^\S+==\S+", shipped, re.M) == re.findall(r"^\S+==\S+", exported.stdout, re.M)
    assert shipped == exported.stdout
