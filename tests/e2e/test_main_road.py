"""The main road in a real Chromium, on the deployed stack: ask, be answered, record, be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.workbench_page import Modal, WorkbenchPage
from tests.local_stack import LocalStack
from tests.outages import outage
from tests.town import NewChild, Town, a_new_child, an_unused_number
from tools.workbench.driver import LocalSlack

Json = dict[str, Any]

_PATIENCE = 10.0
"""Seconds that Slack waits in these tests: a busy machine that has just deployed is no Lambda."""

REASON = "Worried about a child's safety"
FAMILY_KNOWS = "Does the family know?"
NUMBER = "NHS number or UPN"
WARNING = "Nothing to show. This does not mean that nobody is involved."


@dataclass(frozen=True)
class Road:
    """The workbench and everybody whom one can be in it."""

    workbench: WorkbenchPage
    town: Town
    slack: LocalSlack

    @property
    def page(self) -> Page:
        return self.workbench.page

    def be(self, person_id: str) -> None:
        """Play somebody, with no window left open from before."""
        user = self.town.entry(person_id)["slack_user_id"]
        self.slack.person(user).close_all()
        self.workbench.play_as(user)

    def ask(self, person_id: str, **typed: str) -> Modal:
        """Open the form by the command, fill it in and send it off."""
        self.be(person_id)
        form = self.workbench.run("/involved")
        fill(form, **typed)
        say_why(form)
        form.submit()
        return form

    def record(self, person_id: str, child: NewChild, role: str = "social worker") -> str:
        """Record an involvement by the form of its own; its reference."""
        self.be(person_id)
        form = self.workbench.use_shortcut("record")
        form.expect_title("Record involvement")
        form.fill("Your role with the child", role)
        fill(form, number=child.number, given=child.given_name, family=child.family_name, born="9 11 2014")
        say_why(form)
        form.submit()
        form.expect_words("you are shown as involved with this child")
        return form.reference()

    def open_mine(self, person_id: str, reference: str) -> Modal:
        """The child of one line of "My children"."""
        self.be(person_id)
        mine = self.workbench.use_shortcut("my_children")
        mine.expect_title("My children")
        wanted = mine.box.get_by_role("button", name=f"Open {reference}")
        while wanted.count() == 0:
            mine.press("Next page")
            expect(mine.box).to_contain_text("Previous page")
        wanted.click()
        mine.expect_title("Child")
        return mine


def fill(
    form: Modal, number: str = "", given: str = "", family: str = "", born: str = "", post: str = ""
) -> None:
    typed = {NUMBER: number, "Given name": given, "Family name": family, "Birth date": born, "Postcode": post}
    for label, text in typed.items():
        if text:
            form.fill(label, text)


def say_why(form: Modal) -> None:
    form.choose("Reason", REASON)
    form.tick(FAMILY_KNOWS, "No")


def by_number(road: Road, given_name: str) -> dict[str, str]:
    """The number of a child of the town, with the birth date to check it by."""
    child = road.town.child_named(given_name)
    return {"number": child["nhs_number"], "born": child["birth_date"]}


def expect_nothing_of(child: NewChild, message: Locator) -> None:
    said = message.inner_html()
    assert [mark for mark in child.marks if mark in said] == []


@pytest.fixture
def road(stack: LocalStack, page: Page) -> Iterator[Road]:
    url = stack.document["slack"]["workbench_url"]
    slack = LocalSlack(url)
    workbench = WorkbenchPage(page, url)
    workbench.open()
    slack.set(seconds_to_answer=_PATIENCE)
    yield Road(workbench, Town(stack), slack)
    slack.set(seconds_to_answer=3.0)


# ---------------------------------------------------------------- ask, and be answered


def test_a_number_is_answered_with_every_service_and_whom_to_ring(road: Road) -> None:
    child = road.town.child_named("Ottilie")

    answer = road.ask("colin-mossley", number=child["nhs_number"], born=child["birth_date"])

    answer.expect_title("Services involved")
    answer.expect_words("3 services are involved with this child.")
    for one in child["involved"]:
        answer.expect_words(one["service"])
        answer.expect_words(one["name"])
    for words in (
        "01632 960101",
        "Out of hours: ",
        "If away, ask for ",
        "Hours: ",
        "Since ",
    ):
        answer.expect_words(words)
    answer.expect_words("social worker, lead professional")
    answer.expect_words("Northbrook Health Visiting (past)")
    answer.expect_words("no longer involved")
    answer.expect_words("Agrees: the number")


def test_the_note_for_the_case_file_has_who_why_when_and_what_but_no_name_of_a_child(road: Road) -> None:
    child = road.town.child_named("Ottilie")

    answer = road.ask("colin-mossley", number=child["nhs_number"], born=child["birth_date"])

    note = answer.box.locator("pre")
    expect(note).to_contain_text(f"Fingerpost {answer.reference()}")
    expect(note).to_contain_text("Asked by: Colin Mossley")
    expect(note).to_contain_text(f"Reason: {REASON}")
    expect(note).to_contain_text("Amara Thackley, social worker")
    assert [
        part for part in ("Ottilie", "Winterbourne", child["nhs_number"]) if part in note.inner_text()
    ] == []


def test_details_with_slips_are_answered_with_what_agreed_and_what_was_only_close(road: Road) -> None:
    answer = road.ask("iqra-mirza", given="Otilie", family="Winterborne", born="27 3 2020", post="NB3 4TQ")

    answer.expect_title("Services involved")
    agreed = answer.box.locator(".block").filter(has_text="Agrees:")
    expect(agreed).to_contain_text("birth date")
    expect(agreed).to_contain_text("postcode")  # both names are only close, so it was needed
    expect(agreed).to_contain_text("Close, not the same: given name, family name")
    answer.expect_no_words("Ottilie")
    answer.expect_no_words("27 March 2020")


def test_an_answer_leaves_nothing_in_any_conversation(road: Road) -> None:
    road.be("ewa-sobczak")
    before = road.workbench.count_messages()

    road.ask("ewa-sobczak", **by_number(road, "Ottilie")).expect_title("Services involved")
    road.workbench.modal().close_all()

    assert road.workbench.count_messages() == before
    road.workbench.show("team-room")
    expect(road.page.get_by_test_id("panel")).to_have_count(0)
    expect(road.page.locator("#panel")).not_to_contain_text("Services involved")


def test_namesakes_need_one_more_detail_which_names_no_child_and_then_lead_to_the_right_one(
    road: Road,
) -> None:
    form = road.ask("colin-mossley", given="Zainab", family="Khan", born="8 6 2014")

    form.expect_title("One more detail")
    form.expect_no_words("Zainab")
    form.expect_no_words("Khan")
    form.expect_no_words("Ewa Sobczak")
    form.fill("Postcode", "WH1 2TG")
    form.submit()

    form.expect_title("Services involved")
    form.expect_words("Philippa Ridley")
    form.expect_no_words("Ewa Sobczak")


def test_nothing_to_show_says_what_that_rests_on(road: Road) -> None:
    absent = road.town.child_named("Szymon")

    answer = road.ask("iqra-mirza", number=absent["nhs_number"], born=absent["birth_date"])

    answer.expect_title("Nothing to show")
    answer.expect_words(WARNING)
    answer.expect_words("Eastmere Children's Social Care (children's social care)")
    expect(answer.box.locator("pre")).to_contain_text("This does not mean that nobody is involved")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("unknown_person", "Fingerpost does not know you yet."),
        ("guest", "Guests of this workspace cannot use Fingerpost."),
        ("suspended", "Your access is suspended."),
        ("not_trained", "Your Fingerpost training is not recorded"),
    ],
)
def test_whoever_may_not_ask_gets_no_form_but_a_reason_and_what_to_do(
    road: Road, why: str, words: str
) -> None:
    road.be(road.town.refused_entry(why)["id"])

    screen = road.workbench.run("/involved")

    screen.expect_title("Not possible")
    screen.expect_words(words)
    screen.expect_words("If a child is in danger now, ring 999.")
    expect(screen.box.get_by_test_id("modal-submit")).to_have_count(0)


# ---------------------------------------------------------------- what people type


WRONG = (
    {
        "Birth date": ("30 2 2016", "There is no such day."),
        NUMBER: ("999 000 0010", "This number does not add up"),
        "Given name": ("😀", "leave out symbols and emoji"),
        "Family name": ("B", "One letter is too little"),
        "Postcode": ("nowhere", "This is not a UK postcode"),
    },
    {
        "Birth date": ("1 1 2099", "This day is still to come."),
        NUMBER: ("12", "An NHS number has 10 digits"),
        "Given name": ("<!channel>", "A name has letters only."),
        "Family name": ("\u202e\u200f", "A name has letters."),
    },
    {
        "Birth date": ("soon", "Write day, month and year"),
        "Family name": ("Smith <@U1> *x*", "A name has"),
    },
)


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_used_is_said_under_its_field_and_nothing_typed_is_lost(
    road: Road, wrong: dict[str, tuple[str, str]]
) -> None:
    road.be("ling-cheung")
    form = road.workbench.use_shortcut("ask")
    fill(form, given="Mina", family="Okafor", born="9 11 2014", post="EM2 5HD")
    say_why(form)
    for label, (typed, _) in wrong.items():
        form.fill(label, typed)

    form.submit()

    for label, (typed, words) in wrong.items():
        form.expect_error(label, words)
        form.expect_value(label, typed)
    form.expect_title("Ask who is involved")


def test_ten_thousand_characters_stay_in_the_form_with_how_many_are_too_many(road: Road) -> None:
    road.be("ling-cheung")
    form = road.workbench.use_shortcut("ask")
    form.press("More details")
    form.expect_words("Former family name")
    fill(form, given="x" * 10_000, family="Okafor", born="9 11 2014")
    say_why(form)
    form.fill("Note for the record", "x" * 10_000)

    form.submit()

    form.expect_error("Given name", "at most 100 characters")
    form.expect_error("Note for the record", "at most 2000 characters")
    form.expect_value("Note for the record", "x" * 10_000)


def test_an_empty_form_says_what_is_needed(road: Road) -> None:
    road.be("ling-cheung")
    form = road.workbench.run("/involved")
    say_why(form)

    form.submit()

    form.expect_error(
        NUMBER, "Give a number here with the birth date or a name, or names and birth date below."
    )


def test_a_role_with_marks_and_mentions_is_shown_literally(road: Road) -> None:
    child = a_new_child()
    role = "nurse <!channel> *bold* <b>x</b>"
    road.record("ewa-sobczak", child, role=role)

    answer = road.ask("colin-mossley", number=child.number, born="9 11 2014")

    answer.expect_words(f"Ewa Sobczak, {role}.")
    expect(answer.box.locator(".mention")).to_have_count(0)


def test_details_typed_after_the_command_are_refused_with_a_word_on_why(road: Road) -> None:
    road.be("sunita-bhatt")
    road.workbench.show("team-room")

    road.workbench.write("/involved Zachariah Quillfeather")

    said = road.workbench.expect_ephemeral("Please type nothing after the command")
    expect(said).to_contain_text("Nothing was looked up.")
    expect(said).not_to_contain_text("Zachariah")
    said.get_by_role("button", name="Ask who is involved").click()
    road.workbench.modal().expect_title("Ask who is involved")


def test_a_double_click_asks_once(road: Road) -> None:
    road.be("rui-figueiredo")
    form = road.workbench.run("/involved")
    fill(form, **by_number(road, "Adaeze"))
    say_why(form)

    form.submit_with_a_double_click()

    form.expect_title("Services involved")
    lines = road.town.ledger_of(form.reference(), "rui-figueiredo")
    assert sorted(line["phase"]["S"] for line in lines) == ["attempt", "outcome"]


def test_when_nothing_can_be_answered_the_form_stays_with_what_was_typed(road: Road) -> None:
    road.be("dorothy-garside")
    form = road.workbench.run("/involved")
    fill(form, **by_number(road, "Ottilie"))
    say_why(form)

    with outage(road.town.stack, "slack", "dynamodb:*"):
        form.submit()
        form.expect_words("Cannot answer now. Nothing was recorded as answered.")

    form.expect_value(NUMBER, road.town.child_named("Ottilie")["nhs_number"])
    form.submit()
    form.expect_title("Services involved")


def test_one_person_sees_nothing_of_another_and_finds_their_own_window_again(road: Road) -> None:
    road.ask("colin-mossley", **by_number(road, "Ottilie")).expect_title("Services involved")

    road.be("iqra-mirza")
    Modal(road.page).expect_gone()
    road.workbench.play_as(road.town.entry("colin-mossley")["slack_user_id"])

    road.workbench.modal().expect_words("Amara Thackley")


# ---------------------------------------------------------------- record, and be told


def test_a_newcomer_is_told_to_worker_supervisor_and_watcher_without_a_word_about_the_child(
    road: Road,
) -> None:
    child = a_new_child()
    road.record("amara-thackley", child)
    watching = road.ask("sunita-bhatt", number=child.number, born="9 11 2014")
    watching.press("Tell me if someone becomes involved")
    watching.choose("Reason", "Planning or reviewing support")
    watching.page.get_by_label("Tell me until").select_option(index=1)
    watching.submit()
    watching.expect_words("You will be told when someone becomes involved.")
    told = ("amara-thackley", "moira-pemberley", "sunita-bhatt")
    before = {one: _messages(road, one) for one in told}

    answer = road.ask("gareth-penry", number=child.number, born="9 11 2014")
    answer.expect_words("1 service is involved with this child.")
    answer.press("I’m involved too")
    answer.expect_title("Record involvement")
    answer.fill("Your role with the child", "class teacher")
    answer.submit()
    answer.expect_words("everyone else involved is told")

    capacities = (
        "a child you work with",
        "a child that someone you supervise works with",
        "a child you asked",
    )
    for person_id, words in zip(told, capacities, strict=True):
        road.be(person_id)
        message = road.workbench.expect_one_more_message(before[person_id])
        expect(message).to_contain_text("Somebody else is now involved with")
        expect(message).to_contain_text(words)
        expect_nothing_of(child, message)
        assert [one for one in ("Gareth", "Riverside", REASON) if one in message.inner_text()] == []
        message.get_by_role("button", name=re.compile("See who to contact")).click()
        opened = road.workbench.modal()
        opened.expect_title("Child")
        if person_id == "sunita-bhatt":  # who only watches is not told a name
            opened.expect_no_words(child.family_name)
        else:
            opened.expect_words(f"{child.given_name} {child.family_name}")
        opened.expect_words("Gareth Penry")


def _messages(road: Road, person_id: str) -> int:
    """How many there are once none has come for two seconds: what was recorded before may still be told."""
    road.be(person_id)
    count = -1
    while count != road.workbench.count_messages():
        count = road.workbench.count_messages()
        road.page.wait_for_timeout(2_000)
    return count


def test_my_children_are_listed_by_reference_and_opened_changed_and_ended(road: Road) -> None:
    child = a_new_child()
    reference = road.record("philippa-ridley", child, role="safeguarding lead")

    road.be("philippa-ridley")
    mine = road.workbench.use_shortcut("my_children")
    mine.expect_words("This window is yours alone.")
    mine.expect_no_words(child.family_name)

    opened = road.open_mine("philippa-ridley", reference)
    opened.expect_words(f"{child.given_name} {child.family_name}")
    opened.expect_words("Born 9 November 2014")
    opened.press("Change")
    opened.fill("Your role with the child", "head of year")
    opened.submit()
    opened.expect_words("Changed.")

    opened = road.open_mine("philippa-ridley", reference)
    opened.expect_words("head of year")
    opened.press("End")
    opened.submit()
    opened.expect_words("It is shown as past for 12 months.")

    road.ask("colin-mossley", number=child.number, born="9 11 2014").expect_words(
        "Westhaven High School (past)"
    )


def test_what_was_entered_in_error_is_shown_to_nobody_and_whoever_was_told_is_told_so(road: Road) -> None:
    child = a_new_child()
    road.record("kelechi-onyeka", child, role="youth justice worker")
    before = _messages(road, "kelechi-onyeka")
    reference = road.record("iqra-mirza", child, role="head of year")
    road.be("kelechi-onyeka")
    road.workbench.expect_one_more_message(before)

    opened = road.open_mine("iqra-mirza", reference)
    opened.press_and_be_sure("Entered in error")
    opened.expect_words("Taken back.")

    road.be("kelechi-onyeka")
    withdrawn = road.workbench.expect_one_more_message(before)
    expect(withdrawn).to_contain_text("That was entered in error and has been taken back.", timeout=20_000)
    expect(withdrawn.get_by_role("button")).to_have_count(0)
    expect_nothing_of(child, withdrawn)
    answer = road.ask("colin-mossley", number=child.number, born="9 11 2014")
    answer.expect_words("Kelechi Onyeka")
    answer.expect_no_words("Iqra Mirza")


def test_a_watch_from_a_nil_answer_is_told_of_the_first_who_comes_and_can_be_stopped(road: Road) -> None:
    child = a_new_child()
    answer = road.ask(
        "bronwen-treharne",
        number=child.number,
        given=child.given_name,
        family=child.family_name,
        born="9 11 2014",
    )
    answer.expect_title("Nothing to show")
    answer.press("Tell me if someone becomes involved")
    answer.choose("Reason", "Child missing or not seen")
    answer.page.get_by_label("Tell me until").select_option(index=1)
    answer.submit()
    answer.expect_words("You will be told when someone becomes involved.")
    watch = answer.reference()
    before = _messages(road, "bronwen-treharne")

    road.record("tunde-afolabi", child)

    road.be("bronwen-treharne")
    message = road.workbench.expect_one_more_message(before)
    expect(message).to_contain_text("a child you asked to be told about")
    expect_nothing_of(child, message)
    mine = road.workbench.use_shortcut("my_children")
    if not mine.has_button(f"Stop telling me about {watch}"):
        mine.press("Next page")
    mine.expect_words("I am told about")
    mine.press_and_be_sure(f"Stop telling me about {watch}")
    mine.expect_words("Stopped. You will not be told any more.")


# ---------------------------------------------------------------- what stays in a chat


def test_any_words_to_the_bot_get_a_menu_and_personal_ones_a_warning_too(road: Road) -> None:
    road.be("cosmo-dunmore")
    before = road.workbench.count_messages()

    road.workbench.write("good morning")
    menu = road.workbench.expect_one_more_message(before + 1)
    expect(menu).to_contain_text("What would you like to do?")
    expect(menu).not_to_contain_text("delete your message")

    road.workbench.write("do you know Zachariah Quillfeather, born 27/3/2016?")
    warning = road.workbench.expect_one_more_message(before + 3)
    expect(warning).to_contain_text("Nothing was looked up. If you wrote about a child, delete your message")
    expect(warning).not_to_contain_text("Zachariah")
    warning.get_by_role("button", name="My children").click()
    road.workbench.modal().expect_title("My children")


def test_the_start_page_counts_and_names_nobody(road: Road) -> None:
    road.be("gareth-penry")

    road.workbench.show("home")

    home = road.page.get_by_test_id("home")
    expect(home).to_contain_text(re.compile(r"You are recorded as involved with \d+ child"))
    expect(home).not_to_contain_text("Winterbourne")
    home.get_by_role("button", name="Ask who is involved").click()
    road.workbench.modal().expect_title("Ask who is involved")


def test_an_ask_about_a_child_who_does_not_exist_shows_the_same_window(road: Road) -> None:
    """A child known only to a sensitive service and a number nobody has look alike but for the reference."""
    known = road.ask("nasra-duale", **by_number(road, "Phoebe"))
    known.expect_title("Nothing to show")
    shown = _without_reference_and_time(known)

    absent = road.ask("nasra-duale", number=an_unused_number(), born="2014-11-09")
    absent.expect_title("Nothing to show")

    assert _without_reference_and_time(absent) == shown


def _without_reference_and_time(answer: Modal) -> str:
    return re.sub(r"FP-\w{5}-\w{5}, [\w ]+, \d\d:\d\d", "", answer.box.inner_text())
