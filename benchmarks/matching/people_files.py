"""People and truth from CSV files of any quality: what is wrong is named and counted, the rest is used."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fingerpost.domain.child import Details, Name, Sex
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.matching.normalise import is_usable_name

HEADER = ("id", "given_name", "family_name", "birth_date", "postcode", "sex", "identifier")
TRUTH_HEADER = ("ask_id", "index_id")
_YEARS = range(1850, 2101)
_SEXES = {
    **dict.fromkeys(("f", "female", "girl", "2", "w"), Sex.FEMALE),
    **dict.fromkeys(("m", "male", "boy", "1"), Sex.MALE),
}
_LONGEST = 400  # characters of one field that are looked at

csv.field_size_limit(10_000_000)


@dataclass
class People:
    """Details by id, and what was wrong with the file by name of the fault."""

    details: dict[str, Details] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)


@dataclass
class Truth:
    """For each question the ids of the right child; an empty set where the child is not in the index."""

    right: dict[str, frozenset[str]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)


def read_people(path: Path) -> People:
    """The people of a file with HEADER, in any order of columns."""
    people = People()
    for row in _rows(path, HEADER, people.faults):
        _take(row, people)
    return people


def read_truth(path: Path) -> Truth:
    """The truth of a file with TRUTH_HEADER; a question may have several right children."""
    truth = Truth()
    links: dict[str, set[str]] = defaultdict(set)
    for row in _rows(path, TRUTH_HEADER, truth.faults):
        if not row["ask_id"]:
            truth.faults["row_without_ask_id"] += 1
            continue
        links[row["ask_id"]] |= {row["index_id"]} - {""}
    truth.right = {asked: frozenset(children) for asked, children in links.items()}
    return truth


def is_askable(details: Details) -> bool:
    """Whether a question names enough to be asked: a number, or a birth date and a name (as PDS demands)."""
    named = any(is_usable_name(name.given) or is_usable_name(name.family) for name in details.names)
    return bool(details.identifiers) or (details.birth_date is not None and named)


def birth_date_of(text: str) -> tuple[date | None, str | None]:
    """A date from ISO, yyyymmdd or dd/mm/yyyy, and the fault if any. A month above 12 is read as the day."""
    digits = [
        part
        for part in text.replace("/", "-").replace(".", "-").split("T")[0].split(" ")[0].split("-")
        if part
    ]
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [text[:4], text[4:6], text[6:8]]
    if len(digits) != 3 or not all(part.isascii() and part.isdigit() for part in digits):
        return None, "bad_date"
    year, month, day = map(int, digits if len(digits[0]) == 4 else reversed(digits))
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> tuple[date | None, str | None]:
    if year not in _YEARS:
        return None, "bad_date"
    for first, second, fault in ((month, day, None), (day, month, "date_with_day_and_month_exchanged")):
        try:
            return date(year, first, second), fault
        except ValueError:
            continue
    return None, "bad_date"


def _take(row: dict[str, str], people: People) -> None:
    if not row["id"]:
        people.faults["row_without_id"] += 1
    elif row["id"] in people.details:
        people.faults["duplicate_id"] += 1
    else:
        people.details[row["id"]] = _details(row, people.faults)


def _details(row: dict[str, str], faults: Counter[str]) -> Details:
    number = "".join(filter(str.isalnum, row["identifier"])).upper()
    return Details(
        names=(_name(row, faults),),
        birth_date=_date(row["birth_date"], faults),
        postcodes=(row["postcode"],) if row["postcode"] else (),
        sex=_sex(row["sex"], faults),
        identifiers=(Identifier(IdentifierKind.LOCAL, number),) if number else (),
    )


def _name(row: dict[str, str], faults: Counter[str]) -> Name:
    for column in ("given_name", "family_name"):
        if row[column] and not is_usable_name(row[column]):
            faults[f"{column}_without_letters"] += 1
    return Name(row["given_name"], row["family_name"])


def _date(text: str, faults: Counter[str]) -> date | None:
    if not text:
        return None
    day, fault = birth_date_of(text)
    if fault:
        faults[fault] += 1
    return day


def _sex(text: str, faults: Counter[str]) -> Sex | None:
    if text and text.casefold() not in _SEXES:
        faults["unknown_sex"] += 1
    return _SEXES.get(text.casefold())


def _rows(path: Path, header: tuple[str, ...], faults: Counter[str]) -> Iterator[dict[str, str]]:
    lines = _lines(path, faults)
    if not lines:
        faults["empty_file"] += 1
        return
    separator = max(",;\t|", key=lines[0].count)
    columns, first = _columns(lines[0], separator, header, faults)
    for cells in csv.reader(lines[first:], delimiter=separator):
        if not any(cell.strip() for cell in cells):
            faults["empty_row"] += 1
            continue
        if len(cells) != len(columns):
            faults["wrong_number_of_columns"] += 1
        row = dict(zip(columns, cells, strict=False))
        yield {name: row.get(name, "")[:_LONGEST].strip() for name in header}


def _columns(
    line: str, separator: str, header: tuple[str, ...], faults: Counter[str]
) -> tuple[list[str], int]:
    """The names of the columns, and the line on which the data begin."""
    found = [cell.strip().strip('"').casefold() for cell in line.split(separator)]
    if not set(found) & set(header):
        faults["header_missing_taken_in_standard_order"] += 1
        return list(header), 0
    for name in header:
        if name not in found:
            faults[f"column_missing:{name}"] += 1
    for name in found:
        if name not in header:
            faults["column_not_known"] += 1
    return found, 1


def _lines(path: Path, faults: Counter[str]) -> list[str]:
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace").splitlines(keepends=True)
    return [_decoded(line, faults) for line in raw.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)]


def _decoded(line: bytes, faults: Counter[str]) -> str:
    if b"\0" in line:
        faults["nul_bytes_removed"] += 1
        line = line.replace(b"\0", b"")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        faults["line_not_utf8_read_as_windows_1252"] += 1
        return line.decode("cp1252", errors="replace")
