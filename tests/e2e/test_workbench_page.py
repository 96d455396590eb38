"""The workbench's page plays Slack: a smoke test against a bot of a few screens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.workbench_page import WorkbenchPage
from tests.unit.tools.small_bot import SmallBot, local_slack_with_small_bot
from tools.workbench.form_state import REQUIRED
from tools.workbench.running import local_slack
from tools.workbench.stack import StackFile
from tools.workbench.workspace import Workspace


@pytest.fixture(scope="module")
def one_pair() -> Iterator[tuple[Workspace, SmallBot]]:
    with local_slack_with_small_bot(seconds_to_answer=3.0) as pair:
        yield pair


@pytest.fixture
def slack(one_pair: tuple[Workspace, SmallBot]) -> Workspace:
    one_pair[0].forget()
    return one_pair[0]


@pytest.fixture
def workbench(slack: Workspace, page: Page) -> WorkbenchPage:
    opened = WorkbenchPage(page, slack.settings.public_url)
    opened.open()
    opened.play_as("U0ASHA")
    return opened


def test_a_form_is_opened_corrected_answered_and_followed_by_another(workbench: WorkbenchPage) -> None:
    form = workbench.run("/involved")
    form.expect_title("Who is involved?")
    form.submit()
    form.expect_error("Reason", REQUIRED)

    form.choose("Reason", "New concern")
    form.tick("Has the family been told?", "No")
    form.fill("Note", "kept")
    form.submit()
    form.expect_error("NHS number", "Give a number or a name.")
    expect(form.box.get_by_label("Note")).to_have_value("kept")

    form.fill("NHS number", "999 000 0018")
    form.submit()
    form.expect_title("Two services involved")
    form.expect_words("Ben Achebe")

    form.press("I'm involved too")
    form.expect_title("I'm involved too")
    form.back()
    form.expect_title("Two services involved")
    form.press("I'm involved too")
    form.fill("Role", "School nurse")
    form.fill("Since", "2026-11-02")
    form.tick("Marks", "There is an assessment")
    form.submit()
    form.expect_gone()


def test_what_a_person_typed_is_shown_literally(workbench: WorkbenchPage) -> None:
    workbench.write("<img src=x onerror=alert(1)> *not bold* <!channel>")

    workbench.expect_message("<img src=x onerror=alert(1)> *not bold* <!channel>")


def test_a_bot_that_takes_too_long_is_shown_as_slack_shows_it(
    workbench: WorkbenchPage, slack: Workspace
) -> None:
    form = workbench.use_shortcut()
    form.fill("NHS number", "slow")
    form.choose("Reason", "New concern")
    form.tick("Has the family been told?", "Yes")
    slack.settings.seconds_to_answer = 0.3
    form.submit()
    form.expect_trouble()
    slack.settings.seconds_to_answer = 3.0

    expect(form.box.get_by_label("NHS number")).to_have_value("slow")


def test_a_command_with_details_is_answered_for_oneself_and_can_be_dismissed(
    workbench: WorkbenchPage,
) -> None:
    workbench.show("team-room")
    workbench.write("/involved Zebedee Planted")

    said = workbench.expect_ephemeral("Details do not belong in a command.")
    said.get_by_test_id("dismiss").click()
    expect(said).to_have_count(0)


def test_a_message_waits_for_its_reader_and_its_button_opens_a_form(
    workbench: WorkbenchPage, one_pair: tuple[Workspace, SmallBot]
) -> None:
    workbench.write("hello")
    workbench.expect_message("What would you like to do?").get_by_role("button", name="Ask").click()
    workbench.modal().close_all()

    one_pair[1].slack.chat_postMessage(channel="U0BEN", text="Someone new is involved: FP-7K2M")
    workbench.expect_unread("U0BEN", 1)
    workbench.play_as("U0BEN")
    workbench.expect_message("Someone new is involved: FP-7K2M")
    expect(workbench.page.get_by_test_id("unread-U0BEN")).to_have_count(0)


def test_what_is_typed_outlives_a_message_and_a_look_at_somebody_elses_screen(
    workbench: WorkbenchPage, one_pair: tuple[Workspace, SmallBot]
) -> None:
    form = workbench.run("/involved")
    form.fill("Given name", "Zebedee")

    one_pair[1].slack.chat_postMessage(channel="U0ASHA", text="Someone new is involved: FP-7K2M")
    workbench.expect_message("FP-7K2M")
    expect(form.box.get_by_label("Given name")).to_have_value("Zebedee")

    workbench.play_as("U0BEN")
    form.expect_gone()
    workbench.play_as("U0ASHA")
    expect(form.box.get_by_label("Given name")).to_have_value("Zebedee")


def test_a_message_that_arrives_does_not_disturb_who_is_typing(
    workbench: WorkbenchPage, one_pair: tuple[Workspace, SmallBot]
) -> None:
    composer = workbench.page.get_by_test_id("composer")
    composer.press_sequentially("/inv")

    one_pair[1].slack.chat_postMessage(channel="U0ASHA", text="Someone new is involved: FP-7K2M")
    workbench.expect_message("FP-7K2M")

    expect(composer).to_be_focused()
    expect(composer).to_have_value("/inv")
    expect(workbench.page.get_by_test_id("command-involved")).to_be_visible()


def test_the_page_notices_by_itself_that_the_stack_is_deployed(page: Page, tmp_path: Path) -> None:
    file = StackFile(tmp_path / "stack.json")
    with local_slack(file.read) as slack:
        page.goto(slack.settings.public_url)
        expect(page.get_by_role("main")).to_contain_text("Nobody is here yet")
        expect(page.get_by_test_id("status")).to_have_text("Waiting for the stack")

        bot = {"events_path": "/slack/events", "signing_secret": "s"}
        people = [{"name": "Asha Okafor", "slack_user_id": "U0ASHA"}]
        deployed = {"api_url": "http://127.0.0.1:9", "slack": bot, "people": people}
        file.path.write_text(json.dumps(deployed))

        expect(page.get_by_test_id("person-U0ASHA")).to_be_visible()
        expect(page.get_by_test_id("status")).to_have_text("Stack ready")
        page.goto("about:blank")  # the server ends first otherwise, and the page complains of it


def test_people_are_found_by_any_word_about_them(workbench: WorkbenchPage) -> None:
    workbench.page.get_by_test_id("people-filter").fill("youth")

    expect(workbench.page.get_by_test_id("person-U0CERI")).to_be_visible()
    expect(workbench.page.get_by_test_id("person-U0BEN")).to_have_count(0)


def test_a_click_counts_though_something_arrives_between_press_and_release(
    workbench: WorkbenchPage, one_pair: tuple[Workspace, SmallBot]
) -> None:
    """The list of people was drawn anew meanwhile, and the click fell on nothing."""
    page = workbench.page
    button = page.get_by_test_id("person-U0BEN")
    button.hover()
    page.mouse.down()
    with page.expect_response("**/_local/client/*"):
        one_pair[1].slack.chat_postMessage(channel="U0CERI", text="Someone new is involved: FP-7K2M")
    page.wait_for_timeout(300)
    page.mouse.up()
    expect(button).to_have_attribute("aria-current", "true")
    workbench.expect_unread("U0CERI", 1)


def test_the_home_tab_shows_what_the_bot_published(workbench: WorkbenchPage) -> None:
    workbench.show("home")

    home = workbench.page.get_by_test_id("home")
    home.get_by_role("button", name="Ask about a child").click()
    workbench.modal().expect_title("Who is involved?")


def test_the_inspector_shows_a_request_its_signature_its_answer_and_its_milliseconds(
    workbench: WorkbenchPage,
) -> None:
    workbench.run("/involved")

    entry = workbench.inspected("slash command /involved")
    for part in ("POST /slack/events", "X-Slack-Signature", "trigger_id", " ms"):
        expect(entry).to_contain_text(part)
    expect(workbench.inspected("views.open")).to_contain_text("Who is involved?")
    entries = workbench.page.get_by_test_id("inspector-entry")
    expect(entries.filter(has_text="slash command /involved")).to_have_count(1)


def test_the_form_can_be_filled_and_left_with_the_keyboard_alone(workbench: WorkbenchPage) -> None:
    keyboard = workbench.page.keyboard
    workbench.page.get_by_test_id("composer").focus()
    keyboard.type("/inv")
    keyboard.press("Enter")
    form = workbench.modal()
    expect(form.box.get_by_label("NHS number")).to_be_focused()

    keyboard.press("Escape")
    form.expect_gone()
    expect(workbench.page.get_by_test_id("composer")).to_be_focused()
