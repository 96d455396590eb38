"""Telling people of an event: each person once, on the ledger first, then kept, then queued.

Every step can be repeated: an event has one name, a person has one notice of it, and a notice is delivered
once. So a record that is read twice, or a crash between two steps, loses nothing and tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fingerpost.domain.errors import NotFound
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, NoticeState, Pace, notice_id
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.domain.reference import reference_from
from fingerpost.domain.uk_time import local
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.telling import Circle, NoticeQueue, Notices, PreferencesKept
from fingerpost.usecases.unattended import Unattended

_DEPUTISED = frozenset({NoticeKind.NEW_INVOLVEMENT, NoticeKind.LEAD_CHANGED, NoticeKind.RECORDS_JOINED})
"""What a deputy can open for a colleague; a request to be contacted goes to the deputy by its own ladder."""

_NEVER_TOLD = frozenset({NoticeState.UNDELIVERABLE, NoticeState.DROPPED})


@dataclass(frozen=True)
class Event:
    """Something that people are told of.

    id: its one name, however often and from wherever it is read. child_id: whom the notice opens.
    about: for an officer, the reference of the record that the notice opens.
    pace: how soon it is told, None for what its kind says. replaces: the event that it takes back.
    aware: ids of those who know of it already, whoever they stand in for.
    """

    id: str
    kind: NoticeKind
    child_id: str
    involvement_id: str = ""
    about: str = ""
    pace: Pace | None = None
    replaces: str = ""
    aware: frozenset[str] = frozenset()

    @property
    def told_at(self) -> Pace:
        """How soon people are told."""
        return self.pace or self.kind.pace


@dataclass(frozen=True)
class Recipient:
    """Somebody to be told, and why. on_behalf_of: for a supervisor or a deputy, the worker told. covered:
    they are away, and a deputy is told for them: theirs waits until they are back. unreached: who could not
    be told, in whose place they are."""

    practitioner: Practitioner
    capacity: Capacity
    on_behalf_of: str = ""
    covered: bool = False
    unreached: str = ""


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
    preferences: PreferencesKept
    queue: NoticeQueue
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def people_around(self, circle: Circle) -> PeopleAround:
        """Everybody around the child with supervisors, deputies and services, as the directory has them."""
        workers = {one.practitioner_id for one in circle.involvements}
        ids = workers | {one.practitioner_id for one in circle.watches}
        people = self.directory.practitioners(sorted(ids))
        others = {one for person in people.values() for one in (person.supervisor_id, person.deputy_id)}
        above = self.directory.practitioners(sorted(others - {"", *people}))
        services = self.directory.services(sorted({person.service_id for person in people.values()}))
        asking = frozenset(service.id for service in services.values() if service.tell_supervisor)
        return PeopleAround(people={**people, **above}, asking=asking, unknown=len(ids - set(people)))

    def told_before(self, event_id: str, around: PeopleAround) -> Iterator[Recipient]:
        """Those of the round who were told of an earlier event, or still will be, as they were told."""
        for person in around.active():
            notice = self._notice_of(event_id, person.id)
            if notice is not None and notice.state not in _NEVER_TOLD:
                yield Recipient(person, notice.capacity, notice.on_behalf_of)

    def _notice_of(self, event_id: str, recipient_id: str) -> Notice | None:
        try:
            return self.notices.find(notice_id(event_id, recipient_id))
        except NotFound:
            return None

    def tell(self, event: Event, recipients: Sequence[Recipient]) -> tuple[Notice, ...]:
        """Keep and queue one notice for each. Raises Unavailable: call again with the same event."""
        everybody = self._with_deputies(event, recipients)
        notices = tuple(self._keep(event, recipient) for recipient in everybody)
        self.queue.send(notices)
        return notices

    def _with_deputies(self, event: Event, recipients: Sequence[Recipient]) -> tuple[Recipient, ...]:
        """Who is away has a deputy told instead, or whoever supervises them (D6); their own notice waits
        until they are back. Where there is neither, they are told as if they were here."""
        passed_on = any(one.unreached for one in recipients)
        if event.kind not in _DEPUTISED or event.told_at is Pace.DIGEST or passed_on:
            return tuple(recipients)
        away = self._away([one.practitioner for one in recipients if one.capacity is Capacity.WORKER])
        found = {person.id: self._stand_in(person) for person in away}
        told = {one.practitioner.id for one in recipients} | event.aware
        covered = tuple(
            replace(one, covered=found.get(one.practitioner.id) is not None) for one in recipients
        )
        added = {
            deputy.id: Recipient(deputy, Capacity.DEPUTY, on_behalf_of=worker_id)
            for worker_id, deputy in found.items()
            if deputy is not None and deputy.id not in told
        }
        return (*covered, *added.values())

    def _away(self, people: Sequence[Practitioner]) -> list[Practitioner]:
        today = local(self.clock()).date()
        chosen = self.preferences.of([person.id for person in people])
        return [person for person in people if chosen[person.id].is_away(today)]

    def _stand_in(self, person: Practitioner) -> Practitioner | None:
        ids = [one for one in (person.deputy_id, person.supervisor_id) if one]
        known = self.directory.practitioners(ids)
        able = [known[one] for one in ids if one in known and known[one].status is Status.ACTIVE]
        gone = {one.id for one in self._away(able)}
        return next((one for one in able if one.id not in gone), None)

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
            event=event.id,
            pace=Pace.DIGEST if recipient.covered else (event.pace or ""),
            unreached=recipient.unreached,
            replaces=notice_id(event.replaces, recipient.practitioner.id) if event.replaces else "",
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
