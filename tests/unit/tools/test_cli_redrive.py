"""Dead letters are shown, explained, and sent again; nothing is taken away before it is somewhere else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from fingerpost.adapters.streams import REDRIVEN
from tests.unit.functions.events import event
from tests.unit.tools.clinic import Clinic, make_clinic


@pytest.fixture
def clinic(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Clinic:
    return make_clinic(monkeypatch, capsys)


def letter(number: int) -> dict[str, Any]:
    return {
        "MessageId": f"m{number}",
        "ReceiptHandle": f"r{number}",
        "Body": json.dumps({"notice": f"notice-{number}"}),
        "Attributes": {"MessageGroupId": "p-rowan", "ApproximateReceiveCount": "50"},
    }


def test_dead_letters_are_shown_and_stay_where_they_are(clinic: Clinic) -> None:
    clinic.aws.letters["dead"] = [letter(1), letter(2)]
    code, out, _ = clinic.fingerpost("redrive")
    assert (code, "notice-1" in out, "redrive --send" in out) == (0, True, True)
    assert [one["hidden"] for one in clinic.aws.letters["dead"]] == [False, False]
    assert clinic.aws.letters["notices"] == []


def test_dead_letters_are_sent_again_to_the_same_person_in_order(clinic: Clinic) -> None:
    clinic.aws.letters["dead"] = [letter(1), letter(2)]
    assert clinic.fingerpost("redrive", "--send", "--yes")[0] == 0
    assert clinic.aws.letters["dead"] == []
    sent = clinic.aws.letters["notices"]
    assert [json.loads(one["MessageBody"])["notice"] for one in sent] == ["notice-1", "notice-2"]
    assert {one["MessageGroupId"] for one in sent} == {"p-rowan"}
    assert len({one["MessageDeduplicationId"] for one in sent}) == 2


def test_where_nothing_is_dead_it_says_so(clinic: Clinic) -> None:
    assert "no dead letter" in clinic.fingerpost("redrive")[1]


def test_what_is_sent_again_is_on_the_ledger(clinic: Clinic) -> None:
    clinic.aws.letters["dead"] = [letter(1)]
    _, out, _ = clinic.fingerpost("redrive", "--send", "--yes")
    assert clinic.ledger.told() == [("redrive", "dead_letters", ""), ("redrive", "dead_letters", "sent:1")]
    assert clinic.ledger.written[0].reference in out


def test_nothing_is_sent_where_the_ledger_is_away(clinic: Clinic) -> None:
    clinic.aws.letters["dead"] = [letter(1)]
    clinic.ledger.is_away = True
    code, _, err = clinic.fingerpost("redrive", "--send", "--yes")
    assert (code, "ledger" in err) == (1, True)
    assert [one["MessageId"] for one in clinic.aws.letters["dead"]] == ["m1"]


# ------------------------------------------------------------------ what fanout did not work out

RECORD = event("fanout.new_involvement")["Records"][0]


def parked(number: int) -> dict[str, Any]:
    return {**letter(number), "Body": json.dumps({"record": RECORD})}


def given_up(first: int, last: int) -> dict[str, Any]:
    """As Lambda puts it: no record, only where they stand."""
    place = {"shardId": "shard-1", "streamArn": "arn:stream", "batchSize": last - first + 1}
    place |= {"startSequenceNumber": str(first), "endSequenceNumber": str(last)}
    return {**letter(first), "Body": json.dumps({"DDBStreamBatchInfo": place})}


def in_stream(number: int) -> dict[str, Any]:
    written = {**RECORD["dynamodb"], "SequenceNumber": str(number)}
    written["ApproximateCreationDateTime"] = datetime(2026, 3, 2, tzinfo=UTC)
    written["NewImage"] = {**written["NewImage"], "box": {"B": b"sealed"}}
    return {"eventName": "INSERT", "dynamodb": written}


def test_a_parked_record_is_worked_out_again_and_taken_away(clinic: Clinic) -> None:
    clinic.aws.letters["lost"] = [parked(1)]
    code, out, _ = clinic.fingerpost("redrive", "--send", "--yes")
    assert (code, "involvement" in out) == (0, True)
    assert clinic.aws.brought == [{"Records": [{**RECORD, REDRIVEN: True}]}]
    assert clinic.aws.letters["lost"] == []


def test_what_lambda_gave_up_is_read_from_the_stream_as_lambda_brings_it(clinic: Clinic) -> None:
    clinic.aws.stream = [in_stream(number) for number in range(10, 16)]
    clinic.aws.letters["lost"] = [given_up(11, 13)]
    assert clinic.fingerpost("redrive", "--send", "--yes")[0] == 0
    [brought] = clinic.aws.brought
    assert [one["dynamodb"]["SequenceNumber"] for one in brought["Records"]] == ["11", "12", "13"]
    first = brought["Records"][0]
    assert first["dynamodb"]["NewImage"]["box"] == {"B": "c2VhbGVk"}
    assert first["dynamodb"]["ApproximateCreationDateTime"] == 1772409600.0
    assert first["eventSourceARN"] == "arn:stream"


def test_what_still_fails_stays_where_it_is(clinic: Clinic) -> None:
    clinic.aws.letters["lost"] = [parked(1)]
    clinic.aws.fanout_fails = True
    code, _, err = clinic.fingerpost("redrive", "--send", "--yes")
    assert (code, "still cannot be worked out" in err) == (8, True)
    assert [one["hidden"] for one in clinic.aws.letters["lost"]] == [False]
    assert clinic.ledger.told()[-1][2] == "sent:0"


def test_nothing_of_a_child_is_shown(clinic: Clinic) -> None:
    clinic.aws.letters["lost"] = [parked(1)]
    _, out, err = clinic.fingerpost("redrive", "--json")
    for secret in ("c-aoife", "Rowan Ashdown", "FP-30YPR"):
        assert secret not in out + err


def test_what_the_stream_no_longer_holds_is_said_and_forgotten_only_when_asked(clinic: Clinic) -> None:
    clinic.aws.letters["lost"] = [given_up(11, 13)]
    clinic.aws.stream = None
    code, _, err = clinic.fingerpost("redrive", "--send", "--yes")
    assert (code, "24 hours" in err) == (0, True)
    assert len(clinic.aws.letters["lost"]) == 1
    assert clinic.fingerpost("redrive", "--forget-lost", "--yes")[0] == 0
    assert clinic.aws.letters["lost"] == []
    assert clinic.ledger.told()[-1] == ("redrive", "lost_records", "forgotten:1")
