"""The local Slack's Web API keeps Slack's rules, as the bot's own client meets them."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tools.workbench.calls import Fault
from tools.workbench.running import local_slack
from tools.workbench.stack import Stack, StackFile, StackNotReady
from tools.workbench.workspace import Workspace

Json = dict[str, Any]
ASHA = {"slack_user_id": "U0ASHA", "name": "Asha Okafor", "role": "practitioner"}
GUEST = {"slack_user_id": "U0GUEST", "name": "Gil Guest", "role": "guest"}
STACK = Stack(events_url="http://127.0.0.1:9/slack/events", signing_secret="s", people=(ASHA, GUEST))


def a_modal(title: str = "Ask", **more: object) -> Json:
    field = {
        "type": "input",
        "block_id": "name",
        "label": {"type": "plain_text", "text": "Given name"},
        "element": {"type": "plain_text_input", "action_id": "given"},
    }
    texts = {
        name: {"type": "plain_text", "text": text} for name, text in (("title", title), ("submit", "Ask"))
    }
    return {"type": "modal", "blocks": [field], **texts, **more}


@pytest.fixture(scope="module")
def one_slack() -> Iterator[Workspace]:
    with local_slack(lambda: STACK) as workspace:
        yield workspace


@pytest.fixture
def slack(one_slack: Workspace) -> Workspace:
    one_slack.forget()
    one_slack.settings.pacing = False
    one_slack.clock = one_slack.views.clock = lambda: 100.0
    return one_slack


@pytest.fixture
def bot(slack: Workspace) -> WebClient:
    return WebClient("xoxb-local", base_url=f"{slack.settings.public_url}/api/", timeout=2, retry_handlers=[])


def refusal(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_a_call_without_a_token_is_not_authed(slack: Workspace) -> None:
    with pytest.raises(SlackApiError) as error:
        WebClient(base_url=f"{slack.settings.public_url}/api/").auth_test()

    assert refusal(error) == "not_authed"


def test_another_bots_token_is_refused(
    slack: Workspace, bot: WebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack, "read_stack", lambda: replace(STACK, bot_token="xoxb-installed"))

    assert slack_answer(bot, "auth.test", {})["error"] == "invalid_auth"


def test_an_unheard_of_method_is_refused(bot: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        bot.api_call("reminders.add")

    assert refusal(error) == "unknown_method"


def test_a_trigger_opens_one_modal(slack: Workspace, bot: WebClient) -> None:
    trigger = slack.views.new_trigger("U0ASHA")

    opened = bot.views_open(trigger_id=trigger, view=a_modal())

    view = slack.views.top("U0ASHA")
    assert view is not None
    assert (opened["view"]["id"], opened["view"]["hash"]) == (view.id, view.hash)
    assert opened["view"]["state"]["values"] == {
        "name": {"given": {"type": "plain_text_input", "value": None}}
    }


def test_a_trigger_is_for_one_use(slack: Workspace, bot: WebClient) -> None:
    trigger = slack.views.new_trigger("U0ASHA")
    bot.views_open(trigger_id=trigger, view=a_modal())

    with pytest.raises(SlackApiError) as error:
        bot.views_open(trigger_id=trigger, view=a_modal())

    assert refusal(error) == "exchanged_trigger_id"


@pytest.mark.parametrize(("seconds", "expected"), [(3.0, None), (3.1, "expired_trigger_id")])
def test_a_trigger_lives_three_seconds(
    slack: Workspace, bot: WebClient, seconds: float, expected: str | None
) -> None:
    trigger = slack.views.new_trigger("U0ASHA")
    slack.views.clock = lambda: 100.0 + seconds

    answer = slack_answer(bot, "views.open", {"trigger_id": trigger, "view": a_modal()})

    assert answer.get("error") == expected


def slack_answer(bot: WebClient, method: str, args: Json) -> Json:
    try:
        return dict(bot.api_call(method, json=args).data)  # type: ignore[arg-type]
    except SlackApiError as error:
        return dict(error.response.data)


def test_an_unknown_trigger_is_invalid(bot: WebClient) -> None:
    answer = slack_answer(bot, "views.open", {"trigger_id": "1.2.a", "view": a_modal()})

    assert answer["error"] == "invalid_trigger_id"


def test_an_unsound_view_is_refused_with_its_place_and_leaves_the_trigger_unspent(
    slack: Workspace, bot: WebClient
) -> None:
    trigger = slack.views.new_trigger("U0ASHA")

    refused = slack_answer(bot, "views.open", {"trigger_id": trigger, "view": a_modal("x" * 25)})

    assert refused["error"] == "invalid_arguments"
    assert "[json-pointer:/title/text]" in refused["response_metadata"]["messages"][0]
    assert slack_answer(bot, "views.open", {"trigger_id": trigger, "view": a_modal()})["ok"]


def test_a_fourth_view_in_a_stack_is_refused(slack: Workspace, bot: WebClient) -> None:
    bot.views_open(trigger_id=slack.views.new_trigger("U0ASHA"), view=a_modal())
    for _ in range(2):
        bot.views_push(trigger_id=slack.views.new_trigger("U0ASHA"), view=a_modal())

    with pytest.raises(SlackApiError) as error:
        bot.views_push(trigger_id=slack.views.new_trigger("U0ASHA"), view=a_modal())

    assert refusal(error) == "push_limit_reached"


def test_a_push_without_an_open_view_is_refused(slack: Workspace, bot: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        bot.views_push(trigger_id=slack.views.new_trigger("U0ASHA"), view=a_modal())

    assert refusal(error) == "not_found"


def test_an_update_with_an_old_hash_is_a_conflict(slack: Workspace, bot: WebClient) -> None:
    first = bot.views_open(trigger_id=slack.views.new_trigger("U0ASHA"), view=a_modal())["view"]
    bot.views_update(view_id=first["id"], hash=first["hash"], view=a_modal("Second"))

    with pytest.raises(SlackApiError) as error:
        bot.views_update(view_id=first["id"], hash=first["hash"], view=a_modal("Third"))

    assert refusal(error) == "hash_conflict"


def test_an_update_keeps_what_was_typed_where_ids_are_the_same(slack: Workspace, bot: WebClient) -> None:
    opened = bot.views_open(trigger_id=slack.views.new_trigger("U0ASHA"), view=a_modal())["view"]
    slack.views.find(opened["id"]).values = {"name": {"given": "typed"}}

    updated = bot.views_update(view_id=opened["id"], view=a_modal("Second"))["view"]

    assert updated["state"]["values"]["name"]["given"]["value"] == "typed"


def test_a_home_tab_is_published_for_one_person(slack: Workspace, bot: WebClient) -> None:
    bot.views_publish(user_id="U0ASHA", view={"type": "home", "blocks": [{"type": "divider"}]})

    assert set(slack.views.homes) == {"U0ASHA"}


def test_a_message_reaches_the_direct_messages_of_its_person(slack: Workspace, bot: WebClient) -> None:
    channel = bot.conversations_open(users="U0ASHA")["channel"]["id"]
    posted = bot.chat_postMessage(channel=channel, text="Someone is newly involved: FP-1")

    [message] = bot.conversations_history(channel=channel)["messages"]
    assert (message["ts"], message["text"]) == (posted["ts"], "Someone is newly involved: FP-1")
    assert slack.conversations.find(channel).unread_for("U0ASHA") == 1


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("C0NOWHERE", "channel_not_found"),
        ("D0NOBODY", "channel_not_found"),
        ("U0NOBODY", "user_not_found"),
        ("C0TEAMROOM", "not_in_channel"),
    ],
)
def test_a_message_to_nowhere_is_refused(bot: WebClient, channel: str, expected: str) -> None:
    assert slack_answer(bot, "chat.postMessage", {"channel": channel, "text": "x"})["error"] == expected


def test_a_message_with_a_modal_only_block_is_refused(bot: WebClient) -> None:
    alert = {"type": "alert", "text": {"type": "plain_text", "text": "x"}}

    answer = slack_answer(bot, "chat.postMessage", {"channel": "U0ASHA", "text": "x", "blocks": [alert]})

    assert answer["error"] == "invalid_blocks"


def test_metadata_is_told_only_when_it_is_asked_for(bot: WebClient) -> None:
    metadata = {"event_type": "notice", "event_payload": {"id": "n1"}}
    channel = bot.chat_postMessage(channel="U0ASHA", text="x", metadata=metadata)["channel"]

    [untold] = bot.conversations_history(channel=channel)["messages"]
    [told] = bot.conversations_history(channel=channel, include_all_metadata=True)["messages"]

    assert "metadata" not in untold
    assert told["metadata"] == metadata


def test_history_comes_in_pages_newest_first(bot: WebClient) -> None:
    channel = bot.conversations_open(users="U0ASHA")["channel"]["id"]
    for number in range(3):
        bot.chat_postMessage(channel=channel, text=str(number))

    first = bot.conversations_history(channel=channel, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = bot.conversations_history(channel=channel, limit=2, cursor=cursor)

    assert [m["text"] for m in first["messages"] + second["messages"]] == ["2", "1", "0"]
    assert (first["has_more"], second["has_more"]) == (True, False)


def test_an_ephemeral_message_is_seen_and_not_kept_in_history(slack: Workspace, bot: WebClient) -> None:
    channel = bot.conversations_open(users="U0ASHA")["channel"]["id"]
    bot.chat_postEphemeral(channel=channel, user="U0ASHA", text="Not authorised")

    assert bot.conversations_history(channel=channel)["messages"] == []
    assert [m.text for m in slack.conversations.find(channel).visible_to("U0ASHA")] == ["Not authorised"]


def test_the_bot_changes_and_deletes_only_its_own_messages(slack: Workspace, bot: WebClient) -> None:
    posted = bot.chat_postMessage(channel="U0ASHA", text="before")
    channel, ts = str(posted["channel"]), str(posted["ts"])
    bot.chat_update(channel=channel, ts=ts, text="after")
    slack.conversations.find(channel).find(ts).author = "U0ASHA"

    refused = slack_answer(bot, "chat.delete", {"channel": channel, "ts": ts})

    assert slack.conversations.find(channel).find(ts).text == "after"
    assert refused["error"] == "cant_delete_message"


def test_a_person_is_described_with_what_decides_whether_they_may_ask(bot: WebClient) -> None:
    asha, guest = bot.users_info(user="U0ASHA")["user"], bot.users_info(user="U0GUEST")["user"]

    assert asha["profile"]["email"] == "asha.okafor@example.org"
    assert (asha["is_restricted"], guest["is_restricted"]) == (False, True)
    assert bot.users_lookupByEmail(email="Asha.Okafor@example.org")["user"]["id"] == "U0ASHA"


def test_an_account_can_be_closed_by_a_test(slack: Workspace, bot: WebClient) -> None:
    post(slack, "people", {**ASHA, "deleted": True})

    assert bot.users_info(user="U0ASHA")["user"]["deleted"] is True


def test_a_stranger_is_not_found(bot: WebClient) -> None:
    assert slack_answer(bot, "users.info", {"user": "U0NOBODY"})["error"] == "user_not_found"


def post(slack: Workspace, path: str, body: Json, method: str = "POST") -> int:
    request = urllib.request.Request(  # noqa: S310 - our own server on this machine
        f"{slack.settings.public_url}/_local/{path}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
        return int(answer.status)


def test_a_planted_rate_limit_says_when_to_come_back_and_then_is_over(
    slack: Workspace, bot: WebClient
) -> None:
    post(slack, "faults", {"method": "chat.postMessage", "status": 429, "retry_after": 7})

    with pytest.raises(SlackApiError) as error:
        bot.chat_postMessage(channel="U0ASHA", text="x")
    bot.chat_postMessage(channel="U0ASHA", text="x")

    assert error.value.response.status_code == 429
    assert error.value.response.headers["Retry-After"] == "7"
    assert len(slack.conversations.direct_message_with("U0ASHA").messages) == 1


def test_a_planted_time_out_loses_the_answer_and_when_asked_not_the_effect(
    slack: Workspace, bot: WebClient
) -> None:
    slack.faults.plant(Fault("chat.postMessage", "timeout", seconds=0.8, performed=True))
    bot.timeout = 0.3  # type: ignore[assignment]

    with pytest.raises(TimeoutError):
        bot.chat_postMessage(channel="U0ASHA", text="x")

    assert len(slack.conversations.direct_message_with("U0ASHA").messages) == 1


def test_a_planted_server_error_has_no_effect(slack: Workspace, bot: WebClient) -> None:
    slack.faults.plant(Fault("chat.postMessage", 500))

    assert slack_answer(bot, "chat.postMessage", {"channel": "U0ASHA", "text": "x"})["ok"] is False
    assert slack.conversations.direct_message_with("U0ASHA").messages == []


def test_pacing_takes_one_message_a_second_in_each_channel(slack: Workspace, bot: WebClient) -> None:
    slack.settings.pacing = True
    said = {"channel": "U0ASHA", "text": "x"}

    first, second = (slack_answer(bot, "chat.postMessage", said) for _ in range(2))
    slack.clock = lambda: 101.0
    third = slack_answer(bot, "chat.postMessage", said)

    assert (first["ok"], second.get("error"), third["ok"]) == (True, "ratelimited", True)


def test_every_call_is_in_the_log_in_order_with_its_arguments_and_without_the_token(
    slack: Workspace, bot: WebClient
) -> None:
    bot.chat_postMessage(channel="U0ASHA", text="x")
    slack_answer(bot, "users.info", {"user": "U0NOBODY"})

    with urllib.request.urlopen(f"{slack.settings.public_url}/_local/web-api-log") as answer:  # noqa: S310
        log = json.load(answer)

    assert [(c["method"], c["ok"], c["error"]) for c in log] == [
        ("chat.postMessage", True, None),
        ("users.info", False, "user_not_found"),
    ]
    assert log[0]["args"] == {"channel": "U0ASHA", "text": "x"}
    assert "xoxb" not in json.dumps(log)


def test_the_log_can_be_emptied_and_the_whole_be_reset(slack: Workspace, bot: WebClient) -> None:
    bot.chat_postMessage(channel="U0ASHA", text="x")

    post(slack, "web-api-log", {}, "DELETE")
    assert slack.record.web_api_calls == []

    post(slack, "reset", {})
    assert slack.conversations.direct_message_with("U0ASHA").messages == []


def test_the_stack_file_is_read_when_it_comes_and_again_when_it_changes(tmp_path: Path) -> None:
    file = StackFile(tmp_path / "stack.json")
    with pytest.raises(StackNotReady):
        file.read()

    written = {
        "api_url": "http://127.0.0.1:4566/live/",
        "slack": {"events_path": "/slack/events", "signing_secret": "one", "team_id": "T1"},
        "people": [ASHA],
    }
    file.path.write_text(json.dumps(written))
    first = file.read()
    file.path.write_text(json.dumps({**written, "people": []}))

    assert first.events_url == "http://127.0.0.1:4566/live/slack/events"
    assert (first.team_id, len(first.people), len(file.read().people)) == ("T1", 1, 0)


def test_a_half_written_stack_file_is_not_ready(tmp_path: Path) -> None:
    file = StackFile(tmp_path / "stack.json")
    file.path.write_text('{"api_url": ')

    with pytest.raises(StackNotReady):
        file.read()
