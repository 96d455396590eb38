"""Ask, be answered, record, be told: in Microsoft's own client, with the bot's checks as in production."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.local_stack import LocalStack
from tests.scenarios.town import WHY, WORK, TownInChat, a_child_nobody_knows, in_teams
from tools.local import ports
from tools.teams.playground import running

SLOW = 20_000  # milliseconds: a function that starts cold on a busy machine
TOLD = 60_000


@dataclass(frozen=True)
class Chat:
    """Somebody's chat with the bot, as the client draws it."""

    page: Page

    @property
    def newest(self) -> Locator:
        """The newest card."""
        return self.page.locator(".ac-adaptiveCard").last

    def press(self, title: str) -> None:
        """Press a button of the newest card."""
        self.newest.get_by_role("button", name=title).click()

    def type(self, label: str, text: str) -> None:
        """Type into a field of the newest card."""
        self.field(label).fill(text)

    def field(self, label: str) -> Locator:
        """A field of the newest card by the beginning of its label."""
        return self.newest.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}"))

    def choose(self, label: str, option: str) -> None:
        """Choose from a list of the newest card."""
        self.newest.get_by_role("combobox", name=re.compile(f"^{re.escape(label)}")).click()
        self.page.get_by_role("option", name=option).click()

    def reads(self, words: str, milliseconds: int = SLOW) -> None:
        """The newest card comes to say this."""
        expect(self.newest).to_contain_text(words, timeout=milliseconds)


@pytest.fixture
def town(stack: LocalStack) -> Iterator[TownInChat]:
    one = in_teams(stack, "card")
    yield one
    one.everybody_as_before()


@pytest.fixture
def colin(town: TownInChat, chromium: Browser) -> Iterator[Chat]:
    """Colin sits at the client; he is told in Teams."""
    town.person("colin-mossley")
    people, bridge = town.stack.people, town.stack.document["teams"]["bridge_url"]
    [me] = [person for person in people if person["id"] == "colin-mossley"]
    port = ports.choose("FINGERPOST_PLAYGROUND_PORT", 56150)
    with running(me, people, bridge, port) as playground:
        context = chromium.new_context(viewport={"width": 1200, "height": 1600}, locale="en-GB")
        page = context.new_page()
        page.goto(playground.url)
        yield Chat(page)
        context.close()


def test_ask_be_answered_record_and_be_told(town: TownInChat, colin: Chat) -> None:
    # given a child that a teacher works with
    child = a_child_nobody_knows()
    town.person("gareth-penry").open("record").submit({**child, **WORK, **WHY})

    # when a police officer asks in Teams
    colin.reads("What would you like to do?")
    colin.press("Ask who is involved")
    colin.reads("Who is the child?")
    colin.type("NHS number or UPN", child["NHS number or UPN"])
    colin.type("Birth date", child["Birth date"])
    colin.choose("Reason", WHY["Reason"])
    colin.newest.get_by_role("radio", name="No", exact=True).check()
    colin.newest.get_by_role("button", name="Ask", exact=True).click()

    # then the answer stands in the place of the form
    colin.reads("1 service is involved with this child")
    expect(colin.newest).to_contain_text("Gareth Penry")
    expect(colin.page.get_by_text("Who is the child?")).to_have_count(0)

    # when he records himself
    colin.press("I’m involved too")
    colin.reads("Your role with the child")
    colin.type("Your role with the child", "missing persons officer")
    colin.type("Involved since", "3 3 2026")
    colin.newest.get_by_role("button", name="Record", exact=True).click()
    colin.reads("you are shown as involved with this child")
    colin.press("Close")
    colin.reads("What would you like to do?")

    # and a nurse records herself after him
    nurse = {"Your role with the child": "school nurse", "Involved since": "4 3 2026"}
    town.person("ewa-sobczak").open("record").submit({**child, **nurse, **WHY})

    # then he is told, by a reference and nothing of the child
    colin.reads("Somebody else is now involved with a child you work with.", TOLD)
    body = colin.page.locator("body")
    expect(body).not_to_contain_text(child["Family name"])
    expect(body).not_to_contain_text(child["NHS number or UPN"])

    # and the button shows him whom to ring, in a card that he closes again
    colin.press("See who to contact")
    colin.reads("Ewa Sobczak")
    expect(colin.newest).to_contain_text(child["Family name"])
    colin.press("Close")
    expect(body).not_to_contain_text(child["Family name"], timeout=SLOW)


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(colin: Chat) -> None:
    colin.reads("What would you like to do?")
    colin.press("Ask who is involved")
    colin.reads("Who is the child?")
    colin.type("Given name", "Aoife")
    colin.type("Family name", "Byrne")
    colin.type("Birth date", "31 2 2016")
    colin.choose("Reason", WHY["Reason"])
    colin.newest.get_by_role("radio", name="No", exact=True).check()
    colin.newest.get_by_role("button", name="Ask", exact=True).click()
    colin.reads("There is no such day")
    expect(colin.field("Given name")).to_have_value("Aoife")


def test_a_form_is_filled_in_with_the_keyboard_alone(colin: Chat) -> None:
    colin.reads("What would you like to do?")
    colin.newest.get_by_role("button", name="Ask who is involved").focus()
    colin.page.keyboard.press("Enter")
    colin.reads("Who is the child?")
    colin.field("NHS number or UPN").focus()
    colin.page.keyboard.type("999 000 0001")
    reached = []
    for _ in range(24):
        colin.page.keyboard.press("Tab")
        reached.append(str(colin.page.evaluate("document.activeElement.innerText || ''")).strip())
        if reached[-1] == "Ask":
            break
    assert reached[-1] == "Ask"
