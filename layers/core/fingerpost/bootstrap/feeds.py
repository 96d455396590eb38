"""The feeds function: what case systems send."""

from __future__ import annotations

from functools import cache
from typing import Any

from urllib3 import PoolManager

from fingerpost.adapters.oauth_token import AccessTokens, issuer_at
from fingerpost.bootstrap.feeding_ports import feed_ports
from fingerpost.bootstrap.machine import now
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, code_of, configure_with_powertools, log, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.surfaces.built_once import BuiltOnce
from fingerpost.surfaces.dates import today
from fingerpost.surfaces.rest.feed_routes import feed_handler
from fingerpost.surfaces.rest.oauth import OAuthRoad
from fingerpost.surfaces.rest.problems import not_now
from fingerpost.usecases.feeds.catalogue import feeding


@cache
def feeds() -> Feeds:
    """Requests of case systems to answers. Raises SettingMissing.

    The keyring is opened with the first request: a stack that has none yet starts all the same.
    """
    quiet_libraries()
    configure_with_powertools("feeds")
    settings = Settings.from_environment()
    return Feeds(BuiltOnce(lambda: _road(settings)))


@dataclass(frozen=True)
class Feeds:
    """The Lambda handler, built with the first request that needs it."""

    road: BuiltOnce[OAuthRoad]

    def __call__(self, event: dict[str, Any], context: object) -> dict[str, Any]:
        """Answer one request; 503 while the keyring cannot be opened."""
        try:
            road = self.road.get()
        except Unavailable as fault:
            log(Line.CANNOT_ANSWER, reference="", error=type(fault).__name__, code=code_of(fault))
            return not_now()
        return road(event, context)


def _road(settings: Settings) -> OAuthRoad:
    cases = feeding(feed_ports(settings))
    routes = feed_handler(cases, settings.requests_per_second, lambda: today(now()))
    issuer = issuer_at(PoolManager(cert_reqs="CERT_REQUIRED"), settings.oauth_issuer)
    tokens = AccessTokens(issuer, settings.oauth_audience)
    return OAuthRoad(routes, tokens.prove, lambda: issuer.described if issuer else None)
