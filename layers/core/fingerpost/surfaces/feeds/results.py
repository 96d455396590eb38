"""The result file of an import: every row of the file, with what became of it (C6)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from fingerpost.domain.errors import InvalidField
from fingerpost.domain.feed_imports import PartResult
from fingerpost.domain.feed_rows import RowResult
from fingerpost.surfaces.feeds.words import say_file_problem
from fingerpost.surfaces.words import say_problem

HEADER = ("row", "source_ref", "outcome", "column", "problem", "says")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def result_file(parts: Iterable[PartResult], problem: str) -> bytes:
    """One line a row, one more for each further column that is wrong; UTF-8 with a mark, for spreadsheets.

    problem: why the file was refused whole, empty where it was read.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    if problem:
        writer.writerow(("", "", "refused", "", problem, say_file_problem(problem)))
    for part in parts:
        for line, result in zip(part.lines, part.results, strict=True):
            writer.writerows(_lines(line, result))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _lines(line: int, result: RowResult) -> Iterable[tuple[str, ...]]:
    first = (str(line), _safe(result.source_ref), str(result.outcome))
    said = [*result.problems, *result.warnings]
    for fault in said:
        yield (*first, *_column(fault))
    if not said:
        yield (*first, "", "", "")


def _column(fault: InvalidField) -> tuple[str, str, str]:
    return fault.field, str(fault.problem), say_problem(fault.field, fault.problem)


def _safe(written: str) -> str:
    """A spreadsheet would run what begins like a formula."""
    return f"'{written}" if written.startswith(_FORMULA) else written
