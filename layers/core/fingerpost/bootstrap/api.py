"""The api function: what administrators' signed requests bring."""

from __future__ import annotations

from functools import cache
from secrets import token_bytes

from fingerpost.adapters.dynamodb.boxes import VERSION as BOXES
from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.directory_entries import DynamoDirectoryEntries
from fingerpost.adapters.dynamodb.directory_keeping import DynamoDirectoryTransactions
from fingerpost.adapters.dynamodb.feeds import DynamoFeedImports, DynamoFeedTallies
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.timer import SteadyTimer
from fingerpost.bootstrap.machine import now
from fingerpost.bootstrap.no_chat import NoChat
from fingerpost.bootstrap.tables import store_of
from fingerpost.domain.link_code import link_code
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.matching.score import shipped_weights
from fingerpost.settings import Settings
from fingerpost.surfaces.rest.handler import RestHandler, rest_handler
from fingerpost.usecases.directory.catalogue import AdministratorPorts, administration


@cache
def api() -> RestHandler:
    """Signed requests to answers. Raises SettingMissing."""
    quiet_libraries()
    configure_with_powertools("api")
    settings = Settings.from_environment()
    use_cases = administration(ports_over(store_of(settings), settings.administrators))
    return rest_handler(use_cases, settings.stack, versions())


def versions() -> dict[str, str]:
    """Of what this deployment holds and matches by; that of the policies comes with every judgement."""
    return {"boxes": str(BOXES), "weights": shipped_weights().version}


def ports_over(store: Store, administrators: frozenset[str]) -> AdministratorPorts:
    """The tables behind the ports of administrators. Nothing of a child is read or written: no keyring."""
    return AdministratorPorts(
        directory=DynamoDirectory(store, now),
        chat_accounts=NoChat(),
        entries=DynamoDirectoryEntries(store),
        imports=DynamoFeedImports(store),
        tallies=DynamoFeedTallies(store),
        transactions=DynamoDirectoryTransactions(store, no_keyring(), now),
        ledger=DynamoLedger(store, no_keyring(), now),
        administrators=administrators,
        clock=now,
        timer=SteadyTimer(),
        new_code=lambda: link_code(token_bytes(16)),
    )
