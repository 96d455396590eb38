"""The feeds function: what case systems send."""

from __future__ import annotations

from functools import cache

from urllib3 import PoolManager

from fingerpost.adapters.oauth_token import AccessTokens, issuer_at
from fingerpost.bootstrap.feeding_ports import feed_ports
from fingerpost.bootstrap.machine import now
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.surfaces.dates import today
from fingerpost.surfaces.rest.feed_routes import feed_handler
from fingerpost.surfaces.rest.oauth import OAuthRoad
from fingerpost.usecases.feeds.catalogue import feeding


@cache
def feeds() -> OAuthRoad:
    """Requests of case systems to answers. Raises SettingMissing, Unavailable."""
    quiet_libraries()
    configure_with_powertools("feeds")
    settings = Settings.from_environment()
    cases = feeding(feed_ports(settings))
    routes = feed_handler(cases, settings.requests_per_second, lambda: today(now()))
    issuer = issuer_at(PoolManager(cert_reqs="CERT_REQUIRED"), settings.oauth_issuer)
    tokens = AccessTokens(issuer, settings.oauth_audience)
    return OAuthRoad(routes, tokens.prove, lambda: issuer.described if issuer else None)
