"""Where a notice is, by command, over the real table: whom it is for, and never of whom."""

from __future__ import annotations

import functools
import json
from dataclasses import replace
from typing import Any

import pytest

from fingerpost.adapters.dynamodb.notices import DynamoNotices
from fingerpost.domain.notice import NoticeState
from tests.builders import NOW, a_notice
from tests.local_dynamodb import LocalTables
from tests.unit.tools.clinic import Lines
from tests.unit.usecases.directory.office import ADMIN
from tools.cli.__main__ import main
from tools.cli.session import Session


class Here:
    """A deployment whose tables are those of the test."""

    def __init__(self, tables: LocalTables) -> None:
        self.outputs = {"CaseworkTableName": tables.store.casework}
        self.tables = tables

    def client(self, service: str) -> Any:  # noqa: ANN401
        return self if service == "sts" else self.tables.client

    def get_caller_identity(self) -> dict[str, str]:
        return {"Arn": ADMIN.name}


@pytest.fixture
def look(tables: LocalTables, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401
    lines = Lines()
    monkeypatch.setattr(Session, "deployment", Here(tables))
    monkeypatch.setattr(Session, "ledger", lines)

    def run(*line: str) -> tuple[int, str, Lines]:
        code = main(["--stack", "town", "notice", *line])
        told = capsys.readouterr()
        return code, told.out + told.err, lines

    notices, states = DynamoNotices(tables.store), NoticeState
    first = a_notice().build()
    for number, (state, failure, who) in enumerate(
        (
            (states.DELIVERED, "", "p-rowan"),
            (states.PENDING, "", "p-rowan"),
            (states.UNDELIVERABLE, "suspended", "p-other"),
        )
    ):
        at = NOW if state is states.DELIVERED else None
        one = replace(
            first, id=f"n{number}", reference=f"FP-0000{number}-00000", recipient_id=who, state=state
        )
        notices.add(replace(one, failure=failure, delivered_at=at, attempts=number))
    return functools.partial(run)


def test_a_notice_is_found_by_what_its_message_shows(look: Any) -> None:  # noqa: ANN401
    code, out, lines = look("fp-00002-00000", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["recipient_id"], told["state"]) == ("p-other", "undeliverable")
    assert "suspended" in told["where"]
    assert told["next"].startswith("person restore")
    assert lines.told()[-1] == ("look_up_notice", "notice:fp-00002-00000", "listed:1")


def test_all_of_a_person_and_all_that_is_stuck(look: Any) -> None:  # noqa: ANN401
    _, out, _ = look("--person", "p-rowan", "--json")
    assert [json.loads(line)["state"] for line in out.splitlines()] == ["delivered", "pending"]
    _, out, _ = look("--stuck", "--json")
    assert [json.loads(line)["state"] for line in out.splitlines()] == ["pending", "undeliverable"]


def test_nothing_of_the_child_is_told(look: Any) -> None:  # noqa: ANN401
    _, out, _ = look("--stuck", "--person", "p-rowan", "--json")
    assert set(json.loads(out)) & {"child_id", "involvement_id", "about"} == set()
    assert a_notice().build().child_id not in out


def test_a_notice_that_is_not_there_says_where_else_to_look(look: Any) -> None:  # noqa: ANN401
    code, out, _ = look("FP-99999-00000")
    assert (code, "redrive" in out) == (4, True)
    assert look()[0] == 2
