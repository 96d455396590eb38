"""/v1 as an administrator's client sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fingerpost.domain.directory import Doubt
from fingerpost.domain.outcomes.directory import Hindrance
from fingerpost.surfaces.rest.words import DOUBTS, HINDRANCES
from tests.unit.surfaces.rest.calls import AREA, PERSON, Answer, Desk

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "openapi" / "v1.json"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_area_is_entered_read_changed_and_listed(desk: Desk) -> None:
    entered = desk.put("/v1/areas/southgate", AREA)
    assert (entered.status, entered.headers["etag"]) == (201, '"1"')
    assert entered.body["entry"] == {"id": "southgate", "version": 1, **AREA}
    read = desk.get("/v1/areas/southgate")
    assert (read.status, read.body, read.headers["etag"]) == (200, entered.body["entry"], '"1"')
    changed = desk.put("/v1/areas/southgate", {**AREA, "name": "South"}, {"If-Match": '"1"'})
    assert (changed.status, changed.headers["etag"], changed.body["changed"]) == (200, '"2"', ["name"])
    listed = desk.get("/v1/areas")
    assert [one["id"] for one in listed.body["entries"]] == ["northbrook", "southgate"]


def test_structured_hours_of_a_service_are_kept_as_they_were_sent(desk: Desk) -> None:
    """A change of anything else sends them back: they must come through as they stand."""
    opening = [
        {"days": [0, 1, 2, 3, 4], "opens": 510, "closes": 1020, "bank_holidays": False, "school_days": True}
    ]
    contact = {
        "duty_telephone": "01632 960111",
        "hours": "Mon-Fri 8.30-17.00",
        "out_of_hours": "Duty team 01632 960199",
        "deputy": "Duty manager",
    }
    wish = {
        "name": "Team T",
        "kind": "school",
        "area_id": "northbrook",
        "organisation_id": "council",
        "contact": {**contact, "opening": opening, "nation": "wales"},
    }
    entered = desk.put("/v1/services/team-t", wish)
    assert entered.status == 201, entered.body
    shown = desk.get("/v1/services/team-t").body["contact"]
    assert (shown["opening"], shown["nation"]) == (opening, "wales")
    [times] = desk.office.shelves.services["team-t"].contact.opening
    assert (times.days, times.opens, times.school_days) == ((0, 1, 2, 3, 4), 510, True)


def test_that_a_service_shields_whom_it_records_stays_whatever_else_is_changed(desk: Desk) -> None:
    contact = {
        "duty_telephone": "01632 960111",
        "hours": "Mon-Fri 9-5",
        "out_of_hours": "Duty team 01632 960199",
        "deputy": "Duty manager",
    }
    place = {
        "kind": "family support",
        "area_id": "northbrook",
        "organisation_id": "council",
        "contact": contact,
    }
    entered = desk.put("/v1/services/refuge", {"name": "Refuge", **place, "shields": "refuge"})
    assert entered.status == 201, entered.body
    shown = desk.get("/v1/services/refuge").body
    wish = {key: value for key, value in shown.items() if key not in ("id", "last_fed", "version")}
    changed = desk.put("/v1/services/refuge", {**wish, "name": "The house"}, {"If-Match": '"1"'})
    assert changed.status == 200, changed.body
    assert desk.office.shelves.services["refuge"].shields == "refuge"


def test_what_a_change_of_a_service_does_not_say_of_protection_stays_and_only_what_it_says_goes(
    desk: Desk,
) -> None:
    contact = {
        "duty_telephone": "01632 960111",
        "hours": "Mon-Fri 9-5",
        "out_of_hours": "Duty team 01632 960199",
        "deputy": "Duty manager",
    }
    place = {
        "kind": "family support",
        "area_id": "northbrook",
        "organisation_id": "council",
        "contact": contact,
    }
    protected = {"sensitive": True, "shields": "refuge"}
    desk.put("/v1/services/refuge", {"name": "Refuge", **place, **protected})
    desk.put("/v1/services/refuge", {"name": "The house", **place}, {"If-Match": '"1"'})
    held = desk.office.shelves.services["refuge"]
    assert (held.name, held.sensitive, held.shields) == ("The house", True, "refuge")
    said = {"name": "The house", **place, "sensitive": False, "shields": None}
    desk.put("/v1/services/refuge", said, {"If-Match": '"2"'})
    held = desk.office.shelves.services["refuge"]
    assert (held.sensitive, held.shields) == (False, None)


def test_a_person_is_entered_suspended_restored_and_given_a_code(desk: Desk) -> None:
    entered = desk.put("/v1/people/rowan-ashby", PERSON)
    assert entered.status == 201
    assert entered.body["entry"]["area_id"] == "northbrook"
    suspended = desk.post("/v1/people/rowan-ashby/suspension")
    assert (suspended.status, suspended.body["entry"]["status"]) == (200, "suspended")
    restored = desk.post("/v1/people/rowan-ashby/restoration")
    assert (restored.status, restored.body["entry"]["status"]) == (200, "active")
    given = desk.post("/v1/people/rowan-ashby/link-codes")
    assert given.status == 201
    assert given.body["code"].startswith("LINK-")


def test_a_caller_is_told_as_whom_they_come(desk: Desk) -> None:
    answer = desk.get("/v1/whoami")
    assert (answer.status, answer.body["stack"]) == (200, "fingerpost")
    assert answer.body["caller"] == "api:arn:aws:sts::111122223333:assumed-role/keepers/olga"
    assert problem(desk.get("/v1/whoami", caller="arn:aws:iam::1:user/eve")) == (403, "unknown_person")


def test_people_are_listed_page_by_page(desk: Desk) -> None:
    for number in range(3):
        desk.put(f"/v1/people/p-{number}", {**PERSON, "name": f"Kim Ashby{number}"})
    first = desk.get("/v1/people", area="northbrook", limit="2")
    last = desk.get("/v1/people", area="northbrook", limit="2", after=first.body["next"])
    names = [one["name"] for page in (first, last) for one in page.body["entries"]]
    assert names == ["Kim Ashby0", "Kim Ashby1", "Kim Ashby2"]
    assert last.body["next"] is None


def problem(answer: Answer) -> tuple[int, str]:
    """Status and code, after what every problem document has."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= set(answer.body)
    assert answer.body["status"] == answer.status
    return answer.status, answer.body["type"].removeprefix("urn:fingerpost:")


def test_whoever_is_no_administrator_is_refused_with_a_reference(desk: Desk) -> None:
    answer = desk.put("/v1/areas/southgate", AREA, caller="arn:aws:iam::111122223333:user/eve")
    assert problem(answer) == (403, "unknown_person")
    assert answer.body["reference"].startswith("FP-")


def test_without_a_caller_nothing_is_read(desk: Desk) -> None:
    assert problem(desk.get("/v1/areas", caller=None)) == (403, "no_caller")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"If-None-Match": "*", "Idempotency-Key": ""}, (422, "not_valid")),
        ({"If-None-Match": "*", "Idempotency-Key": "short"}, (422, "not_valid")),
        ({"X-Other": "1"}, (428, "no_condition")),
        ({"If-Match": "1"}, (422, "not_valid")),
        ({"If-Match": 'W/"1"'}, (422, "not_valid")),
        ({"If-None-Match": '"1"'}, (422, "not_valid")),
        ({"If-Match": '"1"', "If-None-Match": "*"}, (400, "not_a_condition")),
        ({"If-Match": '"9"'}, (412, "changed_since")),
        ({"If-None-Match": "*"}, (409, "already_there")),
    ],
)
def test_conditions_and_keys(desk: Desk, headers: dict[str, str], expected: tuple[int, str]) -> None:
    assert problem(desk.put("/v1/areas/northbrook", AREA, headers)) == expected


def test_a_key_counts_once_while_the_request_says_the_same(desk: Desk) -> None:
    desk.put("/v1/people/rowan-ashby", PERSON)
    key = {"Idempotency-Key": "my-intention"}
    first = desk.post("/v1/people/rowan-ashby/link-codes", key)
    second = desk.post("/v1/people/rowan-ashby/link-codes", key)
    assert (first.status, problem(second)) == (201, (409, "done_before"))
    assert len(desk.office.shelves.codes) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("{", "body"),
        ("[]", "body"),
        ({**AREA, "officer_telephone": 7}, "officer_telephone"),
        ({**AREA, "more": "x"}, "more"),
        ({"name": "South"}, "officer_telephone"),
        ({**AREA, "name": ""}, "name"),
        ({**AREA, "officer_telephone": "at the desk"}, "officer_telephone"),
        ({**AREA, "name": "two\nlines"}, "name"),
    ],
)
def test_what_cannot_be_used_is_named_field_by_field(desk: Desk, body: object, field: str) -> None:
    answer = desk.put("/v1/areas/southgate", body)
    assert problem(answer) == (422, "not_valid")
    assert any(field in wrong["field"] for wrong in answer.body["errors"])


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", 1790000000, "2026-01-01T00:00:00", None])
def test_a_day_is_a_day(desk: Desk, day: object) -> None:
    assert problem(desk.put("/v1/people/p", {**PERSON, "vetted_until": day}))[0] == 422


@pytest.mark.parametrize(
    "query", [{}, {"area": ""}, {"area": "n", "limit": "0"}, {"area": "n", "after": "%"}]
)
def test_a_list_needs_an_area_and_a_page_that_was_given(desk: Desk, query: dict[str, str]) -> None:
    assert problem(desk.get("/v1/people", **query))[0] == 422


def test_what_is_down_is_said_with_when_to_come_again(desk: Desk) -> None:
    with desk.office.shelves.down("ledger"):
        answer = desk.get("/v1/areas")
    assert problem(answer) == (503, "cannot_answer")
    assert answer.headers["retry-after"] == "60"


def test_a_failure_is_said_without_its_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(desk.office.desk.look_up), "areas", lambda *_: 1 / 0)
    answer = desk.get("/v1/areas")
    assert problem(answer) == (500, "failed")
    assert "division" not in json.dumps(answer.body)


def test_there_is_nothing_else(desk: Desk) -> None:
    assert problem(desk.get("/v1/children")) == (404, "no_such_route")


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/v1/areas/northbrook"), ("POST", "/v1/areas")])
def test_what_an_address_does_not_take_is_said_with_what_it_takes(desk: Desk, method: str, path: str) -> None:
    answer = desk.call(method, path)
    assert problem(answer) == (405, "wrong_method")
    assert answer.headers["allow"] == ("GET, PUT" if "northbrook" in path else "GET")


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"])
def test_a_body_that_is_no_json_is_not_read(desk: Desk, kind: str) -> None:
    headers = {"If-None-Match": "*", "Content-Type": kind}
    assert problem(desk.put("/v1/areas/southgate", AREA, headers)) == (415, "not_json")


def test_every_hindrance_and_doubt_has_its_words() -> None:
    assert set(HINDRANCES) == set(Hindrance)
    assert set(DOUBTS) == set(Doubt)


def test_no_answer_is_stored_on_its_way(desk: Desk) -> None:
    answers = [desk.get("/v1/areas"), desk.get("/v1/areas/gone"), desk.put("/v1/areas/s", AREA)]
    assert {one.headers["cache-control"] for one in answers} == {"no-store"}


def test_the_committed_document_is_what_is_built(desk: Desk) -> None:
    """`make openapi` writes it anew after a change that is meant."""
    assert json.loads(DOCUMENT.read_text("utf-8")) == json.loads(desk.handler.openapi())


def test_every_route_of_the_document_names_what_it_may_answer(desk: Desk) -> None:
    document: dict[str, Any] = json.loads(desk.handler.openapi())
    assert document["openapi"].startswith("3.1")
    operations = [one for path in document["paths"].values() for one in path.values()]
    assert len(operations) == 23
    assert all({"403", "422", "503"} <= set(one["responses"]) for one in operations)
