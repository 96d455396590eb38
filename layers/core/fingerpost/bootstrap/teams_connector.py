"""The Bot Connector as the teams and deliver functions use it."""

from __future__ import annotations

from fingerpost.adapters.teams_connector import AppCredentials, AppToken, Connector, connection_pool
from fingerpost.bootstrap.aws_secrets import secrets
from fingerpost.settings import Settings
from fingerpost.surfaces.teams.cards import CardPlace


def connector_of(settings: Settings) -> Connector:
    """Posts with the bot's own token, which is read when the first message is posted."""
    held, pool, login = secrets(), connection_pool(), settings.teams_login_url

    def credentials() -> AppCredentials:
        password = held.read(settings.teams_secret_name).get("app_password", "")
        return AppCredentials(settings.teams_app_id, password, settings.teams_app_tenant)

    return Connector(pool, AppToken(pool, login, credentials), login)


def opener_of(settings: Settings) -> CardPlace:
    """Where the buttons of a message lead to."""
    return CardPlace.DIALOG_OPENER if settings.teams_dialogs else CardPlace.CHAT
