"""A case system through the deployed /v1/feed: signed, admitted, its rows taken once, the ledger has it."""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.credentials import Credentials

from tests.builders import nhs_number
from tests.integration.test_administration import MAY_INVOKE, lines_of
from tests.local_stack import LocalStack
from tools.cli.__main__ import main
from tools.cli.api import Answer, Api
from tools.local.issuer import secret_of
from tools.local.places import ROOT

ONE, MANY, END = "/v1/feed/involvements", "/v1/feed/involvements/batch", "/v1/feed/involvements/end"
Worker = dict[str, Any]
NAMES = [
    ("Zephyrine", "Quillfeather"),
    ("Ottoline", "Marchbanks"),
    ("Barnaby", "Thistlewood"),
    ("Cosmo", "Underhay"),
    ("Delphine", "Vantage"),
    ("Ephraim", "Wolstenholme"),
    ("Fenella", "Yardley-Crabbe"),
]


@pytest.fixture(scope="module")
def administrator(stack: LocalStack) -> Api:
    aws = stack.document["aws"]
    return api_of(stack, aws["access_key_id"], aws["secret_access_key"])


def api_of(stack: LocalStack, key_id: str, secret: str) -> Api:
    rights = Credentials(key_id, secret).get_frozen_credentials()
    return Api(stack.document["api_url"], rights, stack.document["aws"]["region"])


@pytest.fixture(scope="module")
def worker(stack: LocalStack) -> Worker:
    """Somebody of the town in good standing."""
    return next(one for one in stack.people if one["role"] == "practitioner")


@pytest.fixture(scope="module")
def feed(stack: LocalStack, administrator: Api, worker: Worker) -> Iterator[tuple[str, Api]]:
    """A registered feed of the worker's service, with an IAM user of its own."""
    iam, name = stack.client("iam"), f"case-system-{secrets.token_hex(4)}"
    arn = iam.create_user(UserName=name)["User"]["Arn"]
    key = iam.create_access_key(UserName=name)["AccessKey"]
    iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=json.dumps(MAY_INVOKE))
    wish = {
        "service_id": worker["service_id"],
        "client": arn,
        "may": ["record", "end", "details"],
        "owner_id": worker["id"],
        "contact": "Case system team 01632 960117",
    }
    entered = administrator.put(f"/v1/feeds/{name}", wish)
    assert entered.status == 201, entered.body
    yield name, api_of(stack, key["AccessKeyId"], key["SecretAccessKey"])
    iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    iam.delete_user_policy(UserName=name, PolicyName="own")
    iam.delete_user(UserName=name)


def a_row(worker: Worker, number: int, **changes: str) -> dict[str, Any]:
    row = {
        "source_ref": f"{secrets.token_hex(4)}-{number}",
        "given_name": NAMES[number][0],
        "family_name": NAMES[number][1],
        "birth_date": str(date(2009, 3, 1) + timedelta(days=311 * number)),
        "nhs_number": nhs_number(700 + number),
        "postcode": f"NB{number + 2} 3AA",
        "worker_id": worker["id"],
        "role": "Social worker",
        "since": "2026-01-12",
    }
    return {**row, **changes}


def outcomes(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.body
    return [one["outcome"] for one in answer.body["results"]]


def test_rows_are_taken_once_changed_and_ended_and_the_ledger_has_them(
    stack: LocalStack, feed: tuple[str, Api], worker: Worker
) -> None:
    name, case_system = feed
    rows = [a_row(worker, number) for number in range(3)]
    assert outcomes(case_system.post(MANY, {"rows": rows})) == ["accepted"] * 3
    assert outcomes(case_system.post(MANY, {"rows": rows})) == ["unchanged"] * 3
    assert outcomes(case_system.post(ONE, {**rows[0], "role": "Team manager"})) == ["accepted"]
    last = {"source_ref": rows[1]["source_ref"], "ended": "2026-02-20"}
    assert outcomes(case_system.post(END, last)) == ["accepted"]
    counts = case_system.get("/v1/feed/status").or_trouble().body["counts"]
    del counts["last_success"]
    assert counts == {"accepted": 5, "unchanged": 3, "rejected": 0, "matched": 1.0}
    lines = lines_of(stack, f"feed:{name}")
    assert len([line for line in lines if line.get("child_id")]) == 5
    text = json.dumps(lines, default=repr)
    assert not [row for row in rows if row["family_name"] in text or row["source_ref"] in text]


def test_nothing_of_a_row_stands_in_a_log_or_in_clear(
    stack: LocalStack, feed: tuple[str, Api], worker: Worker
) -> None:
    _, case_system = feed
    row = a_row(worker, 5, source_ref="ref-of-a-row-9990004445", family_name="Quillwhistle")
    assert outcomes(case_system.post(ONE, row)) == ["accepted"]
    bad = {**row, "source_ref": "ref-of-a-bad-row", "birth_date": "Quillwhistle"}
    assert outcomes(case_system.post(ONE, bad)) == ["rejected"]
    logged = "\n".join(stack.log_lines())
    dynamodb = stack.client("dynamodb")
    stored = "".join(
        json.dumps(page["Items"], default=repr)
        for table in stack.tables.values()
        for page in dynamodb.get_paginator("scan").paginate(TableName=table)
    )
    planted = ("Quillwhistle", "ref-of-a-row", "ref-of-a-bad-row", row["nhs_number"])
    assert [word for word in planted if word in logged or word in stored] == []


def test_an_administrator_is_no_feed_and_a_paused_feed_sends_nothing(
    feed: tuple[str, Api], administrator: Api, worker: Worker
) -> None:
    name, case_system = feed
    row = a_row(worker, 6)
    refused = administrator.post(ONE, row)
    assert (refused.status, refused.problem) == (403, "unknown_person")
    assert administrator.post(f"/v1/feeds/{name}/pause").status == 200
    paused = case_system.post(ONE, row)
    assert (paused.status, paused.problem) == (403, "feed_paused")
    assert case_system.get("/v1/feed/status").status == 200
    assert administrator.post(f"/v1/feeds/{name}/resumption").status == 200
    assert outcomes(case_system.post(ONE, row)) == ["accepted"]


def test_a_feed_keeps_no_directory(feed: tuple[str, Api]) -> None:
    _, case_system = feed
    refused = case_system.get("/v1/areas")
    assert (refused.status, refused.problem) == (403, "unknown_person")


HEADER = "Case ID,Forename,Surname,DOB,NHS No,Postcode,Worker ID,Role,Start date"


def a_line(worker: Worker, number: int, **changes: str) -> str:
    row = a_row(worker, number, **changes)
    fields = ("source_ref", "given_name", "family_name", "birth_date", "nhs_number", "postcode")
    return ",".join(row[name] for name in (*fields, "worker_id", "role", "since"))


def put(stack: LocalStack, feed: str, name: str, text: str) -> None:
    bucket = stack.outputs["FeedsBucketName"]
    stack.client("s3").put_object(Bucket=bucket, Key=f"in/{feed}/{name}", Body=text.encode("cp1252"))


def until_closed(administrator: Api, feed: str, name: str) -> dict[str, Any]:
    """The file once it moves no more."""
    found: dict[str, Any] = {}
    for _ in range(120):
        files = administrator.get(f"/v1/feeds/{feed}/status").or_trouble().body["files"]
        found = next((one for one in files if one["file"] == name), {})
        if found and found["state"] != "running":
            return found
        time.sleep(0.5)
    raise AssertionError(found)


def result_of(stack: LocalStack, feed: str, name: str) -> list[dict[str, str]]:
    key = f"out/{feed}/{name}.result.csv"
    content = stack.client("s3").get_object(Bucket=stack.outputs["FeedsBucketName"], Key=key)["Body"].read()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_file_that_is_dropped_is_taken_row_by_row_and_its_result_lies_beside_it(
    stack: LocalStack, feed: tuple[str, Api], administrator: Api, worker: Worker
) -> None:
    name, _ = feed
    wrong = a_line(worker, 4, birth_date="31/02/2016")
    lines = ["Open cases", "", HEADER, a_line(worker, 3), wrong, "", "Total,2"]
    put(stack, name, "cases.csv", "\r\n".join(lines))
    closed = until_closed(administrator, name, "cases.csv")
    assert (closed["state"], closed["rows"], closed["accepted"], closed["rejected"]) == ("done", 2, 1, 1)
    results = result_of(stack, name, "cases.csv")
    assert [(one["row"], one["outcome"], one["column"]) for one in results] == [
        ("4", "accepted", ""),
        ("5", "rejected", "birth_date"),
    ]


def test_a_file_that_is_no_table_is_refused_in_words(
    stack: LocalStack, feed: tuple[str, Api], administrator: Api
) -> None:
    name, _ = feed
    put(stack, name, "broken.csv", "Case ID,Forename,Surname,Start date\n1,A,B,1/1/2026\n")
    closed = until_closed(administrator, name, "broken.csv")
    assert (closed["state"], closed["problem"].split()[0]) == ("refused", "columns_missing")
    [line] = result_of(stack, name, "broken.csv")
    assert "feed map" in line["says"]


def test_the_command_sends_a_file_and_tells_what_became_of_it(
    feed: tuple[str, Api],
    worker: Worker,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name, _ = feed
    file = tmp_path / "sent.csv"
    file.write_text("\n".join((HEADER, a_line(worker, 2), a_line(worker, 3, worker_id="p-nobody"))))
    assert main(["--local", "feed", "send", name, str(file)]) == 7
    told = capsys.readouterr().out
    assert "done" in told
    assert f"out/{name}/sent.csv.result.csv" in told
    assert main(["--local", "feed", "status", name]) == 0
    assert "sent.csv" in capsys.readouterr().out


def test_a_case_system_with_an_oauth_token_sends_the_same(
    stack: LocalStack, feed: tuple[str, Api], administrator: Api, worker: Worker
) -> None:
    """The very client of docs/feeds/send.py, against the stack."""
    name, client = feed[0], f"client-{secrets.token_hex(4)}"
    wish = {
        "service_id": worker["service_id"],
        "client": client,
        "may": ["record"],
        "owner_id": worker["id"],
        "contact": "Case system team 01632 960117",
    }
    assert administrator.put(f"/v1/feeds/{name}-oauth", wish).status == 201
    environment = {
        "TOKEN_URL": stack.document["oauth"]["token_url"],
        "CLIENT_ID": client,
        "CLIENT_SECRET": secret_of(client),
        "FINGERPOST": f"{stack.document['api_url']}/oauth/v1/feed",
    }
    row = json.dumps(a_row(worker, 4, given_name="Xanthe"))
    command = [sys.executable, str(ROOT / "docs" / "feeds" / "send.py")]
    sent = subprocess.run(  # noqa: S603 - our own example
        command, input=row, capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    assert json.loads(sent.stdout)["accepted"] == 1
    metadata = f"{stack.document['api_url']}/.well-known/oauth-authorization-server"
    with urllib.request.urlopen(metadata, timeout=30) as reply:  # noqa: S310 - a local http address
        assert json.load(reply)["token_endpoint"] == environment["TOKEN_URL"]
