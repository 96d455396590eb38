"""The slack function: Slack's requests to answers."""

from __future__ import annotations

import time
from functools import cache

from fingerpost.adapters.secrets import Secrets
from fingerpost.adapters.slack_web_api import SlackWebApi
from fingerpost.bootstrap.aws_secrets import secrets
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.slack_app import signing_secrets, slack_client
from fingerpost.domain.evidence import declare
from fingerpost.log_catalogue import configure, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.surfaces.built_once import BuiltOnce
from fingerpost.surfaces.slack.calls import SlackViews
from fingerpost.surfaces.slack.handler import SlackHandler, bolt_app
from fingerpost.surfaces.slack.listeners import Listeners, Services
from fingerpost.surfaces.slack.payloads import Workspaces
from fingerpost.surfaces.slack.refusals import Refusals
from fingerpost.surfaces.slack.verification import RequestVerification


@cache
def slack() -> SlackHandler:
    """Slack's requests to answers. Raises SettingMissing.

    The data layer is not imported here: a form opens without it, and it is built while Slack opens the form.
    """
    quiet_libraries()
    configure("slack")
    settings, held = Settings.from_environment(), secrets()
    declare(real=settings.deployment == "real", values=settings.no_evidence)
    drawing = SlackViews(SlackWebApi(slack_client(settings, held)))
    refusals = Refusals(drawing)
    listeners = Listeners(
        services=BuiltOnce(lambda: _services(settings, held)),
        drawing=drawing,
        refusals=refusals,
        workspaces=Workspaces(settings.slack_teams),
        command=settings.slack_command,
        clock=now,
    )
    verification = RequestVerification(signing_secrets(settings, held), time.time)
    return SlackHandler(verification, bolt_app(listeners), refusals)


def _services(settings: Settings, held: Secrets) -> Services:
    """Imported when it is built."""
    from fingerpost.bootstrap.slack_services import services

    return services(settings, held)
