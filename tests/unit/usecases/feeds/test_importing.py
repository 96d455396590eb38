"""A file from its first byte to its result: each row once, whatever breaks off, comes twice or at once."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.errors import NotFound, Unavailable
from fingerpost.domain.feed import FeedColumn, FeedState, RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport, ImportState, SentFile
from fingerpost.domain.files.columns import propose
from fingerpost.surfaces.dates import today
from fingerpost.surfaces.feeds.results import result_file
from fingerpost.surfaces.feeds.rows import read_row
from fingerpost.usecases.feeds import importing
from fingerpost.usecases.feeds.importing import ImportFiles
from tests.fakes import FakeDirectoryEntries, FakeFeedFiles, FakeFeedImports
from tests.unit.usecases.feeds.scene import FEED, CaseSystem

HEADER = "Case ID,Forename,Surname,DOB,Postcode,Worker ID,Role,Start date,End date"
NAMES = ["Zephyrine Quill", "Ottoline March", "Barnaby Thistle", "Cosmo Underhay", "Delphine Vantage"]
NAMES += ["Ephraim Wolsten", "Fenella Yardley", "Gideon Ashcombe", "Hester Blount", "Ignatius Crewe"]
EXTRACT = replace(FEED, full_extract=True, most_ended=20)


def a_line(number: int, **changes: str) -> str:
    given, family = NAMES[number % 10].split()
    born = f"{1 + number % 28}/{1 + number % 12}/{2008 + number % 10}"
    cells = {
        "ref": f"c-{number}",
        "given": given,
        "family": family,
        "born": born,
        "postcode": f"NB{1 + number % 9} {number % 9}AB",
        "worker": "p-rowan",
        "role": "Social worker",
        "since": "2026-01-12",
        "ended": "",
    }
    return ",".join({**cells, **changes}.values())


@dataclass
class Intake:
    """A case system that puts files into its folder."""

    system: CaseSystem = field(default_factory=CaseSystem)

    def __post_init__(self) -> None:
        shelves, cases = self.system.shelves, self.system.cases
        self.files = FakeFeedFiles(shelves)
        self.imports = ImportFiles(
            acting=cases.take_rows.acting,
            feeds=FakeDirectoryEntries(shelves),
            imports=FakeFeedImports(shelves),
            files=self.files,
            sources=cases.take_rows.sources,
            transactions=cases.take_rows.transactions,
            take_rows=cases.take_rows,
            read_row=read_row,
            paint=result_file,
            today=today,
            clock=shelves.clock,
        )

    def put(self, *lines: str, name: str = "cases.csv", header: str = HEADER) -> SentFile:
        return self.put_bytes("\n".join((header, *lines)).encode(), name)

    def put_bytes(self, data: bytes, name: str = "cases.csv") -> SentFile:
        file = SentFile("nightly", name, f"etag-{len(self.files.files)}")
        self.files.files[file] = data
        return file

    def run(self, file: SentFile) -> FeedImport:
        """As the state machine does."""
        opened = self.imports.open(file)
        if opened.state in importing.ENDED:
            return opened
        for part in self.files.parts[file.import_id]:
            self.imports.take(file, part)
        return self.imports.close(file)

    def send(self, *lines: str, header: str = HEADER) -> FeedImport:
        return self.run(self.put(*lines, header=header))

    def results(self, name: str = "cases.csv") -> list[dict[str, str]]:
        text = self.files.given_back[name].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def intake(monkeypatch: pytest.MonkeyPatch) -> Intake:
    monkeypatch.setattr(importing, "ROWS_A_PART", 4)
    return Intake()


def all_counted(done: FeedImport) -> bool:
    return done.accepted + done.unchanged + done.rejected == done.rows


def test_every_row_is_accepted_or_rejected_with_its_line_column_and_reason(intake: Intake) -> None:
    lines = [a_line(number) for number in range(9)]
    lines[3] = a_line(3, born="31/02/2016")
    lines[7] = a_line(7, worker="p-nobody")
    done = intake.send(*lines)
    assert (done.state, done.rows, done.accepted, done.rejected) == (ImportState.DONE, 9, 7, 2)
    results = intake.results()
    assert Counter(one["outcome"] for one in results) == {"accepted": 7, "rejected": 2}
    wrong = [(one["row"], one["column"], one["problem"]) for one in results if one["problem"]]
    assert wrong == [("5", "birth_date", "no_such_day"), ("9", "worker_id", "not_of_service")]
    assert len(intake.system.involvements) == 7


def test_the_same_rows_in_tomorrows_file_change_nothing(intake: Intake) -> None:
    lines = [a_line(number) for number in range(6)]
    intake.send(*lines)
    before = intake.system.state()
    done = intake.send(*lines, "")
    assert (done.unchanged, done.accepted, done.rejected) == (6, 0, 0)
    assert intake.system.state() == before


def test_a_file_that_is_delivered_twice_is_one_import_and_says_the_same(intake: Intake) -> None:
    file = intake.put(*(a_line(number) for number in range(6)))
    first = intake.run(file)
    state, results = intake.system.state(), intake.files.given_back["cases.csv"]
    assert intake.run(file) == first
    assert (intake.system.state(), intake.files.given_back["cases.csv"]) == (state, results)


@pytest.mark.parametrize("broken_at", range(1, 12))
def test_wherever_an_import_breaks_off_it_ends_as_one_clean_run(
    monkeypatch: pytest.MonkeyPatch, broken_at: int
) -> None:
    monkeypatch.setattr(importing, "ROWS_A_PART", 4)
    lines = [a_line(number) for number in range(9)]
    clean, broken = Intake(), Intake()
    done = clean.run(clean.put(*lines))
    file = broken.put(*lines)
    begin, left = broken.system.cases.take_rows.transactions.begin, [broken_at]

    def failing() -> object:
        left[0] -= 1
        if not left[0]:
            raise Unavailable("throttled")
        return begin()

    object.__setattr__(broken.system.cases.take_rows.transactions, "begin", failing)
    with pytest.raises(Unavailable):
        broken.run(file)
    again = broken.run(file)
    assert all_counted(again)
    assert (again.accepted, again.rejected) == (done.accepted, done.rejected)
    assert broken.system.state() == clean.system.state()
    assert broken.files.given_back == clean.files.given_back


def test_two_files_of_one_feed_at_once_end_as_one_after_the_other(intake: Intake) -> None:
    lines = [a_line(number) for number in range(8)]
    one, other = intake.put(*lines, name="a.csv"), intake.put(*lines, "", name="b.csv")
    for file in (one, other):
        intake.imports.open(file)
    parts = zip(intake.files.parts[one.import_id], intake.files.parts[other.import_id], strict=True)
    for first, second in parts:
        intake.imports.take(other, second)
        intake.imports.take(one, first)
    closed = [intake.imports.close(file) for file in (one, other)]
    assert [(each.accepted, each.unchanged) for each in closed] == [(0, 8), (8, 0)]
    clean = Intake()
    clean.send(*lines)
    assert intake.system.state() == clean.system.state()


# ------------------------------------------------------------------ refused whole


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"Case ID,Forename,Surname\n1,A,B\n", "columns_missing birth_date worker_id role since"),
        ("Case ID,Forename\n".encode("utf-16"), "utf_16"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words_and_recorded(
    intake: Intake, data: bytes, problem: str
) -> None:
    refused = intake.run(intake.put_bytes(data))
    assert (refused.state, refused.problem) == (ImportState.REFUSED, problem)
    [line] = intake.results()
    assert line["outcome"] == "refused"
    assert len(line["says"]) > 20
    outcomes = [one.outcome for one in intake.system.shelves.ledger]
    assert outcomes == ["", f"file_refused:{problem.split()[0]}"]


def test_a_paused_feed_stands_still_until_it_is_resumed(intake: Intake) -> None:
    file = intake.put(a_line(1))
    intake.system.register(replace(FEED, state=FeedState.PAUSED))
    with pytest.raises(Unavailable):
        intake.run(file)
    assert intake.system.involvements == []
    intake.system.register(FEED)
    assert intake.run(file).accepted == 1


def test_a_part_that_is_missing_closes_nothing(intake: Intake) -> None:
    file = intake.put(*(a_line(number) for number in range(9)))
    intake.imports.open(file)
    intake.imports.take(file, intake.files.parts[file.import_id][0])
    with pytest.raises(NotFound):
        intake.imports.close(file)


def test_a_feeds_own_columns_are_read(intake: Intake) -> None:
    header = HEADER.replace("DOB", "Born on").replace("Case ID", "Key")
    columns = {**propose(HEADER.split(",")).taken, "birth_date": "Born on", "source_ref": "Key"}
    own = tuple(FeedColumn(ours, theirs) for ours, theirs in columns.items())
    intake.system.register(replace(FEED, columns=own))
    assert intake.send(a_line(1), header=header).accepted == 1


# ------------------------------------------------------------------ full extracts


def extracting(intake: Intake, feed: RegisteredFeed = EXTRACT) -> None:
    intake.system.register(feed)
    assert intake.send(*(a_line(number) for number in range(10))).accepted == 10


def test_what_is_missing_from_a_full_extract_is_ended(intake: Intake) -> None:
    extracting(intake)
    done = intake.send(*(a_line(number) for number in range(8)))
    assert (done.state, done.missing, done.ended) == (ImportState.DONE, 2, 2)
    assert sum(one.is_current for one in intake.system.involvements) == 8
    again = intake.send(*(a_line(number) for number in range(8)), "")
    assert (again.missing, again.ended) == (0, 0)


def test_what_comes_back_in_a_later_extract_goes_on(intake: Intake) -> None:
    extracting(intake)
    intake.send(*(a_line(number) for number in range(9)))
    intake.send(*(a_line(number) for number in range(10)), "")
    assert all(one.is_current for one in intake.system.involvements)


def test_an_extract_that_would_end_too_many_waits_for_somebody_to_look(intake: Intake) -> None:
    extracting(intake)
    file = intake.put(*(a_line(number) for number in range(5)))
    waiting = intake.run(file)
    assert (waiting.state, waiting.missing, waiting.ended) == (ImportState.WAITING, 5, 0)
    assert all(one.is_current for one in intake.system.involvements)
    shelves = intake.system.shelves
    shelves.imports[waiting.id] = waiting.moved(ImportState.RELEASED)
    done = intake.run(file)
    assert (done.state, done.ended) == (ImportState.DONE, 5)
    assert sum(one.is_current for one in intake.system.involvements) == 5


def test_an_extract_with_a_row_that_has_no_readable_name_ends_nothing_by_itself(intake: Intake) -> None:
    extracting(intake)
    lines = [a_line(number) for number in range(9)]
    waiting = intake.send(*lines, a_line(9, ref=""))
    assert (waiting.state, waiting.missing) == (ImportState.WAITING, 1)


def test_an_empty_extract_ends_nothing_by_itself(intake: Intake) -> None:
    extracting(intake)
    assert intake.send().state is ImportState.WAITING


def test_a_file_that_is_no_full_extract_ends_nothing(intake: Intake) -> None:
    extracting(intake, FEED)
    assert intake.send(a_line(0)).missing == 0
    assert all(one.is_current for one in intake.system.involvements)


# ------------------------------------------------------------------ any bytes


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_end_in_a_result_file_or_a_clear_refusal(noise: bytes, with_header: bool) -> None:
    intake = Intake()
    data = (HEADER + "\n" + a_line(1) + "\n").encode() + noise if with_header else noise
    done = intake.run(intake.put_bytes(data))
    assert done.state in importing.ENDED
    assert all_counted(done)
    told = Counter(one["outcome"] for one in {one["row"]: one for one in intake.results()}.values())
    if done.state is ImportState.DONE:
        assert sum(told.values()) == done.rows
    else:
        assert told == {"refused": 1}
