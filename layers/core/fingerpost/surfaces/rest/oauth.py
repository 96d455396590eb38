"""The road of case systems with an OAuth token: proven here, then the same routes as with a signature."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from fingerpost.domain.errors import RequestRejected, Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces.rest.handler import RestHandler
from fingerpost.surfaces.rest.problems import Problem, Words
from fingerpost.surfaces.rest.words import CANNOT_ANSWER, NO_ISSUER, NO_SCOPE, NO_TOKEN

ROAD = "/oauth"
METADATA = "/.well-known/oauth-authorization-server"
READ, WRITE = "feed.read", "feed.write"

Event = Mapping[str, Any]
Answer = dict[str, Any]


class Holder(Protocol):
    """Whom a token names."""

    @property
    def client(self) -> str:
        """The client's id."""

    @property
    def scopes(self) -> frozenset[str]:
        """What it was granted."""


@dataclass(frozen=True)
class OAuthRoad:
    """The Lambda handler before the routes. prove: an Authorization header to its holder; raises
    RequestRejected, Unavailable. described: the issuer's own document; raises Unavailable."""

    routes: RestHandler
    prove: Callable[[str], Holder]
    described: Callable[[], Mapping[str, Any] | None]

    def __call__(self, event: Event, context: Any) -> Answer:  # noqa: ANN401 - Lambda's own
        """Answer an API Gateway event: signed by AWS, or with a token."""
        path = str(event.get("path", ""))
        if path == METADATA:
            return self._metadata()
        if not path.startswith(f"{ROAD}/"):
            return self.routes(event, context)
        return self._with_token(event, path, context)

    def _with_token(self, event: Event, path: str, context: Any) -> Answer:  # noqa: ANN401
        headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
        needed = READ if event.get("httpMethod") == "GET" else WRITE
        try:
            holder = self.prove(headers.get("authorization", ""))
        except RequestRejected as fault:
            log(Line.TURNED_AWAY, door="feeds", code=fault.code)
            return _refused("no_token", NO_TOKEN, 'error="invalid_token"')
        except Unavailable as fault:
            log(Line.CANNOT_ANSWER, reference="", error=type(fault).__name__, code="issuer")
            return _painted(Problem("cannot_answer", CANNOT_ANSWER))
        if needed not in holder.scopes:
            log(Line.TURNED_AWAY, door="feeds", code="scope")
            return _refused("no_scope", NO_SCOPE, f'error="insufficient_scope", scope="{needed}"')
        return self.routes(_as_signed(event, path, holder.client), context)

    def _metadata(self) -> Answer:
        """RFC 8414: where a client gets its token, and which scopes there are."""
        try:
            described = self.described()
        except Unavailable:
            return _painted(Problem("cannot_answer", CANNOT_ANSWER))
        if described is None:
            return _painted(Problem("no_issuer", NO_ISSUER))
        told = {
            name: described[name] for name in ("issuer", "token_endpoint", "jwks_uri") if name in described
        }
        body = {
            **told,
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": [],
            "scopes_supported": [READ, WRITE],
        }
        return _as_answer(200, "application/json", body)


def _as_signed(event: Event, path: str, client: str) -> Event:
    """The same request as the routes know it: who sends is the token's client, and nobody else."""
    context = dict(event.get("requestContext") or {})
    identity = {**(context.get("identity") or {}), "userArn": client}
    return {
        **event,
        "path": path.removeprefix(ROAD),
        "requestContext": {**context, "identity": identity},
    }


def _refused(code: str, said: Words, challenge: str) -> Answer:
    answer = _painted(Problem(code, said))
    return {
        **answer,
        "multiValueHeaders": {**answer["multiValueHeaders"], "WWW-Authenticate": [f"Bearer {challenge}"]},
    }


def _painted(problem: Problem) -> Answer:
    response = problem.response()
    headers = {name: [str(value)] for name, value in response.headers.items()}
    return {
        "statusCode": response.status_code,
        "body": response.body,
        "isBase64Encoded": False,
        "multiValueHeaders": {**headers, "Content-Type": ["application/problem+json"]},
    }


def _as_answer(status: int, kind: str, body: Mapping[str, Any]) -> Answer:
    headers = {"Content-Type": [kind], "Cache-Control": ["max-age=3600"]}
    return {
        "statusCode": status,
        "body": json.dumps(body),
        "isBase64Encoded": False,
        "multiValueHeaders": headers,
    }
