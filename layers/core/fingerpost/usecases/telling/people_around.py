"""Telling people of an event: each person once, on the ledger first, then kept, then queued.

Every step can be repeated: an event has one name, a person has one notice of it, and a notice is delivered
once. So a record that is read twice, or a crash between two steps, loses nothing and tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, NoticeState, notice_id
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.telling import Circle, NoticeQueue, Notices
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class Event:
    """Something that people are told of.

    id: its one name, however often and from wherever it is read. child_id: whom the notice opens.
    about: for an officer, the reference of the record that the notice opens.
    """

    id: str
    kind: NoticeKind
    child_id: str
    involvement_id: str = ""
    about: str = ""


@dataclass(frozen=True)
class Recipient:
    """Somebody to be told, and why. on_behalf_of: for a supervisor, the worker told."""

    practitioner: Practitioner
    capacity: Capacity
    on_behalf_of: str = ""


@dataclass(frozen=True)
class PeopleAround:
    """The people around a child, by id.

    asking: services whose supervisors are told too. unknown: how many ids lead to nobody.
    """

    people: Mapping[str, Practitioner]
    asking: frozenset[str]
    unknown: int

    def active(self) -> Iterator[Practitioner]:
        """Those whose access stands."""
        return (person for person in self.people.values() if person.status is Status.ACTIVE)

    def find(self, practitioner_id: str) -> Practitioner | None:
        """Somebody whose access stands, None if suspended or unknown."""
        person = self.people.get(practitioner_id)
        return person if person and person.status is Status.ACTIVE else None


@dataclass(frozen=True)
class Telling:
    """Knows who people are, and brings word to them."""

    directory: Directory
    notices: Notices
    queue: NoticeQueue
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def people_around(self, circle: Circle) -> PeopleAround:
        """Everybody around the child with their supervisors and services, as the directory knows them."""
        workers = {one.practitioner_id for one in circle.involvements}
        ids = workers | {one.practitioner_id for one in circle.watches}
        people = self.directory.practitioners(sorted(ids))
        supervisors = {person.supervisor_id for person in people.values()} - {"", *people}
        above = self.directory.practitioners(sorted(supervisors))
        services = self.directory.services(sorted({person.service_id for person in people.values()}))
        asking = frozenset(service.id for service in services.values() if service.tell_supervisor)
        return PeopleAround(people={**people, **above}, asking=asking, unknown=len(ids - set(people)))

    def told_before(self, event_id: str, around: PeopleAround) -> Iterator[Recipient]:
        """Those of the round who were told of an earlier event, or still will be, as they were told."""
        for person in around.active():
            notice = self._notice_of(event_id, person.id)
            if notice is not None and notice.state is not NoticeState.UNDELIVERABLE:
                yield Recipient(person, notice.capacity, notice.on_behalf_of)

    def _notice_of(self, event_id: str, recipient_id: str) -> Notice | None:
        try:
            return self.notices.find(notice_id(event_id, recipient_id))
        except NotFound:
            return None

    def tell(self, event: Event, recipients: Sequence[Recipient]) -> tuple[Notice, ...]:
        """Keep and queue one notice for each. Raises Unavailable: call again with the same event."""
        notices = tuple(self._keep(event, recipient) for recipient in recipients)
        self.queue.send(notices)
        return notices

    def _keep(self, event: Event, recipient: Recipient) -> Notice:
        """On the ledger first: nobody is told of a child without a trail of it."""
        notice = self._notice(event, recipient)
        self._record(notice, recipient)
        if self.notices.add(notice):
            self.metrics.count("notices_created", kind=notice.kind, capacity=notice.capacity)
        return notice

    def _notice(self, event: Event, recipient: Recipient) -> Notice:
        name = notice_id(event.id, recipient.practitioner.id)
        return Notice(
            id=name,
            reference=reference_from(f"notice {name}".encode()),
            kind=event.kind,
            capacity=recipient.capacity,
            recipient_id=recipient.practitioner.id,
            child_id=event.child_id,
            involvement_id=event.involvement_id,
            created_at=self.clock(),
            on_behalf_of=recipient.on_behalf_of,
            about=event.about,
        )

    def _record(self, notice: Notice, recipient: Recipient) -> None:
        entry = LedgerEntry(
            reference=notice.reference,
            act=Act.NOTIFY,
            phase=Phase.ATTEMPT,
            at=notice.created_at,
            actor_id=recipient.practitioner.id,
            service_id=recipient.practitioner.service_id,
            area_id=recipient.practitioner.area_id,
            reason=notice.kind,
            child_id=notice.child_id,
            involvement_id=notice.involvement_id,
            rules=(f"capacity:{notice.capacity}",),
        )
        self.unattended.begin_once(entry, f"notify:{notice.id}")
