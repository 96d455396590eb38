"""From API Gateway to a route and back, with one table of what each failure becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError, ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from aws_lambda_powertools.event_handler.openapi.models import APIKey, APIKeyIn

from fingerpost.domain.errors import InvalidField, InvalidForm
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces.rest.directory_routes import DirectoryRoutes
from fingerpost.surfaces.rest.problems import Problem, Unusable, invalid
from fingerpost.surfaces.rest.words import FAILED, NO_SUCH_ROUTE, NOT_VALID
from fingerpost.usecases.directory.catalogue import Administration

VERSION = "1.0.0"
_TITLE = "Fingerpost /v1, for administrators"
_SIGNED = "AWS Signature Version 4"
_ABOUT = (
    "Areas, organisations, services and practitioners, and the codes that link their chat accounts. Every "
    "request is signed with AWS Signature Version 4 (service execute-api), judged by policy and written to "
    "the ledger. Nothing of a child can be read or written here."
)


@dataclass(frozen=True)
class RestHandler:
    """The Lambda handler of /v1."""

    app: APIGatewayRestResolver

    def __call__(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's own
        """Answer an API Gateway event."""
        return self.app.resolve(dict(event), context)

    def openapi(self) -> str:
        """The OpenAPI 3.1 document of all routes, as JSON."""
        signed = APIKey.model_validate(
            {"name": "Authorization", "in": APIKeyIn.header, "description": _SIGNED}
        )
        return self.app.get_openapi_json_schema(
            title=_TITLE,
            version=VERSION,
            description=_ABOUT,
            openapi_version="3.1.0",
            security_schemes={"sigv4": signed},
            security=[{"sigv4": []}],
        )


def rest_handler(administration: Administration, stack: str) -> RestHandler:
    """All routes over the use cases. stack: the deployment's name."""
    app = APIGatewayRestResolver(enable_validation=True)
    DirectoryRoutes(app, administration, stack).register()
    for fault, answer in _ANSWERS.items():
        app.exception_handler(fault)(answer)
    return RestHandler(app)


def _unusable(fault: Unusable) -> Response[str]:
    log(Line.TURNED_AWAY, door="api", code=fault.code)
    return Problem(fault.code, fault.said).response()


def _not_valid(fault: RequestValidationError) -> Response[str]:
    errors = [
        {"field": ".".join(map(str, each["loc"])), "problem": str(each["type"]), "says": str(each["msg"])}
        for each in fault.errors()
    ]
    return Problem("not_valid", NOT_VALID, errors=errors).response()


def _no_route(fault: NotFoundError) -> Response[str]:
    return Problem("no_such_route", NO_SUCH_ROUTE).response()


def _failed(fault: Exception) -> Response[str]:
    log(Line.SURFACE_FAILED, door="api", act="request", error=type(fault).__name__)
    return Problem("failed", FAILED).response()


_ANSWERS: dict[type[Exception], Callable[[Any], Response[str]]] = {
    Unusable: _unusable,
    InvalidField: invalid,
    InvalidForm: invalid,
    RequestValidationError: _not_valid,
    RequestUnsupportedContentType: _not_valid,
    NotFoundError: _no_route,
    ServiceError: _failed,
    Exception: _failed,
}
