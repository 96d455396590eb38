"""Feeds as the shapes of /v1, and back."""

from __future__ import annotations

from fingerpost.domain.feed import RegisteredFeed
from fingerpost.domain.principals import lasting_arn
from fingerpost.surfaces.rest.feed_models import FeedShown, FeedWish


def feed_of(feed_id: str, wish: FeedWish) -> RegisteredFeed:
    """The feed that is wanted; whether it is paused is not the sender's to say here."""
    return RegisteredFeed(
        id=feed_id,
        service_id=wish.service_id,
        client=lasting_arn(wish.client),
        may=tuple(sorted(set(wish.may))),
        owner_id=wish.owner_id,
        contact=wish.contact,
    )


def feed(entry: RegisteredFeed) -> FeedShown:
    """A feed."""
    return FeedShown.model_validate(entry, from_attributes=True)
