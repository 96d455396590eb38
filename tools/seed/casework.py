"""Who works with whom: involvements and watches of the town, made the same for the same seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fingerpost.domain.involvement import INITIAL_LOAD, Involvement, InvolvementStatus, Watch
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.reference import reference_from
from fingerpost.domain.service import Service
from tools.seed.numbers import made_id

_REVIEW = timedelta(days=365)


@dataclass(frozen=True)
class Period:
    """How long a piece of work lasts. ended: its last day, None while it goes on."""

    since: date
    ended: date | None = None
    in_error: bool = False

    @property
    def status(self) -> InvolvementStatus:
        if self.in_error:
            return InvolvementStatus.ENTERED_IN_ERROR
        return InvolvementStatus.ENDED if self.ended else InvolvementStatus.CURRENT


@dataclass(frozen=True)
class Casework:
    """Makes involvements and watches for the workers and services of one town."""

    workers: Mapping[str, Practitioner]
    services: Mapping[str, Service]
    seed: int
    today: date

    def involvement(
        self, child_id: str, worker_id: str, period: Period, *, lead: bool = False
    ) -> Involvement:
        """This worker working with this child for this long."""
        worker = self.workers[worker_id]
        name = made_id(self.seed, "involvement", child_id, worker_id, period.since)
        return Involvement(
            id=name,
            reference=reference_from(name.encode()),
            child_id=child_id,
            service_id=worker.service_id,
            area_id=worker.area_id,
            practitioner_id=worker.id,
            worker_name=worker.name,
            role=worker.job_title,
            since=period.since,
            review_due=self._review_due(period),
            recorded_by=worker.id,
            ended=period.ended,
            lead=lead,
            sensitive=self.services[worker.service_id].sensitive,
            status=period.status,
            source_ref=f"{INITIAL_LOAD}{name}",
        )

    def watch(self, child_id: str, worker_id: str, reason: str, days: int) -> Watch:
        """This worker wishing to be told for so many days more."""
        name = made_id(self.seed, "watch", child_id, worker_id)
        return Watch(
            id=name,
            reference=reference_from(name.encode()),
            child_id=child_id,
            practitioner_id=worker_id,
            service_id=self.workers[worker_id].service_id,
            reason=reason,
            until=self.today + timedelta(days=days),
        )

    def _review_due(self, period: Period) -> date:
        """A year after it began, or after it was last confirmed, as it is every year."""
        years_running = (self.today - period.since).days // _REVIEW.days
        return period.since + _REVIEW * (years_running + 1)
