"""What the clock does with digests: who has one due is told of it, by the road of every notice."""

from __future__ import annotations

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, NoticeKind
from fingerpost.usecases.due_work import EachByItself, Ticked
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.due import DueLine, DueLines
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling


@dataclass(frozen=True)
class MoveDueDigests:
    """Looks at whose digest is due. It may run twice, at once or hours late: a digest has one name, takes all
    that is held when it is sent, and says nothing where nothing is. So one that is late is one message."""

    due: DueLines
    telling: Telling
    metrics: Metrics
    clock: Clock

    def __call__(self) -> Ticked:
        """One run. Raises Unavailable: what was not queued is found again."""
        return EachByItself("digests", self.due, self.metrics, self.clock)(self._moved)

    def _moved(self, line: DueLine) -> bool:
        person = self.telling.directory.practitioners([line.name]).get(line.name)
        if person is not None:
            event = Event(f"digest:{line.name}:{line.at.isoformat()}", NoticeKind.DIGEST, child_id="")
            self.telling.tell(event, [Recipient(person, Capacity.WORKER)])
        self.due.forget(line)  # after it is queued: what is cut off in between is queued again, and told once
        return person is not None
