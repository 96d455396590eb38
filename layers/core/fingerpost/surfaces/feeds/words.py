"""Why a file is refused whole, and what to do."""

from __future__ import annotations

from fingerpost.domain.files.table import FileProblem

_FILES: dict[str, str] = {
    FileProblem.EMPTY: "The file is empty. Export it anew and send it again.",
    FileProblem.NOT_CSV: "This is no CSV file. Save it as CSV UTF-8.",
    FileProblem.UTF_16: "The file is Unicode text (UTF-16). Save it as CSV UTF-8.",
    FileProblem.NO_HEADER: "No row within the first 25 names the columns. Keep the header row of the export.",
    FileProblem.COLUMN_TWICE: "Two columns have this name: {columns}. Say which one is meant: feed map.",
    FileProblem.COLUMNS_MISSING: "These columns are missing: {columns}. See what is proposed: feed map.",
    FileProblem.TOO_LARGE: "The file is too large. Send it in several files of at most 400 MB.",
    FileProblem.REPLACED: "Another file took the place of this one before it was read.",
}


def say_file_problem(problem: str) -> str:
    """In words. problem: its code, then the columns that it is about."""
    code, *columns = problem.split()
    return _FILES[code].format(columns=", ".join(columns))
