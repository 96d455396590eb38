"""Whoever does not prove to be Teams gets 401 from the deployed function, and nothing else happens."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import urllib3

from tests.local_stack import LocalStack
from tools.teams.driver import LocalTeams
from tools.teams.people import OTHER_TENANT, TENANT, activity_from

Json = dict[str, Any]
SLACK_CASES = ("unsigned", "wrongly signed")


@dataclass(frozen=True)
class Doors:
    """The deployed endpoints, and a bridge that signs what it is told."""

    stack: LocalStack
    teams: LocalTeams
    http: urllib3.PoolManager

    def activity(self, **changes: Any) -> Json:  # noqa: ANN401 - any part of an activity
        [person] = [one for one in self.stack.people if one["id"] == "colin-mossley"]
        made = activity_from(person, f"{self.teams.url}/", time.time_ns())
        return {**made, "text": "Zachariah Quillfeather", **changes}

    def token(self, key: str = "key", key_id: str = "", **changes: Any) -> str:  # noqa: ANN401 - any claim
        asked = {"changes": changes, "key": key, "key_id": key_id}
        return str(self.teams.ask("POST", "sign", asked)["token"])

    def send(self, activity: object, token: str, content_type: str = "application/json") -> tuple[int, str]:
        body = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        headers = {"content-type": content_type, **({"authorization": f"Bearer {token}"} if token else {})}
        url = self.stack.document["api_url"] + self.stack.document["teams"]["messages_path"]
        answer = self.http.request("POST", url, body=body, headers=headers)
        return answer.status, answer.data.decode()

    def traces(self) -> Json:
        """Everything that could have changed: rows of every table, queues, and what was sent."""
        database = self.stack.client("dynamodb")
        pages = {
            name: database.get_paginator("scan").paginate(TableName=table, Select="COUNT")
            for name, table in self.stack.tables.items()
        }
        rows = {name: sum(page["Count"] for page in them) for name, them in pages.items()}
        return {**rows, "to Teams": len(self.teams.wire()), "to Slack": len(self.stack.web_api_calls())}


@pytest.fixture
def doors(stack: LocalStack) -> Doors:
    teams = LocalTeams(stack.document["teams"]["bridge_url"])
    return Doors(stack, teams, urllib3.PoolManager(retries=False, timeout=30))


def _part(of: Json) -> str:
    return base64.urlsafe_b64encode(json.dumps(of).encode()).rstrip(b"=").decode()


def _by_hand(algorithm: str, doors: Doors) -> str:
    claims = doors.token().split(".")[1]
    text = f"{_part({'alg': algorithm, 'typ': 'JWT', 'kid': 'local-connector'})}.{claims}"
    signature = hmac.digest(b"secret", text.encode(), "sha256") if algorithm == "HS256" else b""
    return f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _elsewhere(doors: Doors, claim: str | None) -> tuple[int, str]:
    return doors.send(doors.activity(serviceUrl="https://evil.example/"), doors.token(serviceurl=claim))


def _in(doors: Doors, tenant: str) -> tuple[int, str]:
    conversation = {"conversationType": "personal", "tenantId": tenant, "id": "a:x"}
    channel = {"tenant": {"id": tenant}}
    return doors.send(doors.activity(conversation=conversation, channelData=channel), doors.token())


def _replayed(doors: Doors) -> tuple[int, str]:
    activity = doors.activity(type="invoke", name="nothing/known", id=f"replayed-{time.time_ns()}")
    assert doors.send(activity, doors.token())[0] == 501
    return doors.send(activity, doors.token())


NOW = int(time.time())
REFUSED: dict[str, tuple[str, Callable[[Doors], tuple[int, str]]]] = {
    "no header": ("no_token", lambda doors: doors.send(doors.activity(), "")),
    "garbage": ("garbled", lambda doors: doors.send(doors.activity(), "garbage")),
    "wrong audience": ("audience", lambda doors: doors.send(doors.activity(), doors.token(aud="other"))),
    "wrong issuer": ("issuer", lambda doors: doors.send(doors.activity(), doors.token(iss="https://evil"))),
    "expired": ("expired", lambda doors: doors.send(doors.activity(), doors.token(exp=NOW - 600))),
    "other key": (
        "signature",
        lambda doors: doors.send(doors.activity(), doors.token("stranger", "local-connector")),
    ),
    "unknown kid": ("unknown_key", lambda doors: doors.send(doors.activity(), doors.token("stranger"))),
    "HS256": ("algorithm", lambda doors: doors.send(doors.activity(), _by_hand("HS256", doors))),
    "none": ("algorithm", lambda doors: doors.send(doors.activity(), _by_hand("none", doors))),
    "missing exp": ("claim_missing", lambda doors: doors.send(doors.activity(), doors.token(exp=None))),
    "missing nbf": ("claim_missing", lambda doors: doors.send(doors.activity(), doors.token(nbf=None))),
    "serviceUrl dispute": ("service_url", lambda doors: _elsewhere(doors, f"{doors.teams.url}/")),
    "serviceUrl of a stranger": ("service_host", lambda doors: _elsewhere(doors, "https://evil.example/")),
    "missing serviceurl claim": ("claim_missing", lambda doors: _elsewhere(doors, None)),
    "unendorsed key": ("endorsement", lambda doors: doors.send(doors.activity(), doors.token("unendorsed"))),
    "other tenant": ("tenant", lambda doors: _in(doors, OTHER_TENANT)),
    "wrong content type": (
        "content_type",
        lambda doors: doors.send(doors.activity(), doors.token(), "text/plain"),
    ),
    "1 MB body": (
        "too_large",
        lambda doors: doors.send(doors.activity(text="x" * 1_000_000), doors.token()),
    ),
    "invalid JSON": ("not_json", lambda doors: doors.send(b'{"type": "message"', doors.token())),
}


@pytest.mark.parametrize("case", REFUSED)
def test_is_refused_and_leaves_one_log_line_and_nothing_else(doors: Doors, case: str) -> None:
    code, knock = REFUSED[case]
    before, logged = doors.traces(), len(doors.stack.log_lines("teams"))
    assert knock(doors) == (401, "")
    assert doors.traces() == before
    (line,) = [json.loads(line) for line in _ours(_new_lines(doors, logged))]
    assert (line["message"], line["code"]) == ("TURNED_AWAY", code)


def test_a_replayed_activity_is_refused_and_leaves_only_that_it_was_seen(doors: Doors) -> None:
    before = doors.traces()
    assert _replayed(doors) == (401, "")
    assert doors.traces() == {**before, "casework": before["casework"] + 1}


def test_an_invoke_nobody_knows_is_not_implemented(doors: Doors) -> None:
    activity = doors.activity(type="invoke", name="nothing/known", id=f"unknown-{time.time_ns()}")
    assert doors.send(activity, doors.token()) == (501, "")


def test_a_refusal_is_counted_by_the_log_line_that_says_so(doors: Doors) -> None:
    filters = doors.stack.client("logs").describe_metric_filters()["metricFilters"]
    counted = {one["logGroupName"] for one in filters if one["filterPattern"] == '"TURNED_AWAY"'}
    assert counted == {"/fingerpost/fingerpost/functions"}


@pytest.mark.parametrize("case", SLACK_CASES)
def test_the_same_holds_for_what_slack_did_not_sign(doors: Doors, case: str) -> None:
    body, moment = b"command=%2Finvolved&text=Zachariah", str(int(time.time()))
    signed = doors.stack.signature(b"something else", moment) if case == "wrongly signed" else {}
    before, logged = doors.traces(), len(doors.stack.log_lines("slack"))
    answer = doors.stack.send(body, {"Content-Type": "application/x-www-form-urlencoded", **signed})
    assert (answer.status, answer.text) == (401, "")
    assert doors.traces() == before
    assert len(_ours(_new_lines(doors, logged, "slack"))) == 1


def test_a_good_token_is_let_in_so_that_all_of_the_above_means_something(doors: Doors) -> None:
    assert doors.send(doors.activity(text="hello"), doors.token())[0] == 200
    assert doors.stack.document["teams"]["tenant_id"] == TENANT


def test_in_a_group_the_bot_speaks_to_the_one_who_asked_alone(doors: Doors) -> None:
    group = {"conversationType": "groupChat", "tenantId": TENANT, "id": "19:group"}
    before = len(doors.teams.wire())
    assert (
        doors.send(doors.activity(conversation=group, text="<at>Fingerpost</at> hi"), doors.token())[0] == 200
    )
    (said,) = [call for call in doors.teams.wire()[before:] if call["method"] == "POST"]
    assert said["query"] == "isTargetedActivity=true"
    assert said["body"]["recipient"]["id"] == doors.activity()["from"]["id"]
    assert "works in private" in said["body"]["text"]


def _new_lines(doors: Doors, before: int, function: str = "teams") -> list[str]:
    deadline = time.monotonic() + 40  # a busy machine hands over log lines late
    while time.monotonic() < deadline:
        new = doors.stack.log_lines(function)[before:]
        if _ours(new):
            return new
        time.sleep(0.1)
    raise AssertionError("nothing was logged")


def _ours(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("{")]
