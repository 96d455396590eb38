"""How many clicks and keystrokes the roads cost that people take every day, counted in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.workbench_page import WorkbenchPage
from tests.local_stack import LocalStack
from tests.scenarios.town import WHY, WORK, TownInChat, a_child_nobody_knows, in_slack, number_and_birth_date

NUMBER, TEACHER, NURSE = "NHS number or UPN", "gareth-penry", "ewa-sobczak"


@dataclass
class Hand:
    """A hand at mouse and keyboard, which is counted."""

    page: Page
    clicks: int = 0
    keys: int = 0
    log: list[str] = field(default_factory=list)

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def tab(self, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press("Tab")
        self.keys += times

    def button(self, name: str) -> Locator:
        return self.page.get_by_test_id("modal").get_by_role("button", name=name, exact=True)


@dataclass
class Desk:
    workbench: WorkbenchPage
    town: TownInChat
    hand: Hand

    def sit(self, person_id: str) -> None:
        self.workbench.play_as(self.town.entry(person_id)["slack_user_id"])

    def expect_title(self, title: str) -> None:
        expect(self.hand.page.get_by_test_id("modal-title")).to_have_text(title)

    def expect_at(self, label: str) -> None:
        expect(self.hand.page.get_by_test_id("modal").get_by_label(label)).to_be_focused()


@pytest.fixture
def desk(stack: LocalStack, page: Page) -> Iterator[Desk]:
    workbench, town = WorkbenchPage(page, stack.document["slack"]["workbench_url"]), in_slack(stack)
    workbench.open()
    yield Desk(workbench, town, Hand(page))
    town.everybody_as_before()


def typed_date(child: dict[str, str]) -> str:
    day, month, year = child["Birth date"].split()
    return f"{day}/{month}/{year}"


def test_to_ask_by_number_takes_24_keys_and_2_clicks_with_the_reason_remembered(desk: Desk) -> None:
    first, child = a_child_nobody_knows(), a_child_nobody_knows()
    for one in (first, child):
        desk.town.person(NURSE).open("record").submit({**one, **WORK, **WHY})
    desk.town.ask(TEACHER, number_and_birth_date(first))
    desk.sit(TEACHER)
    desk.expect_title("Services involved")
    desk.hand.button("Ask about another child").click()
    desk.expect_title("Ask who is involved")

    desk.hand.page.get_by_test_id("modal").get_by_label(NUMBER).focus()
    desk.hand.types(child[NUMBER])
    desk.hand.tab(3)
    desk.expect_at("Birth date")
    desk.hand.types(typed_date(child))
    desk.hand.click(desk.hand.page.get_by_test_id("modal").get_by_label("No", exact=True))
    desk.hand.click(desk.hand.page.get_by_test_id("modal-submit"))

    desk.expect_title("Services involved")
    assert desk.hand.keys <= 24
    assert desk.hand.clicks <= 2


def test_to_ask_again_after_a_slip_takes_2_clicks_and_the_keys_of_the_correction(desk: Desk) -> None:
    child = a_child_nobody_knows()
    desk.town.person(NURSE).open("record").submit({**child, **WORK, **WHY})
    slip = {**{name: child[name] for name in ("Given name", "Birth date")}, "Family name": "Wrongname"}
    desk.town.ask(TEACHER, slip)
    desk.sit(TEACHER)
    desk.hand.click(desk.hand.button("Change details, ask again"))
    desk.expect_title("Ask who is involved")

    field = desk.hand.page.get_by_test_id("modal").get_by_label("Family name")
    field.focus()
    field.select_text()
    desk.hand.types(child["Family name"])
    desk.hand.click(desk.hand.page.get_by_test_id("modal-submit"))

    desk.expect_title("Services involved")
    assert desk.hand.clicks <= 2
    assert desk.hand.keys == len(child["Family name"])


def test_to_find_one_of_17_children_takes_3_clicks(desk: Desk) -> None:
    wanted = a_child_nobody_knows()
    teacher = desk.town.person(TEACHER)
    teacher.open("record").submit({**wanted, **WORK, **WHY})
    while "Page 1 of 2" not in teacher.open("my_children").words:
        teacher.open("record").submit({**a_child_nobody_knows(), **WORK, **WHY})
    teacher.open("my_children")
    desk.sit(TEACHER)
    desk.expect_title("My children")

    desk.hand.click(desk.hand.button("Find by number or name"))
    desk.expect_title("Find one of mine")
    desk.hand.page.get_by_test_id("modal").get_by_label("Number, name or reference").focus()
    desk.hand.types(wanted["Family name"][:4])
    desk.hand.click(desk.hand.page.get_by_test_id("modal-submit"))
    desk.expect_title("My children")
    opening = desk.hand.page.get_by_test_id("modal").get_by_role("button", name="Open FP-")
    expect(opening).to_have_count(1)
    desk.hand.click(opening)

    desk.expect_title("Child")
    expect(desk.hand.page.get_by_test_id("modal")).to_contain_text(wanted["Family name"])
    assert desk.hand.clicks <= 3
