"""Who is told of what happens to a request: by the road of every notice."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.contact import ContactEvent, ContactRequest, Rung
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, Pace
from fingerpost.domain.practitioner import Status
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling

_TO_OWNER = {
    ContactEvent.ASKED: NoticeKind.CONTACT_ASKED,
    ContactEvent.HASTENED: NoticeKind.CONTACT_URGENT,
    ContactEvent.REMINDED: NoticeKind.CONTACT_REMINDER,
    ContactEvent.PASSED: NoticeKind.CONTACT_PASSED,
    ContactEvent.ESCALATED: NoticeKind.CONTACT_ESCALATED,
    ContactEvent.SPOKEN: NoticeKind.CONTACT_SPOKEN,
}
_TO_ASKER = {
    ContactEvent.ACKNOWLEDGED: NoticeKind.CONTACT_ACKNOWLEDGED,
    ContactEvent.PASSED: NoticeKind.CONTACT_MOVED,
    ContactEvent.ESCALATED: NoticeKind.CONTACT_MOVED,
    ContactEvent.SPOKEN: NoticeKind.CONTACT_SPOKEN,
    ContactEvent.DECLINED: NoticeKind.CONTACT_DECLINED,
    ContactEvent.LAPSED: NoticeKind.CONTACT_LAPSED,
    ContactEvent.OUTCOME_ASKED: NoticeKind.CONTACT_OUTCOME,
}
_CAPACITIES = {
    Rung.WORKER: Capacity.WORKER,
    Rung.DEPUTY: Capacity.SUPERVISOR,
    Rung.SUPERVISOR: Capacity.SUPERVISOR,
    Rung.OFFICER: Capacity.OFFICER,
}


@dataclass(frozen=True)
class News:
    """One person, and what they are told."""

    practitioner_id: str
    kind: NoticeKind
    capacity: Capacity


def news_of(request: ContactRequest) -> Iterator[News]:
    """Whom its last move concerns: never who made it."""
    to_owner = _to_owner(request)
    if to_owner is not None and request.owner_id != request.by_id:
        yield News(request.owner_id, to_owner, _CAPACITIES[request.rung])
    to_asker = _TO_ASKER.get(request.event)
    if to_asker is not None and request.asker_id != request.by_id:
        yield News(request.asker_id, to_asker, Capacity.ASKER)


def _to_owner(request: ContactRequest) -> NoticeKind | None:
    if request.event is ContactEvent.ASKED and request.is_urgent:
        return NoticeKind.CONTACT_URGENT
    return _TO_OWNER.get(request.event)


@dataclass(frozen=True)
class NotifyOfContacts:
    """Told of each request written, tells those whom it concerns, however often it is told."""

    telling: Telling

    def __call__(self, request: ContactRequest) -> tuple[Notice, ...]:
        """Keep and queue the notices. Raises Unavailable: call again with the same."""
        told: list[Notice] = []
        for news in news_of(request):
            person = self.telling.directory.practitioners([news.practitioner_id]).get(news.practitioner_id)
            if person is not None and person.status is Status.ACTIVE:
                told += self.telling.tell(_event(request, news), [Recipient(person, news.capacity)])
        return tuple(told)


def _event(request: ContactRequest, news: News) -> Event:
    return Event(
        _event_id(request, news.kind),
        news.kind,
        request.child_id,
        request.involvement_id,
        about=request.reference,
        pace=Pace.URGENT if request.is_urgent else None,
    )


def _event_id(request: ContactRequest, kind: NoticeKind) -> str:
    """Reminders of one hour are one event: somebody of whom much is due is reminded once, not in a burst."""
    if kind is NoticeKind.CONTACT_REMINDER and not request.is_urgent:
        return f"contacts:reminder:{request.moved_at:%Y-%m-%dT%H}"
    return f"contact:{request.reference}:{request.version}:{kind}"
