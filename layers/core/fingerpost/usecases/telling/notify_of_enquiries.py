"""Who is told that a service asked about a child (D2), and that three did and none works with it (D11)."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.domain.enquiry import MANY_SERVICES, WITHIN, Enquiry, not_involved
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Capacity, Notice, NoticeKind
from fingerpost.domain.practitioner import Status
from fingerpost.domain.uk_time import local
from fingerpost.usecases.ports.enquiries import Enquiries
from fingerpost.usecases.ports.telling import Circle, Circles
from fingerpost.usecases.telling.people_around import Event, Recipient, Telling


@dataclass(frozen=True)
class NotifyOfEnquiries:
    """Told of each enquiry written, tells those whom it concerns, however often it is told."""

    circles: Circles
    enquiries: Enquiries
    telling: Telling

    def __call__(self, enquiry: Enquiry) -> tuple[Notice, ...]:
        """Keep and queue the notices. Raises Unavailable: call again with the same."""
        circle = self.circles.around(enquiry.child_id)
        if circle.is_quiet:
            return ()
        to_workers = () if enquiry.silent else self._to_workers(enquiry, circle)
        return (*to_workers, *self._to_officers(enquiry, circle))

    def _to_workers(self, enquiry: Enquiry, circle: Circle) -> tuple[Notice, ...]:
        """Once a day of each service; not the asker's colleagues, nor who is in contact with them."""
        day = local(enquiry.at).date()
        name = f"asked:{enquiry.child_id}:{enquiry.service_id}:{day}"
        event = Event(name, NoticeKind.SERVICE_ASKED, enquiry.child_id)
        return self.telling.tell(event, list(self._workers(enquiry, circle)))

    def _workers(self, enquiry: Enquiry, circle: Circle) -> Iterator[Recipient]:
        around = self.telling.people_around(circle)
        muted = [one for one in self.enquiries.mutes(enquiry.child_id) if one.holds(circle.involvements)]
        current = {one.practitioner_id for one in circle.involvements if one.is_current}
        for who in sorted(current - {enquiry.practitioner_id}):
            person = around.find(who)
            in_contact = any(one.is_of(who, enquiry.practitioner_id) for one in muted)
            if person and person.service_id != enquiry.service_id and not in_contact:
                yield Recipient(person, Capacity.WORKER)

    def _to_officers(self, enquiry: Enquiry, circle: Circle) -> tuple[Notice, ...]:
        """Once a month of each child."""
        lately = self.enquiries.of([enquiry.child_id], enquiry.at - WITHIN)
        if len(not_involved((*lately, enquiry), circle.involvements)) < MANY_SERVICES:
            return ()
        name = f"services asked:{enquiry.child_id}:{enquiry.at:%Y-%m}"
        about = _leads_to(circle) or enquiry.reference
        event = Event(name, NoticeKind.SERVICES_ASKED, enquiry.child_id, about=about)
        officers = self.telling.directory.officers(enquiry.area_id)
        active = [one for one in officers if one.status is Status.ACTIVE]
        return self.telling.tell(event, [Recipient(one, Capacity.OFFICER) for one in active])


def _leads_to(circle: Circle) -> str:
    """A reference by which an officer finds the record, as long as there is one."""
    references = [one.reference for one in circle.involvements] + [one.reference for one in circle.watches]
    return next(iter(references), "")
