"""Who cannot be told, and a test: whatever a person cannot be told at once somebody else is (D8, D13)."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, Pace
from fingerpost.domain.practitioner import Practitioner, Status
from fingerpost.domain.preferences import TestNotice
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling

_PASSED_ON = frozenset({Capacity.WORKER, Capacity.DEPUTY, Capacity.SUPERVISOR})
"""What somebody is told as a watcher, an officer or an asker is their own wish, or others are told it too."""


@dataclass(frozen=True)
class NotifyOfUnreached:
    """Told of each notice that was refused for good, tells the next who can act on it."""

    telling: Telling

    def __call__(self, notice: Notice) -> tuple[Notice, ...]:
        """Keep and queue the notice of the next. Raises Unavailable: call again with the same."""
        if notice.capacity not in _PASSED_ON or notice.told_at is Pace.DIGEST or notice.kind in _ONES_OWN:
            return ()
        worker_id = notice.on_behalf_of or notice.recipient_id
        nearest = next(self._after(notice, worker_id), None)
        if nearest is None:
            return ()
        event = Event(
            notice.event or f"unreached:{notice.id}",
            notice.kind,
            notice.child_id,
            notice.involvement_id,
            about=notice.about,
            pace=notice.told_at,
        )
        return self.telling.tell(event, [nearest])

    def test(self, wished: TestNotice) -> tuple[Notice, ...]:
        """A notice to who wished for one. Raises Unavailable: call again with the same."""
        person = self._known(wished.practitioner_id)
        if person is None:
            return ()
        event = Event(f"test:{wished.reference}", NoticeKind.TEST, child_id="")
        return self.telling.tell(event, [Recipient(person, Capacity.WORKER)])

    def _after(self, notice: Notice, worker_id: str) -> Iterator[Recipient]:
        """The deputy, then whoever supervises; a request to be contacted the deputy can not open."""
        worker = self._known(worker_id)
        deputy_id = "" if worker is None or notice.kind.is_of_contact else worker.deputy_id
        rungs = ((deputy_id, Capacity.DEPUTY), (worker.supervisor_id if worker else "", Capacity.SUPERVISOR))
        ids = [who for who, _ in rungs]
        passed = ids.index(notice.recipient_id) if notice.recipient_id in ids else -1
        for who, capacity in rungs[passed + 1 :]:
            person = self._known(who)
            if person and person.status is Status.ACTIVE and person.id != notice.recipient_id:
                yield Recipient(person, capacity, on_behalf_of=worker_id, unreached=notice.recipient_id)

    def _known(self, practitioner_id: str) -> Practitioner | None:
        found = self.telling.directory.practitioners([practitioner_id] if practitioner_id else [])
        return found.get(practitioner_id)


_ONES_OWN = frozenset({NoticeKind.DIGEST, NoticeKind.TEST})
