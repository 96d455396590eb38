"""People from files as people make them: every row is done, or listed with its reason."""

from __future__ import annotations

import csv
import json
import tracemalloc
from pathlib import Path

import pytest

from tests.unit.tools.command_line import CommandLine, command_line
from tools.cli.rows import encoding_of, rows_of

HEAD = "id,name,role,service_id,job_title,vetted_until,trained_until,agreed_until,supervisor_id\n"
UNTIL = "2027-06-30,2027-06-30,2027-06-30"


def row(person: str, name: str = "Kim Ashby", *, supervisor: str = "", service: str = "social-care") -> str:
    return f"{person},{name},practitioner,{service},Social worker,{UNTIL},{supervisor}\n"


@pytest.fixture
def fingerpost(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return command_line(monkeypatch, capsys)


def test_people_are_entered_and_the_same_file_twice_changes_nothing(
    fingerpost: CommandLine, tmp_path: Path
) -> None:
    content = HEAD + row("kim") + row("sam", "Sam Okafor")
    assert "2 entered, 0 changed, 0 unchanged, 0 refused" in fingerpost.import_file(tmp_path, content)[1]
    versions = {one.id: one.version for one in fingerpost.pool.desk.office.shelves.practitioners.values()}
    seen = len(fingerpost.pool.seen)
    assert "0 entered, 0 changed, 2 unchanged, 0 refused" in fingerpost.import_file(tmp_path, content)[1]
    people = fingerpost.pool.desk.office.shelves.practitioners
    assert {one.id: one.version for one in people.values()} == versions == {"kim": 1, "sam": 1}
    assert len(fingerpost.pool.seen) == seen + 2
    changed = fingerpost.import_file(tmp_path, content.replace("Okafor", "Okonkwo"))[1]
    assert "0 entered, 1 changed, 1 unchanged, 0 refused" in changed


def test_a_dry_run_says_the_same_and_does_nothing(fingerpost: CommandLine, tmp_path: Path) -> None:
    content = HEAD + row("kim") + row("lost", service="nowhere")
    code, out, _ = fingerpost.import_file(tmp_path, content, "--dry-run")
    assert (code, "1 entered, 0 changed, 0 unchanged, 1 refused" in out) == (7, True)
    assert fingerpost.pool.desk.office.shelves.practitioners == {}
    assert {method for method, _ in fingerpost.pool.seen} == {"GET"}


def test_whose_supervisor_comes_later_in_the_file_is_entered_after_them(
    fingerpost: CommandLine, tmp_path: Path
) -> None:
    boss = row("boss").replace("practitioner", "supervisor")
    chief = row("chief").replace("practitioner", "supervisor")
    boss = boss.replace(",\n", ",chief\n")
    content = HEAD + row("kim", supervisor="boss") + boss + chief + row("sam", supervisor="nobody")
    code, out, _err = fingerpost.import_file(tmp_path, content)
    assert (code, "3 entered, 0 changed, 0 unchanged, 1 refused" in out) == (7, True)
    assert fingerpost.pool.desk.office.shelves.practitioners["kim"].supervisor_id == "boss"
    assert "no such supervisor" in out


HOSTILE = {
    "a formula": (row("kim", "=cmd|'/c calc'!A1"), "name"),
    "another formula": (row("kim", "@SUM(A1)"), "name"),
    "a formula for an id": (row("=1+1"), "An id is"),
    "an id with capitals": (row("Kim"), "An id is"),
    "nobody's name": (row("kim", ""), "name"),
    "an unknown service": (row("kim", service="nowhere"), "no such service"),
    "an unknown role": (row("kim").replace("practitioner", "king"), "role"),
    "a feed": (row("kim").replace("practitioner", "feed"), "role"),
    "a day that is none": (row("kim").replace("2027-06-30", "30/06/2027", 1), "YYYY-MM-DD"),
    "a cell too few": ("kim,Kim\n", "2 cells"),
    "a cell too many": (row("kim").replace("\n", ",more\n"), "10 cells"),
    "an endless cell": (row("kim", "x" * 5_000), "cannot be read"),
    "a long name": (row("kim", "x" * 500), "name"),
    "a line break in a name": (row("kim", '"Kim\nAshby"'), "one line"),
    "their own supervisor": (row("kim", supervisor="kim"), "supervisor_id"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_row_that_cannot_be_used_is_listed_with_its_reason(
    fingerpost: CommandLine, tmp_path: Path, what: str
) -> None:
    bad, reason = HOSTILE[what]
    content = HEAD + row("before", "Ann Before") + bad + row("after", "Ann After")
    code, out, _ = fingerpost.import_file(tmp_path, content, "--result", str(tmp_path / "result.csv"))
    assert code == 7
    assert "2 entered, 0 changed, 0 unchanged, 1 refused" in out
    assert reason in " ".join(out.split())
    with (tmp_path / "result.csv").open(encoding="utf-8-sig", newline="") as result:
        told = list(csv.DictReader(result))
    assert sorted(one["outcome"] for one in told) == ["entered", "entered", "refused"]
    assert not [cell for one in told for cell in one.values() if cell[:1] in "=+-@" and cell]


def test_the_second_of_two_rows_for_one_person_is_refused(fingerpost: CommandLine, tmp_path: Path) -> None:
    code, out, _ = fingerpost.import_file(tmp_path, HEAD + row("kim") + row("kim", "Kim Other"))
    assert (code, "1 entered, 0 changed, 0 unchanged, 1 refused" in out) == (7, True)
    assert fingerpost.pool.desk.office.shelves.practitioners["kim"].name == "Kim Ashby"


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_as_spreadsheets_write_them(
    fingerpost: CommandLine, tmp_path: Path, encoding: str, ending: str, delimiter: str
) -> None:
    content = (HEAD + row("zoe", "Zoë O’Hara")).replace(",", delimiter).replace("\n", ending)
    code, out, _ = fingerpost.import_file(tmp_path, content.encode(encoding))
    assert (code, "1 entered" in out) == (0, True)
    assert fingerpost.pool.desk.office.shelves.practitioners["zoe"].name == "Zoë O’Hara"


@pytest.mark.parametrize(
    "heading", ["", "id,name\n", HEAD.replace("role", "rank"), HEAD.replace("role", "id")]
)
def test_a_file_that_is_no_list_of_people_is_refused_whole(
    fingerpost: CommandLine, tmp_path: Path, heading: str
) -> None:
    code, _, err = fingerpost.import_file(tmp_path, heading + row("kim"))
    assert (code, "The first row names the columns" in " ".join(err.split())) == (6, True)
    assert fingerpost.pool.seen == []


def test_scripts_read_the_counts(fingerpost: CommandLine, tmp_path: Path) -> None:
    code, out, _ = fingerpost.import_file(tmp_path, HEAD + row("kim"), "--json")
    told = {"entered": 1, "changed": 0, "unchanged": 0, "refused": 0, "dry_run": False, "rows": []}
    assert (code, json.loads(out)) == (0, told)


def test_forty_thousand_rows_are_read_in_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text(HEAD + "".join(row(f"p-{number}") for number in range(40_000)), "utf-8")
    tracemalloc.start()
    assert encoding_of(file) == "utf-8"
    assert sum(1 for one in rows_of(file) if not one.wrong) == 40_000
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
