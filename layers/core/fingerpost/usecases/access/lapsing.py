"""What the clock does where somebody's access ends soon: they and whoever supervises them are told (H3)."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.lapsing import lasts_until, warnings_of
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.usecases.due_work import EachByItself, Ticked
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.due import DueLine, DueLines
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling


@dataclass(frozen=True)
class WarnOfLapsing:
    """Looks at who is to be warned. It may run twice, at once or days late: a warning has one name, and one
    that was overtaken by a renewal is forgotten."""

    due: DueLines
    telling: Telling
    metrics: Metrics
    clock: Clock

    def __call__(self) -> Ticked:
        """One run. Raises Unavailable: who was not told is found again."""
        return EachByItself("lapsing", self.due, self.metrics, self.clock)(self._warned)

    def _warned(self, line: DueLine) -> bool:
        person = self.telling.directory.practitioners([line.name]).get(line.name)
        kind = warnings_of(person).get(line.at) if person and person.status is Status.ACTIVE else None
        if person and kind:
            event = Event(f"lapsing:{person.id}:{lasts_until(person)}:{kind}", kind, child_id="")
            self.telling.tell(event, list(self._recipients(person)))
        self.due.forget(line)  # after it is queued: what is cut off in between is told once anyhow
        return kind is not None

    def _recipients(self, person: Practitioner) -> Iterator[Recipient]:
        """Themselves, and whoever supervises them; the area's officers where nobody does."""
        yield Recipient(person, Capacity.WORKER)
        known = self.telling.directory.practitioners([person.supervisor_id] if person.supervisor_id else [])
        supervisor = known.get(person.supervisor_id)
        if supervisor and supervisor.status is Status.ACTIVE:
            yield Recipient(supervisor, Capacity.SUPERVISOR, on_behalf_of=person.id)
            return
        for officer in self.telling.directory.officers(person.area_id):
            if officer.status is Status.ACTIVE and officer.id != person.id:
                yield Recipient(officer, Capacity.OFFICER, on_behalf_of=person.id)
