"""Who is told of an offer to hand an involvement over, and of what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.hand_over import HandOver, HandOverState
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind
from fingerpost.domain.practitioner import Status
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling

_ENDS = {
    HandOverState.ACCEPTED: NoticeKind.HAND_OVER_ACCEPTED,
    HandOverState.DECLINED: NoticeKind.HAND_OVER_DECLINED,
    HandOverState.LAPSED: NoticeKind.HAND_OVER_LAPSED,
}


@dataclass(frozen=True)
class NotifyOfHandOvers:
    """Told of each offer written, tells those whom it concerns, however often it is told."""

    telling: Telling

    def __call__(self, offer: HandOver) -> tuple[Notice, ...]:
        """Keep and queue the notices. Raises Unavailable: call again with the same."""
        told: list[Notice] = []
        for practitioner_id, kind, capacity in _news(offer):
            event_id = _event_id(offer, kind)
            event = Event(event_id, kind, offer.child_id, offer.involvement_id, about=offer.reference)
            person = self.telling.directory.practitioners([practitioner_id]).get(practitioner_id)
            if person is not None and person.status is Status.ACTIVE:
                told += self.telling.tell(event, [Recipient(person, capacity)])
        return tuple(told)


def _event_id(offer: HandOver, kind: NoticeKind) -> str:
    """What goes to one colleague by one act is one event, however many children it is."""
    if kind is NoticeKind.HANDED_OVER and offer.batch:
        return f"handed over:{offer.batch}:{offer.taker_id}"
    return f"hand over:{offer.reference}:{offer.version}:{kind}"


def _news(offer: HandOver) -> Iterator[tuple[str, NoticeKind, Capacity]]:
    """Never who did it. What was handed over at once is news to the colleague, and to nobody else."""
    if offer.state is HandOverState.OFFERED:
        kind = NoticeKind.HAND_OVER_REMINDER if offer.reminded else NoticeKind.HAND_OVER_OFFERED
        yield offer.taker_id, kind, Capacity.TAKER
    elif offer.state is HandOverState.WITHDRAWN:
        yield offer.taker_id, NoticeKind.HAND_OVER_WITHDRAWN, Capacity.TAKER
    elif offer.at_once:
        yield offer.taker_id, NoticeKind.HANDED_OVER, Capacity.WORKER
    else:
        yield from _to_givers(offer, _ENDS[offer.state])


def _to_givers(offer: HandOver, kind: NoticeKind) -> Iterator[tuple[str, NoticeKind, Capacity]]:
    yield offer.worker_id, kind, Capacity.WORKER
    if offer.offered_by != offer.worker_id:
        yield offer.offered_by, kind, Capacity.SUPERVISOR
