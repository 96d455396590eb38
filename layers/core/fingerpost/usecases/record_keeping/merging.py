"""What joining, parting and closing records comes to, before it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fingerpost.domain.child import Child, Details, apart
from fingerpost.domain.outcomes.record_keeping import (
    AskShown,
    DisputeShown,
    GivenBy,
    TooLarge,
)
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.record_keeping import Dispute, IdentityLink, Joining, Merge
from fingerpost.domain.reference import reference_from
from fingerpost.domain.retention import retained_until
from fingerpost.domain.service import Service
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.ports.index import ChildFile
from fingerpost.usecases.ports.record_keeping import RecordTransaction


def lasting_reference(file: ChildFile, otherwise: str) -> str:
    """A reference by which the record is still found tomorrow."""
    lasting = (
        *(one.reference for one in file.involvements),
        *(one.reference for one in file.watches),
        *(one.reference for one in file.disputes),
    )
    return next(iter(lasting), otherwise)


def ask_shown(admitted: Admitted, handle: AnswerHandle, by: str) -> AskShown:
    return AskShown(
        reference=admitted.reference,
        at=admitted.at,
        asked_reference=handle.reference,
        by=by,
        reason=handle.question.reason,
        outcome=handle.outcome,
        details=handle.details,
    )


def let_go(transaction: RecordTransaction, file: ChildFile, today: date) -> None:
    """Nobody is carried over: who works on under the new identity is for the officer to say to them."""
    for involvement in file.involvements:
        if involvement.is_current:
            transaction.change_involvement(involvement.ended_on(today))
    for watch in file.watches:
        transaction.remove_watch(watch)


def merge_of(admitted: Admitted, kept: Child, absorbed: Child, file: ChildFile) -> Merge:
    seed = f"merge\n{admitted.reference}\n{admitted.practitioner.id}".encode()
    moved = (
        *(one.id for one in file.involvements),
        *(one.id for one in file.watches),
        *(one.id for one in file.disputes),
        *(one.note.id for one in file.passages),
    )
    joining = Joining(
        id=hashlib.sha256(seed).hexdigest()[:32],
        reference=reference_from(seed),
        child_id=kept.id,
        absorbed_id=absorbed.id,
        moved=moved,
        officer_id=admitted.practitioner.id,
        at=admitted.at,
    )
    return Merge(joining, kept_before=kept, absorbed=absorbed)


def parted(keeper: Child, merge: Merge) -> Child:
    """The kept record without what the merge brought; what was corrected since then stays as it is."""
    details = apart(keeper.details, merge.kept_before.details, merge.absorbed.details)
    words = tuple(word for word in keeper.words if word not in merge.absorbed.words)
    return replace(keeper, details=details, words=words, version=keeper.version + 1)


class NoSuchRecordError(Exception):
    """No record there that is the officer's to see."""


def too_large(admitted: Admitted) -> TooLarge:
    return TooLarge(admitted.reference, admitted.at)


def corrected(child: Child, details: Details, today: date) -> Child:
    """The child with these details, which are the officer's word and no single service's."""
    return replace(
        child,
        details=details,
        version=child.version + 1,
        retain_until=retained_until(details, today),
        words=(),
    )


def given_by(child: Child, directory: Directory) -> tuple[GivenBy, ...]:
    """Which services say alone what is known of a child."""
    services = directory.services([word.service_id for word in child.words])
    return tuple(
        GivenBy(services[word.service_id].name, word.added)
        for word in child.words
        if word.service_id in services
    )


def disputes_shown(directory: Directory, file: ChildFile) -> tuple[DisputeShown, ...]:
    """Who said that it is not this child, and what they had asked by; the latest last."""
    disputes = sorted(file.not_this_child, key=lambda one: one.at)
    people = directory.practitioners(sorted({one.practitioner_id for one in disputes}))
    services = directory.services(sorted({person.service_id for person in people.values()}))
    return tuple(_dispute_shown(one, people.get(one.practitioner_id), services) for one in disputes)


def _dispute_shown(
    one: Dispute, person: Practitioner | None, services: Mapping[str, Service]
) -> DisputeShown:
    service = services.get(person.service_id) if person else None
    return DisputeShown(
        person.name if person else "", service.name if service else "", one.at, one.asked or Details()
    )


def seal_between(admitted: Admitted, old: Child, new: Child, reference: str) -> IdentityLink:
    return IdentityLink(
        reference=reference,
        area_id=old.area_id,
        old_child_id=old.id,
        new_child_id=new.id,
        officer_id=admitted.practitioner.id,
        at=admitted.at,
    )


def without_doubt(transaction: RecordTransaction, kept: ChildFile, absorbed: ChildFile) -> ChildFile:
    """The absorbed record's file without the doubt whether the two are one, which goes from both."""
    events = {one.event for one in kept.possibly} & {one.event for one in absorbed.possibly}
    for dispute in (*kept.possibly, *absorbed.possibly):
        if dispute.event in events:
            transaction.remove_dispute(dispute)
    return replace(absorbed, disputes=tuple(one for one in absorbed.disputes if one.event not in events))
