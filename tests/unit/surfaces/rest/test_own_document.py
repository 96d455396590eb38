"""/v1 against its own document: whatever is sent, it answers as it says it does, and never falls over."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance
from werkzeug.wrappers import Request, Response

from tests.unit.surfaces.rest.calls import PERSON, Desk
from tests.unit.usecases.directory.office import ADMIN

DESK = Desk()
DESK.put("/v1/people/kim", PERSON)
load_all_checks()


def unsigned() -> dict[str, Any]:
    """The document without its signatures, which are API Gateway's to verify."""
    document: dict[str, Any] = json.loads(DESK.handler.openapi())
    del document["security"], document["components"]["securitySchemes"]
    return document


def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI
    """The REST surface over an office in memory, behind an API Gateway that has verified who signed."""
    asked = Request(environ)
    if asked.path == "/openapi.json":
        return Response(json.dumps(unsigned()), content_type="application/json")(environ, start)
    answer = DESK.call(
        asked.method,
        asked.path,
        ADMIN.name,
        asked.get_data(as_text=True) or None,
        dict(asked.headers.items()),
        dict(asked.args),
        own_key=False,
    )
    told = Response(json.dumps(answer.body), answer.status, dict(answer.headers))
    return told(environ, start)


schema = schemathesis.openapi.from_wsgi("/openapi.json", app)


@schema.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_promises(case: Any) -> None:  # noqa: ANN401
    """What fits the shapes may still break a rule (422), or say neither new nor change (428)."""
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
