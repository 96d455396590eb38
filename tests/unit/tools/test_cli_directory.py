"""The command as an administrator uses it: what it does, what it says, and the number it ends with."""

from __future__ import annotations

from dataclasses import replace

import pytest
import typer

from fingerpost.domain.practitioner import Role
from fingerpost.domain.shield import ShieldFlag
from tests.unit.tools.command_line import CommandLine, command_line
from tools.cli.__main__ import main

DAYS = [
    *("--vetted-until", "2027-06-30"),
    *("--trained-until", "2027-06-30"),
    *("--agreed-until", "2027-06-30"),
]
KIM = ["kim", "--name", "Kim Ashby", "--service", "social-care", "--job-title", "Social worker", *DAYS]
CARE = [
    *("--name", "Care", "--kind", "children's social care"),
    *("--area", "northbrook", "--organisation", "council"),
    *("--hours", "Mon-Fri 9-5", "--deputy", "the duty manager"),
]


@pytest.fixture
def fingerpost(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return command_line(monkeypatch, capsys)


def test_an_area_an_organisation_a_service_and_a_person_are_entered(fingerpost: CommandLine) -> None:
    shelves = fingerpost.pool.desk.office.shelves
    for line in (
        ["area", "add", "southgate", "--name", "Southgate", "--officer-telephone", "0115 496 0002"],
        ["organisation", "add", "trust", "--name", "Southgate Trust"],
        [
            *("service", "add", "south-care", "--name", "Care", "--kind", "hospital", "--area", "southgate"),
            *("--organisation", "trust", "--duty-telephone", "0115 496 0003", "--hours", "24 hours"),
            *("--out-of-hours", "the ward 0115 496 0003", "--deputy", "the sister"),
        ],
        [
            "person",
            "add",
            "sam",
            "--name",
            "Sam Ash",
            "--service",
            "south-care",
            "--job-title",
            "Nurse",
            *DAYS,
        ],
    ):
        code, out, _ = fingerpost(*line)
        assert code == 0
        assert "is entered" in out
        assert "Next: " in out
    assert shelves.areas["southgate"].name == "Southgate"
    assert shelves.practitioners["sam"].area_id == "southgate"
    code, out, _ = fingerpost("person", "find", "Ash", "--area", "southgate")
    assert "Sam Ash" in out


def test_the_same_command_twice_changes_nothing(fingerpost: CommandLine) -> None:
    fingerpost("person", "add", *KIM)
    code, out, _ = fingerpost("person", "add", *KIM)
    assert (code, "stands as it was" in out) == (0, True)


def test_changes_keep_what_is_not_given(fingerpost: CommandLine) -> None:
    fingerpost("person", "add", *KIM)
    fingerpost("person", "role", "kim", "supervisor")
    fingerpost("person", "standing", "kim", "--vetted-until", "2029-01-31")
    kim = fingerpost.pool.desk.office.shelves.practitioners["kim"]
    assert (kim.role, kim.vetted_until.year, kim.trained_until.year) == (Role.SUPERVISOR, 2029, 2027)
    fingerpost("service", "change", "social-care", "--hours", "24 hours")
    contact = fingerpost.pool.desk.office.shelves.services["social-care"].contact
    assert (contact.hours, contact.duty_telephone) == ("24 hours", "0115 496 0001")


def test_a_change_loses_nothing_that_an_administrator_may_say(fingerpost: CommandLine) -> None:
    """Above all not that a service shields whom it records."""
    services = fingerpost.pool.desk.office.shelves.services
    services["social-care"] = replace(
        services["social-care"], sensitive=True, tell_supervisor=True, shields=ShieldFlag.REFUGE
    )
    assert fingerpost("service", "change", "social-care", "--name", "The house")[0] == 0
    now = services["social-care"]
    assert now.name == "The house"
    assert (now.sensitive, now.tell_supervisor, now.shields) == (True, True, ShieldFlag.REFUGE)


def test_whom_somebody_lives_with_is_said_kept_and_taken_back(fingerpost: CommandLine) -> None:
    said = ("--household", "Quillfeather", "--household", "Okafor", "--home-district", "NB7")
    assert fingerpost("person", "add", *KIM, *said)[0] == 0
    assert fingerpost("person", "change", "kim", "--job-title", "Team manager")[0] == 0
    kim = fingerpost.read("person", "show", "kim")
    assert (kim["household_names"], kim["home_district"]) == (["Quillfeather", "Okafor"], "NB7")
    assert fingerpost("person", "change", "kim", "--household", "", "--home-district", "")[0] == 0
    kim = fingerpost.read("person", "show", "kim")
    assert (kim["household_names"], kim["home_district"]) == ([], "")


def status_of(fingerpost: CommandLine, person: str) -> str:
    return str(fingerpost.read("person", "show", person)["status"])


def test_suspending_asks_and_restoring_does_not(
    fingerpost: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fingerpost("person", "add", *KIM)

    def no(*_: object, **__: object) -> None:
        raise typer.Abort

    monkeypatch.setattr("typer.confirm", no)
    code, _, err = fingerpost("person", "suspend", "kim")
    assert (code, status_of(fingerpost, "kim")) == (1, "active")
    assert "Nothing was changed" in err
    assert fingerpost("person", "suspend", "kim", "--yes")[0] == 0
    assert status_of(fingerpost, "kim") == "suspended"
    fingerpost("person", "restore", "kim")
    assert status_of(fingerpost, "kim") == "active"


def test_a_code_is_given_for_a_chat_account(fingerpost: CommandLine) -> None:
    fingerpost("person", "add", *KIM)
    given = fingerpost.read("person", "link", "kim")
    assert fingerpost.pool.desk.office.shelves.codes == {given["code"]: "kim"}


def test_doubts_are_warned_about(fingerpost: CommandLine) -> None:
    mobile = ["--duty-telephone", "07700 900123", "--out-of-hours", "the same: 07700 900123"]
    code, _, err = fingerpost("service", "add", "t", *CARE, *mobile)
    assert code == 0
    assert "A mobile number goes home with one person" in err
    assert "The number closes" in err


ENDS = [
    (["person", "show", "nobody"], 4, "There is no such entry"),
    (["area", "add", "northbrook", "--name", "X", "--officer-telephone", "0115 496 0000"], 5, "differs"),
    (["area", "add", "south", "--name", "X", "--officer-telephone", "the desk"], 6, "telephone"),
    (["area", "add", "South Side", "--name", "X", "--officer-telephone", "0115 496 0000"], 6, "An id is"),
    (["person", "add", "kim", *KIM[1:4], "nowhere", *KIM[5:]], 5, "no such service"),
]


@pytest.mark.parametrize(("line", "code", "words"), ENDS)
def test_what_is_not_done_ends_with_its_number_and_the_next_step(
    fingerpost: CommandLine, line: list[str], code: int, words: str
) -> None:
    ended, _, err = fingerpost(*line)
    assert ended == code
    assert "Not done: " in err
    assert "Next: " in err
    assert words in err


def test_whoever_is_no_administrator_is_told_whom_to_ask(fingerpost: CommandLine) -> None:
    fingerpost.pool.caller = "arn:aws:iam::111122223333:user/eve"
    code, _, err = fingerpost("whoami")
    assert code == 3
    assert "parameter Administrators" in err
    assert "FP-" in err


def test_what_falls_over_is_sent_again_under_the_same_key(fingerpost: CommandLine) -> None:
    fingerpost.pool.falls_over = 2
    code, _, _ = fingerpost("person", "add", *KIM)
    assert (code, len(fingerpost.pool.seen)) == (0, 3)
    fingerpost.pool.falls_over = 9
    code, _, err = fingerpost("person", "show", "kim")
    assert (code, "503" in err) == (1, True)


def test_the_common_options_may_stand_anywhere(fingerpost: CommandLine) -> None:
    assert [one["id"] for one in [fingerpost.read("area", "list")]] == ["northbrook"]
    code, out, _ = fingerpost("--json", "area", "show", "northbrook")
    assert (code, out[:1]) == (0, "{")


def test_without_a_deployment_it_says_how_to_name_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["area", "list"]) == 2
    assert "--stack NAME" in capsys.readouterr().err


LINES = [["area", "add", "south"], ["area", "sell"], ["person", "standing", "kim", "--vetted-until", "soon"]]


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_cannot_be_understood_is_said_in_words(fingerpost: CommandLine, line: list[str]) -> None:
    code, _, err = fingerpost(*line)
    assert code == 2
    assert "Not done: " in err
    assert "--help" in err
