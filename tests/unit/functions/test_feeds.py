"""The feeds function as Lambda starts it: a stack that has no keyring yet is no reason not to start."""

from __future__ import annotations

import json
from typing import Any

from fingerpost.bootstrap.feeds import Feeds
from fingerpost.domain.errors import RequestRejected, Unavailable
from fingerpost.surfaces.built_once import BuiltOnce
from fingerpost.surfaces.rest.oauth import Holder, OAuthRoad
from tests.unit.surfaces.rest.calls import event
from tests.unit.surfaces.rest.feed_desk import FeedDesk
from tests.unit.usecases.feeds.scene import CLIENT

STATUS: dict[str, Any] = event("GET", "/v1/feed/status", CLIENT, None, {}, {}, 1)


def test_without_a_keyring_it_says_that_it_cannot_answer_now_and_tries_again() -> None:
    tries = iter([Unavailable("keyring: no tokens keyset")])

    def nobody(header: str) -> Holder:
        raise RequestRejected("no_token")

    def build() -> OAuthRoad:
        for fault in tries:
            raise fault
        return OAuthRoad(FeedDesk().handler, nobody, lambda: None)

    feeds = Feeds(BuiltOnce(build))
    refused = feeds(STATUS, None)
    assert (refused["statusCode"], refused["headers"]["Retry-After"]) == (503, "60")
    assert json.loads(refused["body"])["status"] == 503
    assert feeds(STATUS, None)["statusCode"] == 200
