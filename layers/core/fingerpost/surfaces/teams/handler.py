"""From API Gateway to an activity and back."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from fingerpost.domain.errors import RequestRejected, Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces.teams.activities import Activity
from fingerpost.surfaces.teams.activity_handler import ActivityHandler, Reply
from fingerpost.surfaces.teams.verification import Request, RequestVerification


@dataclass(frozen=True)
class TeamsHandler:
    """The Lambda handler of the Teams surface."""

    verification: RequestVerification
    activities: ActivityHandler

    def __call__(self, event: Mapping[str, Any], context: object) -> dict[str, Any]:
        """Answer an API Gateway event; whoever is turned away learns nothing but that."""
        try:
            return _event(self._answer(self.verification.verify(_request(event))))
        except RequestRejected as refusal:
            log(Line.TURNED_AWAY, door="teams", code=refusal.code)
            return _event(Reply(401))
        except Exception as fault:
            return _event(_failed(fault))

    def _answer(self, activity: Activity) -> Reply:
        """What was not answered may come again: the connector repeats what got a 503."""
        try:
            return self.activities.answer(activity)
        except RequestRejected:
            raise
        except Exception:
            with suppress(Unavailable):  # then whoever sent it has to send it anew
                self.verification.let_come_again(activity)
            raise


def _failed(fault: Exception) -> Reply:
    log(Line.SURFACE_FAILED, door="teams", act="activity", error=type(fault).__name__)
    return Reply(503 if isinstance(fault, Unavailable) else 500)


def _request(event: Mapping[str, Any]) -> Request:
    headers = {str(name).lower(): str(value) for name, value in (event.get("headers") or {}).items()}
    return Request(headers, _body(event))


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body") or ""
    try:
        return base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else str(body).encode()
    except (binascii.Error, ValueError):
        raise RequestRejected("body") from None


def _event(reply: Reply) -> dict[str, Any]:
    headers = {"content-type": "application/json"} if reply.body is not None else {}
    body = json.dumps(reply.body) if reply.body is not None else ""
    return {"statusCode": reply.status, "headers": headers, "body": body, "isBase64Encoded": False}
