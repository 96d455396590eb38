"""Acts that nobody pressed: what streams, queues and the chat products bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fingerpost.domain.errors import (
    AlreadyDone,
)
from fingerpost.domain.ledger import LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.ports.acting import Ledger, Transaction


@dataclass(frozen=True)
class Unattended:
    """Runs what nobody pressed: what streams, queues and the chat products bring. A failure raises, so that
    whatever brought it brings it again."""

    ledger: Ledger

    def begin_once(self, attempt: LedgerEntry, once: str) -> None:
        """The attempt, written by the first try and found by the later ones. Raises LedgerUnavailable."""
        try:
            self.ledger.attempt(attempt, None, once=once)
        except AlreadyDone:
            return  # an earlier try got as far as this

    def write(self, attempt: LedgerEntry, once: str, writes: Transaction, outcome: str) -> None:
        """An act that changes something: its outcome is written with what it writes, or neither is.

        Raises Conflict where somebody else changed that first, LedgerUnavailable.
        """
        self.begin_once(attempt, once)
        writes.record(outcome_of(attempt, outcome))
        writes.commit()

    def conclude(self, outcome: LedgerEntry) -> None:
        """The outcome of what an earlier try, or another function, began. Raises LedgerUnavailable."""
        self.ledger.outcome(outcome)

    def run(self, attempt: LedgerEntry, do: Callable[[], str]) -> None:
        """The whole of an act. do: the outcome's name. Raises what it raises, and LedgerUnavailable."""
        self.ledger.attempt(attempt, None)
        self.ledger.outcome(outcome_of(attempt, do()))


def outcome_of(attempt: LedgerEntry, outcome: str) -> LedgerEntry:
    """The line that goes with an attempt: who and when as there, nothing of what was typed."""
    return replace(
        attempt, phase=Phase.OUTCOME, reason="", family_told=None, details=None, note="", outcome=outcome
    )
