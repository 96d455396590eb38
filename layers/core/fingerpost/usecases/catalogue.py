"""All that a person can do, for the surfaces to call, and how it is put together from the ports."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.domain.practitioner import ChatIdentity
from fingerpost.policy.decide import judge
from fingerpost.usecases.access.accounts import Accounts
from fingerpost.usecases.access.authority import Authority
from fingerpost.usecases.access.link import Link
from fingerpost.usecases.access.open_form import OpenForm
from fingerpost.usecases.access.standing import ChatStanding
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.asking.answering import Answering
from fingerpost.usecases.asking.ask import Ask
from fingerpost.usecases.asking.child_resolution import ChildResolution
from fingerpost.usecases.asking.finding import Finder
from fingerpost.usecases.asking.follow_ups import FollowUps
from fingerpost.usecases.asking.repeats import Repeats
from fingerpost.usecases.contact.answer import AnswerContact
from fingerpost.usecases.contact.ask import AskForContact
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.contact.showing import ShowContacts
from fingerpost.usecases.handing_over.answer import AnswerHandOver
from fingerpost.usecases.handing_over.catalogue import HandingOver
from fingerpost.usecases.handing_over.moving import Moving
from fingerpost.usecases.handing_over.offer import OfferHandOver
from fingerpost.usecases.ports.of_people import Ports
from fingerpost.usecases.protecting.shields import Shields
from fingerpost.usecases.record_keeping.dispute import DisputeRecord
from fingerpost.usecases.record_keeping.doubts import Doubts
from fingerpost.usecases.record_keeping.records import RecordKeeping
from fingerpost.usecases.recording.alterable import AlterableInvolvements
from fingerpost.usecases.recording.mine import Mine
from fingerpost.usecases.recording.own_children import OwnChildren
from fingerpost.usecases.recording.record import Record
from fingerpost.usecases.recording.still_involved import StillInvolved
from fingerpost.usecases.recording.what_stands import WhatStands
from fingerpost.usecases.telling.watch import KeepWatch
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class UseCases:
    """One of each."""

    open_form: OpenForm
    ask: Ask
    record: Record
    still_involved: StillInvolved
    watch: KeepWatch
    mine: Mine
    accounts: Accounts
    link: Link
    not_this_child: DisputeRecord
    records: RecordKeeping
    shields: Shields
    doubts: Doubts
    contacts: ShowContacts
    ask_contact: AskForContact
    answer_contact: AnswerContact
    hand_over: OfferHandOver
    answer_hand_over: AnswerHandOver


@dataclass(frozen=True)
class _Shared:
    """What several use cases have in common."""

    authority: Authority
    acting: Acting
    answering: Answering
    follow_ups: FollowUps
    finder: Finder
    resolution: ChildResolution
    contacts: ShowContacts
    alterable: AlterableInvolvements


def assemble(ports: Ports) -> UseCases:
    """All use cases over these ports: the same in production and in tests."""
    shared = _shared(ports)
    handing_over = HandingOver(
        acting=shared.acting,
        authority=shared.authority,
        alterable=shared.alterable,
        moving=Moving(index=ports.index, contacts=ports.contacts, ladder=shared.contacts.ladder),
        hand_overs=ports.hand_overs,
        staff=ports.staff,
        directory=ports.directory,
        index=ports.index,
        transactions=ports.transactions,
    )
    return UseCases(
        open_form=OpenForm(acting=shared.acting),
        ask=_ask(ports, shared),
        record=_record(ports, shared),
        still_involved=StillInvolved(_record(ports, shared)),
        watch=_watch(ports, shared),
        mine=_mine(ports, shared),
        accounts=_accounts(ports),
        link=_link(ports, shared),
        not_this_child=DisputeRecord(
            acting=shared.acting,
            follow_ups=shared.follow_ups,
            index=ports.index,
            references=ports.references,
            transactions=ports.record_transactions,
        ),
        records=(records := _records(ports, shared)),
        doubts=Doubts(records),
        shields=_shields(ports, shared),
        contacts=shared.contacts,
        ask_contact=_ask_contact(ports, shared),
        answer_contact=AnswerContact(
            acting=shared.acting,
            showing=shared.contacts,
            ladder=shared.contacts.ladder,
            transactions=ports.transactions,
        ),
        hand_over=handing_over.offer(),
        answer_hand_over=handing_over.answer(),
    )


def _shared(ports: Ports) -> _Shared:
    authority = Authority(
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
    acting = Acting(authority=authority, ledger=ports.ledger, clock=ports.clock, timer=ports.timer)
    ladder, finder = Ladder(ports.directory), Finder(index=ports.index, children=ports.children)
    answering = Answering(authority=authority, directory=ports.directory)
    return _Shared(
        authority=authority,
        acting=acting,
        answering=answering,
        follow_ups=FollowUps(acting=acting, handles=ports.handles, directory=ports.directory),
        finder=finder,
        resolution=ChildResolution(finder=finder, answering=answering, index=ports.index),
        contacts=ShowContacts(acting=acting, authority=authority, contacts=ports.contacts, ladder=ladder),
        alterable=AlterableInvolvements(ports.index, ports.references, ports.directory),
    )


def _ask(ports: Ports, shared: _Shared) -> Ask:
    return Ask(
        acting=shared.acting,
        finder=shared.finder,
        answering=shared.answering,
        follow_ups=shared.follow_ups,
        repeats=Repeats(recent=ports.recent),
        directory=ports.directory,
        handles=ports.handles,
        transactions=ports.transactions,
        wait=ports.wait,
    )


def _record(ports: Ports, shared: _Shared) -> Record:
    return Record(
        acting=shared.acting,
        authority=shared.authority,
        resolution=shared.resolution,
        follow_ups=shared.follow_ups,
        repeats=Repeats(recent=ports.recent),
        index=ports.index,
        alterable=shared.alterable,
        transactions=ports.transactions,
        what_stands=WhatStands(answering=shared.answering, index=ports.index, directory=ports.directory),
    )


def _watch(ports: Ports, shared: _Shared) -> KeepWatch:
    return KeepWatch(
        acting=shared.acting,
        resolution=shared.resolution,
        follow_ups=shared.follow_ups,
        index=ports.index,
        transactions=ports.transactions,
    )


def _ask_contact(ports: Ports, shared: _Shared) -> AskForContact:
    return AskForContact(
        acting=shared.acting,
        authority=shared.authority,
        answering=shared.answering,
        showing=shared.contacts,
        ladder=shared.contacts.ladder,
        index=ports.index,
        references=ports.references,
        handles=ports.handles,
        notices=ports.notices,
        contacts=ports.contacts,
        transactions=ports.transactions,
    )


def _mine(ports: Ports, shared: _Shared) -> Mine:
    return Mine(
        acting=shared.acting,
        authority=shared.authority,
        answering=shared.answering,
        index=ports.index,
        directory=ports.directory,
        notices=ports.notices,
        recent=ports.recent,
        own_children=OwnChildren(authority=shared.authority, index=ports.index),
        contacts=shared.contacts,
    )


def _accounts(ports: Ports) -> Accounts:
    return Accounts(
        unattended=Unattended(ledger=ports.ledger),
        directory=ports.directory,
        chat_accounts=ports.chat_accounts,
        clock=ports.clock,
    )


def _link(ports: Ports, shared: _Shared) -> Link:
    return Link(
        acting=shared.acting,
        authority=shared.authority,
        directory=ports.directory,
        codes=ports.codes,
    )


def _shields(ports: Ports, shared: _Shared) -> Shields:
    return Shields(
        acting=shared.acting,
        authority=shared.authority,
        index=ports.index,
        references=ports.references,
        transactions=ports.transactions,
    )


def _records(ports: Ports, shared: _Shared) -> RecordKeeping:
    return RecordKeeping(
        acting=shared.acting,
        authority=shared.authority,
        answering=shared.answering,
        directory=ports.directory,
        index=ports.index,
        references=ports.references,
        handles=ports.handles,
        transactions=ports.record_transactions,
        new_id=ports.new_id,
    )
