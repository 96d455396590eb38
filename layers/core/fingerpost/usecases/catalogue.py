"""All that a person can do, for the surfaces to call: each is put together when it is first needed.

A cold process that answers a question needs neither what keeps records nor what asks for contact: each would
cost it milliseconds of imports.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.usecases.in_common import Ports, Shared

if TYPE_CHECKING:
    from fingerpost.usecases.access.accounts import Accounts
    from fingerpost.usecases.access.link import Link
    from fingerpost.usecases.access.open_form import OpenForm
    from fingerpost.usecases.access.stands_for import StandsFor
    from fingerpost.usecases.asking.ask import Ask
    from fingerpost.usecases.asking.ask_list import AskList
    from fingerpost.usecases.contact.answer import AnswerContact
    from fingerpost.usecases.contact.ask import AskForContact
    from fingerpost.usecases.contact.showing import ShowContacts
    from fingerpost.usecases.protecting.consents import Consents
    from fingerpost.usecases.protecting.emergency import Emergency
    from fingerpost.usecases.protecting.holding import Holding
    from fingerpost.usecases.protecting.oversight import Oversee
    from fingerpost.usecases.protecting.shields import Shields
    from fingerpost.usecases.record_keeping.dispute import DisputeRecord
    from fingerpost.usecases.record_keeping.doubts import Doubts
    from fingerpost.usecases.record_keeping.new_identity import NewIdentity
    from fingerpost.usecases.record_keeping.passages import Passages
    from fingerpost.usecases.record_keeping.records import RecordKeeping
    from fingerpost.usecases.recording.mine import Mine
    from fingerpost.usecases.recording.record import Record
    from fingerpost.usecases.recording.reopen import Reopen
    from fingerpost.usecases.recording.still_involved import StillInvolved
    from fingerpost.usecases.recording.who_asked import WhoAsked
    from fingerpost.usecases.telling.settings import ChooseNotices
    from fingerpost.usecases.telling.watch import KeepWatch


class UseCases:
    """One of each, over these ports: the same in production and in tests."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._shared = Shared(ports)

    @cached_property
    def open_form(self) -> OpenForm:
        from fingerpost.usecases.access.open_form import OpenForm

        return OpenForm(acting=self._shared.acting)

    @cached_property
    def ask(self) -> Ask:
        from fingerpost.usecases.asking.areas_asked import AreasAsked
        from fingerpost.usecases.asking.ask import Ask

        ports, shared = self._ports, self._shared
        return Ask(
            acting=shared.acting,
            finder=shared.finder,
            answering=shared.answering,
            follow_ups=shared.follow_ups,
            repeats=shared.repeats,
            other_records=shared.other_records,
            areas_asked=AreasAsked(ports.directory),
            directory=ports.directory,
            handles=ports.handles,
            transactions=ports.transactions,
            insider=shared.insider,
            holding=shared.holding,
            wait=ports.wait,
        )

    @cached_property
    def ask_list(self) -> AskList:
        from fingerpost.usecases.asking.ask_list import AskList

        return AskList(self.ask)

    @cached_property
    def record(self) -> Record:
        from fingerpost.usecases.recording.record import Record
        from fingerpost.usecases.recording.what_stands import WhatStands

        ports, shared = self._ports, self._shared
        return Record(
            acting=shared.acting,
            authority=shared.authority,
            resolution=shared.resolution,
            follow_ups=shared.follow_ups,
            repeats=shared.repeats,
            index=ports.index,
            references=ports.references,
            directory=ports.directory,
            transactions=ports.transactions,
            what_stands=WhatStands(answering=shared.answering, index=ports.index, directory=ports.directory),
            insider=shared.insider,
            holding=shared.holding,
        )

    @cached_property
    def still_involved(self) -> StillInvolved:
        from fingerpost.usecases.recording.still_involved import StillInvolved

        return StillInvolved(self.record)

    @cached_property
    def reopen(self) -> Reopen:
        from fingerpost.usecases.recording.reopen import Reopen

        return Reopen(self.record)

    @cached_property
    def watch(self) -> KeepWatch:
        from fingerpost.usecases.telling.watch import KeepWatch

        ports, shared = self._ports, self._shared
        return KeepWatch(
            acting=shared.acting,
            resolution=shared.resolution,
            follow_ups=shared.follow_ups,
            index=ports.index,
            transactions=ports.transactions,
        )

    @cached_property
    def who_asked(self) -> WhoAsked:
        from fingerpost.usecases.recording.who_asked import WhoAsked

        ports, shared = self._ports, self._shared
        index, directory, enquiries = ports.index, ports.directory, ports.enquiries
        return WhoAsked(shared.acting, shared.authority, index, directory, enquiries, ports.transactions)

    @cached_property
    def choose_notices(self) -> ChooseNotices:
        from fingerpost.usecases.telling.settings import ChooseNotices

        ports, shared = self._ports, self._shared
        return ChooseNotices(shared.acting, ports.directory, ports.preferences, ports.transactions)

    @cached_property
    def mine(self) -> Mine:
        from fingerpost.usecases.recording.mine import Mine
        from fingerpost.usecases.recording.own_children import OwnChildren

        ports, shared = self._ports, self._shared
        return Mine(
            acting=shared.acting,
            authority=shared.authority,
            answering=shared.answering,
            index=ports.index,
            directory=ports.directory,
            notices=ports.notices,
            recent=ports.recent,
            own_children=OwnChildren(authority=shared.authority, index=ports.index),
            other_records=shared.other_records,
            contacts=self.contacts,
            oversee=self.oversee,
        )

    @cached_property
    def accounts(self) -> Accounts:
        from fingerpost.usecases.access.accounts import Accounts
        from fingerpost.usecases.unattended import Unattended

        ports = self._ports
        return Accounts(
            unattended=Unattended(ledger=ports.ledger),
            directory=ports.directory,
            chat_accounts=ports.chat_accounts,
            clock=ports.clock,
        )

    @cached_property
    def link(self) -> Link:
        from fingerpost.usecases.access.link import Link

        ports, shared = self._ports, self._shared
        return Link(
            acting=shared.acting,
            authority=shared.authority,
            directory=ports.directory,
            codes=ports.codes,
        )

    @cached_property
    def stands_for(self) -> StandsFor:
        from fingerpost.usecases.access.stands_for import StandsFor

        ports = self._ports
        return StandsFor(
            directory=ports.directory, index=ports.index, handles=ports.handles, contacts=ports.contacts
        )

    @cached_property
    def not_this_child(self) -> DisputeRecord:
        from fingerpost.usecases.record_keeping.dispute import DisputeRecord

        ports, shared = self._ports, self._shared
        return DisputeRecord(
            acting=shared.acting,
            follow_ups=shared.follow_ups,
            index=ports.index,
            references=ports.references,
            transactions=ports.record_transactions,
        )

    @cached_property
    def records(self) -> RecordKeeping:
        from fingerpost.usecases.record_keeping.records import RecordKeeping

        ports, shared = self._ports, self._shared
        return RecordKeeping(
            acting=shared.acting,
            authority=shared.authority,
            answering=shared.answering,
            directory=ports.directory,
            index=ports.index,
            references=ports.references,
            handles=ports.handles,
            transactions=ports.record_transactions,
        )

    @cached_property
    def new_identity(self) -> NewIdentity:
        from fingerpost.usecases.record_keeping.new_identity import NewIdentity

        return NewIdentity(self.records, self._ports.new_id)

    @cached_property
    def passages(self) -> Passages:
        from fingerpost.usecases.record_keeping.passages import Passages

        ports, shared = self._ports, self._shared
        return Passages(
            acting=shared.acting,
            authority=shared.authority,
            index=ports.index,
            directory=ports.directory,
            references=ports.references,
            transactions=ports.transactions,
        )

    @cached_property
    def doubts(self) -> Doubts:
        from fingerpost.usecases.record_keeping.doubts import Doubts

        return Doubts(self.records)

    @cached_property
    def shields(self) -> Shields:
        from fingerpost.usecases.protecting.assembled import shields

        return shields(self._ports, self._shared)

    @cached_property
    def consents(self) -> Consents:
        from fingerpost.usecases.protecting.consents import Consents

        return Consents(self.record, self._shared.overseers)

    @cached_property
    def holding(self) -> Holding:
        return self._shared.holding

    @cached_property
    def oversee(self) -> Oversee:
        from fingerpost.usecases.protecting.assembled import oversee

        return oversee(self._ports, self._shared)

    @cached_property
    def emergency(self) -> Emergency:
        from fingerpost.usecases.protecting.assembled import emergency

        return emergency(self._ports, self._shared)

    @cached_property
    def contacts(self) -> ShowContacts:
        from fingerpost.usecases.contact.people import Ladder
        from fingerpost.usecases.contact.showing import ShowContacts

        ports, shared = self._ports, self._shared
        return ShowContacts(
            acting=shared.acting,
            authority=shared.authority,
            contacts=ports.contacts,
            index=ports.index,
            ladder=Ladder(ports.directory),
        )

    @cached_property
    def ask_contact(self) -> AskForContact:
        from fingerpost.usecases.contact.ask import AskForContact

        ports, shared = self._ports, self._shared
        return AskForContact(
            acting=shared.acting,
            authority=shared.authority,
            answering=shared.answering,
            showing=self.contacts,
            ladder=self.contacts.ladder,
            index=ports.index,
            references=ports.references,
            handles=ports.handles,
            notices=ports.notices,
            contacts=ports.contacts,
            transactions=ports.transactions,
        )

    @cached_property
    def answer_contact(self) -> AnswerContact:
        from fingerpost.usecases.contact.answer import AnswerContact

        ports, shared = self._ports, self._shared
        return AnswerContact(
            acting=shared.acting,
            showing=self.contacts,
            ladder=self.contacts.ladder,
            transactions=ports.transactions,
        )
