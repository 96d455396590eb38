"""Rowan works with Aoife and leads; Dina is a colleague, Vera supervises them, Olga is the area's officer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.notice import Notice, NoticeKind
from fingerpost.domain.outcomes.handing_over import HandOverAnswer
from fingerpost.domain.practitioner import Practitioner
from fingerpost.usecases.handing_over.due import MoveDueHandOvers
from fingerpost.usecases.handing_over.notify import NotifyOfHandOvers
from fingerpost.usecases.unattended import Unattended
from tests.builders import a_child, an_involvement, details_of
from tests.fakes import FakeHandOvers, FakeLedger, FakeMetrics, FakeTransactions, due_hand_overs
from tests.unit.usecases.contact.scene import Scene as ContactScene


@dataclass
class Scene:
    """The world of an offer, over the world of requests."""

    contact: ContactScene = field(default_factory=ContactScene)

    def __post_init__(self) -> None:
        contact = self.contact
        self.world, self.shelves = contact.world, contact.world.shelves
        self.rowan, self.dina, self.vera, self.olga = contact.rowan, contact.dina, contact.vera, contact.olga
        self.sam = contact.sam
        self.child_id = contact.one.child_id
        self.shelves.involvements[contact.one.id] = replace(contact.one, lead=True)
        self.cases = self.world.use_cases
        self.notify = NotifyOfHandOvers(contact.notify.telling)
        self.tick = MoveDueHandOvers(
            hand_overs=FakeHandOvers(self.shelves),
            due=due_hand_overs(self.shelves),
            transactions=FakeTransactions(self.shelves),
            unattended=Unattended(FakeLedger(self.shelves)),
            metrics=FakeMetrics(),
            clock=self.shelves.clock,
        )

    @property
    def one(self) -> Involvement:
        """The involvement as it stands."""
        return self.shelves.involvements["i-rowan"]

    @property
    def offer(self) -> HandOver:
        return self.shelves.hand_overs[self.one.reference]

    def another(self, name: str, who: Practitioner, number: int = 0) -> Involvement:
        """One more involvement of somebody, with a child of its own."""
        details = replace(details_of("Child", f"No{name}").build(), identifiers=())
        child = self.world.knows(a_child(f"c-{name}-{number}").of(details).build())
        one = an_involvement(f"i-{name}-{number}").of(who).with_child(child).build()
        self.shelves.involvements[one.id] = one
        self.shelves.pointers[one.reference] = child.id
        return one

    def watches(self, who: Practitioner, child_id: str = "") -> Watch:
        watch = Watch(
            f"w-{who.id}", "FP-WWWWW-00001", child_id or self.child_id, who.id, who.service_id, "missing",
            date(2026, 9, 1),
        )  # fmt: skip
        self.shelves.watches[watch.id] = watch
        return watch

    def offers(self, giver: Practitioner, taker: Practitioner) -> HandOverAnswer:
        return self.cases.hand_over.offer(self.world.press(giver), self.one.reference, taker.id)

    def accepts(self, taker: Practitioner) -> HandOverAnswer:
        return self.cases.answer_hand_over.accept(self.world.press(taker), self.one.reference)

    def declines(self, taker: Practitioner) -> HandOverAnswer:
        return self.cases.answer_hand_over.decline(self.world.press(taker), self.one.reference)

    def told(self) -> list[tuple[str, NoticeKind]]:
        """Whom the offers as they stand now are told to."""
        notices: list[Notice] = []
        for offer in self.shelves.hand_overs.values():
            notices += self.notify(offer)
        return [(one.recipient_id, one.kind) for one in notices]
