"""Who is told of what waits for a second pair of eyes, and of what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind
from fingerpost.domain.oversight import Oversight, OversightEvent, OversightKind
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling

_ASKED = {
    OversightKind.HELD: NoticeKind.OVERSIGHT_ASKED,
    OversightKind.OVERRIDE: NoticeKind.OVERSIGHT_OVERRIDE,
    OversightKind.EMERGENCY: NoticeKind.OVERSIGHT_EMERGENCY,
}
_DECIDED = {
    (OversightKind.HELD, OversightEvent.AGREED): NoticeKind.HELD_AGREED,
    (OversightKind.HELD, OversightEvent.DECLINED): NoticeKind.HELD_DECLINED,
    (OversightKind.OVERRIDE, OversightEvent.AGREED): NoticeKind.OVERRIDE_AGREED,
    (OversightKind.OVERRIDE, OversightEvent.DECLINED): NoticeKind.OVERRIDE_DECLINED,
}


@dataclass(frozen=True)
class NotifyOfOversight:
    """Told of each version, tells those whom it concerns, however often it is told."""

    telling: Telling

    def __call__(self, one: Oversight) -> tuple[Notice, ...]:
        """Keep and queue the notices. Raises Unavailable: call again with the same."""
        told: list[Notice] = []
        for practitioner_id, kind in news_of(one):
            person = self.telling.directory.practitioners([practitioner_id]).get(practitioner_id)
            if person is not None and person.status is Status.ACTIVE:
                capacity = _capacity(one, person)
                told += self.telling.tell(_event(one, kind), [Recipient(person, capacity)])
        return tuple(told)


def news_of(one: Oversight) -> Iterator[tuple[str, NoticeKind]]:
    """Whom its last move concerns: who has to look, or who acted. Nobody of what they did themselves."""
    if one.event is OversightEvent.ASKED:
        yield from ((who, _ASKED[one.kind]) for who in one.overseers if who != one.asker_id)
    if one.event is OversightEvent.HASTENED:
        yield from ((who, NoticeKind.OVERSIGHT_URGENT) for who in one.overseers if who != one.asker_id)
    decided = _DECIDED.get((one.kind, one.event))
    if decided is not None:
        yield one.asker_id, decided


def _capacity(one: Oversight, person: Practitioner) -> Capacity:
    if person.id == one.asker_id:
        return Capacity.ASKER
    return Capacity.OFFICER if person.role is Role.OFFICER else Capacity.SUPERVISOR


def _event(one: Oversight, kind: NoticeKind) -> Event:
    """An override is opened by the involvement that it is of."""
    about = one.involvement_reference if kind.is_of_override else one.reference
    return Event(f"oversight:{one.reference}:{one.version}:{kind}", kind, one.child_id, about=about)
