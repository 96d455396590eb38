"""All that a person can do, for the surfaces to call."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.usecases.accounts import Accounts
from fingerpost.usecases.ask import Ask
from fingerpost.usecases.link import Link
from fingerpost.usecases.mine import Mine
from fingerpost.usecases.mismatch import NotThisChild
from fingerpost.usecases.open_form import OpenForm
from fingerpost.usecases.record import Record
from fingerpost.usecases.records import Records
from fingerpost.usecases.watch import KeepWatch


@dataclass(frozen=True)
class UseCases:
    """One of each."""

    open_form: OpenForm
    ask: Ask
    record: Record
    watch: KeepWatch
    mine: Mine
    accounts: Accounts
    link: Link
    not_this_child: NotThisChild
    records: Records
