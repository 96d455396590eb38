"""/v1/feed with an access token: proven first, then the very same routes; its scopes are held to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from fingerpost.domain.errors import RequestRejected, Unavailable
from fingerpost.surfaces.rest.oauth import METADATA, READ, WRITE, OAuthRoad
from tests.unit.surfaces.rest.calls import Answer, event
from tests.unit.surfaces.rest.feed_desk import ROW, FeedDesk
from tests.unit.surfaces.rest.test_directory_routes import problem
from tests.unit.usecases.feeds.scene import CLIENT, FEED

ONE, STATUS = "/v1/feed/involvements", "/v1/feed/status"
DESCRIBED = {"issuer": "https://i.example", "token_endpoint": "https://i.example/t", "secret": "x"}


@dataclass(frozen=True)
class Named:
    client: str
    scopes: frozenset[str]


class Road(FeedDesk):
    """A case system that comes with tokens: `Bearer CLIENT SCOPE...`."""

    def __init__(self) -> None:
        super().__init__()
        self.road = OAuthRoad(self.handler, self._prove, lambda: DESCRIBED)
        self.system.register(replace(FEED, client="case-system"))

    def _prove(self, authorization: str) -> Named:
        scheme, _, told = authorization.partition(" ")
        if scheme != "Bearer":
            raise RequestRejected("no_token")
        if told == "down":
            raise Unavailable("issuer")
        client, *scopes = told.split()
        return Named(client, frozenset(scopes))

    def send(self, method: str, path: str, token: str = "", body: object = None) -> Answer:
        self.sent += 1
        headers = {"Idempotency-Key": f"intention-{self.sent}", "authorization": token}
        text = None if body is None else json.dumps(body)
        asked: dict[str, Any] = event(method, path, None, text, headers, {}, self.sent)
        answer = self.road(asked, None)
        told: Mapping[str, list[str]] = answer.get("multiValueHeaders") or {}
        flat = {name.lower(): values[0] for name, values in told.items()}
        return Answer(answer["statusCode"], flat, json.loads(answer["body"]))


@pytest.fixture
def road() -> Road:
    return Road()


def test_with_a_token_the_same_rows_are_taken(road: Road) -> None:
    sent = road.send("POST", f"/oauth{ONE}", f"Bearer case-system {WRITE}", ROW)
    assert (sent.status, sent.body["accepted"]) == (200, 1)
    assert road.send("GET", f"/oauth{STATUS}", f"Bearer case-system {READ}").body["counts"]["accepted"] == 1
    assert {line.actor_id for line in road.system.shelves.ledger} == {"feed:nightly"}


@pytest.mark.parametrize("token", ["", "Basic x", "case-system"])
def test_without_a_good_token_nothing_is_read(road: Road, token: str) -> None:
    refused = road.send("POST", f"/oauth{ONE}", token, ROW)
    assert problem(refused) == (401, "no_token")
    assert "invalid_token" in refused.headers["www-authenticate"]
    assert road.system.shelves.ledger == []


@pytest.mark.parametrize(("method", "scope", "needed"), [("POST", READ, WRITE), ("GET", WRITE, READ)])
def test_a_scope_that_was_not_granted_is_named(road: Road, method: str, scope: str, needed: str) -> None:
    path = ONE if method == "POST" else STATUS
    refused = road.send(method, f"/oauth{path}", f"Bearer case-system {scope}", ROW)
    assert problem(refused) == (403, "no_scope")
    assert needed in refused.headers["www-authenticate"]


def test_a_client_that_nobody_registered_is_refused_and_recorded(road: Road) -> None:
    refused = road.send("POST", f"/oauth{ONE}", f"Bearer stranger {WRITE}", ROW)
    assert problem(refused) == (403, "unknown_person")
    assert [line.outcome for line in road.system.shelves.ledger] == ["", "refused:unknown_person"]


def test_who_comes_with_a_token_is_never_taken_for_who_signed(road: Road) -> None:
    road.system.register(replace(FEED, client=CLIENT))
    refused = road.send("POST", f"/oauth{ONE}", f"Bearer case-system {WRITE}", ROW)
    assert problem(refused) == (403, "unknown_person")


def test_a_token_opens_no_other_road(road: Road) -> None:
    refused = road.send("POST", ONE, f"Bearer case-system {WRITE}", ROW)
    assert problem(refused) == (403, "no_caller")


def test_an_issuer_that_is_down_is_said_with_when_to_come_again(road: Road) -> None:
    answer = road.send("POST", f"/oauth{ONE}", "Bearer down", ROW)
    assert problem(answer) == (503, "cannot_answer")


def test_where_tokens_come_from_is_told_to_everybody(road: Road) -> None:
    told = road.send("GET", METADATA)
    assert told.status == 200
    assert told.body["token_endpoint"] == "https://i.example/t"
    assert told.body["grant_types_supported"] == ["client_credentials"]
    assert "secret" not in told.body


def test_a_deployment_without_an_issuer_says_so(road: Road) -> None:
    without = replace(road.road, described=lambda: None)
    asked: dict[str, Any] = event("GET", METADATA, None, None, {}, {}, 1)
    assert json.loads(without(asked, None)["body"])["type"] == "urn:fingerpost:no_issuer"
