"""Who imports whom: no circle, and no import hidden in a function but where a cold start was measured."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.python_sources import PRODUCT, ROOT, functions, modules, parsed

LAZY = {
    "bootstrap/slack.py": "the heavy half of the Slack function, built in a thread while a form opens",
    "bootstrap/teams.py": "the heavy half of the Teams function, the same",
    "surfaces/slack/listeners.py": "what only answers and chats need, once a form is open",
    "surfaces/teams/activity_handler.py": "what only dialogs and codes need, once the menu is posted",
    "surfaces/teams/requests.py": "the requests bring the whole domain, which a menu does not need",
    "surfaces/running.py": "what a form or button of each kind runs, when one of the kind is sent",
    "usecases/catalogue.py": "each kind of use case, when it is first needed",
    "usecases/catalogue_of_teams.py": "the same",
    "policy/decide.py": "Cedar's engine, at the first decision",
    "policy/files.py": "Cedar's engine, at the first decision",
    "adapters/keyring.py": "Tink's protocol buffers, only where a keyset is made or rotated",
    "adapters/metrics.py": "a cold start that counts nothing needs no metrics",
    "log_catalogue.py": "local tools log without Powertools",
}
ROOTS = {"fingerpost": PRODUCT, "tools": ROOT / "tools", "tests": ROOT / "tests"}


def _name_of(package: str, path: Path) -> str:
    parts = path.relative_to(ROOTS[package]).with_suffix("").parts
    return ".".join((package, *(part for part in parts if part != "__init__")))


def _graph(package: str) -> dict[str, set[str]]:
    """Each module of a package with those it imports, wherever in the file: types count as well."""
    paths = {_name_of(package, path): path for path in modules(ROOTS[package])}
    return {name: set(_imported(path, set(paths))) - {name} for name, path in paths.items()}


def _imported(path: Path, known: set[str]) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names} & known
            yield from whole
            if len(whole) < len(node.names) and node.module in known:
                yield node.module


def _circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Modules that lead back to themselves."""
    reach = {name: _reached(graph, name) for name in graph}
    return [{other for other in reach[name] if name in reach[other]} for name in graph if name in reach[name]]


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(graph[name])
    return found


@pytest.mark.parametrize("package", ROOTS)
def test_no_module_leads_back_to_itself(package: str) -> None:
    graph = _graph(package)
    assert len(graph) > 30
    assert _circles(graph) == []


def test_imports_stand_at_the_top_but_in_named_modules() -> None:
    hiding = {
        str(path.relative_to(PRODUCT))
        for path in modules(PRODUCT)
        for function in functions(path)
        if any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(function))
    }
    assert hiding == set(LAZY)
