"""The teams function: Teams' activities to answers."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.seen_requests import SignedSeenRequests
from fingerpost.adapters.teams_connector import Connector, connection_pool, may_receive_tokens
from fingerpost.adapters.teams_poster import TeamsPoster
from fingerpost.adapters.teams_token import SigningKeys, TokenCheck, fetch_keys
from fingerpost.bootstrap.aws_secrets import aws_calls
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.teams_connector import connector_of, opener_of
from fingerpost.domain.evidence import declare
from fingerpost.log_catalogue import configure, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.surfaces.built_once import BuiltOnce
from fingerpost.surfaces.teams.activity_handler import ActivityHandler
from fingerpost.surfaces.teams.handler import TeamsHandler
from fingerpost.surfaces.teams.services import Services
from fingerpost.surfaces.teams.verification import RequestVerification


@cache
def teams() -> TeamsHandler:
    """Teams' activities to answers. Raises SettingMissing.

    The data layer is not imported here: the menu is posted without it, and it is built meanwhile.
    """
    quiet_libraries()
    configure("teams")
    settings = Settings.from_environment()
    declare(real=settings.deployment == "real", values=settings.no_evidence)
    connector = connector_of(settings)
    activities = ActivityHandler(
        services=BuiltOnce(lambda: _services(settings, connector)),
        poster=TeamsPoster(connector),
        opener=opener_of(settings),
        clock=now,
    )
    return TeamsHandler(verification=_verification(settings), activities=activities)


def _verification(settings: Settings) -> RequestVerification:
    keys = SigningKeys(lambda: fetch_keys(connection_pool(), settings.teams_keys_url))
    return RequestVerification(
        tokens=TokenCheck(settings.teams_app_id, keys),
        seen=SignedSeenRequests(aws_calls(), settings.casework_table, now),
        may_receive_tokens=lambda url: may_receive_tokens(url, settings.teams_login_url),
        tenants=settings.teams_tenants,
    )


def _services(settings: Settings, connector: Connector) -> Services:
    """Imported when it is built."""
    from fingerpost.bootstrap.teams_services import services

    return services(settings, connector)
