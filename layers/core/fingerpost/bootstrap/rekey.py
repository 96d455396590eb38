"""The rekey function: what is stored, written anew under the newest keys."""

from __future__ import annotations

from functools import cache

from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.rekeying import DynamoRekeying
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyring import Keyring
from fingerpost.adapters.timer import SteadyTimer
from fingerpost.bootstrap.keyrings import keyring_of
from fingerpost.bootstrap.machine import new_id, now
from fingerpost.bootstrap.tables import store_of
from fingerpost.domain.rekeying import Progress, Segment
from fingerpost.entrypoints.tasks import OnRekeyTask
from fingerpost.log_catalogue import configure_with_powertools, quiet_libraries
from fingerpost.settings import Settings
from fingerpost.usecases.rekeying.rekey import Rekey
from fingerpost.usecases.unattended import Unattended


@cache
def rekey() -> OnRekeyTask:
    """Re-keying, task by task. Raises SettingMissing."""
    quiet_libraries()
    configure_with_powertools("rekey")
    settings = Settings.from_environment()

    def with_the_newest_keys(segment: Segment, seconds: float) -> Progress:
        return rekey_over(store_of(settings), keyring_of(settings))(segment, seconds)

    return OnRekeyTask(with_the_newest_keys)


def rekey_over(store: Store, keyring: Keyring) -> Rekey:
    """The tables behind the use case."""
    return Rekey(
        rekeying=DynamoRekeying(store, keyring, now),
        unattended=Unattended(ledger=DynamoLedger(store, keyring, now)),
        clock=now,
        timer=SteadyTimer(),
        new_id=new_id,
    )
