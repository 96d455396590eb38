"""`fingerpost feed` as an administrator uses it."""

from __future__ import annotations

import pytest

from fingerpost.domain.feed import FeedMay, FeedState
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


def test_what_stands_in_the_way_is_said_with_the_next_step(fingerpost: CommandLine) -> None:
    code, _, err = fingerpost(*(word if word != "kim" else "nobody" for word in REGISTER))
    assert (code, "There is no such owner" in err) == (5, True)
    code, _, err = fingerpost("feed", "show", "weekly")
    assert (code, "no such entry" in err) == (4, True)
