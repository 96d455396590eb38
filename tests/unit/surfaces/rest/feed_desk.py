"""A case system at /v1/feed, over shelves in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fingerpost.surfaces.rest.feed_routes import feed_handler
from tests.builders import nhs_number
from tests.unit.surfaces.rest.calls import Answer, event
from tests.unit.usecases.feeds.scene import CLIENT, CaseSystem

ROW = {
    "source_ref": "case-1",
    "given_name": "Aoife",
    "family_name": "Byrne",
    "birth_date": "2016-03-27",
    "sex": "F",
    "nhs_number": nhs_number(0),
    "postcode": "NB1 4QT",
    "worker_id": "p-rowan",
    "role": "Social worker",
    "since": "2026-01-12",
}


class FeedDesk:
    """Northbrook's social care, and its case system behind the REST surface."""

    def __init__(self) -> None:
        self.system = CaseSystem()
        self.handler = feed_handler(self.system.cases, 50, lambda: self.system.shelves.now.date())
        self.sent = 0

    def get(self, path: str, client: str | None = CLIENT) -> Answer:
        return self.call("GET", path, client)

    def post(
        self,
        path: str,
        body: object,
        client: str | None = CLIENT,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        return self.call("POST", path, client, body, headers)

    def call(
        self,
        method: str,
        path: str,
        client: str | None = CLIENT,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        *,
        own_key: bool = True,
    ) -> Answer:
        """own_key: whether a key is made up where none is given."""
        self.sent += 1
        made_up = {"Idempotency-Key": f"intention-{self.sent}"} if own_key else {}
        given = {**made_up, **(headers or {})}
        text = body if isinstance(body, str) else None if body is None else json.dumps(body)
        asked: dict[str, Any] = event(method, path, client, text, given, {}, self.sent)
        answer = self.handler(asked, None)
        told = answer.get("multiValueHeaders") or {}
        flat = {name.lower(): values[0] for name, values in told.items()}
        return Answer(answer["statusCode"], flat, json.loads(answer["body"]) if answer["body"] else None)
