"""How what protects children is put together from the ports of people's use cases."""

from __future__ import annotations

from fingerpost.usecases.access.authority import Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.finding import Finder
from fingerpost.usecases.asking.follow_ups import FollowUps
from fingerpost.usecases.people_ports import Ports
from fingerpost.usecases.protecting.emergency import Emergency
from fingerpost.usecases.protecting.holding import Holding, Overseers
from fingerpost.usecases.protecting.oversight import Oversee
from fingerpost.usecases.protecting.shields import Shields


def shields(ports: Ports, acting: Acting, authority: Authority) -> Shields:
    """Shields, set and lifted."""
    return Shields(
        acting=acting,
        authority=authority,
        index=ports.index,
        references=ports.references,
        transactions=ports.transactions,
    )


def holding(ports: Ports, acting: Acting, authority: Authority) -> Holding:
    """Questions that wait for a second pair of eyes."""
    return Holding(
        acting=acting,
        authority=authority,
        directory=ports.directory,
        oversights=ports.oversights,
        overseers=Overseers(ports.directory),
        transactions=ports.transactions,
    )


def oversee(ports: Ports, acting: Acting, authority: Authority) -> Oversee:
    """Looking at what others did."""
    return Oversee(
        acting=acting,
        authority=authority,
        directory=ports.directory,
        oversights=ports.oversights,
        handles=ports.handles,
        index=ports.index,
        transactions=ports.transactions,
    )


def emergency(
    ports: Ports, acting: Acting, authority: Authority, follow_ups: FollowUps, answering: Answering
) -> Emergency:
    """Break-glass."""
    return Emergency(
        acting=acting,
        authority=authority,
        follow_ups=follow_ups,
        finder=Finder(index=ports.index, children=ports.children),
        answering=answering,
        index=ports.index,
        oversights=ports.oversights,
        overseers=Overseers(ports.directory),
        transactions=ports.transactions,
    )
