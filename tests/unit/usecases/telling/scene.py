"""People around one child, and the use cases that tell them, on fakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.notice import Capacity, Notice, NoticeState
from fingerpost.domain.practitioner import Practitioner, Product, Role
from fingerpost.domain.service import Service
from fingerpost.usecases.telling.notify import InvolvementWritten, Notify, Told
from fingerpost.usecases.telling.notify_of_records import NotifyOfRecords
from tests.builders import WORKSPACE, a_notice, a_practitioner, a_service, an_involvement
from tests.fakes import (
    FakeCircles,
    FakeMessenger,
    FakeMetrics,
    FakeNoticeQueue,
    FakeRegister,
    Shelves,
)
from tests.telling import deliver_on, digests_on, telling_on


@dataclass
class Scene:
    """A child with people around it. Everybody given to it is entered in the directory."""

    shelves: Shelves = field(default_factory=Shelves)

    def __post_init__(self) -> None:
        self.queue = FakeNoticeQueue(self.shelves)
        self.messenger = FakeMessenger(self.shelves)
        self.metrics = FakeMetrics()
        self.register = FakeRegister(self.shelves)
        self.register.enter_service(a_service().build())
        self.telling = telling_on(self.shelves, self.queue, self.metrics)
        self.notify = Notify(FakeCircles(self.shelves), self.telling)
        self.notify_of_records = NotifyOfRecords(FakeCircles(self.shelves), self.telling)
        slack_alone = frozenset({(Product.SLACK, WORKSPACE)})
        self.deliver = deliver_on(self.shelves, {Product.SLACK: self.messenger}, slack_alone, self.metrics)
        self.digests = digests_on(self.shelves, self.telling)

    def service(self, service_id: str) -> Service:
        """A service of the same area."""
        service = a_service(service_id).build()
        self.register.enter_service(service)
        return service

    def person(self, practitioner: Practitioner) -> Practitioner:
        """Somebody whom the directory knows."""
        self.register.enter_practitioner(practitioner)
        return practitioner

    def worker(self, practitioner_id: str) -> Practitioner:
        """Somebody who works with the child already."""
        return self.works(self.person(a_practitioner(practitioner_id).build()))

    def works(self, practitioner: Practitioner) -> Practitioner:
        """The same person, now working with the child."""
        self.hold(an_involvement(f"i-{practitioner.id}").of(practitioner).build())
        return practitioner

    def hold(self, involvement: Involvement) -> Involvement:
        """An involvement that stands in the index."""
        self.shelves.involvements[involvement.id] = involvement
        return involvement

    def officer(self, practitioner_id: str) -> Practitioner:
        """The officer of the child's area."""
        return self.person(a_practitioner(practitioner_id).as_role(Role.OFFICER).build())

    def watch(self, watch: Watch) -> Watch:
        """A watch that stands in the index."""
        self.shelves.watches[watch.id] = watch
        return watch

    def newcomer(self, practitioner_id: str = "p-new") -> Involvement:
        """A new involvement, recorded by its own worker."""
        worker = self.person(a_practitioner(practitioner_id).build())
        return self.hold(an_involvement("i-new").of(worker).build())

    def tell_of(self, involvement: Involvement) -> Told:
        """The stream brings the new involvement."""
        return self.notify(InvolvementWritten(None, involvement))

    def take_back(self, involvement: Involvement) -> Told:
        """The involvement is marked as entered in error, and the stream brings that."""
        withdrawn = self.hold(involvement.entered_in_error())
        return self.notify(InvolvementWritten(involvement, withdrawn))

    def pending(self, practitioner: Practitioner) -> Notice:
        """A notice to somebody, kept and queued."""
        notice = a_notice().to(practitioner).build()
        self.shelves.notices[notice.id] = notice
        return notice

    def kept(self, notice: Notice) -> Notice:
        """The notice as it stands in the store."""
        return self.shelves.notices[notice.id]

    def interrupt(self, notice: Notice, *, posted: bool) -> None:
        """An earlier try was killed in mid-post; perhaps the message stands in the chat."""
        identity = self.shelves.practitioners[notice.recipient_id].identities[0]
        cut_off = replace(notice, state=NoticeState.SENDING, attempts=1, identity=identity)
        self.shelves.notices[notice.id] = cut_off
        if posted:
            self.messenger.posted.append((cut_off, identity))


def told(notices: Sequence[Notice]) -> dict[str, Capacity]:
    """Who is told, in what capacity."""
    return {notice.recipient_id: notice.capacity for notice in notices}
