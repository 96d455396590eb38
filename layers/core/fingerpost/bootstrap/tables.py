"""The tables, as every function that answers or tells uses them."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.dynamodb.store import Store
from fingerpost.settings import Settings


@cache
def store_of(settings: Settings) -> Store:
    """One for all parts of a function: its client is the dearest thing a cold start makes."""
    return Store(settings.index_table, settings.casework_table, settings.ledger_table)
