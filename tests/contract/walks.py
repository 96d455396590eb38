"""A walk through every act on a deployment's own tables, with all that is asked of them written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fingerpost.adapters.dynamodb.child_index import DynamoCircles
from fingerpost.adapters.dynamodb.contacts import read_contact
from fingerpost.adapters.dynamodb.directory import DynamoDirectory, DynamoRegister
from fingerpost.adapters.dynamodb.directory_entries import DynamoDirectoryEntries
from fingerpost.adapters.dynamodb.directory_keeping import DynamoDirectoryTransactions
from fingerpost.adapters.dynamodb.enquiries import DynamoEnquiries, read_enquiry
from fingerpost.adapters.dynamodb.feeds import DynamoFeedImports, DynamoFeedTransactions
from fingerpost.adapters.dynamodb.index_items import read_dispute, read_involvement
from fingerpost.adapters.dynamodb.keys import (
    CONTACT,
    DISPUTES,
    ENQUIRIES,
    INVOLVEMENTS,
    OVERSIGHT,
    REVIEW,
    Key,
)
from fingerpost.adapters.dynamodb.notices import DynamoNotices
from fingerpost.adapters.dynamodb.oversight import read_oversight
from fingerpost.adapters.dynamodb.queries import Query
from fingerpost.adapters.dynamodb.reviews import read_review
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.dynamodb.whereabouts import DynamoWhereabouts
from fingerpost.adapters.keyless import no_keyring
from fingerpost.adapters.keyring import Keyring
from fingerpost.bootstrap.api import ports_over as api_ports_over
from fingerpost.bootstrap.clock import (
    due_contacts_over,
    due_digests_over,
    due_reviews_over,
    due_warnings_over,
)
from fingerpost.bootstrap.deliver import deliver_over
from fingerpost.bootstrap.feeding_ports import ports_over as feed_ports_over
from fingerpost.bootstrap.intake import imports_over
from fingerpost.bootstrap.people import ports_over
from fingerpost.bootstrap.telling import telling_through
from fingerpost.domain.child import Name
from fingerpost.domain.consent import ConsentBy, ConsentHow
from fingerpost.domain.contact import ContactOutcome, Declining, Leading, Urgency
from fingerpost.domain.feed import FeedMay, RegisteredFeed
from fingerpost.domain.feed_imports import FeedImport, ImportState, SentFile
from fingerpost.domain.feed_rows import EndRow, RowsTaken, SentRow
from fingerpost.domain.link_code import link_code
from fingerpost.domain.notice import Notice, Pace
from fingerpost.domain.outcomes.asking import Confirmed, FamilyTold
from fingerpost.domain.outcomes.contact import ContactShown
from fingerpost.domain.outcomes.recording import WhoAskedShown
from fingerpost.domain.oversight import EmergencyReason, Finding
from fingerpost.domain.passage import PassageKind
from fingerpost.domain.practitioner import Principal, Product, Role, Whereabouts
from fingerpost.domain.preferences import Preferences
from fingerpost.domain.service import Area, Contact, Organisation, Service, ServiceKind
from fingerpost.domain.shield import ShieldFlag
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.access.authority import reference_of
from fingerpost.usecases.catalogue import UseCases
from fingerpost.usecases.contact.ask import WhomToAsk
from fingerpost.usecases.contact.notify import NotifyOfContacts
from fingerpost.usecases.directory.catalogue import administration
from fingerpost.usecases.feeds.catalogue import feeding
from fingerpost.usecases.ports.directory import PageWish
from fingerpost.usecases.protecting.consents import ConsentWish
from fingerpost.usecases.protecting.notify import NotifyOfOversight
from fingerpost.usecases.requests import Particulars, PassageWish, Question, Request, WatchWish
from fingerpost.usecases.reviewing.notify import NotifyOfReviews
from fingerpost.usecases.telling.deliver import Deliver
from fingerpost.usecases.telling.notify import InvolvementWritten, Notify
from fingerpost.usecases.telling.notify_of_enquiries import NotifyOfEnquiries
from fingerpost.usecases.telling.notify_of_records import NotifyOfRecords
from fingerpost.usecases.telling.people_around import Telling
from tests.builders import (
    WORKSPACE,
    a_notice,
    a_practitioner,
    a_service,
    an_account,
    an_area,
    details_of,
    slack_identity,
)
from tests.fakes import (
    FakeFeedFiles,
    FakeMessenger,
    FakeMetrics,
    FakeNoticeQueue,
    FakeTimer,
    Shelves,
)
from tests.local_dynamodb import LocalTables
from tests.new_identities import sealed
from tests.unit.usecases.feeds.scene import FEED, a_row

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

    def get_all(self, table: str, keys: Sequence[Key], *, consistent: bool = False) -> Any:  # noqa: ANN401
        self.asked.update(("dynamodb:BatchGetItem", table, key.pk) for key in keys)
        return super().get_all(table, keys, consistent=consistent)

    def rows(self, query: Query) -> Any:  # noqa: ANN401
        if query.by is None:
            self.asked.add(("dynamodb:Query", query.table, query.pk))
        return super().rows(query)

    def page(self, query: Query, after: str) -> Any:  # noqa: ANN401
        self.asked.add(("dynamodb:Query", query.table, query.pk))
        return super().page(query, after)

    def update(self, table: str, key: Key, actions: Any) -> Any:  # noqa: ANN401
        self.asked.add(("dynamodb:UpdateItem", table, key.pk))
        return super().update(table, key, actions)

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
        register.enter_area(an_area("vale", "Ashvale"))
        register.enter_service(care)
        clinic = a_service("clinic").named("The quiet clinic").sensitive().build()
        register.enter_service(clinic)
        for name in ("p-rowan", "p-sam", "p-olga", "p-tess", "p-nadia"):
            role = Role.OFFICER if name == "p-olga" else Role.PRACTITIONER
            builder = a_practitioner(name).of(clinic if name == "p-nadia" else care).as_role(role)
            builder = builder.named("Nadia Frost") if name == "p-nadia" else builder
            person = builder.vetted_until(until).trained_until(until).agreed_until(until).build()
            person = replace(person, household_names=("Quillfeather",), home_district="NB7")
            register.enter_practitioner(replace(person, supervisor_id="p-olga", deputy_id="p-new"))
        new = a_practitioner("p-new").of(care).without_chat().vetted_until(until).trained_until(until)
        register.enter_practitioner(new.agreed_until(until).build())
        DynamoWhereabouts(plain).keep(slack_identity("p-rowan"), Whereabouts("https://x", "c", "u", "b"))
        self.presses = iter(range(1000))

    def cases(self) -> UseCases:
        rules = AccessRules(frozenset({(Product.SLACK, WORKSPACE)}), frozenset({"northbrook.example"}))
        ports = ports_over(self.store, self.keyring, Accounts(), rules)
        return UseCases(replace(ports, timer=FakeTimer()))

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
    left = PassageWish(PassageKind.LEFT, date(2026, 2, 20))
    passage = cases.passages.tell(walk.press("p-rowan"), recorded.reference, left)
    assert cases.passages.take_back(walk.press("p-olga"), passage.reference).kind == "recorded"
    died = PassageWish(PassageKind.DIED, date(2026, 2, 20))
    assert cases.passages.tell(walk.press("p-rowan"), recorded.reference, died).kind == "recorded"
    moved = PassageWish(PassageKind.AREA, date(2026, 2, 20), "Ashvale")
    assert cases.passages.tell(walk.press("p-rowan"), other.reference, moved).kind == "recorded"
    back = PassageWish(PassageKind.AREA, date(2026, 2, 21), "Northbrook")
    assert cases.passages.tell(walk.press("p-rowan"), other.reference, back).kind == "recorded"
    cases.records.look_up(walk.press("p-olga"), recorded.reference)
    cases.not_this_child(walk.press("p-olga"), answer.reference)
    review = datetime.now(UTC).date() + timedelta(days=90)
    cases.shields.shield(walk.press("p-olga"), recorded.reference, ShieldFlag.REFUGE, review)
    assert cases.ask(walk.press("p-tess"), question).kind == "nothing"
    cases.records.look_up(walk.press("p-olga"), recorded.reference)
    cases.shields.lift(walk.press("p-olga"), recorded.reference)
    life = replace(details_of("Clara", "Whitcombe").build(), identifiers=())
    seal = sealed(cases.new_identity, lambda: walk.press("p-olga"), recorded.reference, life)
    cases.new_identity.open_seal(walk.press("p-olga"), seal.reference)
    code = link_code(b"sixteen bytes or more")
    new = DynamoDirectory(walk.tables.store, now).practitioner("p-new")
    assert new is not None
    offering = DynamoDirectoryTransactions(walk.tables.store, no_keyring(), now).begin()
    offering.offer_code(code, new, now() + timedelta(days=3))
    offering.commit()
    cases.link(walk.press("p-new"), code)
    cases.accounts.changed(slack_identity("p-sam"))
    orla = replace(details_of("Orla", "Quill").born(2013, 4, 4).living_at("NB8 8AA").build(), identifiers=())
    sister = cases.record.afresh(walk.press("p-rowan"), replace(question, details=orla), wish)
    soon = datetime.now(UTC).date() + timedelta(days=5)
    assert cases.record.end(walk.press("p-rowan"), sister.reference, soon).kind == "recorded"
    twin = replace(question, details=replace(orla, names=(Name("Fern", "Quill"),)))
    near = cases.ask(walk.press("p-rowan"), twin)
    assert cases.record.as_new_child(walk.press("p-rowan"), near.reference, wish).kind == "recorded"
    assert (seal.kind, answer.kind) == ("recorded", "confirmed")


def walk_who_asked(walk: Walk) -> None:
    """Rowan works with a child; somebody of another service asks, is seen, and is said to be in contact."""
    details = replace(details_of("Cillian", "Quinn").born(2012, 1, 9).build(), identifiers=())
    cases, question = walk.cases(), Question(details, "safeguarding", FamilyTold.YES)
    own = cases.record.afresh(walk.press("p-rowan"), question, Particulars("nurse", date(2026, 2, 2)))
    elsewhere = a_service("elsewhere").build()
    register = DynamoRegister(walk.tables.store)
    register.enter_service(elsewhere)
    until = datetime.now(UTC).date() + timedelta(days=300)
    person = a_practitioner("p-else").of(elsewhere).vetted_until(until).trained_until(until)
    register.enter_practitioner(person.agreed_until(until).build())
    answer = cases.ask(walk.press("p-else"), question)
    seen = cases.who_asked.open(walk.press("p-rowan"), own.reference)
    assert isinstance(seen, WhoAskedShown)
    assert answer.reference in {one.value for one in seen.lines}
    cases.who_asked.in_contact(walk.press("p-rowan"), own.reference, answer.reference)


def enquiries_told(walk: Walk) -> list[Notice]:
    """Every enquiry as it stands, told as the stream would."""
    told = telling(walk)
    notify = NotifyOfEnquiries(DynamoCircles(walk.store), DynamoEnquiries(walk.store), told)
    for item in walk.tables.items():
        if item["sk"]["S"].startswith(ENQUIRIES):
            notify(read_enquiry(dict(item)))
    return told.queue.sent  # type: ignore[attr-defined,no-any-return]  # the fake's


def walk_settings(walk: Walk) -> None:
    """Somebody looks at how they are told, chooses, and tries it."""
    cases = walk.cases()
    wish = Preferences("", 540, 1200, 420, date(2030, 3, 9), date(2030, 3, 13))
    assert cases.choose_notices.choose(walk.press("p-rowan"), wish).kind == "how_told"
    assert cases.choose_notices.test(walk.press("p-rowan")).kind == "how_told"
    assert cases.choose_notices.show(walk.press("p-rowan")).kind == "how_told"


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


def walk_oversight(walk: Walk) -> None:
    """A question is held, hastened, seen and agreed to; an override asked for; the glass broken and closed;
    a request brokered."""
    cases = walk.cases()
    own = replace(details_of("Ada", "Ashdown").born(2014, 7, 7).living_at("NB8 1AA").build(), identifiers=())
    question = Question(own, "safeguarding", FamilyTold.YES)
    for decide in ("agree", "decline"):
        held = cases.ask(walk.press("p-rowan"), question)
        assert held.kind == "held", held
        cases.holding.hasten(walk.press("p-rowan"), held.reference)
        assert cases.oversee.open(walk.press("p-olga"), held.reference).kind == "oversight_shown"
        getattr(cases.oversee, decide)(walk.press("p-olga"), held.reference)
        cases.ask.open_held(walk.press("p-rowan"), held.reference)
    cases.mine.list(walk.press("p-olga"))
    answer = cases.ask(walk.press("p-rowan"), replace(question, details=details_of().build()))
    opened = cases.emergency.break_glass(walk.press("p-rowan"), answer.reference, EmergencyReason.MISSING)
    assert opened.kind == "emergency_shown", opened
    cases.emergency.see_again(walk.press("p-rowan"), opened.reference)
    cases.oversee.close(walk.press("p-olga"), opened.reference, Finding.JUSTIFIED)
    walk_consent(walk)


def walk_consent(walk: Walk) -> None:
    """A worker of a sensitive service records consent, withdraws it, and asks for an override."""
    cases, today = walk.cases(), datetime.now(UTC).date()
    details = replace(
        details_of("Ione", "Quince").born(2011, 8, 8).living_at("NB6 6AA").build(), identifiers=()
    )
    question = Question(details, "safeguarding", FamilyTold.YES)
    wish = Particulars("Social worker", date(2026, 2, 2), lead=False)
    recorded = cases.record.afresh(walk.press("p-nadia"), question, wish)
    assert recorded.kind == "recorded", recorded
    until = today + timedelta(days=90)
    given = ConsentWish(ConsentBy.CHILD, ConsentHow.SPOKEN, today, until)
    cases.consents.give(walk.press("p-nadia"), recorded.reference, given)
    shown = cases.ask(walk.press("p-rowan"), question)
    assert isinstance(shown, Confirmed)
    whom = WhomToAsk(shown.others[0].involvement_reference, shown.reference)
    asked = cases.ask_contact(walk.press("p-rowan"), whom, Urgency.NONE)
    assert isinstance(asked, ContactShown)
    assert asked.request.is_brokered
    cases.contacts.open(walk.press("p-olga"), asked.request.reference)
    cases.consents.withdraw(walk.press("p-nadia"), recorded.reference)
    override = replace(given, by=ConsentBy.HARM, how=None)
    asked_for = walk.press("p-nadia")
    cases.consents.give(asked_for, recorded.reference, override)
    agreed = cases.oversee.agree(walk.press("p-olga"), reference_of(asked_for))
    assert agreed.kind == "oversight_shown", agreed


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


def reviews_come_due(walk: Walk, later: timedelta) -> int:
    """How many reviews moved, so much later."""
    moved: int = due_reviews_over(walk.store, FakeMetrics(), lambda: now() + later)().moved
    return moved


def digests_come_due(walk: Walk, later: timedelta) -> list[Notice]:
    """The digests that the clock queues, so much later."""
    told = telling(walk)
    due_digests_over(walk.store, told, FakeMetrics(), lambda: now() + later)()
    return told.queue.sent  # type: ignore[attr-defined,no-any-return]  # the fake's


def warnings_come_due(walk: Walk, later: timedelta) -> list[Notice]:
    """Who is warned that access ends soon, so much later."""
    told = telling(walk)
    due_warnings_over(walk.store, told, FakeMetrics(), lambda: now() + later)()
    return told.queue.sent  # type: ignore[attr-defined,no-any-return]  # the fake's


def contacts_told(walk: Walk) -> list[Notice]:
    """Every request and review as it stands, told as the stream would."""
    told = telling(walk)
    for item in walk.tables.items():
        if item["sk"]["S"] == CONTACT:
            NotifyOfContacts(told)(read_contact(dict(item)))
        if item["sk"]["S"] == REVIEW:
            NotifyOfReviews(told)(read_review(dict(item)))
        if item["sk"]["S"] == OVERSIGHT:
            NotifyOfOversight(told)(read_oversight(dict(item)))
    return told.queue.sent  # type: ignore[attr-defined,no-any-return]  # the fake's


ADMINISTRATOR = Principal("arn:aws:iam::000000000000:root")


def walk_administration(walk: Walk) -> None:
    """Every act of an administrator: what is new, what changes, what moves, and every list."""
    desk: Any = administration(api_ports_over(walk.store, frozenset({ADMINISTRATOR.name})))
    presses = iter(range(1000))

    def press() -> Request:
        return Request(ADMINISTRATOR, f"api-{next(presses)}")

    for area in (Area("east", "East", "0115 496 0001"), Area("west", "West", "0115 496 0002")):
        desk.places.area(press(), area, None)
    for organisation in (Organisation("council", "Council"), Organisation("trust", "Trust")):
        desk.places.organisation(press(), organisation, None)
    contact = Contact("0115 496 0003", "Mon-Fri 9-5", "Duty team 0115 496 0004", "the manager")
    east = Service("east-care", "Care", ServiceKind.SOCIAL_CARE, "east", contact, organisation_id="council")
    desk.places.service(press(), east, None)
    desk.places.service(press(), replace(east, organisation_id="trust", accredited=False), 1)
    desk.places.organisation(press(), Organisation("trust", "Trust", accredited=False), 1)
    west = replace(east, id="west-care", area_id="west")
    assert desk.places.service(press(), west, None).kind == "kept"
    until = datetime.now(UTC).date() + timedelta(days=300)
    kim = a_practitioner("kim").of(west).as_role(Role.OFFICER).without_chat().vetted_until(until)
    kim = kim.trained_until(until).agreed_until(until)
    assert desk.people.person(press(), kim.build(), None).kind == "kept"
    moved = desk.people.person(press(), replace(kim.of(east).build(), name="Kim Brown"), 1)
    assert set(moved.changed) == {"name", "service_id", "area_id"}
    desk.people.suspend(press(), "kim")
    desk.people.restore(press(), "kim")
    given = press()
    assert desk.give_link_code(given, "kim").kind == "code_given"
    assert desk.give_link_code(given, "kim").kind == "already_asked"
    feed = RegisteredFeed("nightly", "east-care", "arn:1", (FeedMay.RECORD,), "kim", "0115 496 0003")
    assert desk.feeds.feed(press(), feed, None).kind == "kept"
    assert desk.feeds.feed(press(), replace(feed, client="arn:2"), 1).kind == "kept"
    desk.feeds.pause(press(), "nightly")
    desk.feeds.resume(press(), "nightly")
    page = PageWish()
    desk.look_up.feeds(press(), page)
    assert desk.watch_feeds.stands(press(), "nightly").kind == "feed_overview"
    waiting = FeedImport("i-1", "nightly", "east", "a.csv", ImportState.WAITING, now())
    writes = DynamoFeedTransactions(walk.tables.store, no_keyring(), now).begin()
    writes.put_import(None, waiting)
    writes.commit()
    assert desk.watch_feeds.release(press(), "nightly", "i-1").kind == "import_released"
    desk.look_up.areas(press(), page)
    desk.look_up.organisations(press(), page)
    desk.look_up.services(press(), "east", page)
    found = desk.look_up.people(press(), "east", "Kim Brown", page)
    assert [one.id for one in found.entries] == ["kim"]


def walk_imports(walk: Walk) -> None:
    """A file that is opened, taken, closed, leaves out too much, and is let go on."""
    files = FakeFeedFiles(Shelves())
    ports = replace(feed_ports_over(walk.store, walk.keyring, None), timer=FakeTimer())
    entries = DynamoDirectoryEntries(walk.store)
    imports = imports_over(ports, files, DynamoFeedImports(walk.store), entries)
    lines = (
        "Case ID,Forename,Surname,DOB,Worker ID,Role,Start date",
        "a,Tansy,Orme,1/2/2014,p-rowan,Nurse,1/2/2026",
    )
    for number, text in enumerate(("\n".join(lines), lines[0], "")):
        file = SentFile("fed", f"{number}.csv", str(number))
        files.files[file] = text.encode()
        imports.open(file)
        for part in files.parts.get(file.import_id, ()):
            imports.take(file, part)
        assert imports.close(file).state is not ImportState.RUNNING


def walk_feeds(walk: Walk) -> None:
    """Every act of a feed: new, changed, ended, of another child, doubtful, shielded, and how it stands."""
    registering = DynamoDirectoryTransactions(walk.tables.store, no_keyring(), now).begin()
    registering.put_feed(None, replace(FEED, id="fed", full_extract=True, columns=()))
    registering.commit()
    cases = feeding(replace(feed_ports_over(walk.store, walk.keyring, None), timer=FakeTimer()))
    presses = iter(range(1000))

    def send(*rows: SentRow) -> list[str]:
        taken = cases.take_rows(Request(Principal(FEED.client), f"feed-{next(presses)}"), rows)
        assert isinstance(taken, RowsTaken), taken
        return [str(one.outcome) for one in taken.results]

    fern = replace(details_of("Fern", "Oakley").born(2014, 6, 1).living_at("NB5 5AA").build(), identifiers=())
    near = replace(fern, names=(Name("Ferne", "Oakleigh"),), birth_date=date(2014, 6, 2))
    last = date(2026, 2, 20)
    assert send(a_row("1", fern), a_row("2", near)) == ["accepted"] * 2
    assert send(a_row("1", fern), a_row("1b", fern, ended=last)) == ["unchanged", "accepted"]
    assert send(a_row("1", fern, role="Team manager")) == ["accepted"]
    assert send(EndRow("1", last)) == ["accepted"]
    assert send(EndRow("never sent", last)) == ["rejected"]
    assert send(a_row("1", details_of().build())) == ["accepted"]
    walk_imports(walk)
    assert cases.status(Request(Principal(FEED.client), "feed-status")).kind == "feed_stands"


def now() -> datetime:
    return datetime.now(UTC)


def telling(walk: Walk) -> Telling:
    return telling_through(walk.store, FakeNoticeQueue(Shelves()), FakeMetrics(), now)


def delivering(walk: Walk) -> Deliver:
    """What delivers, to a chat that takes everything."""
    messengers = {Product.SLACK: FakeMessenger(Shelves())}
    workspaces = frozenset({(Product.SLACK, WORKSPACE)})
    return deliver_over(walk.store, messengers, workspaces, FakeMetrics(), now)


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
    walk_administration(walk)
    walk_chat(walk)
    two_people_record(walk)
    walk_feeds(walk)
    cases, until = walk.cases(), datetime.now(UTC).date() + timedelta(days=30)
    question = Question(details_of().build(), "safeguarding", FamilyTold.YES)
    answer = cases.ask(walk.press("p-olga"), question)
    cases.watch.from_answer(walk.press("p-olga"), answer.reference, WatchWish("safeguarding", until))
    for number in range(8):
        tried = replace(question.details, identifiers=(), postcodes=(f"NB{number + 1} 1AA",))
        cases.ask(walk.press("p-rowan"), replace(question, details=tried))
    walk_contacts(walk)
    walk_settings(walk)
    walk_who_asked(walk)
    enquiries_told(walk)
    walk_oversight(walk)
    the_clock_comes(walk, timedelta(days=30))
    for days in (352, 362, 368):
        reviews_come_due(walk, timedelta(days=days))
    deliver = delivering(walk)
    gone = replace(a_notice().build(), id="gone", recipient_id="p-nobody", pace=Pace.AT_ONCE)
    DynamoNotices(walk.store).add(gone)
    for notice in (*notices_told(walk), *contacts_told(walk), gone):
        deliver(notice.id)
