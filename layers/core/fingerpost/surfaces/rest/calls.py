"""Reads off a request who sends it, under what key, and on what condition."""

from __future__ import annotations

import hashlib

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from fingerpost.domain.practitioner import Principal
from fingerpost.surfaces.rest.problems import Unusable
from fingerpost.surfaces.rest.words import NO_CALLER, NO_CONDITION, NOT_A_CONDITION
from fingerpost.usecases.requests import Request


def reading(event: APIGatewayProxyEvent) -> Request:
    """A request that changes nothing: each is one of its own."""
    return Request(_caller(event), f"api:{event.request_context.request_id}")


def writing(event: APIGatewayProxyEvent) -> Request:
    """A request that counts once under its key, while it says the same. Raises Unusable."""
    key = event.headers.get("Idempotency-Key", "")
    caller, said = _caller(event), f"{event.http_method} {event.path}\n{_condition(event)}\n{event.body}"
    digest = hashlib.sha256(said.encode()).hexdigest()
    return Request(caller, f"api:{caller.name}:{key}:{digest}")


def seen(event: APIGatewayProxyEvent) -> int | None:
    """The version that is to be changed; None for what is to be new. Raises Unusable."""
    if_match, if_none_match = _condition(event)
    if if_none_match == "*" and not if_match:
        return None
    if not if_match and not if_none_match:
        raise Unusable("no_condition", NO_CONDITION)
    if if_match and if_none_match:
        raise Unusable("not_a_condition", NOT_A_CONDITION)
    return int(if_match.strip('"'))


def etag(version: int) -> dict[str, str]:
    """The header that names a version."""
    return {"ETag": f'"{version}"'}


def _condition(event: APIGatewayProxyEvent) -> tuple[str, str]:
    return event.headers.get("If-Match", ""), event.headers.get("If-None-Match", "")


def _caller(event: APIGatewayProxyEvent) -> Principal:
    """Whom API Gateway found to have signed. Raises Unusable."""
    arn = event.request_context.identity.user_arn
    if not arn:
        raise Unusable("no_caller", NO_CALLER)
    return Principal(arn)
