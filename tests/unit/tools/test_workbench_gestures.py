"""A person's gestures become signed requests, and the bot's replies change what the person sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import urllib3
from slack_sdk.signature import SignatureVerifier

from tests.unit.tools.small_bot import (
    PEOPLE,
    SECRET,
    SmallBot,
    local_slack_with_small_bot,
    the_record,
)
from tools.workbench.driver import LocalSlack, Person
from tools.workbench.form_state import REQUIRED
from tools.workbench.stack import Stack
from tools.workbench.wire import TROUBLE
from tools.workbench.words_on_screen import GestureFailed
from tools.workbench.workspace import Workspace

FILLED = {"NHS number": "999 000 0018", "Reason": "New concern", "Has the family been told?": "No"}


@pytest.fixture(scope="module")
def one_pair() -> Iterator[tuple[Workspace, SmallBot]]:
    with local_slack_with_small_bot() as pair:
        yield pair


@pytest.fixture
def bot(one_pair: tuple[Workspace, SmallBot]) -> SmallBot:
    one_pair[1].heard.clear()
    one_pair[1].retries.clear()
    return one_pair[1]


@pytest.fixture
def slack(one_pair: tuple[Workspace, SmallBot]) -> LocalSlack:
    workspace, _ = one_pair
    workspace.forget()
    return LocalSlack(workspace.settings.public_url)


@pytest.fixture
def asha(slack: LocalSlack) -> Person:
    return slack.person("U0ASHA")


def test_a_bare_command_opens_the_form(asha: Person) -> None:
    form = asha.open_form("/involved")

    assert form.title == "Who is involved?"
    assert "Date of birth" in form.fields()


def test_every_request_is_signed_over_its_exact_body(asha: Person, slack: LocalSlack) -> None:
    asha.open_form("/involved")

    [sent] = slack.signed_requests()
    assert SignatureVerifier(SECRET).is_valid_request(sent["raw_body"], sent["headers"])
    assert (sent["path"], sent["status"], sent["body"]["command"]) == ("/slack/events", 200, "/involved")
    assert sent["ms"] > 0


def test_a_command_with_details_is_answered_for_this_person_alone(asha: Person, slack: LocalSlack) -> None:
    asha.run("/involved", "Zebedee Planted")

    [said] = asha.ephemeral_messages()
    assert said.text == "Details do not belong in a command."
    assert asha.direct_messages() == []
    assert slack.person("U0BEN").messages() == []


@pytest.mark.parametrize(("text", "error"), [("slow", "operation_timeout"), ("crash", "dispatch_failed")])
def test_a_command_that_fails_is_shown_as_slack_shows_it(asha: Person, text: str, error: str) -> None:
    with pytest.raises(GestureFailed, match=error):
        asha.run("/involved", text)

    assert asha.ephemeral_messages()[0].text == f'/involved failed with the error "{error}"'


def test_the_shortcut_opens_the_form(asha: Person) -> None:
    assert asha.use_shortcut("ask").title == "Who is involved?"


def test_a_submission_is_answered_in_the_same_modal(asha: Person) -> None:
    form = asha.open_form()
    answer = form.submit(FILLED)

    assert answer is not None
    assert answer.view["id"] == form.view["id"]
    assert answer.view["hash"] != form.view["hash"]
    assert answer.title == "Two services involved"
    assert "Ben Achebe" in answer.words


def test_a_submission_carries_every_field_in_slacks_words(asha: Person, bot: SmallBot) -> None:
    asha.open_form().submit(FILLED)

    values = bot.heard[-1]["view"]["state"]["values"]
    assert values["number"]["value"] == {"type": "plain_text_input", "value": "999 000 0018"}
    assert values["given"]["value"] == {"type": "plain_text_input", "value": None}
    assert values["reason"]["value"]["selected_option"]["value"] == "new_concern"
    assert values["told"]["value"]["selected_option"]["text"]["text"] == "No"


def test_a_required_field_left_empty_is_asked_for_and_nothing_is_sent(asha: Person, bot: SmallBot) -> None:
    form = asha.open_form().submit({"NHS number": "1"})

    assert form is not None
    assert form.errors == {"Reason": REQUIRED, "Has the family been told?": REQUIRED}
    assert [said.get("type") for said in bot.heard] == [None]


def test_a_text_above_its_longest_is_not_sent(asha: Person) -> None:
    form = asha.open_form().submit({**FILLED, "Given name": "x" * 51})

    assert form is not None
    assert form.errors == {"Given name": "Must be at most 50 characters; this has 51."}


def test_the_bots_errors_stand_at_their_fields_and_the_form_keeps_what_was_typed(asha: Person) -> None:
    form = asha.open_form().submit({**FILLED, "NHS number": None, "Note": "kept"})

    assert form is not None
    assert form.errors == {"NHS number": "Give a number or a name."}
    assert form.view["values"]["note"] == {"value": "kept"}


@pytest.mark.parametrize("number", ["slow", "broken"])
def test_a_submission_that_fails_keeps_the_form_and_says_so(asha: Person, number: str) -> None:
    asha.open_form()
    with pytest.raises(GestureFailed):
        asha.submit({**FILLED, "NHS number": number})

    form = asha.screen()
    assert form is not None
    assert (form.title, form.view["trouble"]) == ("Who is involved?", TROUBLE)
    assert form.view["values"]["number"] == {"value": number}


def test_the_record_names_what_was_wrong_with_an_answer(asha: Person, slack: LocalSlack) -> None:
    asha.open_form()
    with pytest.raises(GestureFailed, match="at most 24 characters"):
        asha.submit({**FILLED, "NHS number": "broken"})

    assert "/view/title/text" in slack.signed_requests()[-1]["problems"][0]


def test_a_pushed_view_lies_on_top_and_back_returns_to_the_one_below(asha: Person) -> None:
    asha.open_form()
    pushed = asha.submit({**FILLED, "NHS number": "push"})
    assert pushed is not None
    assert pushed.title == "I'm involved too"

    asha.close()

    below = asha.screen()
    assert below is not None
    assert below.title == "Who is involved?"


def test_a_button_in_an_answer_pushes_and_the_pushed_form_clears_everything(asha: Person) -> None:
    answer = asha.open_form().submit(FILLED)
    assert answer is not None
    record = answer.click("I'm involved too")
    assert record is not None

    assert record.view["values"]["since"] == {"value": "2026-11-22"}
    assert record.submit({"Role": "School nurse", "Marks": ["There is an assessment"]}) is None


def test_a_double_click_sends_twice_and_shows_one_answer(asha: Person, bot: SmallBot) -> None:
    answer = asha.open_form().submit_twice(FILLED)

    sent = [said["view"] for said in bot.heard if said.get("type") == "view_submission"]
    assert answer is not None
    assert answer.title == "Two services involved"
    assert sent[0]["hash"] == sent[1]["hash"]


def test_a_message_to_the_bot_is_an_event_and_its_menu_has_a_button_that_opens_the_form(
    asha: Person, bot: SmallBot
) -> None:
    asha.write("hello")
    event = bot.heard[-1]["event"]
    form = asha.click("Ask")

    assert (event["type"], event["channel_type"], event["text"]) == ("message", "im", "hello")
    assert form is not None
    assert bot.heard[-1]["container"]["type"] == "message"


def test_a_failed_event_is_delivered_again_with_the_same_id(asha: Person, bot: SmallBot) -> None:
    with pytest.raises(GestureFailed):
        asha.write("crash")

    first, second = bot.heard
    assert first["event_id"] == second["event_id"]
    assert bot.retries == ["", "1"]


def test_an_event_can_be_delivered_three_times(asha: Person, bot: SmallBot) -> None:
    for retry in range(3):
        asha.hear_event({"type": "team_join", "user": {"id": "U1"}}, event_id="Ev1", retry=retry)

    assert [said["event_id"] for said in bot.heard] == ["Ev1"] * 3


def test_deleting_ones_own_message_takes_it_from_history(asha: Person, bot: SmallBot) -> None:
    asha.write("details that do not belong here")
    [own] = [message for message in asha.messages() if not message.is_bot]

    asha.act("delete", user="U0ASHA", channel_id=own.channel, ts=own.ts)

    assert own.text not in [message.text for message in asha.messages()]
    assert bot.heard[-1]["event"]["subtype"] == "message_deleted"


def test_the_home_tab_is_published_when_it_is_opened(asha: Person) -> None:
    home = asha.open_home()

    assert home is not None
    assert home.buttons() == ["Ask about a child"]
    form = home.click("Ask about a child")
    assert form is not None
    assert form.title == "Who is involved?"


def test_unread_messages_count_until_they_are_read(asha: Person, slack: LocalSlack) -> None:
    asha.write("hello")
    unread_before = asha.sees()["conversations"][0]["unread"]

    asha.act("read", user="U0ASHA", channel_id=asha.direct_channel)

    assert (unread_before, asha.sees()["conversations"][0]["unread"]) == (1, 0)


def test_the_bot_may_answer_at_the_response_url_five_times(asha: Person, bot: SmallBot) -> None:
    asha.open_form()
    url = bot.heard[-1]["response_url"]
    answers = [urllib3.request("POST", url, json={"text": str(n)}).status for n in range(6)]

    assert answers == [200] * 5 + [404]
    assert [message.text for message in asha.ephemeral_messages()] == list("01234")


def test_a_view_that_is_gone_cannot_be_submitted(asha: Person) -> None:
    form = asha.open_form()
    asha.close_all()

    with pytest.raises(GestureFailed, match="view"):
        form.submit(FILLED)


def test_a_bot_that_is_not_there_is_trouble_and_not_an_error_of_ours(
    asha: Person, one_pair: tuple[Workspace, SmallBot], monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_listens = Stack("http://127.0.0.1:9/slack/events", SECRET, people=PEOPLE)
    monkeypatch.setattr(one_pair[0], "read_stack", lambda: nobody_listens)

    with pytest.raises(GestureFailed, match="connection_failed"):
        asha.use_shortcut()


def test_a_closed_modal_is_told_to_a_bot_that_wants_to_know(
    asha: Person, one_pair: tuple[Workspace, SmallBot], bot: SmallBot
) -> None:
    views = one_pair[0].views
    views.open(views.new_trigger("U0ASHA"), {**the_record(), "notify_on_close": True})

    asha.close()

    assert (bot.heard[-1]["type"], bot.heard[-1]["is_cleared"]) == ("view_closed", False)


def test_an_answer_at_the_response_url_may_take_the_place_of_the_message_whose_button_was_pressed(
    asha: Person, bot: SmallBot
) -> None:
    asha.write("hello")
    asha.click("Ask")

    answer = urllib3.request("POST", bot.heard[-1]["response_url"], json={"delete_original": True})

    assert answer.status == 200
    assert asha.direct_messages() == []


def test_an_answer_at_the_response_url_is_checked_like_any_message(asha: Person, bot: SmallBot) -> None:
    asha.open_form()

    answer = urllib3.request("POST", bot.heard[-1]["response_url"], json={"blocks": [{"type": "divider"}]})

    assert answer.json()["error"] == "invalid_blocks"


def test_a_gesture_with_wrong_arguments_is_refused_by_name(slack: LocalSlack) -> None:
    assert slack.post("act/wink", {})["error"] == "no such gesture"
    assert "channel_id" in slack.post("act/write", {"user": "U0ASHA", "text": "x"})["error"]
