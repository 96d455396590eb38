"""/v1/feed as a case system's client sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance
from werkzeug.wrappers import Request, Response

from tests.unit.surfaces.rest.calls import Answer
from tests.unit.surfaces.rest.feed_desk import ROW, FeedDesk
from tests.unit.surfaces.rest.test_directory_routes import problem
from tests.unit.usecases.feeds.scene import CLIENT

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "openapi" / "v1-feed.json"
ONE, MANY, END = "/v1/feed/involvements", "/v1/feed/involvements/batch", "/v1/feed/involvements/end"
EPISODES = "/v1/feed/episodes"
EXAMPLE = Path(__file__).resolve().parents[4] / "docs" / "standards" / "an-episode.jsonld"
STATUS, COVERAGE = "/v1/feed/status", "/v1/feed/coverage"


@pytest.fixture
def desk() -> FeedDesk:
    return FeedDesk()


def outcomes(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.body
    return [one["outcome"] for one in answer.body["results"]]


def test_one_involvement_is_sent_changed_and_ended(desk: FeedDesk) -> None:
    assert outcomes(desk.post(ONE, ROW)) == ["accepted"]
    assert outcomes(desk.post(ONE, ROW)) == ["unchanged"]
    assert outcomes(desk.post(ONE, {**ROW, "role": "Team manager"})) == ["accepted"]
    ended = desk.post(END, {"source_ref": "case-1", "ended": "2026-02-20"})
    assert outcomes(ended) == ["accepted"]
    assert outcomes(desk.post(END, {"source_ref": "case-1", "ended": "2026-02-20"})) == ["unchanged"]
    [one] = desk.system.involvements
    assert (one.role, str(one.ended)) == ("Team manager", "2026-02-20")


def an_episode() -> Any:  # noqa: ANN401 - a document
    """By a worker of the desk."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8").replace("ewa-sobczak", "p-rowan"))


def test_a_document_of_the_standard_is_taken_and_what_was_dropped_is_said(desk: FeedDesk) -> None:
    answer = desk.post(EPISODES, an_episode())
    assert outcomes(answer) == ["accepted"]
    assert {"ServiceEpisode.type", "ServiceEpisode.finding", "Person.ethnicity"} <= set(
        answer.body["dropped"]
    )
    assert outcomes(desk.post(EPISODES, an_episode())) == ["unchanged"]
    [one] = desk.system.involvements
    assert (one.role, one.lead) == ("School nurse", True)
    held = repr(vars(desk.system.shelves))
    assert "cp-plan" not in held
    assert "not for us" not in held


def test_an_estimated_birth_date_of_an_episode_stays_an_estimate(desk: FeedDesk) -> None:
    document = an_episode()
    document["@graph"][0]["dateOfBirth"] = {"date": "2016-01-01", "accuracyIndicator": "EEE"}
    assert outcomes(desk.post(EPISODES, document)) == ["accepted"]
    [child] = desk.system.shelves.children.values()
    assert child.details.birth_date is None
    assert child.details.birth_in_part is not None
    assert child.details.birth_in_part.is_about


@pytest.mark.parametrize("document", [{}, {"@graph": []}, {"@graph": [{"@type": "Person"}]}])
def test_a_document_without_an_episode_is_said_to_have_none(desk: FeedDesk, document: object) -> None:
    assert desk.post(EPISODES, document).status == 422


def test_of_many_each_has_its_own_result_in_the_order_sent(desk: FeedDesk) -> None:
    rows = [
        ROW,
        {**ROW, "source_ref": "case-2", "birth_date": "27.13.2016"},
        {**ROW, "source_ref": "case-3", "worker_id": "p-nobody", "given_name": "Brona"},
    ]
    answer = desk.post(MANY, {"rows": rows})
    assert outcomes(answer) == ["accepted", "rejected", "rejected"]
    assert {name: answer.body[name] for name in ("accepted", "unchanged", "rejected")} == {
        "accepted": 1,
        "unchanged": 0,
        "rejected": 2,
    }
    second = answer.body["results"][1]
    assert (second["row"], second["source_ref"]) == (2, "case-2")
    assert [one["column"] for one in second["problems"]] == ["birth_date"]
    assert "27/3/2016" in second["problems"][0]["says"]
    assert answer.body["results"][2]["problems"][0]["column"] == "worker_id"


def test_a_value_that_only_adds_is_left_out_with_a_warning(desk: FeedDesk) -> None:
    answer = desk.post(ONE, {**ROW, "nhs_number": "9999999999", "postcode": "somewhere"})
    assert outcomes(answer) == ["accepted"]
    assert {one["column"] for one in answer.body["results"][0]["warnings"]} == {"nhs_number", "postcode"}
    [child] = desk.system.shelves.children.values()
    assert (child.details.identifiers, child.details.postcodes) == ((), ())


def test_the_same_request_under_the_same_key_answers_the_same(desk: FeedDesk) -> None:
    key = {"Idempotency-Key": "nightly-2026-03-02"}
    first, second = desk.post(ONE, ROW, headers=key), desk.post(ONE, ROW, headers=key)
    assert outcomes(first) == outcomes(second) == ["accepted"]
    assert len(desk.system.involvements) == 1


def test_how_it_stands_and_what_covers_the_area_are_told_in_totals(desk: FeedDesk) -> None:
    desk.post(ONE, ROW)
    desk.post(ONE, ROW)
    stands = desk.get(STATUS)
    assert (stands.body["feed"]["id"], stands.body["feed"]["state"]) == ("nightly", "open")
    counts = stands.body["counts"]
    assert (counts["accepted"], counts["unchanged"], counts["rejected"], counts["matched"]) == (1, 1, 0, 1.0)
    assert "Aoife" not in json.dumps(stands.body)
    covered = desk.get(COVERAGE)
    assert covered.body["area"] == "Northbrook"
    assert "Northbrook Primary" in [one["service"] for one in covered.body["services"]]


def test_every_answer_tells_the_limits(desk: FeedDesk) -> None:
    for answer in (desk.post(ONE, ROW), desk.get(STATUS), desk.get(COVERAGE, "somebody")):
        assert answer.headers["ratelimit-policy"] == '"requests";q=50;w=1'
        assert answer.headers["rows-limit"] == "100"


def test_a_client_that_nobody_registered_is_refused_and_recorded(desk: FeedDesk) -> None:
    refused = desk.post(ONE, ROW, "arn:aws:iam::111122223333:user/eve")
    assert problem(refused) == (403, "unknown_person")
    assert "register" in refused.body["detail"]
    assert [line.outcome for line in desk.system.shelves.ledger] == ["", "refused:unknown_person"]
    assert desk.system.involvements == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"rows": []}, "rows"),
        ({"rows": [ROW] * 101}, "rows"),
        ({"rows": [{**ROW, "reason": "neglect"}]}, "reason"),
        ({"rows": [{**ROW, "source_ref": 7}]}, "source_ref"),
        ("{", "body"),
    ],
)
def test_a_request_whose_shape_is_wrong_is_turned_back_whole(
    desk: FeedDesk, body: object, field: str
) -> None:
    answer = desk.post(MANY, body)
    assert problem(answer) == (422, "not_valid")
    assert any(field in one["field"] for one in answer.body["errors"])
    assert "neglect" not in json.dumps(answer.body)


def test_a_row_that_was_never_sent_cannot_be_ended(desk: FeedDesk) -> None:
    answer = desk.post(END, {"source_ref": "case-9", "ended": "2026-02-20"})
    assert outcomes(answer) == ["rejected"]
    assert answer.body["results"][0]["problems"][0]["problem"] == "never_sent"


def test_the_committed_document_is_what_is_built(desk: FeedDesk) -> None:
    """`make openapi` writes it anew after a change that is meant."""
    assert json.loads(DOCUMENT.read_text("utf-8")) == json.loads(desk.handler.openapi())


# ------------------------------------------------------------------ against its own document


TRIED = FeedDesk()
load_all_checks()


def unsigned() -> dict[str, Any]:
    """The document without its signatures, which are API Gateway's to verify."""
    document: dict[str, Any] = json.loads(TRIED.handler.openapi())
    del document["security"], document["components"]["securitySchemes"]
    return document


def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI
    """The REST surface behind an API Gateway that has verified who signed."""
    asked = Request(environ)
    if asked.path == "/openapi.json":
        return Response(json.dumps(unsigned()), content_type="application/json")(environ, start)
    text = asked.get_data(as_text=True) or None
    headers = dict(asked.headers.items())
    answer = TRIED.call(asked.method, asked.path, CLIENT, text, headers, own_key=False)
    told = Response(json.dumps(answer.body), answer.status, dict(answer.headers))
    return told(environ, start)


schema = schemathesis.openapi.from_wsgi("/openapi.json", app)


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_promises(case: Any) -> None:  # noqa: ANN401
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
