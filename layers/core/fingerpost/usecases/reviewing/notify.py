"""Who is asked "still involved?", and who is told that nobody answered."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.domain.review import Review, ReviewStep
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling

_KINDS = {
    ReviewStep.ASKED: NoticeKind.REVIEW_ASKED,
    ReviewStep.SILENT: NoticeKind.REVIEW_SILENT,
    ReviewStep.LAPSED: NoticeKind.REVIEW_LAPSED,
}


@dataclass(frozen=True)
class NotifyOfReviews:
    """Told of each review written, tells those whom its step concerns, however often it is told."""

    telling: Telling

    def __call__(self, review: Review) -> tuple[Notice, ...]:
        """Keep and queue the notices. Raises Unavailable: call again with the same."""
        kind = _KINDS.get(review.step)
        if kind is None:
            return ()
        name = f"review:{review.involvement_id}:{review.review_due}:{review.step}"
        event = Event(name, kind, review.child_id, review.involvement_id, about=review.reference)
        return self.telling.tell(event, list(self._recipients(review)))

    def _recipients(self, review: Review) -> Iterator[Recipient]:
        """The worker; where nobody answered, or the worker cannot, whoever supervises them; else officers."""
        worker = self._known(review.practitioner_id)
        if review.step is not ReviewStep.SILENT and worker and worker.status is Status.ACTIVE:
            yield Recipient(worker, Capacity.WORKER)
            return
        supervisor = self._known(worker.supervisor_id) if worker else None
        if supervisor and supervisor.status is Status.ACTIVE:
            yield Recipient(supervisor, Capacity.SUPERVISOR, on_behalf_of=review.practitioner_id)
            return
        yield from self._officers(worker)

    def _officers(self, worker: Practitioner | None) -> Iterator[Recipient]:
        officers = self.telling.directory.officers(worker.area_id) if worker else ()
        return (Recipient(one, Capacity.OFFICER) for one in officers if one.status is Status.ACTIVE)

    def _known(self, practitioner_id: str) -> Practitioner | None:
        found = self.telling.directory.practitioners([practitioner_id] if practitioner_id else [])
        return found.get(practitioner_id)
