"""`fingerpost feed` as an administrator uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.domain.feed import FeedMay, FeedState
from fingerpost.domain.feed_imports import FeedImport, ImportState
from tests.unit.tools.command_line import CommandLine, command_line

KIM = [
    *("person", "add", "kim", "--name", "Kim Ashby", "--service", "social-care"),
    *("--job-title", "Social worker", "--vetted-until", "2027-06-30"),
    *("--trained-until", "2027-06-30", "--agreed-until", "2027-06-30"),
]
REGISTER = [
    *("feed", "register", "nightly", "--service", "social-care", "--owner", "kim"),
    *("--client", "arn:aws:iam::111122223333:role/path/case-system", "--contact", "0115 496 0007"),
    *("--may", "record", "--may", "end"),
]


@pytest.fixture
def fingerpost(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    command = command_line(monkeypatch, capsys)
    command(*KIM)
    return command


def test_a_feed_is_registered_listed_paused_and_resumed(fingerpost: CommandLine) -> None:
    assert "no feed yet" in fingerpost("feed", "list")[1]
    code, out, _ = fingerpost(*REGISTER)
    assert (code, "nightly is entered" in out) == (0, True)
    feed = fingerpost.pool.desk.office.shelves.feeds["nightly"]
    assert feed.client == "arn:aws:iam::111122223333:role/case-system"
    assert feed.may == (FeedMay.END, FeedMay.RECORD)
    assert "social-care" in fingerpost("feed", "list")[1]
    assert fingerpost("feed", "pause", "nightly", "--yes")[0] == 0
    assert fingerpost.read("feed", "show", "nightly")["state"] == "paused"
    fingerpost("feed", "resume", "nightly")
    assert fingerpost.pool.desk.office.shelves.feeds["nightly"].state is FeedState.OPEN


def test_a_change_keeps_what_is_not_given(fingerpost: CommandLine) -> None:
    fingerpost(*REGISTER)
    assert fingerpost("feed", "change", "nightly", "--may", "record")[0] == 0
    feed = fingerpost.pool.desk.office.shelves.feeds["nightly"]
    assert (feed.may, feed.owner_id) == ((FeedMay.RECORD,), "kim")


def test_a_feed_comes_as_another_client_from_then_on(fingerpost: CommandLine) -> None:
    fingerpost(*REGISTER)
    assert fingerpost("feed", "rotate", "nightly", "--client", "new-client", "--yes")[0] == 0
    assert fingerpost.pool.desk.office.shelves.feeds["nightly"].client == "new-client"


def test_what_stands_in_the_way_is_said_with_the_next_step(fingerpost: CommandLine) -> None:
    code, _, err = fingerpost(*(word if word != "kim" else "nobody" for word in REGISTER))
    assert (code, "There is no such owner" in err) == (5, True)
    code, _, err = fingerpost("feed", "show", "weekly")
    assert (code, "no such entry" in err) == (4, True)


# ------------------------------------------------------------------ files


HEADER = "Case ID,Forename,Surname,DOB,Date of birth (verified),Worker ID,Role,Start date,Ethnicity"
GOOD = "c-1,Aoife,Byrne,28/03/2016,27/03/2016,kim,Social worker,12/01/2026,x"


def a_file(folder: Path, *lines: str, header: str = HEADER) -> str:
    file = folder / "cases.csv"
    file.write_text("\n".join((header, *lines)), encoding="utf-8")
    return str(file)


def test_columns_are_proposed_and_kept_with_the_feed(fingerpost: CommandLine, tmp_path: Path) -> None:
    fingerpost(*REGISTER)
    code, out, err = fingerpost("feed", "map", "nightly", a_file(tmp_path, GOOD), "--save")
    assert (code, "Date of birth (verified)" in out) == (0, True)
    assert "could all be birth_date" in err
    assert "Not read: DOB, Ethnicity" in out
    feed = fingerpost.pool.desk.office.shelves.feeds["nightly"]
    assert {one.ours: one.theirs for one in feed.columns}["birth_date"] == "Date of birth (verified)"


def test_another_column_is_named_by_hand(fingerpost: CommandLine, tmp_path: Path) -> None:
    fingerpost(*REGISTER)
    file = a_file(tmp_path, GOOD)
    fingerpost("feed", "map", "nightly", file, "--column", "birth_date=DOB", "--save")
    feed = fingerpost.pool.desk.office.shelves.feeds["nightly"]
    assert {one.ours: one.theirs for one in feed.columns}["birth_date"] == "DOB"
    code, _, err = fingerpost("feed", "map", "nightly", file, "--column", "birth_date=Nowhere")
    assert (code, "has no column Nowhere" in err) == (2, True)


def test_a_file_is_checked_row_by_row_before_it_is_sent(fingerpost: CommandLine, tmp_path: Path) -> None:
    fingerpost(*REGISTER)
    bad = GOOD.replace("27/03/2016", "31/02/2016").replace("Social worker", "")
    code, out, _ = fingerpost("feed", "check", "nightly", a_file(tmp_path, GOOD, bad), "--dry-run")
    assert code == 7
    assert "2 rows: 1 can be sent, 1 would be rejected" in out
    assert "no_such_day" in out
    assert fingerpost("feed", "check", "nightly", a_file(tmp_path, GOOD))[0] == 0


def test_a_file_without_a_needed_column_is_refused_with_what_to_do(
    fingerpost: CommandLine, tmp_path: Path
) -> None:
    fingerpost(*REGISTER)
    file = a_file(tmp_path, "1,A,B,1/1/2026", header="Case ID,Forename,Surname,Start date")
    code, _, err = fingerpost("feed", "map", "nightly", file)
    assert (code, "--column" in err) == (6, True)
    code, _, err = fingerpost("feed", "check", "nightly", file)
    assert (code, "missing: birth_date, worker_id, role" in err) == (6, True)


def test_how_a_feed_stands_is_shown_with_its_files(fingerpost: CommandLine) -> None:
    fingerpost(*REGISTER)
    code, out, _ = fingerpost("feed", "status", "nightly")
    assert (code, "no file yet" in out) == (0, True)
    shelves = fingerpost.pool.desk.office.shelves
    waiting = FeedImport("i-1", "nightly", "x", "cases.csv", ImportState.WAITING, shelves.now, missing=40)
    shelves.imports["i-1"] = waiting
    code, out, _ = fingerpost("feed", "status", "nightly")
    assert ("cases.csv" in out, "waiting" in out) == (True, True)
    code, _, err = fingerpost("feed", "redrive", "nightly", "i-9")
    assert (code, "no such file" in err) == (4, True)
