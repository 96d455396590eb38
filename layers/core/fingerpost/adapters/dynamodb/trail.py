"""Who asked about a child (I3): every line of the ledger that names it, and the attempt that goes with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fingerpost.adapters.dynamodb import keys
from fingerpost.adapters.dynamodb.ledger import read_entry
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.ledger import LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass

MOST_LINES = 100_000


@dataclass(frozen=True, repr=False)
class DynamoTrail:
    """Reads the ledger by child; no function has the right to."""

    store: Store
    keyring: Keyring

    def of(self, child_ids: Iterable[str]) -> tuple[LedgerEntry, ...]:
        """Every outcome about any of these ids, in the order of time, with the reason and whether the family
        was told from its attempt, which names no child. Raises TooManyRows, Unavailable, BoxDoesNotOpen."""
        queries = [Query(self.store.ledger, one, MOST_LINES, by="by_child") for one in child_ids]
        lines = [read_entry(self.keyring, row) for query in queries for row in self.store.rows(query)]
        attempts = self._attempts(lines)
        whole = (_with(line, attempts.get(keys.ledger_entry(_attempt_of(line)))) for line in lines)
        return tuple(sorted(whole, key=lambda line: line.at))

    def _attempts(self, lines: Iterable[LedgerEntry]) -> dict[keys.Key, LedgerEntry]:
        """An act's attempt has its outcome's time and reference, so its key is known."""
        wanted = {keys.ledger_entry(_attempt_of(line)) for line in lines if line.phase is Phase.OUTCOME}
        found = self.store.get_all(self.store.ledger, list(wanted))
        return {keys.Key.of(item): read_entry(self.keyring, item) for item in found}


def _attempt_of(line: LedgerEntry) -> LedgerEntry:
    return replace(line, phase=Phase.ATTEMPT)


def _with(line: LedgerEntry, attempt: LedgerEntry | None) -> LedgerEntry:
    if attempt is None or line.phase is Phase.ATTEMPT:
        return line
    return replace(line, reason=attempt.reason, family_told=attempt.family_told)
