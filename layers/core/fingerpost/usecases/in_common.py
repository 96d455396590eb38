"""What the use cases of people rest on, and what several of them have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from fingerpost.domain.habit import LIMITS, Limits
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity
from fingerpost.policy.decide import judge
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.access.authority import Authority
from fingerpost.usecases.access.standing import ChatStanding
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.child_resolution import ChildResolution
from fingerpost.usecases.asking.finding import Finder
from fingerpost.usecases.asking.follow_ups import FollowUps
from fingerpost.usecases.asking.other_records import OtherRecords
from fingerpost.usecases.asking.repeats import Repeats
from fingerpost.usecases.asking.services_named import ServicesNamed
from fingerpost.usecases.ports.access import ChatAccounts, Directory, LinkCodes
from fingerpost.usecases.ports.acting import Clock, Ledger, NewId, Timer, Transactions
from fingerpost.usecases.ports.answers import AnswerHandles, RecentAsks
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.protecting.holding import Holding, Overseers
from fingerpost.usecases.protecting.insider import Insider

if TYPE_CHECKING:
    from fingerpost.usecases.ports.contact import Contacts
    from fingerpost.usecases.ports.enquiries import Enquiries
    from fingerpost.usecases.ports.handing_over import HandOvers, Staff
    from fingerpost.usecases.ports.oversight import Oversights
    from fingerpost.usecases.ports.record_keeping import RecordTransactions, References
    from fingerpost.usecases.ports.supervising import Leavers
    from fingerpost.usecases.ports.telling import Notices, PreferencesKept


@dataclass(frozen=True)
class Ports:
    """What the use cases of people rest on: the adapters in production, the fakes in tests.

    rules: the deployment's allow lists. account_age: how old the chat product's word on an account may be.
    wait: sleeps so many seconds. timer: holds answers back until all of their kind are ready.
    children: how many the index holds, None for what the matcher shipped with. limits: how often
    somebody asks.
    """

    directory: Directory
    chat_accounts: ChatAccounts
    ledger: Ledger
    index: ChildIndex
    handles: AnswerHandles
    recent: RecentAsks
    transactions: Transactions
    record_transactions: RecordTransactions
    references: References
    notices: Notices
    preferences: PreferencesKept
    enquiries: Enquiries
    contacts: Contacts
    hand_overs: HandOvers
    staff: Staff
    leavers: Leavers
    oversights: Oversights
    codes: LinkCodes
    rules: AccessRules
    account_age: timedelta
    clock: Clock
    new_id: NewId
    wait: Callable[[float], None]
    timer: Timer
    children: int | None = None
    limits: Limits = LIMITS


class Shared:
    """What several use cases have in common."""

    def __init__(self, ports: Ports) -> None:
        self.authority = Authority(
            directory=ports.directory,
            chat_accounts=ports.chat_accounts,
            rules=ports.rules,
            clock=ports.clock,
            judge=judge,
            standing={
                ChatIdentity: ChatStanding(
                    directory=ports.directory,
                    chat_accounts=ports.chat_accounts,
                    rules=ports.rules,
                    account_age=ports.account_age,
                )
            },
        )
        self.acting = Acting(
            authority=self.authority, ledger=ports.ledger, clock=ports.clock, timer=ports.timer
        )
        self.answering = Answering(authority=self.authority, directory=ports.directory)
        self.other_records = OtherRecords(index=ports.index, answering=self.answering)
        self.follow_ups = FollowUps(acting=self.acting, handles=ports.handles, directory=ports.directory)
        self.finder = Finder(index=ports.index, children=ports.children)
        self.services_named = ServicesNamed(ports.directory)
        self.resolution = ChildResolution(
            finder=self.finder,
            answering=self.answering,
            index=ports.index,
            services_named=self.services_named,
        )
        self.repeats = Repeats(ports.recent, ports.limits)
        self.insider = Insider(ports.directory, ports.limits)
        self.overseers = Overseers(ports.directory)
        self.holding = Holding(
            acting=self.acting,
            authority=self.authority,
            directory=ports.directory,
            oversights=ports.oversights,
            overseers=self.overseers,
            transactions=ports.transactions,
        )
