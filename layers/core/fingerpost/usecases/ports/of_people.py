"""What the use cases of people rest on, in one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from fingerpost.policy.model import AccessRules
from fingerpost.usecases.ports.access import ChatAccounts, Directory, LinkCodes
from fingerpost.usecases.ports.acting import Clock, Ledger, NewId, Timer, Transactions
from fingerpost.usecases.ports.answers import AnswerHandles, RecentAsks
from fingerpost.usecases.ports.contact import Contacts
from fingerpost.usecases.ports.handing_over import HandOvers, Staff
from fingerpost.usecases.ports.index import ChildIndex
from fingerpost.usecases.ports.record_keeping import RecordTransactions, References
from fingerpost.usecases.ports.telling import Notices


@dataclass(frozen=True)
class Ports:
    """What the use cases of people rest on: the adapters in production, the fakes in tests.

    rules: the deployment's allow lists. account_age: how old the chat product's word on an account may be.
    wait: sleeps so many seconds. timer: holds answers back until all of their kind are ready.
    children: how many the index holds, None for what the matcher shipped with.
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
    contacts: Contacts
    hand_overs: HandOvers
    staff: Staff
    codes: LinkCodes
    rules: AccessRules
    account_age: timedelta
    clock: Clock
    new_id: NewId
    wait: Callable[[float], None]
    timer: Timer
    children: int | None = None
