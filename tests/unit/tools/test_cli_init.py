"""`fingerpost init` on AWS: what it looks at, what it asks, and what it hands to the deployment."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tools.cli import deployment
from tools.cli.__main__ import main
from tools.cli.exits import Trouble
from tools.cli.session import Session
from tools.cli.setting_up import stack
from tools.cli.setting_up.memory import Memory
from tools.cli.setting_up.steps import SettingUp, Step, run
from tools.cli.setting_up.talk import Talk, a_day, id_from, looks_like
from tools.cli.showing import Screen

ARN = "arn:aws:sts::123456789012:assumed-role/Admin/somebody"
GUID = "11111111-2222-4333-8444-555555555555"


class Account:
    """An AWS account, as far as it is looked at."""

    region_name: str | None = "eu-west-2"
    concurrency = 10
    status = ""
    log_role = ""
    has_keyring = False

    def client(self, _: str) -> Any:  # noqa: ANN401
        return self

    def get_caller_identity(self) -> dict[str, str]:
        return {"Arn": ARN, "Account": "123456789012"}

    def get_account_settings(self) -> dict[str, Any]:
        return {"AccountLimit": {"ConcurrentExecutions": self.concurrency}}

    def get_account(self) -> dict[str, str]:
        return {"cloudwatchRoleArn": self.log_role} if self.log_role else {}

    def describe_secret(self, **_: str) -> dict[str, str]:
        if self.has_keyring:
            return {}
        raise ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "DescribeSecret")

    def describe_stacks(self, **_: str) -> dict[str, Any]:
        if self.status:
            return {"Stacks": [{"StackStatus": self.status}]}
        raise ClientError({"Error": {"Code": "ValidationError"}}, "DescribeStacks")


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    account = Account()
    monkeypatch.setattr(boto3, "Session", lambda: account)
    monkeypatch.setattr(boto3, "client", account.client)
    return account


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every tool that was run, none of which is."""
    commands: list[list[str]] = []
    monkeypatch.setattr(stack, "_run", lambda command, next_step: commands.append(command))
    return commands


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    template = tmp_path / "template.yaml"
    template.write_text("    AutoPublishAliasAllProperties: true\n")
    monkeypatch.setattr(stack, "BUILT", template)
    return template


def sitting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, name: str = "town") -> SettingUp:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    screen = Screen(False)
    return SettingUp(Session(name, False, screen), Talk(screen, Memory.at(tmp_path / "init.json")))


def test_account_region_and_quota_are_said_before_anything_is_made(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stack.ACCOUNT.do(sitting(tmp_path, monkeypatch, ""))
    out = capsys.readouterr().out
    assert "Account 123456789012, region eu-west-2" in out
    assert "10 functions at once" in out
    account.concurrency = 1_000
    stack.ACCOUNT.do(sitting(tmp_path, monkeypatch, "yes"))
    assert "at once" not in capsys.readouterr().out


def test_another_account_and_no_region_end_it(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Trouble, match="another account"):
        stack.ACCOUNT.do(sitting(tmp_path, monkeypatch, "no"))
    account.region_name = None
    with pytest.raises(Trouble, match="No AWS region"):
        stack.ACCOUNT.do(sitting(tmp_path, monkeypatch))


def deployed_with(command: list[str]) -> dict[str, str]:
    given = command[command.index("--parameter-overrides") + 1 :]
    return dict(one.split("=", 1) for one in given)


SLACK_ALONE = ("", "T0123ABCD", "council.gov.uk", "", "yes", "no")


def test_a_stack_is_deployed_as_a_release_with_what_was_asked_for(
    account: Account,
    ran: list[list[str]],
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stack.STACK.do(sitting(tmp_path, monkeypatch, *SLACK_ALONE))
    build, deploy = ran
    assert build == ["make", "build"]
    assert "AutoPublishCodeSha256" in built.read_text()
    assert deploy[deploy.index("--stack-name") + 1] == "town"
    assert deployed_with(deploy) == {
        "Administrators": "arn:aws:iam::123456789012:role/Admin",
        "SlackTeams": "T0123ABCD",
        "SlackEmailDomains": "council.gov.uk",
        "Deployment": "real",
        "ApiGatewayAccountRole": "create",
    }


def test_a_shared_accounts_log_role_is_left_alone(
    account: Account, ran: list[list[str]], built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.log_role = "arn:aws:iam::123456789012:role/theirs"
    stack.STACK.do(sitting(tmp_path, monkeypatch, *SLACK_ALONE))
    assert deployed_with(ran[-1])["ApiGatewayAccountRole"] == "exists"


def test_a_bot_for_teams_is_asked_for_and_handed_on(
    account: Account, ran: list[list[str]], built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ("", "T0123ABCD", "council.gov.uk", "", "no", "yes", GUID, GUID, "", "council.gov.uk")
    stack.STACK.do(sitting(tmp_path, monkeypatch, *lines))
    given = deployed_with(ran[-1])
    assert given["Deployment"] == "test"
    assert {given[name] for name in ("TeamsAppId", "TeamsAppTenant", "TeamsTenants")} == {GUID}


def test_the_keyring_of_an_earlier_stack_stops_it_with_what_to_do(
    account: Account, ran: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.has_keyring = True
    with pytest.raises(Trouble, match="still there") as trouble:
        stack.STACK.do(sitting(tmp_path, monkeypatch))
    assert "keys adopt --from town" in trouble.value.next_step
    assert ran == []


@pytest.mark.parametrize(("status", "is_there"), [("", False), ("CREATE_COMPLETE", True)])
def test_a_stack_that_is_there_is_found(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str, *, is_there: bool
) -> None:
    account.status = status
    assert bool(stack.STACK.done(sitting(tmp_path, monkeypatch))) is is_there


def test_a_stack_whose_first_deployment_failed_is_no_stack(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.status = "ROLLBACK_COMPLETE"
    with pytest.raises(Trouble, match="ROLLBACK_COMPLETE"):
        stack.STACK.done(sitting(tmp_path, monkeypatch))


# ------------------------------------------------------------------ leaving and going on


def test_whoever_leaves_finds_every_answer_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = sitting(tmp_path, monkeypatch, "Northbrook").talk
    talk.ask("area_name", "Name")
    with pytest.raises(Trouble, match="left before the end"):
        talk.ask("area_telephone", "Telephone")
    again = sitting(tmp_path, monkeypatch, "").talk
    assert again.ask("area_name", "Name") == "Northbrook"


def test_what_is_remembered_is_for_oneself_alone(tmp_path: Path) -> None:
    memory = Memory.at(tmp_path / "deep" / "init.json")
    memory.remember("a", "b")
    assert stat.S_IMODE(memory.file.stat().st_mode) == 0o600
    assert json.loads(memory.file.read_text()) == {"a": "b"}


def test_a_file_that_is_none_of_ours_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "init.json"
    file.write_text("[broken")
    assert Memory.at(file).answers == {}


def test_a_step_that_is_done_is_not_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    did: list[str] = []
    steps = (
        Step("First", lambda _: "It is there.", lambda _: did.append("first")),
        Step("Second", lambda _: "", lambda _: did.append("second")),
    )
    run(sitting(tmp_path, monkeypatch), steps)
    assert did == ["second"]
    assert "1 of 2. First" in capsys.readouterr().out


def test_what_cannot_stand_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = sitting(tmp_path, monkeypatch, "", "no day", "2020-01-01", "2999-01-01").talk
    assert talk.ask("day", "Day", check=a_day) == "2999-01-01"
    assert (
        sitting(tmp_path, monkeypatch, "9", "school").talk.choose("k", "Kind", ["home", "school"]) == "school"
    )


def test_ids_are_made_of_names() -> None:
    assert id_from("St. Anne's, Northbrook") == "st-anne-s-northbrook"
    assert id_from("x" * 60) == "x" * 48


def test_several_are_checked_one_by_one() -> None:
    check = looks_like(r"T\d+", "Write T1.")
    assert (check("T1, T2"), check("T1, x"), check("")) == ("", "Write T1.", "Write T1.")


def test_scripts_are_told_that_it_is_not_for_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--local", "init", "--json"]) == 2
    assert main(["init"]) == 2
    assert "--stack NAME" in capsys.readouterr().err


def test_a_stack_that_was_not_deployed_to_its_end_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployment, "_outputs", lambda session, stack: {})
    monkeypatch.setattr(boto3, "Session", Account)
    with pytest.raises(Trouble, match="no outputs"):
        deployment.deployed("town")
