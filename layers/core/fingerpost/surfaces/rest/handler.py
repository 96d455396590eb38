"""From API Gateway to a route and back, with one table of what each failure becomes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from aws_lambda_powertools.event_handler.openapi.models import APIKey, APIKeyIn, SecurityScheme

from fingerpost.domain.errors import InvalidField, InvalidForm
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces.rest.directory_routes import DirectoryRoutes
from fingerpost.surfaces.rest.problems import Problem, Unusable, invalid
from fingerpost.surfaces.rest.register_routes import RegisterRoutes
from fingerpost.surfaces.rest.words import FAILED, NO_SUCH_ROUTE, NOT_JSON, NOT_VALID, WRONG_METHOD
from fingerpost.usecases.directory.catalogue import Administration

VERSION = "1.1.0"
_FORMS = ("multipart/", "application/x-www-form-urlencoded")
_ANY = re.compile(r"\{\w+\}")
_SIGNED = "AWS Signature Version 4"
Security = Mapping[str, SecurityScheme]


@dataclass(frozen=True)
class Described:
    """What the document of some routes says of them. security: by name, any of which will do."""

    title: str
    about: str
    security: Security


def signed() -> Security:
    """AWS's own signature, as a scheme."""
    scheme = {"name": "Authorization", "in": APIKeyIn.header, "description": _SIGNED}
    return {"sigv4": APIKey.model_validate(scheme)}


_ADMINISTRATION = (
    "Areas, organisations, services, practitioners and feeds, and the codes that link chat accounts. Every "
    "request is signed with AWS Signature Version 4 (service execute-api), judged by policy and written to "
    "the ledger. Nothing of a child can be read or written here."
)


@dataclass(frozen=True)
class RestHandler:
    """The Lambda handler of /v1."""

    app: APIGatewayRestResolver
    described: Described

    def __call__(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's own
        """Answer an API Gateway event."""
        return self.app.resolve({**event, "headers": _without_forms(event.get("headers") or {})}, context)

    def no_route(self) -> Response[str]:
        """What is answered where no route fits: another method would, or nothing is there."""
        event = self.app.current_event
        allowed = self._methods_at(event.path)
        if not allowed or event.http_method in allowed:
            return Problem("no_such_route", NO_SUCH_ROUTE).response()
        answer = Problem("wrong_method", WRONG_METHOD).response()
        answer.headers["Allow"] = ", ".join(allowed)
        return answer

    def _methods_at(self, path: str) -> list[str]:
        described = json.loads(self.openapi())["paths"].items()
        fits = (methods for route, methods in described if re.fullmatch(_ANY.sub("[^/]+", route), path))
        return sorted({method.upper() for methods in fits for method in methods})

    def openapi(self) -> str:
        """The OpenAPI 3.1 document of all routes, as JSON."""
        said = self.described
        return self.app.get_openapi_json_schema(
            title=said.title,
            version=VERSION,
            description=said.about,
            openapi_version="3.1.0",
            security_schemes=dict(said.security),
            security=[{name: []} for name in said.security],
        )


def rest_handler(administration: Administration, stack: str, versions: Mapping[str, str]) -> RestHandler:
    """All routes over the use cases. stack: the deployment's name."""
    app = APIGatewayRestResolver(enable_validation=True)
    DirectoryRoutes(app, administration, stack, versions).register()
    RegisterRoutes(app, administration).register()
    return handled(app, Described("Fingerpost /v1, for administrators", _ADMINISTRATION, signed()))


def handled(app: APIGatewayRestResolver, described: Described) -> RestHandler:
    """A resolver with its routes, as the Lambda handler: every failure has its answer."""
    for fault, answer in _ANSWERS.items():
        app.exception_handler(fault)(answer)
    handler = RestHandler(app, described)
    app.not_found(lambda _: handler.no_route())
    return handler


def _without_forms(headers: Mapping[str, str]) -> dict[str, str]:
    """Powertools reads forms as well, and falls over a broken one; this interface takes JSON alone."""
    kinds = {name: value for name, value in headers.items() if name.lower() == "content-type"}
    forms = {name for name, value in kinds.items() if value.strip().lower().startswith(_FORMS)}
    return {**headers, **dict.fromkeys(forms, "application/octet-stream")}


def _unusable(fault: Unusable) -> Response[str]:
    log(Line.TURNED_AWAY, door="api", code=fault.code)
    return Problem(fault.code, fault.said).response()


def _not_valid(fault: RequestValidationError) -> Response[str]:
    errors = [
        {"field": ".".join(map(str, each["loc"])), "problem": str(each["type"]), "says": str(each["msg"])}
        for each in fault.errors()
    ]
    return Problem("not_valid", NOT_VALID, errors=errors).response()


def _failed(fault: Exception) -> Response[str]:
    log(Line.SURFACE_FAILED, door="api", act="request", error=type(fault).__name__)
    return Problem("failed", FAILED).response()


_ANSWERS: dict[type[Exception], Callable[[Any], Response[str]]] = {
    Unusable: _unusable,
    InvalidField: invalid,
    InvalidForm: invalid,
    RequestValidationError: _not_valid,
    RequestUnsupportedContentType: lambda _: Problem("not_json", NOT_JSON).response(),
    ServiceError: _failed,
    Exception: _failed,
}
