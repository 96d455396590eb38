"""Feeds are registered for one service, with what each may do; all else is refused and on the ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.domain.errors import InvalidField
from fingerpost.domain.feed import FeedMay, FeedState, RegisteredFeed
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.directory import Hindrance
from fingerpost.domain.practitioner import Principal
from tests.unit.usecases.directory.office import Office, a_team, a_worker

CASE_SYSTEM = "arn:aws:iam::111122223333:role/case-system"
FEED = RegisteredFeed(
    id="nightly",
    service_id="social-care",
    client=CASE_SYSTEM,
    may=(FeedMay.RECORD, FeedMay.END),
    owner_id="rowan-ashby",
    contact="Case system team 0115 496 0007",
)


@pytest.fixture
def office() -> Office:
    office = Office()
    office.desk.people.person(office.send(), a_worker(), None)
    office.shelves.ledger.clear()
    return office


def register(office: Office, feed: RegisteredFeed = FEED, seen: int | None = None) -> object:
    return office.desk.feeds.feed(office.send(), feed, seen)


def test_a_feed_is_registered_and_each_step_is_on_the_ledger(office: Office) -> None:
    kept = office.desk.feeds.feed(office.send(), FEED, None)
    assert (kept.kind, kept.entered, office.shelves.feeds["nightly"]) == ("kept", True, FEED)
    assert office.lines() == [
        ("enter_feed", "attempt", "feed:nightly", ""),
        ("enter_feed", "outcome", "feed:nightly", "entered"),
    ]


def test_what_it_may_do_changes_and_its_pause_stays(office: Office) -> None:
    register(office)
    office.desk.feeds.pause(office.send(), "nightly")
    register(office, replace(FEED, may=(FeedMay.RECORD,)), 2)
    stored = office.shelves.feeds["nightly"]
    assert (stored.may, stored.state, stored.version) == ((FeedMay.RECORD,), FeedState.PAUSED, 3)
    office.desk.feeds.resume(office.send(), "nightly")
    assert office.shelves.feeds["nightly"].state is FeedState.OPEN


@pytest.mark.parametrize(
    ("feed", "because"),
    [
        (replace(FEED, service_id="nowhere"), Hindrance.UNKNOWN_SERVICE),
        (replace(FEED, owner_id="nobody"), Hindrance.UNKNOWN_OWNER),
    ],
)
def test_a_feed_needs_a_service_and_an_owner(
    office: Office, feed: RegisteredFeed, because: Hindrance
) -> None:
    kept = office.desk.feeds.feed(office.send(), feed, None)
    assert (kept.kind, kept.because) == ("not_kept", because)


def test_two_feeds_never_come_as_one_client(office: Office) -> None:
    register(office)
    kept = office.desk.feeds.feed(office.send(), replace(FEED, id="weekly"), None)
    assert kept.because is Hindrance.CLIENT_OF_ANOTHER_FEED


def test_a_feed_stays_with_its_service(office: Office) -> None:
    office.desk.places.service(office.send(), a_team("early-help"), None)
    register(office)
    kept = office.desk.feeds.feed(office.send(), replace(FEED, service_id="early-help"), 1)
    assert kept.because is Hindrance.STAYS_WITH_ITS_SERVICE


@pytest.mark.parametrize(
    ("feed", "field"),
    [
        (replace(FEED, client="two words"), "client"),
        (replace(FEED, may=()), "may"),
        (replace(FEED, id="Nightly"), "id"),
        (replace(FEED, contact=" "), "contact"),
    ],
)
def test_what_cannot_stand_is_named(office: Office, feed: RegisteredFeed, field: str) -> None:
    with pytest.raises(InvalidField) as fault:
        register(office, feed)
    assert fault.value.field == field


def test_there_is_nothing_to_pause_where_there_is_no_feed(office: Office) -> None:
    assert office.desk.feeds.pause(office.send(), "nightly").because is Hindrance.NOT_THERE


def test_a_feeds_own_client_keeps_no_register(office: Office) -> None:
    register(office)
    office.shelves.ledger.clear()
    refused = office.desk.feeds.resume(office.send(Principal(CASE_SYSTEM)), "nightly")
    assert refused.kind == "refused"
    assert [line.outcome for line in office.shelves.ledger] == ["", "refused:unknown_person"]
    assert {line.act for line in office.shelves.ledger} == {Act.RESUME_FEED}
