"""The use cases of people over the tables: the heavy half of both chat functions."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

from fingerpost.adapters.dynamodb.answer_handles import DynamoAnswerHandles
from fingerpost.adapters.dynamodb.child_index import DynamoChildIndex
from fingerpost.adapters.dynamodb.contacts import DynamoContacts
from fingerpost.adapters.dynamodb.directory import DynamoDirectory
from fingerpost.adapters.dynamodb.enquiries import DynamoEnquiries
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.link_codes import DynamoLinkCodes
from fingerpost.adapters.dynamodb.notices import DynamoNotices
from fingerpost.adapters.dynamodb.oversight import DynamoOversights
from fingerpost.adapters.dynamodb.preferences import DynamoPreferences
from fingerpost.adapters.dynamodb.recent_asks import DynamoRecentAsks
from fingerpost.adapters.dynamodb.record_keeping import DynamoRecordTransactions, DynamoReferences
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.dynamodb.transactions import DynamoTransactions
from fingerpost.adapters.keyring import Keyring
from fingerpost.adapters.timer import SteadyTimer
from fingerpost.bootstrap.keyrings import keyring_of
from fingerpost.bootstrap.machine import new_id, now
from fingerpost.bootstrap.tables import store_of
from fingerpost.domain.habit import Limits
from fingerpost.policy.model import AccessRules
from fingerpost.settings import Settings
from fingerpost.usecases.catalogue import UseCases
from fingerpost.usecases.in_common import Ports
from fingerpost.usecases.ports.access import ChatAccounts


def use_cases(settings: Settings, accounts: ChatAccounts, rules: AccessRules) -> UseCases:
    """All that a person can do, from one chat product. Raises Unavailable where the keyring stays closed."""
    ports = ports_over(store_of(settings), keyring_of(settings), accounts, rules)
    age = timedelta(minutes=settings.account_minutes)
    limits = Limits(settings.asks_an_hour)
    return UseCases(replace(ports, account_age=age, children=settings.children_in_index, limits=limits))


def ports_over(store: Store, keyring: Keyring, accounts: ChatAccounts, rules: AccessRules) -> Ports:
    """The tables behind the ports of people's use cases, and the clock of this machine."""
    return Ports(
        directory=DynamoDirectory(store, now),
        chat_accounts=accounts,
        ledger=DynamoLedger(store, keyring, now),
        index=DynamoChildIndex(store, keyring),
        handles=DynamoAnswerHandles(store, keyring, now),
        recent=DynamoRecentAsks(store, keyring, now),
        transactions=DynamoTransactions(store, keyring, now),
        record_transactions=DynamoRecordTransactions(store, keyring, now),
        references=DynamoReferences(store, keyring),
        notices=DynamoNotices(store),
        preferences=DynamoPreferences(store),
        enquiries=DynamoEnquiries(store),
        contacts=DynamoContacts(store),
        oversights=DynamoOversights(store),
        codes=DynamoLinkCodes(store, now),
        rules=rules,
        account_age=timedelta(minutes=15),
        clock=now,
        new_id=new_id,
        wait=time.sleep,
        timer=SteadyTimer(),
    )
