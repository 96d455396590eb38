"""Who is reached in both products gets one notice, in the one they prefer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.domain.errors import Undeliverable
from fingerpost.domain.notice import NoticeState
from fingerpost.domain.practitioner import ChatIdentity, Product
from tests.builders import NOW, a_notice, a_practitioner, slack_identity
from tests.fakes import FakeMessenger, FakeNotices, Shelves
from tests.telling import deliver_on

IN_SLACK = slack_identity("p-rowan")
IN_TEAMS = ChatIdentity(Product.TEAMS, "tenant-1", "rowan")


class Office:
    """Both products, and Rowan with accounts in an order of preference."""

    def __init__(self, *identities: ChatIdentity) -> None:
        self.shelves = Shelves(now=NOW)
        self.slack, self.teams = FakeMessenger(self.shelves), FakeMessenger(self.shelves)
        rowan = replace(a_practitioner("p-rowan").build(), identities=identities)
        self.shelves.practitioners[rowan.id] = rowan
        self.notice = a_notice().build()
        FakeNotices(self.shelves).add(self.notice)
        self.deliver = deliver_on(self.shelves, {Product.SLACK: self.slack, Product.TEAMS: self.teams})


@pytest.mark.parametrize("preferred", [IN_SLACK, IN_TEAMS])
def test_it_goes_to_the_account_that_comes_first_and_nowhere_else(preferred: ChatIdentity) -> None:
    other = IN_TEAMS if preferred is IN_SLACK else IN_SLACK
    office = Office(preferred, other)
    for _ in range(2):
        office.deliver(office.notice.id)
    posted = [identity for _, identity in (*office.slack.posted, *office.teams.posted)]
    assert posted == [preferred]


def test_a_preference_that_changes_while_it_waits_is_followed() -> None:
    office = Office(IN_SLACK, IN_TEAMS)
    rowan = office.shelves.practitioners["p-rowan"]
    office.shelves.practitioners["p-rowan"] = replace(rowan, identities=(IN_TEAMS, IN_SLACK))
    office.deliver(office.notice.id)
    assert [identity for _, identity in office.teams.posted] == [IN_TEAMS]
    assert office.slack.posted == []


def test_who_took_the_app_away_is_undeliverable_and_kept_as_such() -> None:
    office = Office(IN_TEAMS)
    office.teams.faults.append(Undeliverable("app_removed"))
    settled = office.deliver(office.notice.id)
    assert (settled.state, settled.failure) == (NoticeState.UNDELIVERABLE, "app_removed")
