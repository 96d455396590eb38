"""What the code may look like, beyond what ruff, mypy and import-linter can say."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.architecture.python_sources import (
    HANDLERS,
    PRODUCT,
    ROOT,
    functions,
    imported,
    lines_of,
    modules,
    parsed,
)

MAY_TOUCH_THE_ENVIRONMENT = {
    "settings.py": "reads every setting",
    "adapters/aws.py": "reads what AWS sets for its SDKs: credentials, region, endpoint",
    "surfaces/slack/handler.py": "removes what Bolt would read without being asked to",
}


def test_functions_are_short() -> None:
    files = [*modules(PRODUCT), *HANDLERS, *modules(ROOT / "tools")]
    lines = [lines_of(function) for path in files for function in functions(path)]
    assert median(lines) <= 6
    assert quantiles(lines, n=10)[-1] <= 14


def test_no_module_is_long_but_tables_of_words_and_data() -> None:
    tables = {"words.py"}
    files = [*modules(PRODUCT), *HANDLERS, *modules(ROOT / "tools")]
    long = {
        str(path.relative_to(ROOT)): count
        for path in files
        if path.name not in tables and (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda path: str(path.parent.name))
def test_a_handler_only_joins_the_parts(handler: Path) -> None:
    assert len(handler.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda path: str(path.parent.name))
def test_a_function_folder_holds_one_file(handler: Path) -> None:
    assert [path.name for path in modules(handler.parent)] == ["app.py"]


def test_the_domain_needs_nothing_but_python() -> None:
    needed = {name for path in modules(PRODUCT / "domain") for name in imported(path)}
    foreign = {name for name in needed if not name.startswith("fingerpost.domain")}
    assert {name for name in foreign if name.partition(".")[0] not in sys.stdlib_module_names} == set()


def test_the_domain_asks_no_clock_and_no_chance() -> None:
    asking = {"now", "today", "utcnow", "random", "uuid4", "token_hex", "urandom"}
    called = {
        f"{path.name}: {node.func.attr}"
        for path in modules(PRODUCT / "domain")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asking
    }
    assert called == set()


def _touches_the_environment(path: Path) -> bool:
    return any(
        (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"))
        or (isinstance(node, ast.Name) and node.id in ("environ", "getenv"))
        for node in ast.walk(parsed(path))
    )


def test_nothing_else_touches_the_environment() -> None:
    found = {str(path.relative_to(PRODUCT)) for path in modules(PRODUCT) if _touches_the_environment(path)}
    in_handlers = {str(path.parent.name) for path in HANDLERS if _touches_the_environment(path)}
    assert found <= set(MAY_TOUCH_THE_ENVIRONMENT)
    assert in_handlers == set()


def test_nothing_that_runs_on_lambda_imports_what_stays_here() -> None:
    staying = {"functions", "tools", "tests", "benchmarks"}
    files = [*modules(PRODUCT), *HANDLERS]
    assert {name for path in files for name in imported(path) if name.partition(".")[0] in staying} == set()


def test_nothing_is_left_for_later_without_an_issue() -> None:
    files = [*modules(PRODUCT), *HANDLERS, *modules(ROOT / "tools")]
    left = re.compile(r"(TO)DO(?! #\d)|(FIX)ME(?! #\d)|raise NotImplemented" + "Error")
    found = {str(path.relative_to(ROOT)) for path in files if left.search(path.read_text(encoding="utf-8"))}
    assert found == set()


def test_nothing_outside_the_runner_touches_the_ledger() -> None:
    """No audit, no answer: whoever wrote to the ledger by itself could forget to."""
    allowed = {
        "acting.py": "writes attempts and outcomes of people",
        "unattended.py": "writes those of what nobody pressed",
        "catalogue.py": "hands the port to what nobody pressed",
        "in_common.py": "hands the port to acting",
    }
    folder = PRODUCT / "usecases"
    holding = {
        path.name
        for path in modules(folder)
        for node in ast.walk(parsed(path))
        if (isinstance(node, ast.Name) and node.id == "Ledger")
        or (isinstance(node, ast.Attribute) and node.attr == "ledger")
    }
    assert holding == set(allowed)


def test_only_the_runners_commit_what_an_act_writes() -> None:
    committing = {
        path.name
        for path in modules(PRODUCT / "usecases")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    }
    assert committing == {"acting.py", "unattended.py"}


BESIDE_THE_PACKAGE = {"functions", "local", "tools"}
"""What is tested that is no part of the package: the handlers, the local stack, the other tools."""


def test_unit_tests_stand_where_what_they_test_stands() -> None:
    here = ROOT / "tests" / "unit"
    folders = {path.parent.relative_to(here) for path in here.rglob("test_*.py")} - {Path()}
    elsewhere = {
        str(folder)
        for folder in folders
        if folder.parts[0] not in BESIDE_THE_PACKAGE and not (PRODUCT / folder).is_dir()
    }
    assert elsewhere == set()
