"""A request to /v1 as API Gateway hands it over, and the answer as HTTP has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fingerpost.bootstrap.api import versions
from fingerpost.surfaces.rest.handler import rest_handler
from tests.unit.usecases.directory.office import ADMIN, Office


@dataclass(frozen=True)
class Answer:
    """Status, headers in lower case, and the body read as JSON."""

    status: int
    headers: Mapping[str, str]
    body: Any


class Desk:
    """An office behind its REST surface."""

    def __init__(self) -> None:
        self.office = Office()
        self.handler = rest_handler(self.office.desk, "fingerpost", versions())
        self.sent = 0

    def get(self, path: str, caller: str | None = ADMIN.name, **query: str) -> Answer:
        return self.call("GET", path, caller, query=query)

    def put(
        self,
        path: str,
        body: object,
        headers: Mapping[str, str] | None = None,
        *,
        caller: str | None = ADMIN.name,
    ) -> Answer:
        return self.call("PUT", path, caller, body, headers or {"If-None-Match": "*"})

    def post(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.call("POST", path, headers=headers)

    def call(
        self,
        method: str,
        path: str,
        caller: str | None = ADMIN.name,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        *,
        own_key: bool = True,
    ) -> Answer:
        """own_key: whether a key is made up where none is given."""
        self.sent += 1
        made_up = {"Idempotency-Key": f"intention-{self.sent}"} if own_key else {}
        given = {**made_up, **(headers or {})}
        text = body if isinstance(body, str) else None if body is None else json.dumps(body)
        asked = event(method, path, caller, text, given, dict(query or {}), self.sent)
        answer = self.handler(asked, None)
        told = answer.get("multiValueHeaders") or {}
        flat = {name.lower(): values[0] for name, values in told.items()}
        return Answer(answer["statusCode"], flat, json.loads(answer["body"]) if answer["body"] else None)


def event(
    method: str,
    path: str,
    caller: str | None,
    body: str | None,
    headers: Mapping[str, str],
    query: Mapping[str, str],
    number: int,
) -> dict[str, Any]:
    """A request as API Gateway hands it over."""
    return {
        "resource": "/v1/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": dict(headers),
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": dict(query) or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
        "pathParameters": {"proxy": path.removeprefix("/v1/")},
        "requestContext": {
            "requestId": f"request-{number}",
            "stage": "live",
            "path": f"/live{path}",
            "httpMethod": method,
            "identity": {"userArn": caller},
        },
        "body": body,
        "isBase64Encoded": False,
    }


AREA = {"name": "Southgate", "officer_telephone": "0115 496 0002"}
PERSON = {
    "name": "Rowan Ashby",
    "role": "practitioner",
    "service_id": "social-care",
    "job_title": "Social worker",
    "vetted_until": "2027-01-31",
    "trained_until": "2027-01-31",
    "agreed_until": "2027-01-31",
}
