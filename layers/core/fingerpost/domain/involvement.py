"""That a service works with a child: never why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from fingerpost.domain.consent import Consent
from fingerpost.domain.made_when_used import dataclass

REOPENED_WITHIN = timedelta(days=30)
"""So long after it ended an involvement goes on by one press; later it is recorded anew."""

INITIAL_LOAD = "initial-load:"
"""Begins the source reference of what was current before the index knew of it: it is no news to anybody."""


class InvolvementStatus(StrEnum):
    """Current facts count; the others stay for the trail."""

    CURRENT = "current"
    ENDED = "ended"
    ENTERED_IN_ERROR = "entered in error"


@dataclass(frozen=True)
class Involvement:
    """One worker of one service working with one child.

    reference: what people call it by, such as FP-7K3MX-2Q9DT.
    worker_name: as the directory had it when recorded, so that an answer needs no look-up of each worker.
    cause: the event that wrote it where that was not its own recording (a merge): one notice a person then.
    review_due: the day on which "still involved?" is asked.
    ended: the last day, None while current.
    last_day: of a current one the day after which it is over, None where that is open.
    consent: by which a sensitive service may be told of, None where it may not; boxed where it is kept.
    """

    id: str
    reference: str
    child_id: str
    service_id: str
    area_id: str
    practitioner_id: str
    worker_name: str
    role: str
    since: date
    review_due: date
    recorded_by: str
    ended: date | None = None
    lead: bool = False
    sensitive: bool = False
    status: InvolvementStatus = InvolvementStatus.CURRENT
    source_ref: str = ""
    cause: str = ""
    version: int = 1
    last_day: date | None = None
    consent: Consent | None = None

    @property
    def is_current(self) -> bool:
        """Whether the work goes on."""
        return self.status is InvolvementStatus.CURRENT

    @property
    def is_initial_load(self) -> bool:
        """Whether it came with the first filling of the index, of which nobody is told."""
        return self.source_ref.startswith(INITIAL_LOAD)

    def changed(self, *, role: str, since: date, lead: bool) -> Involvement:
        """The same involvement with other particulars."""
        return replace(self, role=role, since=since, lead=lead, version=self.version + 1)

    def with_consent(self, consent: Consent | None) -> Involvement:
        """The same involvement, told of by this consent, or no more."""
        return replace(self, consent=consent, version=self.version + 1)

    def confirmed(self, review_due: date) -> Involvement:
        """The same involvement, which goes on: "still involved?" is asked again by then."""
        return replace(self, review_due=review_due, last_day=None, version=self.version + 1)

    def ended_on(self, day: date) -> Involvement:
        """The same involvement, ended."""
        over = replace(self, ended=day, lead=False, last_day=None, version=self.version + 1)
        return replace(over, status=InvolvementStatus.ENDED)

    def ending_on(self, day: date) -> Involvement:
        """The same involvement, which goes on until the end of a day to come."""
        return replace(self, last_day=day, version=self.version + 1)

    def can_be_reopened_on(self, day: date) -> bool:
        """Whether it ended lately enough to go on as if it had not."""
        lately = self.ended is not None and day <= self.ended + REOPENED_WITHIN
        return lately and self.status is InvolvementStatus.ENDED

    def reopened(self, review_due: date) -> Involvement:
        """The same involvement, which goes on after it had ended; who leads is to be said anew."""
        again = replace(self, ended=None, review_due=review_due, version=self.version + 1)
        return replace(again, status=InvolvementStatus.CURRENT)

    def entered_in_error(self) -> Involvement:
        """The same involvement, marked as never having been so."""
        return replace(self, lead=False, status=InvolvementStatus.ENTERED_IN_ERROR, version=self.version + 1)

    def handed_to(self, practitioner_id: str, name: str) -> Involvement:
        """The same work of the same service, from now on somebody else's: since, lead and review stay."""
        return replace(self, practitioner_id=practitioner_id, worker_name=name, version=self.version + 1)

    def moved_to(self, child_id: str, cause: str) -> Involvement:
        """The same involvement under another record of the same child."""
        return replace(self, child_id=child_id, cause=cause, version=self.version + 1)

    def is_shown_on(self, day: date) -> bool:
        """Whether an answer shows it: current, or ended within the last 12 months (B4)."""
        if self.status is InvolvementStatus.ENTERED_IN_ERROR:
            return False
        return self.ended is None or self.ended > _a_year_before(day)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True)
class Watch:
    """ "Tell me if someone becomes involved" (D3), with its reason and its last day."""

    id: str
    reference: str
    child_id: str
    practitioner_id: str
    service_id: str
    reason: str
    until: date
    version: int = 1

    def moved_to(self, child_id: str) -> Watch:
        """The same watch on another record of the same child."""
        return replace(self, child_id=child_id)

    def handed_to(self, practitioner_id: str) -> Watch:
        """The same watch, from now on somebody else's."""
        return replace(self, practitioner_id=practitioner_id, version=self.version + 1)
