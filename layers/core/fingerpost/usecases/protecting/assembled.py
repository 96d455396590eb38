"""How what protects children is put together, once it is first needed."""

from __future__ import annotations

from fingerpost.usecases.in_common import Ports, Shared
from fingerpost.usecases.protecting.emergency import Emergency
from fingerpost.usecases.protecting.oversight import Oversee
from fingerpost.usecases.protecting.shields import Shields


def oversee(ports: Ports, shared: Shared) -> Oversee:
    """Looking at what others did."""
    return Oversee(
        acting=shared.acting,
        authority=shared.authority,
        directory=ports.directory,
        oversights=ports.oversights,
        handles=ports.handles,
        index=ports.index,
        transactions=ports.transactions,
    )


def emergency(ports: Ports, shared: Shared) -> Emergency:
    """Break-glass."""
    return Emergency(
        acting=shared.acting,
        authority=shared.authority,
        follow_ups=shared.follow_ups,
        finder=shared.finder,
        answering=shared.answering,
        index=ports.index,
        oversights=ports.oversights,
        overseers=shared.overseers,
        transactions=ports.transactions,
    )


def shields(ports: Ports, shared: Shared) -> Shields:
    """Shields, set and lifted."""
    return Shields(
        acting=shared.acting,
        authority=shared.authority,
        index=ports.index,
        references=ports.references,
        transactions=ports.transactions,
    )
