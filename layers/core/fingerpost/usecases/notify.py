"""Work out who must know of an involvement that was written, and queue one notice for each (D1, D3, D5, D7).

Every step can be repeated: an event has one name, a person has one notice of it, and a notice is delivered
once. So a record that is read twice, or a crash between two steps, loses nothing and tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fingerpost.domain.errors import AlreadyDone, NotFound
from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, NoticeState, notice_id
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.domain.reference import reference_from
from fingerpost.usecases.ports import Circle, Circles, Clock, Directory, Ledger, Metrics, NoticeQueue, Notices

_FIRST_VERSION = 1


@dataclass(frozen=True)
class InvolvementWritten:
    """An involvement as it was, None if it is new, and as it is now."""

    before: Involvement | None
    after: Involvement

    @property
    def kind(self) -> NoticeKind | None:
        """What happened, None where nothing did that anybody would want to know."""
        if self.before is None and self.after.is_initial_load:
            return None
        if self.after.is_current and not (self.before and self.before.is_current):
            return NoticeKind.NEW_INVOLVEMENT
        if self.before is None or self.before.status is self.after.status:
            return NoticeKind.INVOLVEMENT_CHANGED if self._differs else None
        if self.after.status is InvolvementStatus.ENDED:
            return NoticeKind.INVOLVEMENT_ENDED
        return NoticeKind.INVOLVEMENT_WITHDRAWN

    @property
    def _differs(self) -> bool:
        if self.before is None:
            return False
        was, now = self.before, self.after
        return (was.role, was.since, was.lead) != (now.role, now.since, now.lead)


@dataclass(frozen=True)
class Recipient:
    """Somebody to be told, and why. on_behalf_of: for a supervisor, the worker told."""

    practitioner: Practitioner
    capacity: Capacity
    on_behalf_of: str = ""


@dataclass(frozen=True)
class Told:
    """What became of one event. unknown: people around the child whom the directory does not know."""

    written: InvolvementWritten
    notices: tuple[Notice, ...] = ()
    unknown: int = 0


@dataclass(frozen=True)
class Notify:
    """Told of each involvement written, tells those who must know.

    Ends and changes are told to nobody yet: a notice that asks for nothing is read by nobody for long.
    """

    circles: Circles
    directory: Directory
    notices: Notices
    queue: NoticeQueue
    ledger: Ledger
    metrics: Metrics
    clock: Clock

    def __call__(self, written: InvolvementWritten) -> Told:
        """Keep and queue the notices of one event. Raises Unavailable: call again with the same event."""
        match written.kind:
            case NoticeKind.NEW_INVOLVEMENT:
                return self._tell_of_new(written)
            case NoticeKind.INVOLVEMENT_WITHDRAWN:
                return self._tell_of_withdrawal(written)
            case _:
                return Told(written)

    def _tell_of_new(self, written: InvolvementWritten) -> Told:
        circle = self.circles.around(written.after.child_id)
        if _is_withdrawn(written.after, circle):
            return Told(written)
        round_ = self._round(circle)
        recipients = list(who_must_know(written.after, circle, round_, self.clock().date()))
        return self._tell(written, recipients, round_.unknown)

    def _tell_of_withdrawal(self, written: InvolvementWritten) -> Told:
        """Those who were told that it was new, and nobody else."""
        circle = self.circles.around(written.after.child_id)
        round_ = self._round(circle)
        told = (self._earlier_notice(written.after, person.id) for person in round_.active())
        recipients = [
            Recipient(round_.people[notice.recipient_id], notice.capacity, notice.on_behalf_of)
            for notice in told
            if notice is not None and notice.state is not NoticeState.UNDELIVERABLE
        ]
        return self._tell(written, recipients, round_.unknown)

    def _earlier_notice(self, involvement: Involvement, recipient_id: str) -> Notice | None:
        event = event_id(involvement.id, _FIRST_VERSION, NoticeKind.NEW_INVOLVEMENT)
        try:
            return self.notices.find(notice_id(event, recipient_id))
        except NotFound:
            return None

    def _round(self, circle: Circle) -> Round:
        """Everybody around the child with their supervisors and services, as the directory knows them."""
        workers = {one.practitioner_id for one in circle.involvements}
        ids = workers | {one.practitioner_id for one in circle.watches}
        people = self.directory.practitioners(sorted(ids))
        supervisors = {person.supervisor_id for person in people.values()} - {"", *people}
        above = self.directory.practitioners(sorted(supervisors))
        services = self.directory.services(sorted({person.service_id for person in people.values()}))
        asking = frozenset(service.id for service in services.values() if service.tell_supervisor)
        return Round(people={**people, **above}, asking=asking, unknown=len(ids - set(people)))

    def _tell(self, written: InvolvementWritten, recipients: list[Recipient], unknown: int) -> Told:
        notices = tuple(self._keep(written, recipient) for recipient in recipients)
        self.queue.send(notices)
        return Told(written, notices, unknown)

    def _keep(self, written: InvolvementWritten, recipient: Recipient) -> Notice:
        """On the ledger first: nobody is told of a child without a trail of it."""
        notice = self._notice(written, recipient)
        self._record(notice, recipient)
        if self.notices.add(notice):
            self.metrics.count("notices_created", kind=notice.kind, capacity=notice.capacity)
        return notice

    def _notice(self, written: InvolvementWritten, recipient: Recipient) -> Notice:
        involvement, kind = written.after, written.kind or NoticeKind.INVOLVEMENT_CHANGED
        name = notice_id(event_id(involvement.id, involvement.version, kind), recipient.practitioner.id)
        return Notice(
            id=name,
            reference=reference_from(f"notice {name}".encode()),
            kind=kind,
            capacity=recipient.capacity,
            recipient_id=recipient.practitioner.id,
            child_id=involvement.child_id,
            involvement_id=involvement.id,
            created_at=self.clock(),
            on_behalf_of=recipient.on_behalf_of,
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
        try:
            self.ledger.attempt(entry, None, once=f"notify:{notice.id}")
        except AlreadyDone:
            return  # an earlier try got as far as this


@dataclass(frozen=True)
class Round:
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


def event_id(involvement_id: str, version: int, kind: NoticeKind) -> str:
    """The one name of what happened, however often and from wherever it is read."""
    return f"{involvement_id}:{version}:{kind}"


def who_must_know(involvement: Involvement, circle: Circle, people: Round, day: date) -> Iterator[Recipient]:
    """Each person once, as worker before watcher before supervisor; never those it comes from."""
    told: dict[str, Recipient] = {}
    aware = {involvement.recorded_by, involvement.practitioner_id}
    for capacities in (_workers(circle, people), _watchers(circle, people, day)):
        _add(told, capacities, aware)
    workers = [one.practitioner for one in told.values() if one.capacity is Capacity.WORKER]
    _add(told, _supervisors(workers, people), aware)
    return iter(told.values())


def _add(told: dict[str, Recipient], recipients: Iterable[Recipient], aware: set[str]) -> None:
    for one in recipients:
        if one.practitioner.id not in aware:
            told.setdefault(one.practitioner.id, one)


def _workers(circle: Circle, people: Round) -> Iterator[Recipient]:
    ids = (one.practitioner_id for one in circle.involvements if one.is_current)
    return _recipients(ids, people.find, Capacity.WORKER)


def _watchers(circle: Circle, people: Round, day: date) -> Iterator[Recipient]:
    ids = (one.practitioner_id for one in circle.watches if one.until >= day)
    return _recipients(ids, people.find, Capacity.WATCHER)


def _recipients(
    ids: Iterable[str], find: Callable[[str], Practitioner | None], capacity: Capacity
) -> Iterator[Recipient]:
    return (Recipient(person, capacity) for one in ids if (person := find(one)))


def _supervisors(workers: Iterable[Practitioner], people: Round) -> Iterator[Recipient]:
    for worker in workers:
        supervisor = people.find(worker.supervisor_id)
        if supervisor and worker.service_id in people.asking:
            yield Recipient(supervisor, Capacity.SUPERVISOR, on_behalf_of=worker.id)


def _is_withdrawn(involvement: Involvement, circle: Circle) -> bool:
    """Taken back before anyone was told: they would be told of it and of its withdrawal at once."""
    return any(
        one.id == involvement.id and one.status is InvolvementStatus.ENTERED_IN_ERROR
        for one in circle.involvements
    )
