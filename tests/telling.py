"""Telling and delivering over the fakes, as the functions do over the tables."""

from __future__ import annotations

from collections.abc import Mapping

from fingerpost.domain.practitioner import Product
from fingerpost.usecases.ports.acting import Metrics
from fingerpost.usecases.ports.telling import Messenger, NoticeQueue
from fingerpost.usecases.telling.deliver import Deliver
from fingerpost.usecases.telling.digesting import Digesting
from fingerpost.usecases.telling.due import MoveDueDigests
from fingerpost.usecases.telling.holding import Holding
from fingerpost.usecases.telling.people_around import Telling
from fingerpost.usecases.telling.withdrawing import Withdrawing
from fingerpost.usecases.unattended import Unattended
from tests.builders import WORKSPACE
from tests.fakes import (
    FakeDirectory,
    FakeLedger,
    FakeMetrics,
    FakeNotices,
    FakePreferences,
    Shelves,
    due_digests,
)

EVERYWHERE = frozenset({(Product.SLACK, WORKSPACE), (Product.TEAMS, "tenant-1")})


def telling_on(shelves: Shelves, queue: NoticeQueue, metrics: Metrics | None = None) -> Telling:
    """What `fanout` and the clock tell by."""
    return Telling(
        directory=FakeDirectory(shelves),
        notices=FakeNotices(shelves),
        preferences=FakePreferences(shelves),
        queue=queue,
        unattended=Unattended(FakeLedger(shelves)),
        metrics=metrics or FakeMetrics(),
        clock=shelves.clock,
    )


def deliver_on(
    shelves: Shelves,
    messengers: Mapping[Product, Messenger],
    workspaces: frozenset[tuple[Product, str]] = EVERYWHERE,
    metrics: Metrics | None = None,
) -> Deliver:
    """What `deliver` delivers by."""
    counts = metrics or FakeMetrics()
    notices, directory = FakeNotices(shelves), FakeDirectory(shelves)
    return Deliver(
        notices=notices,
        directory=directory,
        messengers=messengers,
        workspaces=workspaces,
        holding=Holding(notices, FakePreferences(shelves), directory, counts, shelves.clock),
        digesting=Digesting(notices, shelves.clock),
        withdrawing=Withdrawing(notices, messengers),
        unattended=Unattended(FakeLedger(shelves)),
        metrics=counts,
        clock=shelves.clock,
    )


def digests_on(shelves: Shelves, telling: Telling) -> MoveDueDigests:
    """What the clock does with digests; a line that is forgotten is gone."""
    lines = due_digests(shelves)
    return MoveDueDigests(due=lines, telling=telling, metrics=FakeMetrics(), clock=shelves.clock)
