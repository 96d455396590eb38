"""What every messenger does, the one in memory and Slack's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from fingerpost.adapters.slack_api import Pace, SlackMessenger, web_client
from fingerpost.bootstrap.deliver import drawn_for_slack
from fingerpost.domain.errors import DeliveryInDoubt, RateLimited, Undeliverable
from fingerpost.domain.notice import Notice, NoticeKind
from fingerpost.domain.practitioner import ChatIdentity, Product
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
    takes_no_changes: Callable[[], None]

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
        takes_no_changes=lambda: setattr(fake, "takes_changes", False),
    )


def in_slack(slack: Workspace) -> Chat:
    slack.forget()
    slack.settings.pacing = False
    client = web_client("xoxb-local", f"{slack.settings.public_url}/api/")
    plant = slack.faults.plant
    return Chat(
        SlackMessenger(lambda: client, drawn_for_slack, Pace(wait=lambda _: None)),
        slack.team_id(),
        asks_to_wait=lambda: plant(Fault("chat.postMessage", status=429, retry_after=7)),
        refuses_for_good=lambda: plant(Fault("chat.postMessage", status=200, error="user_not_found")),
        breaks_off=lambda posted: plant(Fault("chat.postMessage", status=500, performed=posted)),
        takes_no_changes=lambda: plant(Fault("chat.update", status=200, error="edit_window_closed")),
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


def test_a_message_is_changed_where_it_stands_and_found_as_before(chat: Chat, notice: Notice) -> None:
    posted = chat.messenger.post(notice, chat.person())
    delivered = replace(notice, identity=chat.person(), message_id=posted.id)
    gone = replace(notice, id="gone", kind=NoticeKind.INVOLVEMENT_WITHDRAWN)

    assert chat.messenger.replace(delivered, gone) is True
    assert chat.messenger.replace(delivered, gone) is True

    assert chat.messenger.find_posted(notice, chat.person()) == posted


def test_a_change_that_is_not_taken_any_more_is_said_to_be_so(chat: Chat, notice: Notice) -> None:
    posted = chat.messenger.post(notice, chat.person())
    delivered = replace(notice, identity=chat.person(), message_id=posted.id)
    chat.takes_no_changes()

    assert chat.messenger.replace(delivered, replace(notice, id="gone")) is False
