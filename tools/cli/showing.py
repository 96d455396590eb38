"""What the command prints: results to standard output, all else to standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table


@dataclass(frozen=True)
class Screen:
    """as_json: scripts read standard output, one JSON document or one a line."""

    as_json: bool
    out: Console = field(default_factory=Console)
    err: Console = field(default_factory=lambda: Console(stderr=True))

    def say(self, words: str) -> None:
        """A sentence for people; scripts do not get it."""
        if not self.as_json:
            self.out.print(escape(words), soft_wrap=True)

    def warn(self, words: str) -> None:
        """A sentence that matters to scripts too, on standard error."""
        self.err.print(escape(words), style="yellow", soft_wrap=True)

    def fail(self, why: str, next_step: str) -> None:
        """Why it was not done, and what to do."""
        self.err.print(escape(f"Not done: {why}"), style="red", soft_wrap=True)
        self.err.print(escape(f"Next: {next_step}"), soft_wrap=True)

    def document(self, body: Any) -> None:  # noqa: ANN401 - any JSON
        """A whole answer, for scripts."""
        if self.as_json:
            print(json.dumps(body, ensure_ascii=False))

    def entry(self, entry: Mapping[str, Any]) -> None:
        """One entry, field by field."""
        if self.as_json:
            return self.document(entry)
        table = Table(show_header=False, box=None, pad_edge=False)
        for name, value in _flat(entry):
            table.add_row(f"[dim]{name}[/]", escape(value))
        self.out.print(table)
        return None

    def rows(self, entries: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> int:
        """Many entries as a table, or one JSON document a line; how many they were."""
        count = 0
        table = Table(*(Column(name, overflow="fold") for name in columns), box=None, pad_edge=False)
        for entry in entries:
            count += 1
            self.document(entry)
            table.add_row(*(escape(_plain(entry.get(column))) for column in columns))
        if not self.as_json and count:
            self.out.print(table)
        return count


def _flat(entry: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, str]]:
    for name, value in entry.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", _plain(value)


def _plain(value: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value) or "-"
    if isinstance(value, dict):
        return " ".join(_plain(each) for each in value.values())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value in (None, "") else str(value)
