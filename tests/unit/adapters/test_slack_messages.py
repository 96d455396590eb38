"""Notices through Slack's Web API, against the local Slack."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from fingerpost.adapters.slack_api import Pace, SlackAccounts, SlackMessenger, web_client
from fingerpost.bootstrap.deliver import drawn_for_slack
from fingerpost.domain.errors import AskedTooOften, DeliveryInDoubt, RateLimited, Unavailable, Undeliverable
from fingerpost.domain.notice import Notice
from fingerpost.domain.practitioner import ChatIdentity, Product
from tests.builders import NOW, a_notice, a_practitioner
from tools.workbench.calls import Fault
from tools.workbench.running import local_slack
from tools.workbench.stack import Stack
from tools.workbench.workspace import Workspace

ASHA = {"slack_user_id": "U0ASHA", "name": "Asha Okafor", "role": "practitioner"}
GUEST = {"slack_user_id": "U0GUEST", "name": "Gil Guest", "role": "guest"}
STACK = Stack(events_url="http://127.0.0.1:9/slack/events", signing_secret="s", people=(ASHA, GUEST))


@pytest.fixture(scope="module")
def one_slack() -> Iterator[Workspace]:
    with local_slack(lambda: STACK) as workspace:
        yield workspace


@pytest.fixture
def slack(one_slack: Workspace) -> Workspace:
    one_slack.forget()
    one_slack.settings.pacing = False
    return one_slack


@pytest.fixture
def asha(slack: Workspace) -> ChatIdentity:
    return ChatIdentity(Product.SLACK, slack.team_id(), "U0ASHA")


@pytest.fixture
def messenger(slack: Workspace) -> SlackMessenger:
    client = web_client("xoxb-local", f"{slack.settings.public_url}/api/")
    return SlackMessenger(lambda: client, drawn_for_slack, Pace(wait=lambda seconds: None))


def notice_to(person: str = "p-asha") -> Notice:
    made_now = replace(a_notice().build(), created_at=datetime.now(UTC))
    return replace(made_now, recipient_id=a_practitioner(person).build().id)


def posts(slack: Workspace) -> list[dict[str, Any]]:
    return [
        call["args"]
        for call in slack.record.web_api_calls
        if call["method"] == "chat.postMessage" and call["ok"]
    ]


def test_a_notice_is_posted_to_the_person_and_never_unfurled(
    slack: Workspace, messenger: SlackMessenger, asha: ChatIdentity
) -> None:
    posted = messenger.post(notice_to(), asha)

    [sent] = posts(slack)
    assert (sent["channel"], notice_to().reference in sent["text"]) == ("U0ASHA", True)
    assert [str(sent[name]).lower() for name in ("unfurl_links", "unfurl_media")] == ["false", "false"]
    assert posted.channel.startswith("D")


def test_a_posted_notice_is_found_again(messenger: SlackMessenger, asha: ChatIdentity) -> None:
    notice = notice_to()
    posted = messenger.post(notice, asha)

    assert messenger.find_posted(notice, asha) == posted


def test_a_posted_notice_is_found_behind_hundreds_of_others(
    messenger: SlackMessenger, asha: ChatIdentity
) -> None:
    notice = notice_to()
    posted = messenger.post(notice, asha)
    for number in range(210):
        messenger.post(replace(notice, id=f"other-{number}"), asha)

    assert messenger.find_posted(notice, asha) == posted


def test_a_notice_that_never_arrived_is_not_found(messenger: SlackMessenger, asha: ChatIdentity) -> None:
    messenger.post(replace(notice_to(), id="another"), asha)

    assert messenger.find_posted(notice_to(), asha) is None


def test_a_post_whose_answer_was_lost_is_in_doubt_and_found_again(
    slack: Workspace, messenger: SlackMessenger, asha: ChatIdentity
) -> None:
    slack.faults.plant(Fault("chat.postMessage", status=500, performed=True))

    with pytest.raises(DeliveryInDoubt):
        messenger.post(notice_to(), asha)

    assert messenger.find_posted(notice_to(), asha) is not None


def test_slack_says_how_long_to_wait(slack: Workspace, messenger: SlackMessenger, asha: ChatIdentity) -> None:
    slack.faults.plant(Fault("chat.postMessage", status=429, retry_after=17))

    with pytest.raises(RateLimited) as wait:
        messenger.post(notice_to(), asha)

    assert wait.value.retry_after == 17


def test_a_refused_connection_is_in_doubt(asha: ChatIdentity) -> None:
    client = web_client("xoxb-local", "http://127.0.0.1:9/api/")
    messenger = SlackMessenger(lambda: client, drawn_for_slack, Pace(wait=lambda seconds: None))

    with pytest.raises(DeliveryInDoubt):
        messenger.post(notice_to(), asha)


def test_a_time_out_is_in_doubt(slack: Workspace, messenger: SlackMessenger, asha: ChatIdentity) -> None:
    slack.faults.plant(Fault("chat.postMessage", status="timeout", seconds=3))

    with pytest.raises(DeliveryInDoubt):
        messenger.post(notice_to(), asha)


@pytest.mark.parametrize("code", ["channel_not_found", "user_not_found", "account_inactive", "is_archived"])
def test_a_person_beyond_reach_is_undeliverable(
    slack: Workspace, messenger: SlackMessenger, asha: ChatIdentity, code: str
) -> None:
    slack.faults.plant(Fault("chat.postMessage", status=200, error=code))

    with pytest.raises(Undeliverable) as refusal:
        messenger.post(notice_to(), asha)

    assert refusal.value.code == code


def test_the_bots_own_deactivation_is_not_taken_for_the_recipients(
    slack: Workspace, messenger: SlackMessenger, asha: ChatIdentity
) -> None:
    slack.faults.plant(Fault("*", status=200, error="account_inactive", times=2))

    with pytest.raises(Unavailable):
        messenger.post(notice_to(), asha)


@pytest.mark.parametrize(
    "code", ["invalid_auth", "token_revoked", "missing_scope", "invalid_blocks", "never_heard"]
)
def test_a_fault_of_ours_never_counts_as_a_person_beyond_reach(
    slack: Workspace, messenger: SlackMessenger, asha: ChatIdentity, code: str
) -> None:
    slack.faults.plant(Fault("chat.postMessage", status=200, error=code))

    with pytest.raises(Unavailable):
        messenger.post(notice_to(), asha)


def test_the_client_tries_once(slack: Workspace, messenger: SlackMessenger, asha: ChatIdentity) -> None:
    slack.faults.plant(Fault("chat.postMessage", status=429))

    with pytest.raises(RateLimited):
        messenger.post(notice_to(), asha)

    assert len(slack.record.web_api_calls) == 1


def test_the_client_ignores_a_proxy_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")

    assert web_client("xoxb-local", "https://slack.com/api/").proxy is None


def test_nothing_of_a_message_is_logged_at_debug(
    messenger: SlackMessenger, asha: ChatIdentity, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    messenger.post(notice_to(), asha)

    assert notice_to().reference not in caplog.text


class TestPace:
    """Slack accepts one message a second in a channel."""

    def test_a_second_message_to_the_same_person_waits_out_the_second(self, asha: ChatIdentity) -> None:
        waits: list[float] = []
        times = iter([100.0, 100.25])
        pace = Pace(wait=waits.append, monotonic=lambda: next(times))

        pace.take_turn(asha)
        pace.take_turn(asha)

        assert waits == [0.75]

    def test_a_third_message_waits_from_the_second(self, asha: ChatIdentity) -> None:
        waits: list[float] = []
        times = iter([100.0, 100.0, 101.5])
        pace = Pace(wait=waits.append, monotonic=lambda: next(times))

        for _ in range(3):
            pace.take_turn(asha)

        assert waits == [1.0, 0.5]

    def test_another_person_waits_for_nobody(self, asha: ChatIdentity) -> None:
        waits: list[float] = []
        pace = Pace(wait=waits.append, monotonic=lambda: 100.0)

        pace.take_turn(asha)
        pace.take_turn(replace(asha, user="U0GUEST"))

        assert waits == []


class TestAccounts:
    """Slack's word on who somebody is."""

    @pytest.fixture
    def accounts(self, slack: Workspace) -> SlackAccounts:
        client = web_client("xoxb-local", f"{slack.settings.public_url}/api/")
        return SlackAccounts(lambda: client, lambda: NOW)

    def test_a_member_has_a_confirmed_address_and_no_flag(
        self, accounts: SlackAccounts, asha: ChatIdentity
    ) -> None:
        account = accounts.look_up(asha)

        flags = (account.deleted, account.bot, account.guest, account.stranger)
        assert (account.email_confirmed, flags) == (True, (False,) * 4)
        assert account.email.startswith("asha.okafor@")

    def test_a_guest_is_a_guest(self, accounts: SlackAccounts, asha: ChatIdentity) -> None:
        assert accounts.look_up(replace(asha, user="U0GUEST")).guest

    def test_a_member_of_another_workspace_is_a_stranger(
        self, accounts: SlackAccounts, asha: ChatIdentity
    ) -> None:
        assert accounts.look_up(replace(asha, workspace="T0ELSEWHERE")).stranger

    def test_somebody_slack_does_not_know_counts_as_deleted(
        self, accounts: SlackAccounts, asha: ChatIdentity
    ) -> None:
        assert accounts.look_up(replace(asha, user="U0NOBODY")).deleted

    @pytest.mark.parametrize("status", [429, 500])
    def test_no_answer_is_no_account(
        self, slack: Workspace, accounts: SlackAccounts, asha: ChatIdentity, status: int
    ) -> None:
        slack.faults.plant(Fault("users.info", status=status))

        with pytest.raises(AskedTooOften if status == 429 else Unavailable):
            accounts.look_up(asha)
