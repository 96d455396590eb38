"""Files as case systems really export them: read to the last row, or refused in words; never a crash."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.files.columns import count_known, day_of, places_of, propose, values_in
from fingerpost.domain.files.table import (
    FileProblem,
    Layout,
    Record,
    UnreadableFile,
    layout_of,
    records_in,
    spans_of,
)

HEADER = "Case ID,Forename,Surname,DOB,Worker ID,Role,Start date"
ROW = "c-{0},Aoife,Byrne,27/03/2016,p-rowan,Social worker,12/01/2026"


def read(data: bytes, rows: int = 3) -> tuple[Layout, list[Record]]:
    """The whole file, in parts, as intake reads it."""
    layout = layout_of(data, lambda cells: count_known(None, cells))
    found = [
        record
        for span in spans_of(data, layout, rows)
        for record in records_in(data[span.start : span.end], layout, span.line)
    ]
    return layout, found


def a_file(*rows: str, header: str = HEADER, end: str = "\n", above: str = "") -> str:
    return above + end.join((header, *rows)) + end


def refs(records: list[Record]) -> list[str]:
    return [record.cells[0] if record.cells else "?" for record in records]


THREE = [ROW.format(number) for number in range(3)]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(a_file(*THREE).encode(), id="plain"),
        pytest.param(b"\xef\xbb\xbf" + a_file(*THREE).encode(), id="byte order mark"),
        pytest.param(a_file(*THREE, end="\r\n").encode(), id="CRLF"),
        pytest.param(a_file(*THREE, end="\r").encode(), id="old Macintosh"),
        pytest.param(a_file(*THREE).encode().rstrip(b"\n"), id="no end of line at the end"),
        pytest.param(a_file(*THREE).replace(",", ";").encode(), id="semicolons"),
        pytest.param(a_file(*THREE).replace(",", "\t").encode(), id="tabs"),
        pytest.param(
            a_file(*THREE, above="Open cases\nExported 02/03/2026 by Sam\n\n").encode(), id="titles above"
        ),
        pytest.param((a_file(*THREE) + "\nTotal rows,3\n").encode(), id="a total below"),
        pytest.param((a_file(*THREE) + "Total,3,,,,,\n,,,,,,\n").encode(), id="a total of as many cells"),
        pytest.param(a_file(*THREE, "", ",,,,,,").encode(), id="empty rows"),
    ],
)
def test_three_rows_are_three_rows(data: bytes) -> None:
    _, records = read(data, rows=2)
    assert refs(records) == ["c-0", "c-1", "c-2"]


def test_each_row_has_the_number_of_its_line() -> None:
    data = a_file(*THREE, above="Open cases\n\n").encode()
    _, records = read(data, rows=1)
    assert [record.line for record in records] == [4, 5, 6]


def test_commas_and_line_ends_within_quotes_belong_to_their_cell() -> None:
    quoted = 'c-1,"Aoife, ""Fi""","Byrne\nQuinn",27/03/2016,p-rowan,Social worker,12/01/2026'
    _, records = read(a_file(ROW.format(0), quoted, ROW.format(2)).encode(), rows=1)
    assert refs(records) == ["c-0", "c-1", "c-2"]
    assert records[1].cells is not None
    assert records[1].cells[1:3] == ('Aoife, "Fi"', "Byrne\nQuinn")
    assert [record.line for record in records] == [2, 3, 5]


@pytest.mark.parametrize("broken", ['c-1,"Aoife,Byrne,27/03/2016', 'c-1,"', '"'])
def test_a_quote_that_is_never_closed_costs_its_own_row_alone(broken: str) -> None:
    rows = [ROW.format(0), broken, *(ROW.format(number) for number in range(2, 90))]
    _, records = read(a_file(*rows).encode(), rows=7)
    assert len(records) == 90
    assert refs(records)[0] == "c-0"
    assert refs(records)[2:] == [f"c-{number}" for number in range(2, 90)]


def test_two_stray_quotes_swallow_nothing_between_them() -> None:
    stray = 'c-{0},"Aoife,Byrne,27/03/2016,p-rowan,Social worker,12/01/2026'
    rows = [stray.format(0), ROW.format(1), ROW.format(2), stray.format(3), ROW.format(4)]
    _, records = read(a_file(*rows).encode())
    assert len(records) == 5
    assert [ref for ref in refs(records) if ref != "?"] == ["c-1", "c-2", "c-4"]


def test_windows_1252_is_read_as_such() -> None:
    layout, records = read(a_file(ROW.format(0).replace("Byrne", "Ó Briain")).encode("cp1252"))
    assert layout.encoding == "cp1252"
    assert records[0].cells is not None
    assert records[0].cells[2] == "Ó Briain"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", FileProblem.EMPTY),
        (b"\n\n  \n", FileProblem.EMPTY),
        (a_file(*THREE).encode("utf-16"), FileProblem.UTF_16),
        (b"PK\x03\x04 a workbook", FileProblem.NOT_CSV),
        (b"\x00\x01\x02\x03", FileProblem.NOT_CSV),
        (b"\xef\xbb\xbf", FileProblem.EMPTY),
        (b"nothing that anybody would call a header\n1,2,3\n", FileProblem.NO_HEADER),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, problem: FileProblem) -> None:
    with pytest.raises(UnreadableFile) as fault:
        read(data)
    assert fault.value.problem is problem


# ------------------------------------------------------------------ any bytes


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\x85\u2028\u2029"),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_clear_refusal(data: bytes) -> None:
    with suppress(UnreadableFile):
        layout, records = read(data)
        assert layout.start <= len(data)
        assert all(record.line > layout.header_line for record in records)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.integers(1, 4))
def test_no_line_of_any_bytes_below_a_header_is_lost(noise: bytes, rows: int) -> None:
    """Every line that is not empty is within exactly one part, in its order."""
    data = a_file(ROW.format(0)).encode() + noise.replace(b"\0", b"")
    try:
        layout, _ = read(data)
    except UnreadableFile:
        return
    spans = list(spans_of(data, layout, rows))
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert all(span.rows <= rows for span in spans)
    counted = [len(list(records_in(data[span.start : span.end], layout, span.line))) for span in spans]
    assert counted == [span.rows for span in spans]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(cells, min_size=6, max_size=6), max_size=12),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.integers(1, 5),
)
def test_what_a_writer_wrote_is_what_is_read(
    written: list[list[str]], end: str, quoting: int, rows: int
) -> None:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(HEADER.split(","))
    for number, each in enumerate(written):
        writer.writerow([f"c-{number}", *each])
    _, records = read(table.getvalue().encode(), rows)
    assert refs(records) == [f"c-{number}" for number in range(len(written))]


# ------------------------------------------------------------------ columns


def test_the_columns_are_proposed_from_the_header() -> None:
    proposal = propose([*HEADER.split(","), "Ethnicity"])
    assert proposal.taken == {
        "source_ref": "Case ID",
        "given_name": "Forename",
        "family_name": "Surname",
        "birth_date": "DOB",
        "worker_id": "Worker ID",
        "role": "Role",
        "since": "Start date",
    }
    assert (proposal.missing, proposal.unused) == ((), ("Ethnicity",))


def test_of_two_dates_of_birth_the_verified_one_is_proposed_and_both_are_told() -> None:
    proposal = propose([*HEADER.split(","), "Date of Birth (verified)"])
    assert proposal.taken["birth_date"] == "Date of Birth (verified)"
    assert proposal.several["birth_date"] == ("Date of Birth (verified)", "DOB")


def test_a_feeds_own_columns_decide() -> None:
    header = [*HEADER.split(","), "Date of Birth (verified)"]
    own = {**propose(header).taken, "birth_date": "DOB"}
    assert places_of(own, header)["birth_date"] == 3


@pytest.mark.parametrize(
    ("header", "problem", "columns"),
    [
        (HEADER.replace("DOB,", ""), FileProblem.COLUMNS_MISSING, ("birth_date",)),
        (HEADER + ",Role", FileProblem.COLUMN_TWICE, ("role",)),
    ],
)
def test_a_header_that_does_not_do_is_refused_with_the_columns(
    header: str, problem: FileProblem, columns: tuple[str, ...]
) -> None:
    with pytest.raises(UnreadableFile) as fault:
        places_of(None, header.split(","))
    assert (fault.value.problem, fault.value.columns) == (problem, columns)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("42456", "2016-03-27"),
        ("42456.0", "2016-03-27"),
        ("27/03/2016", "27/03/2016"),
        ("2016", "2016"),
        ("99999", "99999"),
        ("", ""),
    ],
)
def test_a_spreadsheets_number_of_a_day_is_a_day_again(cell: str, day: str) -> None:
    assert day_of(cell) == day
    assert values_in(["x", cell], {"source_ref": 0, "since": 1})["since"] == day
