"""The heavy half of the slack function, imported while Slack opens a form: see `slack`."""

from __future__ import annotations

from fingerpost.adapters.dynamodb.once import DynamoSeenRequests
from fingerpost.adapters.secrets import Secrets
from fingerpost.adapters.slack_api import SlackAccounts
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.people import use_cases
from fingerpost.bootstrap.slack_app import slack_client
from fingerpost.bootstrap.tables import store_of
from fingerpost.domain.practitioner import Product
from fingerpost.policy.model import AccessRules
from fingerpost.settings import Settings
from fingerpost.surfaces.slack.listeners import Services


def services(settings: Settings, held: Secrets) -> Services:
    """What lies behind the forms. Raises Unavailable."""
    store = store_of(settings)
    store.warm()
    workspaces = frozenset((Product.SLACK, team) for team in settings.slack_teams)
    accounts = SlackAccounts(slack_client(settings, held), now)
    rules = AccessRules(workspaces, settings.slack_email_domains)
    return Services(cases=use_cases(settings, accounts, rules), seen=DynamoSeenRequests(store, now))
