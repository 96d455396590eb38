"""The shapes of /v1 that are about feeds."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from fingerpost.domain.feed import FeedMay, FeedState
from fingerpost.surfaces.rest.models import Id, Line, Sent, Version


class FeedWish(Sent):
    """A feed as it is to stand. client: the ARN of an IAM user or role, or an OAuth client's id.

    may: what it is let do. owner_id: who answers for it. contact: of whoever runs the system.
    """

    service_id: Id
    client: Annotated[str, Field(min_length=1, max_length=256)]
    may: Annotated[list[FeedMay], Field(min_length=1, max_length=4)]
    owner_id: Id
    contact: Line


class FeedShown(BaseModel):
    """A feed as it stands."""

    id: str
    service_id: str
    client: str
    may: list[FeedMay]
    owner_id: str
    contact: str
    state: FeedState
    version: Version
