"""The heavy half of the teams function, imported while the menu is posted: see `teams`."""

from __future__ import annotations

from fingerpost.adapters.dynamodb.whereabouts import DynamoOpenCards, DynamoWhereabouts
from fingerpost.adapters.teams_chats import Sightings, TeamsAccounts
from fingerpost.adapters.teams_connector import Connector
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.people import use_cases
from fingerpost.bootstrap.tables import store_of
from fingerpost.domain.practitioner import Product
from fingerpost.policy.model import AccessRules
from fingerpost.settings import Settings
from fingerpost.surfaces.teams.services import Services


def services(settings: Settings, connector: Connector) -> Services:
    """What lies behind the menu. Raises Unavailable."""
    store = store_of(settings)
    store.warm()
    sightings = Sightings(DynamoWhereabouts(store))
    tenants = frozenset((Product.TEAMS, tenant) for tenant in settings.teams_tenants)
    rules = AccessRules(tenants, settings.teams_email_domains)
    accounts = TeamsAccounts(connector, sightings, now)
    return Services(
        cases=use_cases(settings, accounts, rules),
        whereabouts=sightings,
        open_cards=DynamoOpenCards(store),
    )
