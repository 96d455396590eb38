"""Opening times as they are typed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.tools.command_line import CommandLine, command_line
from tools.cli.exits import Trouble
from tools.cli.opening import opening_of

PLAIN = {"bank_holidays": False, "school_days": False}
READ: dict[str, dict[str, Any]] = {
    "mon-fri 08:30-17:30": {"days": [0, 1, 2, 3, 4], "opens": 510, "closes": 1050, **PLAIN},
    "Sat,Sun  9:00-12:00": {"days": [5, 6], "opens": 540, "closes": 720, **PLAIN},
    "mon-sun 00:00-24:00 holidays": {"days": list(range(7)), "opens": 0, "closes": 1440}
    | {"bank_holidays": True, "school_days": False},
    "mon-wed,fri 8:00-16:00 term": {"days": [0, 1, 2, 4], "opens": 480, "closes": 960}
    | {"bank_holidays": False, "school_days": True},
    "fri 22:00-06:00": {"days": [4], "opens": 1320, "closes": 1800, **PLAIN},
}


@pytest.mark.parametrize("written", READ)
def test_what_is_typed_is_read(written: str) -> None:
    assert opening_of(written) == READ[written]


UNREADABLE = ["", "weekdays 9-5", "mon-fri", "mon 25:00-26:00", "fri-mon 9:00-17:00", "mon 9:00-17:99"]


@pytest.mark.parametrize("written", [*UNREADABLE, "xyz 9:00-17:00"])
def test_what_cannot_be_read_is_said_with_how_to_write_it(written: str) -> None:
    with pytest.raises(Trouble) as trouble:
        opening_of(written)
    assert "mon-fri 08:30-17:30" in trouble.value.next_step


def test_a_service_is_given_its_opening_times_and_keeps_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fingerpost: CommandLine = command_line(monkeypatch, capsys)
    line = ("service", "change", "social-care", "--open", "mon-fri 08:30-17:30", "--open", "sat 9:00-12:00")
    assert fingerpost(*line, "--nation", "wales")[0] == 0
    assert fingerpost("service", "change", "social-care", "--hours", "as agreed")[0] == 0
    contact = fingerpost.read("service", "show", "social-care")["contact"]
    assert [one["opens"] for one in contact["opening"]] == [510, 540]
    assert (contact["nation"], contact["hours"]) == ("wales", "as agreed")
