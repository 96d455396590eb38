"""`fingerpost report`: small numbers are kept back, each picture has its words and its table."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tools.command_line import CommandLine, command_line
from tools.cli import report
from tools.cli.deployment import Deployment
from tools.cli.reporting.counting import Tally
from tools.cli.reporting.page import AreaCover, Report, Times
from tools.cli.reporting.small_numbers import SMALL, in_words, rate, shown
from tools.cli.session import Session

DAYS = [date(2026, 11, 1) + timedelta(days=number) for number in range(14)]
MADE = datetime(2026, 11, 20, tzinfo=UTC)


def page(tally: Tally, times: Times | None = None, cover: tuple[AreaCover, ...] = ()) -> str:
    return Report("town", MADE, DAYS, tally, times or Times(), cover, {"north": "North & <b>"}).html()


def busy() -> Tally:
    tally = Tally(confirmed=100, acted=40)
    tally.by_day.update(dict.fromkeys(DAYS, 13))
    tally.by_area.update({"north": 180, "south": 3})
    tally.outcomes.update({"confirmed": 100, "nothing": 77, "many": 3, "refused": 12})
    tally.refusals.update({"not_vetted": 12})
    tally.ratings.update({"useful": 21, "knew": 2})
    tally.notices.update({"delivered": 55})
    return tally


@given(st.integers(1, SMALL - 1))
def test_one_to_four_are_never_shown(count: int) -> None:
    assert shown(count) is None
    assert in_words(count) == "fewer than 5"
    assert rate(count, 1_000) is None


@given(st.integers(0, 10**9), st.integers(0, SMALL - 1))
def test_two_shown_counts_never_tell_a_small_difference(count: int, more: int) -> None:
    first, second = shown(count), shown(count + more)
    assert first is None or second is None or (second - first) in (0, SMALL)


def test_no_small_number_stands_anywhere_in_the_page() -> None:
    told = page(busy())
    cells = re.findall(r"<td>([\d,]+)</td>", told)
    assert cells
    assert all(int(cell.replace(",", "")) % SMALL == 0 for cell in cells)
    assert "fewer than 5" in told


def test_every_picture_says_in_words_and_in_a_table_what_it_shows() -> None:
    told = page(busy(), cover=(AreaCover("North", 2, 1, 1),))
    figures = re.findall(r'<figure role="img" aria-label="([^"]{20,})"><svg aria-hidden="true"', told)
    assert len(figures) == told.count("<svg ") == told.count("<table>") == 7
    assert "40 in 100" in told


def test_names_are_text_and_never_markup() -> None:
    assert "North &amp; &lt;b&gt;" in page(busy())
    assert "<b>" not in page(busy())


def test_days_without_a_question_make_a_page_too() -> None:
    told = page(Tally())
    assert "0 questions in 14 days." in told
    assert "too few to tell" in told
    assert "No area is entered yet." in told


def test_times_are_drawn_where_cloudwatch_has_them() -> None:
    half: list[float | None] = [0.4] * 13 + [None]
    told = page(busy(), Times({"Slack": half}, {"Slack": [2 * (one or 0) for one in half]}))
    assert "Slack, 19 of 20: at most 0.8 seconds on any day." in told
    assert "CloudWatch has measured nothing" in page(busy())


# ------------------------------------------------------------------ the command


class Watched(Deployment):
    """Whose API CloudWatch measured on the second day."""

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3's clients
        return self

    def get_metric_statistics(self, ExtendedStatistics: list[str], **_: Any) -> dict[str, Any]:  # noqa: N803, ANN401
        at = datetime(2026, 11, 2, tzinfo=UTC)
        return {"Datapoints": [{"Timestamp": at, "ExtendedStatistics": {ExtendedStatistics[0]: 840.0}}]}


def test_a_day_that_was_not_measured_has_no_time() -> None:
    stack = Watched(None, {"StackName": "town"}, "https://api.example")  # type: ignore[arg-type]
    assert report.Answered(stack).seconds(DAYS[:2], "p95") == {"Slack": [None, 0.84], "Teams": [None, 0.84]}


@pytest.fixture
def fingerpost(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    monkeypatch.setattr(Session, "deployment", Watched(None, {"StackName": "town"}, ""))  # type: ignore[arg-type]
    monkeypatch.setattr(report.Counted, "of", lambda *_: busy())
    monkeypatch.setattr(report, "speak_to", lambda _: None)
    return command_line(monkeypatch, capsys)


def test_it_writes_one_file_about_whole_days(fingerpost: CommandLine, tmp_path: Path) -> None:
    told = fingerpost.read("report", str(tmp_path / "report.html"), "--days", "14")
    written = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert written.startswith("<!doctype html>")
    assert date.fromisoformat(told["to"]) - date.fromisoformat(told["from"]) == timedelta(days=13)
    assert date.fromisoformat(told["to"]) < datetime.now(UTC).date()


def test_a_folder_that_is_not_there_is_said_before_anything_is_counted(
    fingerpost: CommandLine, tmp_path: Path
) -> None:
    code, _, err = fingerpost("report", str(tmp_path / "no" / "report.html"))
    assert code == 1
    assert "There is no folder" in err
