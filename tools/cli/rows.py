"""Reads people from a CSV file as spreadsheets write them: every row is read, or listed with its reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fingerpost.domain.directory import check_practitioner
from fingerpost.domain.errors import InvalidField
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.surfaces.words import say_problem
from tools.cli.exits import Exit, Trouble

NEEDED = (
    *("id", "name", "role", "service_id", "job_title"),
    *("vetted_until", "trained_until", "agreed_until"),
)
KNOWN = (*NEEDED, "supervisor_id", "deputy_id")
LONGEST_FIELD = 2_000
_CHUNK = 1 << 16
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Row:
    """One row. line: where it begins in the file; wrong: why it cannot be used, empty where it can."""

    line: int
    person: str
    body: Mapping[str, str]
    wrong: str = ""


def encoding_of(file: Path) -> str:
    """What spreadsheets write: UTF-8 or UTF-16 with a mark, UTF-8 without, else Windows-1252."""
    with file.open("rb") as content:
        beginning = content.read(4)
    for mark, name in _BOMS:
        if beginning.startswith(mark):
            return name
    return "utf-8" if _is_utf_8(file) else "cp1252"


def _is_utf_8(file: Path) -> bool:
    try:
        with file.open(encoding="utf-8", newline="") as content:
            while content.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def rows_of(file: Path) -> Iterator[Row]:
    """Every row of the file. Raises Trouble where it is no CSV of people."""
    csv.field_size_limit(LONGEST_FIELD)
    met: dict[str, int] = {}
    with file.open(encoding=encoding_of(file), errors="replace", newline="") as content:
        reader = csv.reader(content, delimiter=_delimiter(content.readline()))
        content.seek(0)
        headings = _headings(next(reader, []))
        while (cells := _next(reader)) is not None:
            if any(cell.strip() for cell in cells):
                yield _row(reader.line_num, headings, cells, met)


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    """The next row; one that cannot be split counts as one cell that says so."""
    try:
        return next(reader, None)
    except csv.Error as fault:
        return [f"\0{fault}"]


def _delimiter(heading: str) -> str:
    return max(",;\t", key=heading.count)


def _headings(cells: list[str]) -> list[str]:
    headings = [cell.strip().strip("\ufeff").lower().replace(" ", "_") for cell in cells]
    missing = [name for name in NEEDED if name not in headings]
    unknown = [name for name in headings if name not in KNOWN]
    if missing or unknown or len(set(headings)) != len(headings):
        raise Trouble(
            f"The heading row does not fit. Missing: {_named(missing)}. Not known: {_named(unknown)}.",
            f"The first row names the columns: {', '.join(KNOWN)}.",
            Exit.NOT_VALID,
        )
    return headings


def _named(names: list[str]) -> str:
    return ", ".join(name or "(empty)" for name in names) or "none"


def _row(line: int, headings: list[str], cells: list[str], met: dict[str, int]) -> Row:
    body = {name: cell.strip() for name, cell in zip(headings, cells, strict=False)}
    person = body.pop("id", "")
    wrong = _wrong(len(headings), cells, person, body, met)
    if not wrong:
        met[person] = line
    return Row(line, person, {"supervisor_id": "", **body}, wrong)


def _wrong(count: int, cells: list[str], person: str, body: Mapping[str, str], met: dict[str, int]) -> str:
    if cells[0].startswith("\0"):
        return f"The row cannot be read: {cells[0][1:]}."
    if len(cells) != count:
        return f"The row has {len(cells)} cells, the heading {count}."
    if any("\ufffd" in cell for cell in cells):
        return "The row holds letters that cannot be read. Save the file as CSV UTF-8."
    if person in met:
        return f"{person} stands in line {met[person]} already."
    return _not_valid(person, body)


def _not_valid(person: str, body: Mapping[str, str]) -> str:
    """By the same rules as the deployment's own."""
    try:
        check_practitioner(_practitioner(person, body))
    except InvalidField as fault:
        return f"{fault.field}: {say_problem(fault.field, fault.problem)}"
    except ValueError as fault:
        return str(fault)
    return ""


def _practitioner(person: str, body: Mapping[str, str]) -> Practitioner:
    if body["role"] not in {each.value for each in Role}:
        raise ValueError(f"role: {body['role'][:40]} is none of practitioner, supervisor, officer, admin.")
    return Practitioner(
        id=person,
        name=body["name"],
        role=Role(body["role"]),
        service_id=body["service_id"],
        area_id="",
        job_title=body["job_title"],
        status=Status.ACTIVE,
        vetted_until=_day("vetted_until", body),
        trained_until=_day("trained_until", body),
        agreed_until=_day("agreed_until", body),
        supervisor_id=body.get("supervisor_id", ""),
        deputy_id=body.get("deputy_id", ""),
    )


def _day(name: str, body: Mapping[str, str]) -> date:
    try:
        return date.fromisoformat(body[name]) if len(body[name]) == len("2026-01-31") else _no_day()
    except ValueError:
        raise ValueError(f"{name}: a day is written YYYY-MM-DD, such as 2027-03-31.") from None


def _no_day() -> date:
    raise ValueError
