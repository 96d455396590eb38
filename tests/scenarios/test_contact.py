"""Asking to be contacted, once on every surface: asked, answered, reminded by the clock, spoken, rated."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.scenarios.town import WHY, WORK, Screen, TownInChat, a_child_nobody_knows, number_and_birth_date

TEACHER, NURSE = "gareth-penry", "ewa-sobczak"
NO_HURRY = {"Can it wait?": "Yes, until they have time in their working hours"}


def asked(town: TownInChat, how: dict[str, str] | None = None) -> tuple[Screen, str]:
    """The nurse works with a child; the teacher is shown that and asks her to make contact."""
    child = a_child_nobody_knows()
    town.person(NURSE).open("record").submit({**child, **WORK, **WHY})
    answer = town.ask(TEACHER, number_and_birth_date(child))
    assert answer.title == "Services involved"
    shown = answer.press("Ask to be contacted").submit(how or NO_HURRY)
    assert child["Family name"] not in shown.words
    return shown, child["Family name"]


def test_who_is_asked_is_told_answers_and_who_asked_sees_it(town: TownInChat) -> None:
    teacher, nurse = town.person(TEACHER), town.person(NURSE)
    heard, seen = len(nurse.messages()), len(teacher.messages())
    shown, family_name = asked(town)
    assert "was asked to contact Gareth Penry" in shown.words

    told = nurse.wait_for_message("asks you to contact them", beyond=heard)
    assert family_name not in told.words
    answered = told.press("Open the request").press("I will contact them")
    assert "will contact Gareth Penry" in answered.words

    word = teacher.wait_for_message("you will be contacted", beyond=seen)
    spoken = word.press("Open the request").press("We have spoken")
    done = spoken.submit({"Who leads": "Who asked", "Have you agreed who does what?": "Yes"})
    assert "You have spoken" in done.words
    assert "Was it useful?" in done.press("Useful").words
    nurse.wait_for_message("recorded as answered", beyond=heard)


def test_declined_the_reason_is_read_and_passed_on_somebody_else_has_it(town: TownInChat) -> None:
    teacher, nurse = town.person(TEACHER), town.person(NURSE)
    heard, seen = len(nurse.messages()), len(teacher.messages())
    asked(town)
    told = nurse.wait_for_message("asks you to contact them", beyond=heard)
    told.press("Open the request").press("Decline").submit(
        {"Reason": "Another worker or service is the right one to ask"}
    )
    word = teacher.wait_for_message("was declined", beyond=seen)
    assert "the right one to ask" in word.press("Open the request").words

    heard, seen = len(nurse.messages()), len(teacher.messages())
    asked(town, {"Can it wait?": "No: a child may be unsafe today"})
    told = nurse.wait_for_message("Urgent", beyond=heard)
    passed = told.press("Open the request").press("Pass on")
    assert "passed on to Hester Colbeck" in passed.words
    teacher.wait_for_message("gone on to somebody else", beyond=seen)


def test_the_clock_reminds_who_does_not_answer(town: TownInChat) -> None:
    nurse = town.person(NURSE)
    heard = len(nurse.messages())
    asked(town, {"Can it wait?": "No: a child is missing"})  # ordinary reminders of one hour are one message
    nurse.wait_for_message("asks you to contact them now", beyond=heard)
    make_due(town)

    run_the_clock(town)

    reminder = nurse.wait_for_message("still waits for you", beyond=heard)
    assert "Gareth Penry" in reminder.press("See what waits for you").words


def test_before_a_year_is_over_the_worker_is_asked_whether_they_are_still_involved(town: TownInChat) -> None:
    nurse = town.person(NURSE)
    heard = len(nurse.messages())
    child = a_child_nobody_knows()
    nurse.open("record").submit({**child, **WORK, **WHY})
    make_review_due(town)

    run_the_clock(town)
    have_the_digest(town, NURSE)

    question = nurse.wait_for_message("still involved with a child you work with", beyond=heard)
    assert child["Family name"] not in question.words
    assert "you are still involved" in question.press("Still involved").words


def test_one_chooses_when_one_is_told_and_tries_it(town: TownInChat) -> None:
    nurse = town.person(NURSE)
    heard = len(nurse.messages())
    nurse.write("hello")
    menu = nurse.wait_for_message("What would you like to do?", beyond=heard)
    form = menu.press("How I am told").press("Change when")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    wrong = form.submit({"Away from": f"{tomorrow.day} {tomorrow.month} {tomorrow.year}"})
    assert set(wrong.errors) == {"Away until"}
    kept = wrong.submit(
        {
            "One message with the day’s news": "At 9.00",
            "Quiet hours": "None",
            "Away from": "",
            "Away until": "",
        }
    )
    assert "Kept. From now on you are told so." in kept.words
    assert "At 9.00" in kept.words

    tested = kept.press("Send me a test")
    assert "A test is on its way" in tested.words
    nurse.wait_for_message("you can be told here", beyond=heard)


def have_the_digest(town: TownInChat, who: str) -> None:
    """As if the hour of somebody's digest had come, once something is held for it."""
    database, casework = town.stack.client("dynamodb"), town.stack.tables["casework"]
    held = {
        "KeyConditionExpression": "pk = :who",
        "ExpressionAttributeValues": {":who": {"S": f"HELD#{who}"}},
    }
    deadline = time.monotonic() + 40
    while not database.query(TableName=casework, **held)["Items"] and time.monotonic() < deadline:
        time.sleep(0.2)
    due = datetime.now(UTC) - timedelta(seconds=1)
    line = {"pk": {"S": f"DUE#D#{due:%Y-%m-%dT%H}"}, "sk": {"S": f"{written(due)}#{who}"}}
    database.put_item(TableName=casework, Item=line)
    run_the_clock(town)


def make_review_due(town: TownInChat) -> None:
    """As if almost a year had gone by since the newest recording of the nurse."""
    tables, database = town.stack.tables, town.stack.client("dynamodb")
    query = {"TableName": tables["index"], "IndexName": "by_practitioner"}
    held = database.query(
        **query,
        KeyConditionExpression="practitioner_id = :who",
        ExpressionAttributeValues={":who": {"S": NURSE}},
    )["Items"]
    waiting = [
        database.get_item(TableName=tables["casework"], Key=review_key(one)) for one in held if "id" in one
    ]
    reviews = [answer["Item"] for answer in waiting if "Item" in answer]
    asked = {one["involvement_id"]["S"] for one in reviews if one["step"]["S"] != "waiting"}
    fresh = [one for one in held if one.get("version", {}).get("N") == "1" and one["id"]["S"] not in asked]
    ids = {one["id"]["S"] for one in fresh}
    newest = next(one for one in reviews if one["involvement_id"]["S"] in ids)
    due = datetime.now(UTC) - timedelta(seconds=1)
    line = {
        "pk": {"S": f"DUE#R#{due:%Y-%m-%dT%H}"},
        "sk": {"S": f"{written(due)}#{newest['involvement_id']['S']}"},
    }
    database.put_item(TableName=tables["casework"], Item=line)
    database.put_item(TableName=tables["casework"], Item={**newest, "due": {"S": written(due)}})


def review_key(involvement: dict[str, Any]) -> dict[str, Any]:
    return {"pk": {"S": f"RV#{involvement['id']['S']}"}, "sk": {"S": "V#"}}


def make_due(town: TownInChat) -> None:
    """As if the working hours until its next step had gone by: no test waits for them."""
    tables, database = town.stack.tables, town.stack.client("dynamodb")
    items = database.scan(TableName=tables["casework"])["Items"]
    requests = [one for one in items if one["pk"]["S"].startswith("CR#") and "due" in one]
    newest = max(requests, key=lambda one: one["asked_at"]["S"])
    before = datetime.fromisoformat(newest["due"]["S"])
    due = datetime.now(UTC) - timedelta(seconds=1)
    move = [("Delete", "Key", before), ("Put", "Item", due)]
    writes: list[Any] = [
        {verb: {"TableName": tables["casework"], what: due_line(at, newest["reference"]["S"])}}
        for verb, what, at in move
    ]
    database.transact_write_items(
        TransactItems=[
            *writes,
            {"Put": {"TableName": tables["casework"], "Item": {**newest, "due": {"S": written(due)}}}},
        ]
    )


def due_line(at: datetime, reference: str) -> dict[str, Any]:
    return {"pk": {"S": f"DUE#C#{at:%Y-%m-%dT%H}"}, "sk": {"S": f"{written(at)}#{reference}"}}


def written(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def run_the_clock(town: TownInChat) -> None:
    """The schedule runs it each minute as well: what one of them moved, the other leaves alone."""
    answer = town.stack.client("lambda").invoke(FunctionName="fingerpost-clock", Payload=b"{}")
    assert "FunctionError" not in answer, json.loads(answer["Payload"].read())
