"""A CSV file as spreadsheets and case systems write it: any bytes are a table, or a clear refusal.

A record ends at a line's end that stands outside quotes. A quote that is never closed costs its own line
alone: what comes after it is read as if it were not there.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.made_when_used import dataclass

LOOKED_THROUGH = 25
"""Within how many records of its beginning a file has its header: titles and dates of export stand above."""

LONGEST_RECORD = 50
"""How many lines a record may span, by line ends within quotes."""

LONGEST_CELL = 4_000
_DELIMITERS = ",;\t|"
_FOOTERS = ("total", "grand total", "count", "sum", "rows", "records", "end of", "number of", "report")


class FileProblem(StrEnum):
    """Why a file cannot be read at all."""

    EMPTY = "empty"
    NOT_CSV = "not_csv"
    UTF_16 = "utf_16"
    NO_HEADER = "no_header"
    COLUMN_TWICE = "column_twice"
    COLUMNS_MISSING = "columns_missing"
    TOO_LARGE = "too_large"
    REPLACED = "replaced"


class UnreadableFile(FingerpostError):
    """A file that is refused whole. columns: of ours, those that it is about."""

    def __init__(self, problem: FileProblem, columns: Sequence[str] = ()) -> None:
        super().__init__(" ".join((problem, *columns)))
        self.problem = problem
        self.columns = tuple(columns)


@dataclass(frozen=True)
class Layout:
    """How a file is written. header: its columns as they stand there; header_line: from 1.

    start: the byte at which the first row begins.
    """

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    start: int


@dataclass(frozen=True)
class Span:
    """So many rows of a file: its bytes from `start` to `end`; line: of its first row, from 1."""

    start: int
    end: int
    line: int
    rows: int


@dataclass(frozen=True, repr=False)
class Record(Confidential):
    """One record. cells: None where the line cannot be parted into cells."""

    line: int
    cells: tuple[str, ...] | None


# ------------------------------------------------------------------ how it is written


def layout_of(data: bytes, fits: Callable[[Sequence[str]], int]) -> Layout:
    """The layout of a whole file. fits: how many of the columns that are looked for a record names.

    Raises UnreadableFile.
    """
    encoding, mark = _encoding_of(data)
    lines = data[mark:].splitlines(keepends=True)
    head = [line.decode(encoding, "replace") for line in lines[: LOOKED_THROUGH * 4]]
    if not any(line.strip() for line in head):
        raise UnreadableFile(FileProblem.EMPTY)
    best: tuple[int, Layout] | None = None
    for delimiter in _DELIMITERS:
        for at, count, cells in _first(head, delimiter):
            score = fits(cells)
            if score and (best is None or score > best[0]):
                start = mark + sum(map(len, lines[: at + count]))
                header = tuple(plain(cell) for cell in cells)
                best = (score, Layout(encoding, delimiter, header, at + 1, start))
    if best is None:
        raise UnreadableFile(FileProblem.NO_HEADER)
    return best[1]


def _encoding_of(data: bytes) -> tuple[str, int]:
    """UTF-8 with a mark or without, else Windows-1252, and how long the mark is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(FileProblem.UTF_16)
    if data[:4] == b"PK\x03\x04" or b"\0" in data[:4_096]:
        raise UnreadableFile(FileProblem.NOT_CSV)
    mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", mark
    return "utf-8", mark


def _first(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The records among which the header is: where each begins, over how many lines, and its cells."""
    at = 0
    for _ in range(LOOKED_THROUGH):
        if at >= len(lines):
            return
        count, cells = _record(lines, at, delimiter, 0)
        yield at, count, cells or ()
        at += count


# ------------------------------------------------------------------ its rows


def spans_of(data: bytes, layout: Layout, rows: int) -> Iterator[Span]:
    """The file in parts of so many rows at most, each of whole records; nothing of it is copied."""
    lines = data[layout.start :].splitlines(keepends=True)
    first = len(data[: layout.start].splitlines())
    start, line, held, at = layout.start, first, 0, layout.start
    number = first
    for lengths, is_row in _lengths(lines, layout):
        at += lengths[0]
        number += lengths[1]
        held += is_row
        if held == rows:
            yield Span(start, at, line + 1, held)
            start, line, held = at, number, 0
    if held:
        yield Span(start, at, line + 1, held)


def _lengths(lines: Sequence[bytes], layout: Layout) -> Iterator[tuple[tuple[int, int], bool]]:
    """Of each record its bytes and lines, and whether it is a row at all."""
    text = [line.decode(layout.encoding, "replace") for line in lines]
    at = 0
    while at < len(text):
        count, cells = _record(text, at, layout.delimiter, len(layout.header))
        yield (sum(map(len, lines[at : at + count])), count), is_row(cells)
        at += count


def records_in(part: bytes, layout: Layout, line: int) -> Iterator[Record]:
    """Every row of a span's bytes; what is empty, or a total below the rows, is none."""
    text = [each.decode(layout.encoding, "replace") for each in part.splitlines(keepends=True)]
    at = 0
    while at < len(text):
        count, cells = _record(text, at, layout.delimiter, len(layout.header))
        if is_row(cells):
            yield Record(line + at, None if cells is None else tuple(map(plain, cells)))
        at += count


def is_row(cells: Sequence[str] | None) -> bool:
    """Whether a record is a row: not where it is empty, nor a total or a note below the rows."""
    if cells is None:
        return True
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return False
    return not (len(filled) <= 2 and filled[0].casefold().startswith(_FOOTERS))


def _record(lines: Sequence[str], at: int, delimiter: str, wanted: int) -> tuple[int, tuple[str, ...] | None]:
    """How many lines the record at this line has, and its cells. wanted: how many a record of several lines
    must have, 0 for any number: else its quote was never closed."""
    if '"' not in lines[at]:
        return 1, _parted([lines[at]], delimiter)
    reader = csv.reader(lines[at : at + LONGEST_RECORD], delimiter=delimiter, strict=True)
    try:
        cells = next(reader, [])
    except csv.Error:
        return 1, _alone(lines[at], delimiter)
    count = max(reader.line_num, 1)
    if count > 1 and len(cells) != wanted:
        return 1, _alone(lines[at], delimiter)
    return count, _within(cells)


def _alone(line: str, delimiter: str) -> tuple[str, ...] | None:
    """A line whose quotes do not fit: its cells where none is left open."""
    return None if line.count('"') % 2 else _parted([line], delimiter)


def _parted(lines: Sequence[str], delimiter: str) -> tuple[str, ...] | None:
    try:
        return _within(next(csv.reader(lines, delimiter=delimiter), []))
    except csv.Error:
        return None


def _within(cells: Sequence[str]) -> tuple[str, ...] | None:
    return None if any(len(cell) > LONGEST_CELL for cell in cells) else tuple(cells)


def plain(cell: str) -> str:
    """A cell without what spreadsheets put around a value to keep it as text: ="0123", '0123."""
    bare = cell.replace("\u00a0", " ").strip().lstrip("\ufeff")
    if bare.startswith('="') and bare.endswith('"') and len(bare) > 3:
        return bare[2:-1].strip()
    return bare[1:].strip() if bare.startswith("'") else bare
