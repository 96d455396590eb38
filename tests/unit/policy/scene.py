"""The words of decisions.csv, and what each of them stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fingerpost.domain.consent import Consent, ConsentBy
from fingerpost.domain.feed import FeedMay, FeedState, RegisteredFeed
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.practitioner import (
    Caller,
    Channel,
    ChatAccount,
    ChatIdentity,
    Practitioner,
    Principal,
    Product,
    Role,
    Status,
)
from fingerpost.domain.service import Contact, Service, ServiceKind
from fingerpost.policy.model import AccessRules, Circumstances

TODAY = date(2026, 3, 17)
YESTERDAY = TODAY - timedelta(days=1)
NEXT_YEAR = date(2027, 3, 17)
RULES = AccessRules(frozenset({(Product.SLACK, "T0TOWN")}), frozenset({"council.example"}))

PRACTITIONER = Practitioner(
    id="caller",
    name="A Caller",
    role=Role.PRACTITIONER,
    service_id="own-service",
    area_id="here",
    job_title="social worker",
    status=Status.ACTIVE,
    vetted_until=NEXT_YEAR,
    trained_until=NEXT_YEAR,
    agreed_until=NEXT_YEAR,
)
ACCOUNT = ChatAccount(
    identity=ChatIdentity(Product.SLACK, "T0TOWN", "U0CALLER"),
    email="a.caller@council.example",
    checked_at=datetime(2026, 3, 17, 9, tzinfo=UTC),
)
SERVICE = Service(
    id="own-service",
    name="Assessment team",
    kind=ServiceKind.SOCIAL_CARE,
    area_id="here",
    contact=Contact("0115 496 0001", "Mon-Fri 9-5", "0115 496 0002"),
)
OTHER_SERVICE = replace(SERVICE, id="other-service")
INVOLVEMENT = Involvement(
    id="involvement-1",
    reference="FP-7K3MX-2Q9DT",
    child_id="child-1",
    service_id="other-service",
    area_id="here",
    practitioner_id="colleague",
    worker_name="A Colleague",
    role="health visitor",
    since=date(2025, 1, 6),
    review_due=NEXT_YEAR,
    recorded_by="colleague",
)
ORDINARY = Circumstances(service=SERVICE)
FEED = RegisteredFeed(
    id="nightly",
    service_id="own-service",
    client="arn:aws:iam::111122223333:role/case-system",
    may=tuple(FeedMay),
    owner_id="caller",
    contact="0115 496 0001",
)
FEEDS: dict[str, RegisteredFeed] = {
    "case system": FEED,
    "case system that only records": replace(FEED, may=(FeedMay.RECORD,)),
    "case system that only ends": replace(FEED, may=(FeedMay.END,)),
    "paused case system": replace(FEED, state=FeedState.PAUSED),
}

PEOPLE: dict[str, Practitioner | None] = {
    "practitioner": PRACTITIONER,
    "supervisor": replace(PRACTITIONER, role=Role.SUPERVISOR),
    "officer": replace(PRACTITIONER, role=Role.OFFICER),
    "admin": replace(PRACTITIONER, role=Role.ADMIN),
    "feed": replace(PRACTITIONER, role=Role.FEED),
    "unknown": None,
    "suspended": replace(PRACTITIONER, status=Status.SUSPENDED),
    "officer suspended": replace(PRACTITIONER, role=Role.OFFICER, status=Status.SUSPENDED),
    "suspended and untrained": replace(PRACTITIONER, status=Status.SUSPENDED, trained_until=YESTERDAY),
    "admin untrained": replace(PRACTITIONER, role=Role.ADMIN, trained_until=YESTERDAY),
    "vetted until yesterday": replace(PRACTITIONER, vetted_until=YESTERDAY),
    "vetted until today": replace(PRACTITIONER, vetted_until=TODAY),
    "trained until yesterday": replace(PRACTITIONER, trained_until=YESTERDAY),
    "trained until today": replace(PRACTITIONER, trained_until=TODAY),
    "agreed until yesterday": replace(PRACTITIONER, agreed_until=YESTERDAY),
    "agreed until today": replace(PRACTITIONER, agreed_until=TODAY),
}

_ACCOUNTS: dict[str, Callable[[ChatAccount], ChatAccount]] = {
    "ordinary": lambda account: account,
    "other workspace": lambda account: replace(
        account, identity=ChatIdentity(Product.SLACK, "T0OTHER", "U0CALLER")
    ),
    "other product": lambda account: replace(
        account, identity=ChatIdentity(Product.TEAMS, "T0TOWN", "U0CALLER")
    ),
    "bot": lambda account: replace(account, bot=True),
    "closed": lambda account: replace(account, deleted=True),
    "stranger": lambda account: replace(account, stranger=True),
    "guest": lambda account: replace(account, guest=True),
    "other domain": lambda account: replace(account, email="a.caller@elsewhere.example"),
    "subdomain": lambda account: replace(account, email="a.caller@mail.council.example"),
    "unconfirmed": lambda account: replace(account, email_confirmed=False),
    "no address": lambda account: replace(account, email=""),
    "double address": lambda account: replace(account, email="a@elsewhere.example@council.example"),
    "capitals": lambda account: replace(account, email="A.Caller@Council.Example"),
}

_CIRCUMSTANCES: dict[str, Callable[[Circumstances], Circumstances]] = {
    "-": lambda given: given,
    "service not accredited": lambda given: replace(given, service=replace(SERVICE, accredited=False)),
    "service unknown": lambda given: replace(given, service=None),
    "service of somebody else": lambda given: replace(given, service=OTHER_SERVICE),
    "own involvement": lambda given: replace(
        given,
        involvement=replace(INVOLVEMENT, practitioner_id="caller", service_id="own-service"),
        involved_service=SERVICE,
    ),
    "somebody else's involvement": lambda given: replace(
        given, involvement=INVOLVEMENT, involved_service=OTHER_SERVICE
    ),
    "supervised by caller": lambda given: replace(given, owner_supervisor_id="caller"),
    "supervised by another": lambda given: replace(given, owner_supervisor_id="another"),
    "in caller's area": lambda given: _of_involvement(given, lambda found: replace(found, area_id="here")),
    "in another area": lambda given: _of_involvement(given, lambda found: replace(found, area_id="there")),
    "sensitive": lambda given: _of_involvement(given, lambda found: replace(found, sensitive=True)),
    "of a sensitive service": lambda given: replace(
        given, involved_service=replace(OTHER_SERVICE, sensitive=True)
    ),
    "of a service of one's own that is sensitive": lambda given: replace(
        given, involved_service=replace(SERVICE, sensitive=True)
    ),
    "of an unknown service": lambda given: replace(given, involved_service=None),
    "of a mixed up service": lambda given: replace(given, involved_service=SERVICE),
    "told by consent": lambda given: _of_involvement(given, _with_consent(NEXT_YEAR)),
    "told by consent until today": lambda given: _of_involvement(given, _with_consent(TODAY)),
    "told by consent until yesterday": lambda given: _of_involvement(given, _with_consent(YESTERDAY)),
    "told by consent from tomorrow": lambda given: _of_involvement(
        given, _with_consent(NEXT_YEAR, given=TODAY + timedelta(days=1))
    ),
    "told by an override that waits": lambda given: _of_involvement(given, _with_override("")),
    "told by an override that was agreed to": lambda given: _of_involvement(given, _with_override("boss")),
    "entered in error": lambda given: _of_involvement(given, Involvement.entered_in_error),
    "ended last month": lambda given: _of_involvement(given, lambda found: found.ended_on(date(2026, 2, 16))),
    "ended long ago": lambda given: _of_involvement(given, lambda found: found.ended_on(date(2025, 3, 16))),
    "involved": lambda given: replace(given, involved=True),
    "watching": lambda given: replace(given, watching=True),
    "own area": lambda given: replace(given, own_area=True),
    "stands in": lambda given: replace(given, stands_in=True),
    "supervises worker": lambda given: replace(given, supervises_worker=True),
    "shown": lambda given: replace(given, shown=True),
    "asker of contact": lambda given: replace(given, contact_asker=True),
    "asked for contact": lambda given: replace(given, contact_asked=True),
    "asked to look": lambda given: replace(given, overseer=True),
    "did it": lambda given: replace(given, overseen=True),
    "of the police": lambda given: replace(given, service=replace(SERVICE, kind=ServiceKind.POLICE)),
    "of a hospital": lambda given: replace(given, service=replace(SERVICE, kind=ServiceKind.HOSPITAL)),
    "of a school": lambda given: replace(given, service=replace(SERVICE, kind=ServiceKind.SCHOOL)),
}


def a_caller(person: str, account: str) -> Caller:
    """The person at the account, both in the words of the table."""
    if person == "the deployment's administrator":
        return Caller(Channel.API, None, None, administrator=Principal("arn:aws:iam::111122223333:root"))
    if person in FEEDS:
        return Caller(Channel.API, None, None, feed=FEEDS[person])
    told = ACCOUNT
    for word in account.split(" + "):
        told = _ACCOUNTS[word](told)
    return Caller(Channel.SLACK, told, PEOPLE[person])


def the_circumstances(words: str) -> Circumstances:
    """The circumstances in the words of the table."""
    given = ORDINARY
    for word in words.split(" + "):
        given = _CIRCUMSTANCES[word](given)
    return given


def _with_consent(until: date, given: date = date(2025, 1, 6)) -> Callable[[Involvement], Involvement]:
    return lambda found: found.with_consent(Consent(ConsentBy.CHILD, given, until, "colleague"))


def _with_override(approved_by: str) -> Callable[[Involvement], Involvement]:
    override = Consent(ConsentBy.HARM, date(2025, 1, 6), NEXT_YEAR, "colleague", approved_by=approved_by)
    return lambda found: found.with_consent(override)


def _of_involvement(given: Circumstances, change: Callable[[Involvement], Involvement]) -> Circumstances:
    assert given.involvement is not None
    return replace(given, involvement=change(given.involvement))
