"""Every screen as its user has it: read by axe, at the width of a telephone, and at twice the text size.

The roads are walked through the local Slack; the browser looks at each screen on the way.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.workbench_page import WorkbenchPage
from tests.local_stack import LocalStack
from tests.scenarios.town import (
    WHY,
    WORK,
    Screen,
    SlackScreen,
    TownInChat,
    a_child_nobody_knows,
    in_slack,
    number_and_birth_date,
)

Json = dict[str, Any]
TEACHER, NURSE, OFFICER = "gareth-penry", "ewa-sobczak", "hester-colbeck"
PHONE_WIDTH, PHONE_HEIGHT = 390, 844
MOST_HEIGHTS = 2
LONG_ON_REQUEST = ("ask more details",)
"""The form with all its fields, which nobody is given who did not ask for them."""

NO_HURRY = {"Can it wait?": "Yes, until they have time in their working hours"}
WITH_A_TELEPHONE = (
    "answer",
    "nothing",
    "one more detail",
    "last round",
    "refused",
    "request",
    "record shown",
)
"""Screens that exist to be rung by."""

SERIOUS = ("serious", "critical")
_MEASURE = """(width) => {
  const modal = document.querySelector('[data-testid=modal]'), body = modal.querySelector('.modal-body');
  const before = modal.getAttribute('style') || '';
  modal.style.width = width + 'px'; modal.style.maxHeight = 'none';
  const call = body.querySelector('a[href^="tel:"]');
  const top = body.getBoundingClientRect().top - body.scrollTop;
  const found = {
    height: body.scrollHeight,
    telephone: call ? call.getBoundingClientRect().top - top : null,
    wide: body.scrollWidth - body.clientWidth,
  };
  modal.setAttribute('style', before);
  return found;
}"""


@dataclass(frozen=True)
class Look:
    """height, telephone: in CSS pixels at a telephone's width; telephone: where the first number stands, None
    for none. wide: how much is cut off to the side. found: what axe has against it."""

    height: float
    telephone: float | None
    wide: float
    wide_at_twice: float
    found: tuple[str, ...]


@dataclass
class Eyes:
    """A browser that looks at the screen that somebody has open."""

    page: Page
    workbench: WorkbenchPage
    town: TownInChat
    looks: dict[str, Look] = field(default_factory=dict)

    def at(self, name: str, person_id: str, screen: Screen) -> Screen:
        """Look at a screen, and hand it on."""
        self.workbench.play_as(self.town.entry(person_id)["slack_user_id"])
        assert isinstance(screen, SlackScreen)
        expect(self.page.get_by_test_id("modal-title")).to_have_text(screen.title)
        last = [line for line in screen.words.split("\n") if line.strip()][-1]
        expect(self.page.get_by_test_id("modal")).to_contain_text(last[:40])
        self.looks[name] = self._look()
        if shots := os.environ.get("SHOTS"):
            self._shot(Path(shots) / f"{name.replace(' ', '-')}.png")
        return screen

    def _look(self) -> Look:
        once = self.page.evaluate(_MEASURE, PHONE_WIDTH)
        found = tuple(self._faults())
        larger = self.page.add_style_tag(content=".modal-body, .modal-body * { font-size: 32px !important; }")
        twice = self.page.evaluate(_MEASURE, PHONE_WIDTH)
        larger.evaluate("node => node.remove()")
        return Look(once["height"], once["telephone"], once["wide"], twice["wide"], found)

    def _faults(self) -> Iterator[str]:
        results = Axe().run(self.page, context="[data-testid=modal]")
        for one in results.response["violations"]:
            if one["impact"] in SERIOUS:
                yield f"{one['id']}: {one['nodes'][0]['html'][:120]}"

    def _shot(self, path: Path) -> None:
        """The whole modal as on a telephone."""
        self.page.set_viewport_size({"width": 1440, "height": 3000})
        style = self.page.add_style_tag(content=f".modal {{ width: {PHONE_WIDTH}px !important; }}")
        self.page.get_by_test_id("modal").screenshot(path=str(path))
        style.evaluate("node => node.remove()")
        self.page.set_viewport_size({"width": 1440, "height": 900})


def of_asking(eyes: Eyes) -> None:
    town, child = eyes.town, a_child_nobody_knows()
    town.person(NURSE).open("record").submit({**child, **WORK, **WHY})
    form = eyes.at("ask", TEACHER, town.person(TEACHER).open("ask"))
    eyes.at("ask wrong", TEACHER, form.submit({"Birth date": "30 2 2016", **WHY}))
    eyes.at("ask more details", TEACHER, town.person(TEACHER).open("ask").press("More details"))
    eyes.at("ask unborn", TEACHER, town.person(TEACHER).open("ask").press("Unborn child"))
    answer = eyes.at("answer", TEACHER, town.ask(TEACHER, number_and_birth_date(child)))
    eyes.at("tell me", TEACHER, answer.press("Tell me if someone becomes involved"))
    answer = town.ask(TEACHER, number_and_birth_date(child))
    eyes.at("record from answer", TEACHER, answer.press("I’m involved too"))
    eyes.at("nothing", TEACHER, town.ask(TEACHER, number_and_birth_date(a_child_nobody_knows())))
    common = {"Given name": "Jack", "Family name": "Smith", "Birth date": "9 11 2014", "Postcode": "NB1"}
    more = eyes.at("one more detail", TEACHER, town.ask(TEACHER, common))
    more = more.submit({"NHS number or UPN": child["NHS number or UPN"]})
    if more.title == "One more detail":
        eyes.at(
            "last round", TEACHER, more.submit({name: "Zebedee" for name in more.fields() if "name" in name})
        )
    dispute = town.ask(NURSE, number_and_birth_date(child))
    eyes.at("not this child", NURSE, dispute.press("Not this child"))


def of_recording(eyes: Eyes) -> None:
    town, child = eyes.town, a_child_nobody_knows()
    form = eyes.at("record", TEACHER, town.person(TEACHER).open("record"))
    done = eyes.at("recorded", TEACHER, form.submit({**child, **WORK, **WHY}))
    shown = eyes.at("child", TEACHER, done.press("See who is involved"))
    eyes.at("change", TEACHER, shown.press("Change"))
    mine = eyes.at("my children", TEACHER, town.person(TEACHER).open("my_children"))
    eyes.at("find", TEACHER, mine.press("Find by number or name"))
    again = town.person(TEACHER).open("record").submit({**child, **WORK, **WHY})
    eyes.at("already involved", TEACHER, again)
    ending = eyes.at("end", TEACHER, again.press("End"))
    eyes.at("ended", TEACHER, ending.submit({"Last day of involvement": "1 3 2026"}))


def of_contact(eyes: Eyes) -> None:
    town, child = eyes.town, a_child_nobody_knows()
    town.person(NURSE).open("record").submit({**child, **WORK, **WHY})
    answer = town.ask(TEACHER, number_and_birth_date(child))
    form = eyes.at("ask contact", TEACHER, answer.press("Ask to be contacted"))
    request = eyes.at("request", TEACHER, form.submit(NO_HURRY))
    eyes.at("requests", TEACHER, request.press("Requests"))


def of_records(eyes: Eyes) -> None:
    town, first, second = eyes.town, a_child_nobody_knows(), a_child_nobody_knows()
    one = _reference(town.person(TEACHER).open("record").submit({**first, **WORK, **WHY}))
    other = _reference(town.person(NURSE).open("record").submit({**second, **WORK, **WHY}))
    town.ask("colin-mossley", number_and_birth_date(first)).press("Not this child")

    def records() -> Screen:
        return town.person(OFFICER).open("my_children").press("Records")

    eyes.at("records", OFFICER, records())
    record = eyes.at("record shown", OFFICER, records().submit({"Reference": one}))
    eyes.at("shield", OFFICER, record.press("Shield"))
    record = records().submit({"Reference": one})
    eyes.at("correct", OFFICER, record.press("Correct"))
    both = records().press("Compare two records")
    eyes.at("compare", OFFICER, both)
    eyes.at("side by side", OFFICER, both.submit({"Record to keep": one, "Other record": other}))
    life = a_child_nobody_knows()
    form = eyes.at("new identity", OFFICER, records().submit({"Reference": one}).press("New identity"))
    names = {label: life[label] for label in ("Given name", "Family name", "Birth date")}
    eyes.at("write it down", OFFICER, form.submit({**names, "Numbers": life["NHS number or UPN"]}))


def of_refusals(eyes: Eyes) -> None:
    entry = eyes.town.refused_entry("not_trained")
    person = eyes.town.refused_as("not_trained")
    person.write("hello")
    page = person.messages()[-1].press("What waits for me")
    eyes.at("refused", entry["id"], page)
    teacher = eyes.town.person(TEACHER)
    teacher.write("hello")
    eyes.at("start page", TEACHER, teacher.messages()[-1].press("What waits for me"))
    teacher.write("hello")
    eyes.at("help", TEACHER, teacher.messages()[-1].press("Help"))


ROADS: tuple[Callable[[Eyes], None], ...] = (of_asking, of_recording, of_contact, of_records, of_refusals)


def _reference(screen: Screen) -> str:
    return str(re.findall(r"FP-\w{5}-\w{5}", screen.words)[-1])


@pytest.fixture(scope="module")
def looks(stack: LocalStack, chromium: Browser) -> Iterator[Mapping[str, Look]]:
    """Every screen that was seen, by its name."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    workbench, town = WorkbenchPage(page, stack.document["slack"]["workbench_url"]), in_slack(stack)
    workbench.open()
    eyes = Eyes(page, workbench, town)
    for road in ROADS:
        road(eyes)
    yield eyes.looks
    town.everybody_as_before()
    context.close()


def test_axe_has_nothing_serious_against_any_screen(looks: Mapping[str, Look]) -> None:
    assert {name: look.found for name, look in looks.items() if look.found} == {}


def test_no_screen_is_longer_than_two_telephones(looks: Mapping[str, Look]) -> None:
    most = MOST_HEIGHTS * PHONE_HEIGHT
    long = {name: look.height for name, look in looks.items() if look.height > most}
    assert {name: height for name, height in long.items() if name not in LONG_ON_REQUEST} == {}


def test_the_first_telephone_stands_within_the_first_height(looks: Mapping[str, Look]) -> None:
    below = {
        name: looks[name].telephone
        for name in WITH_A_TELEPHONE
        if name in looks and not 0 <= (looks[name].telephone or -1) <= PHONE_HEIGHT
    }
    assert below == {}


def test_nothing_is_cut_off_to_the_side_at_twice_the_text_size(looks: Mapping[str, Look]) -> None:
    cut = {name: (look.wide, look.wide_at_twice) for name, look in looks.items() if look.wide > 0}
    assert cut == {}
    assert {name: look.wide_at_twice for name, look in looks.items() if look.wide_at_twice > 0} == {}
