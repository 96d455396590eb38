"""What every messenger does, the one in memory and Slack's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from fingerpost.adapters.slack_api import Pace, SlackMessenger, web_client
from fingerpost.domain.errors import DeliveryInDoubt, RateLimited, Undeliverable
from fingerpost.domain.notice import Notice
from fingerpost.domain.practitioner import ChatIdentity, Product
from fingerpost.surfaces.slack.blocks import message
from fingerpost.surfaces.telling.notices import message_of
from fingerpost.usecases.ports.telling import Messenger
from tests.builders import a_notice
from tests.fakes import FakeMessenger, Shelves
from tools.workbench.calls import Fault
from tools.workbench.running import local_slack
from tools.workbench.stack import Stack
from tools.workbench.workspace import Workspace

ASHA = {"slack_user_id": "U0ASHA", "name": "Asha Okafor", "role": "practitioner"}
IDRIS = {"slack_user_id": "U0IDRIS", "name": "Idris Malik", "role": "practitioner"}
STACK = Stack(events_url="http://127.0.0.1:9/slack/events", signing_secret="s", people=(ASHA, IDRIS))


@dataclass
class Chat:
    """A messenger, and the ways in which its chat product can fail the next post."""

    messenger: Messenger
    workspace: str
    asks_to_wait: Callable[[], None]
    refuses_for_good: Callable[[], None]
    breaks_off: Callable[[bool], None]

    def person(self, user: str = "U0ASHA") -> ChatIdentity:
        return ChatIdentity(Product.SLACK, self.workspace, user)


def in_memory() -> Chat:
    fake = FakeMessenger(Shelves())

    def breaks_off(posted: bool) -> None:
        fake.faults, fake.posted_before_fault = [DeliveryInDoubt("x")], posted

    return Chat(
        fake,
        "T0",
        asks_to_wait=lambda: fake.faults.append(RateLimited(7)),
        refuses_for_good=lambda: fake.faults.append(Undeliverable("user_not_found")),
        breaks_off=breaks_off,
    )


def in_slack(slack: Workspace) -> Chat:
    slack.forget()
    slack.settings.pacing = False
    client = web_client("xoxb-local", f"{slack.settings.public_url}/api/")
    plant = slack.faults.plant
    return Chat(
        SlackMessenger(lambda: client, lambda notice: message(message_of(notice)), Pace(wait=lambda _: None)),
        slack.team_id(),
        asks_to_wait=lambda: plant(Fault("chat.postMessage", status=429, retry_after=7)),
        refuses_for_good=lambda: plant(Fault("chat.postMessage", status=200, error="user_not_found")),
        breaks_off=lambda posted: plant(Fault("chat.postMessage", status=500, performed=posted)),
    )


@pytest.fixture(scope="module")
def slack() -> Iterator[Workspace]:
    with local_slack(lambda: STACK) as workspace:
        yield workspace


@pytest.fixture(params=["in memory", "in Slack"])
def chat(request: pytest.FixtureRequest) -> Chat:
    return in_memory() if request.param == "in memory" else in_slack(request.getfixturevalue("slack"))


@pytest.fixture
def notice() -> Notice:
    return replace(a_notice().build(), created_at=datetime.now(UTC))


def test_what_is_posted_is_found(chat: Chat, notice: Notice) -> None:
    posted = chat.messenger.post(notice, chat.person())

    assert chat.messenger.find_posted(notice, chat.person()) == posted


def test_what_was_never_posted_is_not_found(chat: Chat, notice: Notice) -> None:
    chat.messenger.post(replace(notice, id="another"), chat.person())

    assert chat.messenger.find_posted(notice, chat.person()) is None


def test_what_was_posted_to_somebody_else_is_not_found(chat: Chat, notice: Notice) -> None:
    chat.messenger.post(notice, chat.person("U0IDRIS"))

    assert chat.messenger.find_posted(notice, chat.person("U0ASHA")) is None


def test_two_messages_have_different_names(chat: Chat, notice: Notice) -> None:
    first = chat.messenger.post(notice, chat.person())
    second = chat.messenger.post(replace(notice, id="another"), chat.person())

    assert first.id != second.id


def test_a_wish_to_wait_says_how_long_and_posts_nothing(chat: Chat, notice: Notice) -> None:
    chat.asks_to_wait()

    with pytest.raises(RateLimited) as wait:
        chat.messenger.post(notice, chat.person())

    assert wait.value.retry_after == 7
    assert chat.messenger.find_posted(notice, chat.person()) is None


def test_a_refusal_for_good_says_why(chat: Chat, notice: Notice) -> None:
    chat.refuses_for_good()

    with pytest.raises(Undeliverable) as refusal:
        chat.messenger.post(notice, chat.person())

    assert refusal.value.code == "user_not_found"


@pytest.mark.parametrize("posted", [True, False])
def test_after_a_break_the_chat_tells_whether_the_message_stands(
    chat: Chat, notice: Notice, posted: bool
) -> None:
    chat.breaks_off(posted)
    with pytest.raises(DeliveryInDoubt):
        chat.messenger.post(notice, chat.person())

    assert (chat.messenger.find_posted(notice, chat.person()) is not None) is posted
