"""Sam, a teacher, was shown that Rowan works with Aoife; Rowan has a deputy, a supervisor and an officer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fingerpost.domain.contact import ContactRequest, Urgency
from fingerpost.domain.notice import Notice, NoticeKind
from fingerpost.domain.outcomes.contact import ContactAnswer, ContactShown
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.usecases.contact.ask import WhomToAsk
from fingerpost.usecases.contact.due import MoveDueContacts
from fingerpost.usecases.contact.notify import NotifyOfContacts
from fingerpost.usecases.contact.people import Ladder
from fingerpost.usecases.due_work import Ticked
from fingerpost.usecases.unattended import Unattended
from tests.builders import a_practitioner, an_involvement
from tests.fakes import (
    FakeContacts,
    FakeDirectory,
    FakeLedger,
    FakeMetrics,
    FakeNoticeQueue,
    FakeTransactions,
    due_contacts,
)
from tests.telling import telling_on
from tests.unit.usecases.world import World, a_question


@dataclass
class Scene:
    """The world of a request. told: as the stream would bring each version to `fanout`."""

    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        world, shelves = self.world, self.world.shelves
        self.dina = self.colleague("p-dina", Role.PRACTITIONER)
        self.vera = self.colleague("p-vera", Role.SUPERVISOR)
        self.olga = self.colleague("p-olga", Role.OFFICER)
        self.rowan = world.enter(replace(world.rowan, deputy_id="p-dina", supervisor_id="p-vera"))
        self.sam = world.sam
        child = world.aoife()
        self.one = an_involvement("i-rowan").of(self.rowan).with_child(child).build()
        shelves.involvements[self.one.id] = self.one
        shelves.pointers[self.one.reference] = child.id
        self.queue = FakeNoticeQueue(shelves)
        unattended = Unattended(FakeLedger(shelves))
        self.notify = NotifyOfContacts(telling_on(shelves, self.queue))
        self.due = due_contacts(shelves)
        self.metrics = FakeMetrics()
        self.tick = MoveDueContacts(
            contacts=FakeContacts(shelves),
            due=self.due,
            ladder=Ladder(FakeDirectory(shelves)),
            transactions=FakeTransactions(shelves),
            unattended=unattended,
            metrics=self.metrics,
            clock=shelves.clock,
        )

    def colleague(self, practitioner_id: str, role: Role = Role.PRACTITIONER) -> Practitioner:
        """Somebody of the service that is asked."""
        builder = a_practitioner(practitioner_id).named(practitioner_id).of(self.world.care).as_role(role)
        return self.world.enter(builder.build())

    def shown_to(self, who: Practitioner) -> WhomToAsk:
        """What an answer gave somebody to ask by."""
        answer = self.world.use_cases.ask(self.world.press(who), a_question())
        return WhomToAsk(involvement=self.one.reference, answer=answer.reference)

    def asks(self, urgency: Urgency = Urgency.NONE, who: Practitioner | None = None) -> ContactRequest:
        """Somebody (Sam) asks Rowan to make contact."""
        asker = who or self.sam
        outcome = self.answer(asker, self.shown_to(asker), urgency)
        assert isinstance(outcome, ContactShown), outcome
        return outcome.request

    def answer(self, who: Practitioner, whom: WhomToAsk, urgency: Urgency = Urgency.NONE) -> ContactAnswer:
        return self.world.use_cases.ask_contact(self.world.press(who), whom, urgency)

    def as_kept(self, request: ContactRequest) -> ContactRequest:
        """The request as it stands in the store."""
        return self.world.shelves.contacts[request.reference]

    def clock_comes(self) -> Ticked:
        """The clock comes exactly when the next request is due."""
        waiting = [one.due for one in self.world.shelves.contacts.values() if one.due]
        self.world.shelves.now = min(waiting)
        return self.tick()

    def told(self) -> list[tuple[str, NoticeKind]]:
        """Whom the requests as they stand now are told to."""
        notices: list[Notice] = []
        for one in self.world.shelves.contacts.values():
            notices += self.notify(one)
        return [(one.recipient_id, one.kind) for one in notices]
