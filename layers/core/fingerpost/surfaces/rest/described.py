"""How routes describe themselves: the parameters they share, and what each may answer."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query

from fingerpost.surfaces.rest import models, painting

Named = Annotated[str, Path(min_length=1, max_length=48)]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9_-]{8,128}$",
        description="new for each intention; sent again with the same request, it counts once",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", pattern=r'^"[0-9]{1,9}"$', description="the ETag that was read, to change it"),
]
IfNone = Annotated[
    str | None, Header(alias="If-None-Match", pattern=r"^\*$", description="* to enter what is to be new")
]
After = Annotated[str, Query(max_length=400, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=100, description="how many entries a page has at most")]


def model_of(description: str, model: Any, content: str = painting.JSON) -> dict[str, Any]:  # noqa: ANN401
    """One answer: what it means, and its shape."""
    return {"description": description, "content": {content: {"model": model}}}


def problems(*statuses: int) -> dict[int, Any]:
    """The answers that are no success."""
    said = {400: "not usable", 403: "refused", 404: "not there", 409: "does not fit what stands"}
    said |= {412: "changed since it was read", 415: "not JSON", 422: "not valid", 428: "no condition"}
    said |= {503: "not now"}
    return {each: model_of(said[each], models.ProblemShown, "application/problem+json") for each in statuses}


def answers(model: Any) -> dict[str, Any]:  # noqa: ANN401 - a pydantic model
    """What a route that reads may answer."""
    return {"responses": {200: model_of("as it stands", model), **problems(403, 404, 422, 503)}}


def keeps(model: Any) -> dict[str, Any]:  # noqa: ANN401 - a pydantic model
    """What a route that enters or changes may answer."""
    stands = {200: model_of("changed, or as it stood", models.Kept[model])}
    entered = {201: model_of("entered", models.Kept[model])}
    return {"responses": stands | entered | problems(400, 403, 404, 409, 412, 415, 422, 428, 503)}


def acts(status: int, model: Any) -> dict[str, Any]:  # noqa: ANN401 - a pydantic model
    """What a route that does something may answer."""
    return {"responses": {status: model_of("done", model), **problems(400, 403, 404, 409, 422, 503)}}


def takes(model: Any) -> dict[str, Any]:  # noqa: ANN401 - a pydantic model
    """What a route that takes rows may answer."""
    answer = {200: model_of("what became of each row", model)}
    return {"responses": answer | problems(400, 403, 404, 409, 415, 422, 503)}
