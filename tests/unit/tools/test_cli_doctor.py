"""Every check of the doctor fails where the thing is broken, says what to do, and is silent elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from fingerpost.bootstrap.api import versions
from fingerpost.domain.feed import FeedState
from fingerpost.domain.practitioner import Role, Status
from fingerpost.domain.service import Contact
from fingerpost.surfaces.rest.handler import rest_handler
from tests.builders import NOW
from tests.unit.tools.clinic import OPEN, Clinic, change_person, change_service, make_clinic
from tools.cli import checks


@pytest.fixture
def clinic(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Clinic:
    return make_clinic(monkeypatch, capsys)


def test_nothing_is_found_where_all_is_as_it_should_be(clinic: Clinic) -> None:
    assert clinic.findings() == {}
    code, out, _ = clinic.fingerpost("doctor")
    assert (code, "No fault was found" in out) == (0, True)


def slack_secret(clinic: Clinic, held: str) -> None:
    clinic.aws.secrets["fingerpost/slack"] = held


FEED = {
    "service_id": "social-care",
    "client": "arn:aws:iam::1:role/feed",
    "may": ["record"],
    "owner_id": "olga",
    "contact": "0115 496 0005",
}


def feed(clinic: Clinic, told: datetime | None, *, is_paused: bool = False) -> None:
    """There is one past its trial, and its service was last told of then."""
    desk = clinic.fingerpost.pool.desk
    assert desk.put("/v1/feeds/night", FEED).status == 201
    feeds = desk.office.shelves.feeds
    feeds["night"] = replace(feeds["night"], state=FeedState.OPEN)
    if is_paused:
        desk.post("/v1/feeds/night/pause")
    change_service(clinic, last_fed=told)


def version(clinic: Clinic, what: str) -> None:
    """What is deployed holds another one."""
    desk = clinic.fingerpost.pool.desk
    desk.handler = rest_handler(desk.office.desk, "fingerpost", {**versions(), what: "0"})


def alarm(clinic: Clinic, **changes: Any) -> None:  # noqa: ANN401
    clinic.aws.alarms[0] |= changes


BREAK: dict[str, tuple[Callable[[Clinic], object], str, str]] = {
    "no bot token": (
        lambda c: slack_secret(c, '{"signing_secret": "' + "s" * 32 + '"}'),
        "slack secret",
        "slack secrets",
    ),
    "no signing secret": (
        lambda c: slack_secret(c, '{"bot_token": "xoxb-1"}'),
        "slack secret",
        "32 characters",
    ),
    "no json": (lambda c: slack_secret(c, "xoxb-1"), "slack secret", "slack secrets"),
    "another signing secret": (
        lambda c: setattr(c.doors, "signed_with", "t" * 32),
        "signing secret",
        "15 minutes",
    ),
    "a token revoked": (
        lambda c: setattr(c.doors, "slack", {"ok": False, "error": "token_revoked"}),
        "slack token",
        "token_revoked",
    ),
    "a scope that is missing": (
        lambda c: c.doors.scopes.remove("team:read"),
        "slack token",
        "team:read: email_domain_changed",
    ),
    "another workspace": (
        lambda c: setattr(c.doors, "slack", {"ok": True, "team_id": "T9"}),
        "slack token",
        "SlackTeams=T9",
    ),
    "no app password": (
        lambda c: c.aws.secrets.update({"fingerpost/teams": "{}"}),
        "teams secret",
        "teams secret",
    ),
    "an app password that ended": (lambda c: setattr(c.doors, "login", 401), "teams secret", "401"),
    "no tenant": (lambda c: c.aws.parameters.update(TeamsTenants=""), "workspaces", "TeamsTenants"),
    "no domain": (lambda c: c.aws.parameters.update(SlackEmailDomains=" "), "workspaces", "SlackEmail"),
    "a new account": (lambda c: setattr(c.aws, "concurrency", 10), "quotas", "Service Quotas"),
    "more requests than functions": (
        lambda c: c.aws.parameters.update(RequestsPerSecond="2000"),
        "quotas",
        "RequestsPerSecond",
    ),
    "parameters that did not go live": (
        lambda c: c.aws.live.update(Environment={"Variables": {"A": "0"}}),
        "release",
        "make deploy",
    ),
    "an old layer": (lambda c: c.aws.live.update(Layers=[{"Arn": "core:0"}]), "release", "make deploy"),
    "an alarm that nobody hears": (lambda c: c.aws.subscriptions.clear(), "alarms", "Subscribe somebody"),
    "a subscription not confirmed": (
        lambda c: c.aws.subscriptions[0].update(SubscriptionArn="PendingConfirmation"),
        "alarms",
        "Subscribe somebody",
    ),
    "another version of boxes": (lambda c: version(c, "boxes"), "versions", "boxes are version 0"),
    "another version of weights": (lambda c: version(c, "weights"), "versions", "weights are version 0"),
    "no keyring": (
        lambda c: c.aws.secrets.update({"fingerpost/keyring": '{"tokens": "", "boxes": ""}'}),
        "keyring",
        "keys create",
    ),
    "an open door": (lambda c: setattr(c.doors, "status", 200), "request urls", "200"),
    "a door that falls": (lambda c: setattr(c.doors, "status", 502), "request urls", "502"),
    "a wrong clock": (
        lambda c: setattr(c.doors, "date", datetime.fromisoformat("2026-03-01T00:00:00+00:00")),
        "clock",
        "Set it",
    ),
    "no administrator": (
        lambda c: setattr(c.doors, "caller", "arn:aws:iam::1:user/eve"),
        "admission",
        "Administrators",
    ),
    "a table that may be deleted": (
        lambda c: setattr(c.aws, "protected", False),
        "tables",
        "DeletionProtection",
    ),
    "no way back in time": (lambda c: setattr(c.aws, "recovery", "DISABLED"), "tables", "point in time"),
    "alarms to nobody": (lambda c: alarm(c, AlarmActions=[]), "alarms", "AlarmTopicArn"),
    "an alarm": (lambda c: alarm(c, StateValue="ALARM"), "alarms", "in alarm"),
    "a dead letter": (
        lambda c: c.aws.letters["dead"].append({"ReceiptHandle": "r"}),
        "dead letters",
        "redrive",
    ),
    "a lost involvement": (
        lambda c: c.aws.letters["lost"].append({"ReceiptHandle": "r"}),
        "dead letters",
        "redrive",
    ),
    "no officer": (lambda c: change_person(c, role=Role.PRACTITIONER), "areas", "person role"),
    "an officer suspended": (lambda c: change_person(c, status=Status.SUSPENDED), "areas", "no officer"),
    "nobody linked": (lambda c: change_person(c, identities=()), "people", "person link"),
    "vetting that ended": (lambda c: change_person(c, vetted_until=date(2026, 3, 1)), "people", "is over"),
    "training that ends soon": (
        lambda c: change_person(c, trained_until=date(2026, 3, 20)),
        "people",
        "within 30 days",
    ),
    "no duty hours": (
        lambda c: change_service(c, contact=Contact("0115 496 0001", "", "0115 496 0002")),
        "services",
        "hours",
    ),
    "hours in words alone": (
        lambda c: change_service(c, contact=replace(OPEN, opening=())),
        "services",
        "--open",
    ),
    "a service without accreditation": (
        lambda c: change_service(c, accredited=False),
        "services",
        "--accredited",
    ),
    "a feed that never told anything": (lambda c: feed(c, None), "feeds", "told nothing of social-care yet"),
    "a feed that is late": (lambda c: feed(c, NOW - timedelta(days=3)), "feeds", "since 2026-"),
    "a feed on trial": (
        lambda c: c.fingerpost.pool.desk.put("/v1/feeds/night", FEED),
        "feeds",
        "nothing of it is kept",
    ),
    "a feed that is paused": (lambda c: feed(c, NOW, is_paused=True), "feeds", "feed resume night"),
    "nobody entered": (lambda c: c.fingerpost.pool.desk.office.shelves.areas.clear(), "areas", "area add"),
}


@pytest.mark.parametrize("what", BREAK)
def test_a_thing_that_is_broken_is_found_with_its_remedy(clinic: Clinic, what: str) -> None:
    broken, check, words = BREAK[what]
    broken(clinic)
    found = clinic.findings()
    assert check in found
    assert words in found[check]


def test_every_check_is_shown_failing() -> None:
    names = {check.__name__.strip("_").replace("_", " ") for check in checks.CHECKS}
    assert names <= {check for _, check, _ in BREAK.values()}


def test_a_fault_ends_with_its_number_and_a_look_does_not(clinic: Clinic) -> None:
    change_person(clinic, identities=())
    assert clinic.fingerpost("doctor")[0] == 0
    clinic.aws.recovery = "DISABLED"
    assert clinic.fingerpost("doctor")[0] == 8
