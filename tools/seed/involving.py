"""Which services work with a child of the town: by the child's age and area, now and in the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.domain.service import ServiceKind
from tools.seed.casework import Casework, Period

_AGES: dict[ServiceKind, range] = {
    ServiceKind.SOCIAL_CARE: range(18),
    ServiceKind.SCHOOL: range(5, 18),
    ServiceKind.HEALTH_VISITING: range(5),
    ServiceKind.SCHOOL_NURSING: range(5, 18),
    ServiceKind.POLICE: range(18),
    ServiceKind.MENTAL_HEALTH: range(8, 18),
    ServiceKind.YOUTH_JUSTICE: range(11, 18),
    ServiceKind.FAMILY_SUPPORT: range(18),
    ServiceKind.HOSPITAL: range(18),
}
"""From which birthday to which birthday a service works with a child, in years."""


@dataclass(frozen=True)
class Involving:
    """Gives a child its involvements and watches."""

    random: Random
    casework: Casework

    def involvements(self, child_id: str, born: date, area_id: str) -> tuple[Involvement, ...]:
        """One to three, of different workers; one in eight is of another area."""
        at_hand = self._suitable(born, area_id)
        many = min(len(at_hand), self.random.choices((1, 2, 3), (50, 35, 15))[0])
        workers = self.random.sample(at_hand, many)
        if self.random.randrange(8) == 0:
            workers.append(self.random.choice(self._suitable(born, "")))
        return tuple(self._involvement(child_id, worker, born) for worker in dict.fromkeys(workers))

    def watches(self, child_id: str, born: date, area_id: str) -> tuple[Watch, ...]:
        """One child in twelve is watched by somebody."""
        if self.random.randrange(12):
            return ()
        watcher = self.random.choice(self._suitable(born, area_id))
        return (self.casework.watch(child_id, watcher, "moved_in", self.random.randint(20, 300)),)

    def _suitable(self, born: date, area_id: str) -> list[str]:
        age = (self.casework.today - born).days // 365
        return [
            worker.id
            for worker in self.casework.workers.values()
            if worker.role is Role.PRACTITIONER and worker.area_id == (area_id or worker.area_id)
            if age in _AGES[self._kind(worker)]
        ]

    def _kind(self, worker: Practitioner) -> ServiceKind:
        return self.casework.services[worker.service_id].kind

    def _involvement(self, child_id: str, worker_id: str, born: date) -> Involvement:
        period = self._period(born)
        is_social_care = self._kind(self.casework.workers[worker_id]) is ServiceKind.SOCIAL_CARE
        leads = is_social_care and period.ended is None and not period.in_error
        return self.casework.involvement(child_id, worker_id, period, lead=leads)

    def _period(self, born: date) -> Period:
        """Three in four go on; of the others some are shown as past, some no longer, some never were."""
        today = self.casework.today
        since = max(born, today - timedelta(days=self.random.randint(5, 900)))
        match self.random.choices(("current", "past", "long past", "in error"), (75, 14, 7, 4))[0]:
            case "past":
                return Period(since, max(since, today - timedelta(days=self.random.randint(1, 350))))
            case "long past":
                began = max(born, since - timedelta(days=900))
                return Period(began, max(began, today - timedelta(days=self.random.randint(380, 900))))
            case "in error":
                return Period(since, in_error=True)
            case _:
                return Period(since)
