"""Who meant a shielded child is written down with what they did, for its officer to be told (G6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fingerpost.domain.child import Child
from fingerpost.domain.shield import Look
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.facts import Answer, Facts
from fingerpost.usecases.ports.acting import Transaction, Transactions


def write_looks(transaction: Transaction, admitted: Admitted, shielded: Sequence[Child]) -> None:
    """Put a look at each of these children into a transaction."""
    for child in shielded:
        if child.shield:
            transaction.add_look(
                Look(
                    reference=admitted.reference,
                    child_id=child.id,
                    area_id=child.area_id,
                    practitioner_id=admitted.practitioner.id,
                    act=admitted.act,
                    about=child.shield.reference,
                    at=admitted.at,
                )
            )


def with_looks(
    facts: Facts[Answer], transactions: Transactions, admitted: Admitted, shielded: Sequence[Child]
) -> Facts[Answer]:
    """The same outcome, with the looks in its own write; what writes already is left as it is."""
    if not shielded or facts.writes is not None:
        return facts
    transaction = transactions.begin()
    write_looks(transaction, admitted, shielded)
    return replace(facts, writes=transaction)
