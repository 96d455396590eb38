"""All that a feed can do, and how it is put together from the ports."""

from __future__ import annotations

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Folder, Principal
from fingerpost.policy.decide import judge
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.access.authority import Authority
from fingerpost.usecases.access.standing import FeedStanding
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.child_resolution import ChildResolution
from fingerpost.usecases.asking.finding import Finder
from fingerpost.usecases.asking.services_named import ServicesNamed
from fingerpost.usecases.feeds.ending import Ending
from fingerpost.usecases.feeds.placing import Placing
from fingerpost.usecases.feeds.status import FeedStatus
from fingerpost.usecases.feeds.take_rows import TakeRows
from fingerpost.usecases.ports.access import ChatAccounts, Directory
from fingerpost.usecases.ports.acting import Clock, Ledger, Timer
from fingerpost.usecases.ports.directory import RegisteredFeeds
from fingerpost.usecases.ports.feeds import FeedTallies, FeedTransactions, SourceRecords
from fingerpost.usecases.ports.index import ChildIndex


@dataclass(frozen=True)
class FeedPorts:
    """What the use cases of feeds rest on. chat_accounts: never asked. children: how many the index holds,
    None for what the matcher shipped with."""

    directory: Directory
    chat_accounts: ChatAccounts
    feeds: RegisteredFeeds
    sources: SourceRecords
    tallies: FeedTallies
    index: ChildIndex
    transactions: FeedTransactions
    ledger: Ledger
    clock: Clock
    timer: Timer
    children: int | None = None


@dataclass(frozen=True)
class Feeding:
    """One of each."""

    take_rows: TakeRows
    status: FeedStatus


def feeding(ports: FeedPorts) -> Feeding:
    """All use cases over these ports: the same in production and in tests."""
    acting = feed_acting(ports)
    authority = acting.authority
    return Feeding(
        take_rows=TakeRows(
            acting=acting,
            directory=ports.directory,
            sources=ports.sources,
            transactions=ports.transactions,
            placing=_placing(ports, authority),
            ending=Ending(index=ports.index, sources=ports.sources, transactions=ports.transactions),
        ),
        status=FeedStatus(acting=acting, directory=ports.directory, tallies=ports.tallies),
    )


def feed_acting(ports: FeedPorts) -> Acting:
    """The one way through for feeds. No workspace is allowed here: nobody comes by a chat product."""
    authority = Authority(
        directory=ports.directory,
        chat_accounts=ports.chat_accounts,
        rules=AccessRules(frozenset(), frozenset()),
        clock=ports.clock,
        judge=judge,
        standing=dict.fromkeys((Principal, Folder), FeedStanding(ports.feeds)),
    )
    return Acting(authority=authority, ledger=ports.ledger, clock=ports.clock, timer=ports.timer)


def _placing(ports: FeedPorts, authority: Authority) -> Placing:
    resolution = ChildResolution(
        finder=Finder(index=ports.index, children=ports.children),
        answering=Answering(authority=authority, directory=ports.directory),
        index=ports.index,
        services_named=ServicesNamed(ports.directory),
    )
    return Placing(resolution=resolution, index=ports.index, sources=ports.sources)
