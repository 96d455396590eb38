"""All that an administrator can do, and how it is put together from the ports."""

from __future__ import annotations

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Principal
from fingerpost.policy.decide import judge
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.access.authority import Authority
from fingerpost.usecases.access.standing import AdministratorStanding
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.directory.feed_imports import WatchFeeds
from fingerpost.usecases.directory.feeds import KeepFeeds
from fingerpost.usecases.directory.keeping import Keeper
from fingerpost.usecases.directory.link_codes import GiveLinkCode
from fingerpost.usecases.directory.looking_up import LookUpDirectory
from fingerpost.usecases.directory.people import KeepPeople
from fingerpost.usecases.directory.places import KeepPlaces
from fingerpost.usecases.ports.access import ChatAccounts, Directory
from fingerpost.usecases.ports.acting import Clock, Ledger, Timer
from fingerpost.usecases.ports.directory import DirectoryEntries, DirectoryTransactions, NewCode
from fingerpost.usecases.ports.feeds import FeedImports, FeedTallies


@dataclass(frozen=True)
class AdministratorPorts:
    """What the use cases of administrators rest on. administrators: ARNs of IAM users and roles.

    chat_accounts: never asked, since nobody comes here by a chat product.
    """

    directory: Directory
    chat_accounts: ChatAccounts
    entries: DirectoryEntries
    imports: FeedImports
    tallies: FeedTallies
    transactions: DirectoryTransactions
    ledger: Ledger
    administrators: frozenset[str]
    clock: Clock
    timer: Timer
    new_code: NewCode


@dataclass(frozen=True)
class Administration:
    """One of each."""

    places: KeepPlaces
    people: KeepPeople
    feeds: KeepFeeds
    watch_feeds: WatchFeeds
    look_up: LookUpDirectory
    give_link_code: GiveLinkCode


def administration(ports: AdministratorPorts) -> Administration:
    """All use cases over these ports: the same in production and in tests."""
    acting = _acting(ports)
    keeper = Keeper(acting=acting, transactions=ports.transactions)
    return Administration(
        places=KeepPlaces(keeper=keeper, entries=ports.entries),
        people=KeepPeople(keeper=keeper, entries=ports.entries),
        feeds=KeepFeeds(keeper=keeper, entries=ports.entries, tallies=ports.tallies),
        watch_feeds=WatchFeeds(
            acting=acting,
            entries=ports.entries,
            imports=ports.imports,
            tallies=ports.tallies,
            transactions=ports.transactions,
        ),
        look_up=LookUpDirectory(acting=acting, entries=ports.entries),
        give_link_code=GiveLinkCode(
            acting=acting,
            entries=ports.entries,
            transactions=ports.transactions,
            new_code=ports.new_code,
        ),
    )


def _acting(ports: AdministratorPorts) -> Acting:
    """No workspace is allowed here: nobody comes to an administrator's function by a chat product."""
    authority = Authority(
        directory=ports.directory,
        chat_accounts=ports.chat_accounts,
        rules=AccessRules(frozenset(), frozenset()),
        clock=ports.clock,
        judge=judge,
        standing={Principal: AdministratorStanding(ports.administrators)},
    )
    return Acting(authority=authority, ledger=ports.ledger, clock=ports.clock, timer=ports.timer)
