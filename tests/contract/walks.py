"""A walk through every act on a deployment's own tables, with all that is asked of them written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fingerpost.adapters.dynamodb.child_index import DynamoCircles
from fingerpost.adapters.dynamodb.contacts import read_contact
from fingerpost.adapters.dynamodb.directory import DynamoDirectory, DynamoRegister
from fingerpost.adapters.dynamodb.index_items import read_dispute, read_involvement
from fingerpost.adapters.dynamodb.keys import CONTACT, DISPUTES, INVOLVEMENTS, Key
from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.link_codes import DynamoLinkCodes
from fingerpost.adapters.dynamodb.notices import DynamoNotices
from fingerpost.adapters.dynamodb.store import Kind, Query, Store, Write
from fingerpost.adapters.dynamodb.whereabouts import DynamoWhereabouts
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.keyring import Keyring
from fingerpost.bootstrap.clock import due_contacts_over
from fingerpost.bootstrap.people import ports_over
from fingerpost.domain.contact import ContactOutcome, Declining, Leading, Urgency
from fingerpost.domain.link_code import link_code
from fingerpost.domain.notice import Notice
from fingerpost.domain.outcomes.asking import Confirmed, FamilyTold
from fingerpost.domain.outcomes.contact import ContactShown
from fingerpost.domain.practitioner import Product, Role, Whereabouts
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.catalogue import UseCases, assemble
from fingerpost.usecases.contact.ask import WhomToAsk
from fingerpost.usecases.contact.notify import NotifyOfContacts
from fingerpost.usecases.requests import Particulars, Question, Request, WatchWish
from fingerpost.usecases.telling.notify import InvolvementWritten, Notify
from fingerpost.usecases.telling.notify_of_records import NotifyOfRecords
from fingerpost.usecases.telling.people_around import Telling
from fingerpost.usecases.unattended import Unattended
from tests.builders import (
    WORKSPACE,
    a_practitioner,
    a_service,
    an_account,
    an_area,
    details_of,
    slack_identity,
)
from tests.fakes import FakeMetrics, FakeNoticeQueue, FakeTimer, Shelves
from tests.local_dynamodb import LocalTables

VERBS = {
    Kind.CHECK: "dynamodb:ConditionCheckItem",
    Kind.DELETE: "dynamodb:DeleteItem",
    Kind.PUT: "dynamodb:PutItem",
    Kind.UPDATE: "dynamodb:UpdateItem",
}
Asked = set[tuple[str, str, str]]


@dataclass(frozen=True)
class WatchedStore(Store):
    """Writes down verb, table and partition key of everything that is asked of the tables."""

    asked: Asked = field(default_factory=set)

    def get(self, table: str, key: Key, *, consistent: bool = True) -> Any:  # noqa: ANN401
        self.asked.add(("dynamodb:GetItem", table, key.pk))
        return super().get(table, key, consistent=consistent)

    def get_all(self, table: str, keys: Sequence[Key]) -> Any:  # noqa: ANN401
        self.asked.update(("dynamodb:BatchGetItem", table, key.pk) for key in keys)
        return super().get_all(table, keys)

    def rows(self, query: Query) -> Any:  # noqa: ANN401
        if query.by is None:
            self.asked.add(("dynamodb:Query", query.table, query.pk))
        return super().rows(query)

    def page(self, query: Query, after: str) -> Any:  # noqa: ANN401
        self.asked.add(("dynamodb:Query", query.table, query.pk))
        return super().page(query, after)

    def write(self, writes: Sequence[Write], token: str = "") -> None:
        self.asked.update((VERBS[each.kind], each.table, each.key.pk) for each in writes)
        super().write(writes, token)


@dataclass
class Walk:
    """One deployment's tables, with people entered."""

    tables: LocalTables
    keyring: Keyring

    def __post_init__(self) -> None:
        plain = self.tables.store
        self.store = WatchedStore(plain.index, plain.casework, plain.ledger)
        register, until = DynamoRegister(plain), datetime.now(UTC).date() + timedelta(days=300)
        care = a_service().build()
        register.enter_area(an_area())
        register.enter_service(care)
        for name in ("p-rowan", "p-sam", "p-olga"):
            role = Role.OFFICER if name == "p-olga" else Role.PRACTITIONER
            builder = a_practitioner(name).of(care).as_role(role)
            person = builder.vetted_until(until).trained_until(until).agreed_until(until).build()
            register.enter_practitioner(replace(person, supervisor_id="p-olga", deputy_id="p-new"))
        new = a_practitioner("p-new").of(care).without_chat().vetted_until(until).trained_until(until)
        register.enter_practitioner(new.agreed_until(until).build())
        DynamoWhereabouts(plain).keep(slack_identity("p-rowan"), Whereabouts("https://x", "c", "u", "b"))
        self.presses = iter(range(1000))

    def cases(self) -> UseCases:
        rules = AccessRules(frozenset({(Product.SLACK, WORKSPACE)}), frozenset({"northbrook.example"}))
        ports = ports_over(self.store, self.keyring, Accounts(), rules)
        return assemble(replace(ports, timer=FakeTimer()))

    def press(self, who: str) -> Request:
        return Request(slack_identity(who), f"press-{next(self.presses)}")


class Accounts:
    """Every account is an ordinary member's but one that is closed."""

    def look_up(self, identity: Any) -> Any:  # noqa: ANN401
        return an_account(identity, checked_at=datetime.now(UTC), deleted=identity.user.endswith("p-sam"))


def walk_chat(walk: Walk) -> None:
    cases, aoife = walk.cases(), details_of().build()
    question = Question(aoife, "safeguarding", FamilyTold.YES)
    wish = Particulars("Social worker", date(2026, 2, 2), lead=False)
    until = datetime.now(UTC).date() + timedelta(days=30)
    cases.open_form.admit(walk.press("p-rowan"))
    nothing = cases.ask(walk.press("p-rowan"), question)
    recorded = cases.record.from_answer(walk.press("p-rowan"), nothing.reference, wish)
    answer = cases.ask(walk.press("p-olga"), question)
    cases.watch.from_answer(walk.press("p-olga"), answer.reference, WatchWish("safeguarding", until))
    cases.mine.list(walk.press("p-rowan"))
    brother = replace(question, details=details_of("Cillian", "Quinn").born(2012, 5, 9).build())
    brother = replace(brother, details=replace(brother.details, identifiers=()))
    other = cases.record.afresh(walk.press("p-rowan"), brother, wish)
    merged = cases.records.merge(walk.press("p-olga"), recorded.reference, other.reference)
    assert merged.kind == "recorded"
    cases.records.look_up(walk.press("p-olga"), recorded.reference)
    cases.not_this_child(walk.press("p-olga"), answer.reference)
    life = replace(details_of("Clara", "Whitcombe").build(), identifiers=())
    sealed = cases.records.new_identity(walk.press("p-olga"), recorded.reference, life)
    cases.records.open_seal(walk.press("p-olga"), sealed.reference)
    code = link_code(b"sixteen bytes or more")
    DynamoLinkCodes(walk.tables.store, lambda: datetime.now(UTC)).offer(code, "p-new", datetime.now(UTC))
    cases.link(walk.press("p-new"), code)
    cases.accounts.changed(slack_identity("p-sam"))
    assert (sealed.kind, answer.kind) == ("recorded", "confirmed")


def walk_contacts(walk: Walk) -> None:
    """Somebody asks to be contacted, and each answer is given once; what is due is looked at."""
    cases, question = walk.cases(), Question(details_of().build(), "safeguarding", FamilyTold.YES)
    answer = cases.ask(walk.press("p-olga"), question)
    assert isinstance(answer, Confirmed)
    [rowan] = [one for one in answer.services if not one.is_asker]
    whom = WhomToAsk(rowan.involvement_reference, answer.reference)
    for answered in ("decline", "speak", "wait"):
        asked = cases.ask_contact(walk.press("p-olga"), whom, Urgency.DECISION_TODAY)
        assert isinstance(asked, ContactShown)
        walk_one_contact(walk, asked.reference, answered)


def walk_one_contact(walk: Walk, reference: str, answered: str) -> None:
    cases = walk.cases()
    answer = cases.answer_contact
    answer.acknowledge(walk.press("p-rowan"), reference)
    answer.pass_on(walk.press("p-rowan"), reference)
    if answered == "decline":
        answer.decline(walk.press("p-rowan"), reference, Declining.OTHER_SERVICE)
    if answered == "speak":
        answer.spoken(walk.press("p-olga"), reference, Leading.ASKER, coordinated=True)
        answer.rate(walk.press("p-olga"), reference, ContactOutcome.USEFUL)
    cases.contacts.list(walk.press("p-rowan"))
    assert cases.contacts.open(walk.press("p-rowan"), reference).kind == "contact_shown"


def the_clock_comes(walk: Walk, later: timedelta) -> int:
    """How many requests moved, so much later."""
    moved: int = due_contacts_over(walk.store, FakeMetrics(), lambda: now() + later)().moved
    return moved


def contacts_told(walk: Walk) -> list[Notice]:
    """Every request as it stands, told as the stream would."""
    told = telling(walk)
    for item in walk.tables.items():
        if item["sk"]["S"] == CONTACT:
            NotifyOfContacts(told)(read_contact(dict(item)))
    return told.queue.sent  # type: ignore[attr-defined,no-any-return]  # the fake's


def now() -> datetime:
    return datetime.now(UTC)


def telling(walk: Walk) -> Telling:
    return Telling(
        directory=DynamoDirectory(walk.store, now),
        notices=DynamoNotices(walk.store),
        queue=FakeNoticeQueue(Shelves()),
        unattended=Unattended(ledger=DynamoLedger(walk.store, no_keyring(), now)),
        metrics=FakeMetrics(),
        clock=now,
    )


def two_people_record(walk: Walk) -> None:
    question = Question(details_of().build(), "safeguarding", FamilyTold.YES)
    for who in ("p-rowan", "p-olga"):
        wish = Particulars("Social worker", date(2026, 2, 2), lead=False)
        walk.cases().record.afresh(walk.press(who), question, wish)


def notices_told(walk: Walk) -> list[Notice]:
    """Everything the walk left in the index, told as the stream would."""
    told = telling(walk)
    circles = DynamoCircles(walk.store)
    of_involvements, of_records = Notify(circles, told), NotifyOfRecords(circles, told)
    for item in walk.tables.items():
        if item["sk"]["S"].startswith(INVOLVEMENTS):
            of_involvements(InvolvementWritten(None, read_involvement(dict(item))))
        if item["sk"]["S"].startswith(DISPUTES):
            of_records.of_dispute(read_dispute(dict(item)))
    return told.queue.sent  # type: ignore[attr-defined,no-any-return]  # the fake's


def walk_everywhere(walk: Walk) -> None:
    """Every act, and whatever else leaves an item: two who are told of one another, one who is slowed."""
    walk_chat(walk)
    two_people_record(walk)
    cases, until = walk.cases(), datetime.now(UTC).date() + timedelta(days=30)
    question = Question(details_of().build(), "safeguarding", FamilyTold.YES)
    answer = cases.ask(walk.press("p-olga"), question)
    cases.watch.from_answer(walk.press("p-olga"), answer.reference, WatchWish("safeguarding", until))
    for number in range(8):
        tried = replace(question.details, identifiers=(), postcodes=(f"NB{number + 1} 1AA",))
        cases.ask(walk.press("p-rowan"), replace(question, details=tried))
    walk_contacts(walk)
    the_clock_comes(walk, timedelta(days=30))
    notices_told(walk)
    contacts_told(walk)
