"""A function is given the variables that it reads, and no other: what it is not told it cannot pass on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from fingerpost.settings import Settings
from tests.architecture.cloud_template import resources, template
from tests.architecture.python_sources import HANDLERS, PRODUCT, parsed

NAMES = {"stack": "FINGERPOST_STACK"}
COUNTS = "fingerpost.adapters.metrics"
READ_WITH_COUNTS = "POWERTOOLS_SERVICE_NAME"
"""Powertools names each count's function by it."""


def _given(handler: Path) -> set[str]:
    name = f"{handler.parent.name.title()}Function"
    own = resources("AWS::Serverless::Function")[name]["Properties"].get("Environment", {})
    shared = template()["Globals"]["Function"]["Environment"]
    return {*own.get("Variables", {}), *shared["Variables"]}


def _read(handler: Path) -> set[str]:
    files = set(_reached(handler, {handler}))
    settings = {name for path in files for name in _settings_read(path)} & _that_the_template_may_set()
    counting = any(COUNTS in set(_imported(path)) for path in files)
    return {NAMES.get(name, name.upper()) for name in settings} | ({READ_WITH_COUNTS} if counting else set())


def _reached(path: Path, met: set[Path]) -> Iterator[Path]:
    """A file and every module of `bootstrap` that it leads to, wherever it is imported."""
    yield path
    for name in _imported(path):
        file = PRODUCT.parent.joinpath(*name.split(".")).with_suffix(".py")
        if name.startswith("fingerpost.bootstrap.") and file.exists() and file not in met:
            met.add(file)
            yield from _reached(file, met)


def _imported(path: Path) -> Iterator[str]:
    """Modules by their full names, those that are imported from their package too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _settings_read(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "settings"
        ):
            yield node.attr


def _that_the_template_may_set() -> set[str]:
    """The settings that are read from the environment at all; the others are limits of the code."""
    named = set(re.findall(r'"([A-Z_]+)"', (PRODUCT / "settings.py").read_text(encoding="utf-8")))
    return {one.name for one in fields(Settings) if NAMES.get(one.name, one.name.upper()) in named}


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda path: str(path.parent.name))
def test_a_function_is_given_what_it_reads_and_nothing_else(handler: Path) -> None:
    assert _given(handler) == _read(handler)
