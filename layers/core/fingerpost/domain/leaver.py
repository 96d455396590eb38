"""Whoever is suspended, closes their account, or moves to another service leaves work behind (C12).

It waits for whoever supervises them, and after a day for the area's officer too, until nothing is left.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import Practitioner, Role, Status

ESCALATED_AFTER = timedelta(hours=20)
"""Less than a day, with the clock's own minutes: nothing is without somebody who decides for longer."""

AGAIN_AFTER = timedelta(days=7)
_WORKS_WITH_CHILDREN = frozenset({Role.PRACTITIONER, Role.SUPERVISOR, Role.OFFICER})


class LeaverStep(StrEnum):
    """How far it came. DONE: nothing is left, or they are back."""

    NOTICED = "noticed"
    TOLD = "told"
    ESCALATED = "escalated"
    DONE = "done"


@dataclass(frozen=True)
class Leaver:
    """Somebody who left a service, with whatever was theirs there. Nothing of it stands here.

    service_id, area_id: of the work they left. supervisor_id: who supervised it, empty if nobody.
    moved: to another service, where they go on.
    """

    practitioner_id: str
    service_id: str
    area_id: str
    supervisor_id: str
    since: datetime
    moved_at: datetime
    moved: bool = False
    step: LeaverStep = LeaverStep.NOTICED
    due: datetime | None = None
    version: int = 1

    @property
    def id(self) -> str:
        """Somebody can leave one service after another, with work left in each."""
        return leaver_id(self.practitioner_id, self.service_id)

    @property
    def owners(self) -> tuple[str, ...]:
        """On whose screen it stands: whoever supervised, and the area's officers once it is theirs too."""
        if self.step is LeaverStep.DONE:
            return ()
        area = (area_owner(self.area_id),)
        own = (self.supervisor_id,) if self.supervisor_id else ()
        return own + area if self.step is LeaverStep.ESCALATED or not own else own

    def looked_at(self, at: datetime, *, left: bool, supervised: bool) -> Leaver:
        """The next step of the clock. left: whether anything is still theirs. supervised: whether whoever
        supervised the work can act."""
        if not left:
            return self.done(at)
        if self.step is LeaverStep.NOTICED and supervised:
            return self._at(LeaverStep.TOLD, at, at + ESCALATED_AFTER)
        return self._at(LeaverStep.ESCALATED, at, at + AGAIN_AFTER)

    def done(self, at: datetime) -> Leaver:
        """Nothing is left."""
        return self._at(LeaverStep.DONE, at, None)

    def _at(self, step: LeaverStep, at: datetime, due: datetime | None) -> Leaver:
        return replace(self, step=step, moved_at=at, due=due, version=self.version + 1)


def leaver_id(practitioner_id: str, service_id: str) -> str:
    """What somebody who left a service is called by."""
    return f"{practitioner_id}:{service_id}"


def area_owner(area_id: str) -> str:
    """What the officers of an area share is called by."""
    return f"area:{area_id}"


def leaver_of(before: Practitioner, after: Practitioner, at: datetime) -> Leaver | None:
    """That somebody leaves, None where they stay. at: now, when the clock looks whether anything is left."""
    moved = before.service_id != after.service_id
    could, can = _works(before), _works(after)
    if not could or (can and not moved):
        return None
    return Leaver(
        practitioner_id=before.id,
        service_id=before.service_id,
        area_id=before.area_id,
        supervisor_id=before.supervisor_id,
        since=at,
        moved_at=at,
        moved=moved and can,
        due=at,
    )


def _works(person: Practitioner) -> bool:
    return person.status is Status.ACTIVE and person.role in _WORKS_WITH_CHILDREN
