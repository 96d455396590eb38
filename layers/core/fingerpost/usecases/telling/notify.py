"""Work out who must know of an involvement that was written, and tell each of them (D1, D3, D5, D7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, Pace
from fingerpost.domain.practitioner import Practitioner
from fingerpost.usecases.ports.telling import Circle, Circles
from fingerpost.usecases.telling.people_around import Event, PeopleAround, Recipient, Telling

_FIRST_VERSION = 1


@dataclass(frozen=True)
class InvolvementWritten:
    """An involvement as it was, None if it is new, and as it is now."""

    before: Involvement | None
    after: Involvement

    @property
    def kind(self) -> NoticeKind | None:
        """What happened, None where nothing did that anybody would want to know."""
        if self.before is None and (self.after.is_initial_load or self.after.cause):
            return None  # a merge brought it here, and a merge is told as one event
        if self.after.is_current and not (self.before and self.before.is_current):
            return NoticeKind.NEW_INVOLVEMENT
        if self.before and self.before.is_current and self.after.lead and not self.before.lead:
            return NoticeKind.LEAD_CHANGED
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
        return _particulars(was) != _particulars(now)


def _particulars(one: Involvement) -> tuple[str, str, date, bool]:
    return one.practitioner_id, one.role, one.since, one.lead


@dataclass(frozen=True)
class Told:
    """What became of one event. unknown: people around the child whom the directory does not know."""

    written: InvolvementWritten
    notices: tuple[Notice, ...] = ()
    unknown: int = 0


@dataclass(frozen=True)
class Notify:
    """Told of each involvement written, tells those who must know.

    At once: that a service has joined, and who leads now (D4, D10). With the day's news: a further worker of
    a service that one knew of, and that somebody's work has ended. Other changes are told to nobody.
    """

    circles: Circles
    telling: Telling

    def __call__(self, written: InvolvementWritten) -> Told:
        """Keep and queue the notices of one event. Raises Unavailable: call again with the same event."""
        if self._is_kept_back(written.after):
            return Told(written)
        match written.kind:
            case NoticeKind.NEW_INVOLVEMENT:
                return self._tell_of_new(written)
            case NoticeKind.INVOLVEMENT_WITHDRAWN:
                return self._tell_of_withdrawal(written)
            case NoticeKind.LEAD_CHANGED | NoticeKind.INVOLVEMENT_ENDED:
                return self._tell_of_change(written)
            case _:
                return Told(written)

    def _is_kept_back(self, one: Involvement) -> bool:
        """Of a sensitive service's work nobody is told: whoever then found nothing new would know (G1)."""
        service = self.telling.directory.services([one.service_id]).get(one.service_id)
        return one.sensitive or service is None or service.sensitive

    def _tell_of_new(self, written: InvolvementWritten) -> Told:
        circle = self.circles.around(written.after.child_id)
        if circle.is_quiet or _is_withdrawn(written.after, circle):
            return Told(written)
        around = self.telling.people_around(circle)
        day = self.telling.clock().date()
        recipients = list(who_must_know(written.after, circle, around, day))
        pace = Pace.AT_ONCE if is_first_of_its_service(written.after, circle) else Pace.DIGEST
        return self._tell(written, recipients, around.unknown, pace=pace)

    def _tell_of_change(self, written: InvolvementWritten) -> Told:
        circle = self.circles.around(written.after.child_id)
        if circle.is_quiet:
            return Told(written)
        around = self.telling.people_around(circle)
        day = self.telling.clock().date()
        recipients = list(who_must_know(written.after, circle, around, day))
        return self._tell(written, recipients, around.unknown)

    def _tell_of_withdrawal(self, written: InvolvementWritten) -> Told:
        """Those who were told that it was new, and nobody else."""
        circle = self.circles.around(written.after.child_id)
        if circle.is_quiet:
            return Told(written)
        around = self.telling.people_around(circle)
        earlier = event_id(written.after.id, _FIRST_VERSION, NoticeKind.NEW_INVOLVEMENT)
        recipients = list(self.telling.told_before(earlier, around))
        return self._tell(written, recipients, around.unknown, replaces=earlier)

    def _tell(
        self,
        written: InvolvementWritten,
        recipients: list[Recipient],
        unknown: int,
        *,
        pace: Pace | None = None,
        replaces: str = "",
    ) -> Told:
        one, kind = written.after, written.kind or NoticeKind.INVOLVEMENT_CHANGED
        event = Event(
            event_id(one.id, one.version, kind),
            kind,
            one.child_id,
            one.id,
            pace=pace,
            replaces=replaces,
            aware=frozenset({one.practitioner_id, one.recorded_by}),
        )
        return Told(written, self.telling.tell(event, recipients), unknown)


def event_id(involvement_id: str, version: int, kind: NoticeKind) -> str:
    """The one name of what happened, however often and from wherever it is read."""
    return f"{involvement_id}:{version}:{kind}"


def is_first_of_its_service(involvement: Involvement, circle: Circle) -> bool:
    """Whether nobody of the service worked with the child: a colleague who joins is no news to act upon."""
    return not any(
        one.is_current and one.service_id == involvement.service_id and one.id != involvement.id
        for one in circle.involvements
    )


def who_must_know(
    involvement: Involvement, circle: Circle, people: PeopleAround, day: date
) -> Iterator[Recipient]:
    """Each person once, as worker before watcher before supervisor; never those it comes from."""
    return each_once(circle, people, day, aware={involvement.recorded_by, involvement.practitioner_id})


def each_once(circle: Circle, people: PeopleAround, day: date, aware: set[str]) -> Iterator[Recipient]:
    """Workers and watchers of a circle who are not aware already, and the supervisors of those workers."""
    told: dict[str, Recipient] = {}
    for capacities in (_workers(circle, people), _watchers(circle, people, day)):
        _add(told, capacities, aware)
    workers = [one.practitioner for one in told.values() if one.capacity is Capacity.WORKER]
    _add(told, _supervisors(workers, people), aware)
    return iter(told.values())


def _add(told: dict[str, Recipient], recipients: Iterable[Recipient], aware: set[str]) -> None:
    for one in recipients:
        if one.practitioner.id not in aware:
            told.setdefault(one.practitioner.id, one)


def _workers(circle: Circle, people: PeopleAround) -> Iterator[Recipient]:
    ids = (one.practitioner_id for one in circle.involvements if one.is_current)
    return _recipients(ids, people.find, Capacity.WORKER)


def _watchers(circle: Circle, people: PeopleAround, day: date) -> Iterator[Recipient]:
    ids = (one.practitioner_id for one in circle.watches if one.until >= day)
    return _recipients(ids, people.find, Capacity.WATCHER)


def _recipients(
    ids: Iterable[str], find: Callable[[str], Practitioner | None], capacity: Capacity
) -> Iterator[Recipient]:
    return (Recipient(person, capacity) for one in ids if (person := find(one)))


def _supervisors(workers: Iterable[Practitioner], people: PeopleAround) -> Iterator[Recipient]:
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
