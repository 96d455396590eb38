""" "Please contact me": a request that always has somebody who must answer it, and an end (E1-E5).

A request climbs from the worker to the deputy, the supervisor and the area's officer, one reminder a step,
until somebody has spoken, declined, or it has lapsed. Nothing of a child stands in it but an opaque id.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from fingerpost.domain.made_when_used import dataclass


class ContactState(StrEnum):
    """Where a request stands. The last three are its ends."""

    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    PASSED = "passed"
    ESCALATED = "escalated"
    SPOKEN = "spoken"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Rung(StrEnum):
    """In what place its owner stands."""

    WORKER = "worker"
    DEPUTY = "deputy"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"


class ContactEvent(StrEnum):
    """What happened last: what people are told of."""

    ASKED = "asked"
    HASTENED = "hastened"
    REMINDED = "reminded"
    ACKNOWLEDGED = "acknowledged"
    PASSED = "passed"
    HANDED = "handed"
    ESCALATED = "escalated"
    SPOKEN = "spoken"
    DECLINED = "declined"
    LAPSED = "lapsed"
    OUTCOME_ASKED = "outcome asked"
    OUTCOME_GIVEN = "outcome given"


class Urgency(StrEnum):
    """Why a request cannot wait; NONE where it can."""

    NONE = ""
    UNSAFE_TODAY = "unsafe_today"
    MISSING = "missing"
    DECISION_TODAY = "decision_today"


class Declining(StrEnum):
    """Why somebody does not speak. Of a list: words of their own might say something of the child."""

    NOT_INVOLVED = "not_involved"
    ALREADY_SPEAKING = "already_speaking"
    OTHER_SERVICE = "other_service"
    NOT_NOW_FAMILY = "not_safe"


class Leading(StrEnum):
    """Who leads, as the two agreed (E4)."""

    ASKER = "asker"
    ASKED = "asked"
    SOMEBODY_ELSE = "else"
    NOT_AGREED = "not_agreed"


class ContactOutcome(StrEnum):
    """What the talk was good for, as the asker says (E5)."""

    USEFUL = "useful"
    KNEW_ALREADY = "knew"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True)
class Pace:
    """Working time until the owner is reminded, and from there until it goes on to the next.

    spoken: the same for somebody who has said that they will ring. last: from the officer's reminder to the
    end.
    """

    step: timedelta
    spoken: timedelta
    last: timedelta


_HOUR = timedelta(hours=1)
ORDINARY = Pace(step=4 * _HOUR, spoken=8 * _HOUR, last=40 * _HOUR)
URGENT = Pace(step=_HOUR / 2, spoken=_HOUR, last=8 * _HOUR)
ASKED_AFTER = timedelta(days=3)
"""How long after they spoke the asker is asked whether it was of use."""

_ENDS = frozenset({ContactState.SPOKEN, ContactState.DECLINED, ContactState.LAPSED})


@dataclass(frozen=True)
class Owner:
    """Who has to answer next."""

    practitioner_id: str
    rung: Rung


@dataclass(frozen=True)
class ContactRequest:
    """One request.

    reference: what people call it by. involvement_reference: whose worker is asked. service_id: theirs.
    worker_id: the worker of the involvement. owner_id, rung: who has to answer; of an ended request, who had.
    asked_ids: everybody who had to. by_id: who did what happened last, empty for the clock.
    supervisor_id: who supervises the worker and sees from the first that somebody waits, empty if nobody.
    broker_area: where an officer stands between the two, the area whose officers answer; else empty.
    due: when the clock looks at it next, None where it never does. reminded: the owner was, at this step.
    """

    reference: str
    child_id: str
    involvement_id: str
    involvement_reference: str
    service_id: str
    asker_id: str
    worker_id: str
    owner_id: str
    rung: Rung
    asked_ids: tuple[str, ...]
    state: ContactState
    event: ContactEvent
    asked_at: datetime
    moved_at: datetime
    by_id: str = ""
    supervisor_id: str = ""
    due: datetime | None = None
    reminded: bool = False
    urgency: Urgency = Urgency.NONE
    declined: Declining | None = None
    leading: Leading | None = None
    coordinated: bool = False
    outcome: ContactOutcome | None = None
    version: int = 1
    broker_area: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer."""
        return self.state not in _ENDS

    @property
    def is_brokered(self) -> bool:
        """Whether who asked is not told whom they asked for."""
        return bool(self.broker_area)

    @property
    def is_urgent(self) -> bool:
        """Whether it cannot wait."""
        return self.urgency is not Urgency.NONE

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody who sees where it stands: who asked, all who were asked, and the worker's supervisor."""
        everybody = (self.asker_id, *self.asked_ids, self.supervisor_id)
        return tuple(dict.fromkeys(one for one in everybody if one))

    def is_asked_of(self, practitioner_id: str) -> bool:
        """Whether somebody may answer it: they were asked, or supervise the worker."""
        return practitioner_id in self.parties and practitioner_id != self.asker_id

    @property
    def wait(self) -> timedelta:
        """Working time until the clock looks at it again, from its last move."""
        pace = URGENT if self.is_urgent else ORDINARY
        if self.state is ContactState.ACKNOWLEDGED:
            return pace.spoken
        return pace.last if self.reminded and self.rung is Rung.OFFICER else pace.step

    def due_at(self, due: datetime) -> ContactRequest:
        """The same, with the moment at which the clock looks at it."""
        return replace(self, due=due)

    def hastened(self, urgency: Urgency, at: datetime) -> ContactRequest:
        """Asked again, now urgently: whoever owns it is told once more, and the clock goes faster."""
        return self._moved(ContactEvent.HASTENED, self.asker_id, at, urgency=urgency, reminded=False)

    def acknowledged(self, by: Owner, at: datetime) -> ContactRequest:
        """Somebody who was asked says that they will ring: from now on it is theirs."""
        return self._moved(
            ContactEvent.ACKNOWLEDGED,
            by.practitioner_id,
            at,
            state=ContactState.ACKNOWLEDGED,
            reminded=False,
            **self._owned(by),
        )

    def passed(self, to: Owner, by: str, at: datetime) -> ContactRequest:
        """Handed on by its owner."""
        owned = self._owned(to)
        return self._moved(ContactEvent.PASSED, by, at, state=ContactState.PASSED, reminded=False, **owned)

    def handed_over(self, giver: str, taker: str, by: str, at: datetime) -> ContactRequest:
        """What somebody had to answer, or waits for, is from now on whoever took their work over."""
        if self.owner_id == giver:
            worker = taker if self.worker_id == giver else self.worker_id
            return replace(self.passed(Owner(taker, self.rung), by, at), worker_id=worker)
        return self._moved(ContactEvent.HANDED, by, at, asker_id=taker)

    def declined_for(self, why: Declining, by: str, at: datetime) -> ContactRequest:
        """Not to be spoken about, with a reason."""
        return self._ended(ContactEvent.DECLINED, ContactState.DECLINED, by, at, declined=why)

    def spoken(self, by: str, at: datetime, leading: Leading, *, coordinated: bool) -> ContactRequest:
        """They spoke, as either side says; some days later the asker is asked what it was good for."""
        return self._ended(
            ContactEvent.SPOKEN,
            ContactState.SPOKEN,
            by,
            at,
            leading=leading,
            coordinated=coordinated,
            due=at + ASKED_AFTER,
        )

    def lapsed(self, by: str, at: datetime) -> ContactRequest:
        """There is nobody left to speak with: one side of it has left, and the other has taken their work."""
        return self._ended(ContactEvent.LAPSED, ContactState.LAPSED, by, at)

    def rated(self, outcome: ContactOutcome, at: datetime) -> ContactRequest:
        """What the asker says that it was good for."""
        return self._moved(ContactEvent.OUTCOME_GIVEN, self.asker_id, at, outcome=outcome, due=None)

    def overdue(self, at: datetime, above: Owner | None) -> ContactRequest:
        """What the clock makes of it once it is due. above: who comes next, None where nobody is left.

        However late the clock is, this is one step: the next begins to count now.
        """
        if self.state is ContactState.SPOKEN:
            return self._moved(ContactEvent.OUTCOME_ASKED, "", at, due=None)
        if not self.reminded:
            return self._moved(ContactEvent.REMINDED, "", at, reminded=True)
        if above is None:
            return self.lapsed("", at)
        return self._climbed(at, above)

    def taken_over(self, by: Owner, area_id: str, at: datetime) -> ContactRequest:
        """An officer stands between the two from now on, and nobody else but who asked sees it any more."""
        return self._moved(
            ContactEvent.ESCALATED,
            by.practitioner_id,
            at,
            state=ContactState.ESCALATED,
            reminded=False,
            owner_id=by.practitioner_id,
            rung=by.rung,
            asked_ids=(by.practitioner_id,),
            supervisor_id="",
            broker_area=area_id,
        )

    def _climbed(self, at: datetime, above: Owner) -> ContactRequest:
        to_deputy = above.rung is Rung.DEPUTY
        return self._moved(
            ContactEvent.PASSED if to_deputy else ContactEvent.ESCALATED,
            "",
            at,
            state=ContactState.PASSED if to_deputy else ContactState.ESCALATED,
            reminded=False,
            **self._owned(above),
        )

    def _owned(self, owner: Owner) -> dict[str, object]:
        asked = tuple(dict.fromkeys((*self.asked_ids, owner.practitioner_id)))
        return {"owner_id": owner.practitioner_id, "rung": owner.rung, "asked_ids": asked}

    def _ended(
        self, event: ContactEvent, state: ContactState, by: str, at: datetime, **more: object
    ) -> ContactRequest:
        return self._moved(event, by, at, **{"state": state, "reminded": False, "due": None, **more})

    def _moved(self, event: ContactEvent, by: str, at: datetime, **changes: object) -> ContactRequest:
        moved = replace(self, event=event, by_id=by, moved_at=at, version=self.version + 1)
        return replace(moved, **changes)  # type: ignore[arg-type]  # names of fields
