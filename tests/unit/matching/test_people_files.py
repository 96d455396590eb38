"""The benchmark's files: what is wrong is named and counted, the rest is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.matching.__main__ import main
from benchmarks.matching.people_files import read_people

_HEADER = "id,given_name,family_name,birth_date,postcode,sex,identifier\n"
_GOOD = "a1,Hasan,Okonkwo,2012-03-14,LS1 4AB,M,\na2,Ella,Kowalska,2010-11-02,M4 5JD,F,77\n"


def _file(folder: Path, text: str | bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a3,Amy,Reid,2012-13-45,,,\n", "bad_date"),
        ("a3,Amy,Reid,yesterday,,,\n", "bad_date"),
        ("a3,Amy,Reid,2012-25-03,,,\n", "date_with_day_and_month_exchanged"),
        ("a1,Amy,Reid,2012-03-04,,,\n", "duplicate_id"),
        (",Amy,Reid,2012-03-04,,,\n", "row_without_id"),
        (",,,,,,\n", "empty_row"),
        ("a3,Amy\n", "wrong_number_of_columns"),
        ("a3,!!!,Reid,,,,\n", "given_name_without_letters"),
        ("a3,Amy,Reid,,,unicorn,\n", "unknown_sex"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path, rows: str, fault: str) -> None:
    people = read_people(_file(tmp_path, _HEADER + _GOOD + rows))
    assert people.faults[fault] == 1
    assert {"a1", "a2"} <= set(people.details)


def test_mixed_encodings_are_read_line_by_line(tmp_path: Path) -> None:
    raw = (
        _HEADER.encode()
        + "a1,Zoë,Núñez,2012-03-14,,,\n".encode()
        + "a2,Zoë,Núñez,2012-03-14,,,\n".encode("cp1252")
    )
    people = read_people(_file(tmp_path, raw))
    assert people.details["a1"].names[0].given == people.details["a2"].names[0].given == "Zoë"
    assert people.faults["line_not_utf8_read_as_windows_1252"] == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty_file"),
        ("id,forename,surname\na1,Amy,Reid\n", "column_missing:given_name"),
        (_GOOD, "header_missing_taken_in_standard_order"),
    ],
)
def test_a_wrong_header_is_named(tmp_path: Path, text: str, fault: str) -> None:
    assert read_people(_file(tmp_path, text)).faults[fault] == 1


@pytest.mark.parametrize("separator", [";", "\t"])
def test_another_separator_and_a_byte_order_mark_are_understood(tmp_path: Path, separator: str) -> None:
    text = ("\ufeff" + _HEADER + _GOOD).replace(",", separator)
    assert set(read_people(_file(tmp_path, text)).details) == {"a1", "a2"}


def test_the_figures_are_one_json_object_on_the_last_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = _file(tmp_path, _HEADER + _GOOD, "index.csv")
    asked = (
        _HEADER
        + "q1,Hasan,Okonkwo,2012-03-14,LS1 4AB,,\nq2,Ella,Kowalsky,,,,77\nq3,Xu,Li,2011-01-05,,,\nq4,,,,,,\n"
    )
    truth = "ask_id,index_id\nq1,a1\nq2,a2\nq3,\nq9,a1\n"
    questions, links = _file(tmp_path, asked, "asked.csv"), _file(tmp_path, truth, "truth.csv")
    main(["--index", str(index), "--ask", str(questions), "--truth", str(links)])
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (found["asked"], found["confirmed"], found["confirmed_wrong"], found["absent_confirmed"]) == (
        3,
        2,
        0,
        0,
    )
    assert found["recall_at_1"] == 1.0
    assert found["confirmed"] + found["possible"] + found["none"] == found["asked"]
    assert found["faults"]["truth"] == {
        "question_not_in_ask_file": 1,
        "question_without_truth_not_measured": 1,
    }
