"""Each behaviour of the main road once, on every surface."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from fingerpost.surfaces.words import say
from tests.scenarios.town import (
    WHY,
    WORK,
    Json,
    Person,
    Screen,
    TownInChat,
    a_child_nobody_knows,
    by_details,
    by_number,
    number_and_birth_date,
)
from tests.town import an_unused_number


@pytest.fixture(autouse=True)
def everything_drawn_is_sound(town: TownInChat) -> Iterator[None]:
    yield
    assert town.product.everything_drawn_is_sound()


# ---- A, B: asking and being answered


@pytest.mark.parametrize("how", [by_number, by_details])
def test_a_known_child_is_answered_with_whom_to_ring(town: TownInChat, how: Callable[[Json], Json]) -> None:
    child = town.child("several services")
    answer = town.ask("colin-mossley", how(child))
    assert answer.title == "Services involved"
    for involved in child["involved"]:
        assert involved["name"] in answer.words
        assert involved["service"] in answer.words
    assert "Duty telephone" in answer.words
    assert "Asked by: Colin Mossley" in answer.words


def test_an_answer_names_no_child_and_posts_nothing(town: TownInChat) -> None:
    child = town.child("several services")
    before = len(town.product.posted())
    answer = town.ask("colin-mossley", by_number(child))
    assert child["family_name"] not in answer.words
    assert len(town.product.posted()) == before


def test_an_answer_says_which_details_agreed(town: TownInChat) -> None:
    answer = town.ask("colin-mossley", by_details(town.child("several services")))
    assert "Why we think it is this child" in answer.words
    assert "birth date" in answer.words


def test_a_past_involvement_is_marked_as_past(town: TownInChat) -> None:
    answer = town.ask("colin-mossley", by_number(town.child("several services")))
    assert "(past)" in answer.words


@pytest.mark.parametrize("case", ["only a sensitive service", "the only involvement was entered in error"])
def test_what_may_not_be_shown_looks_like_nothing(town: TownInChat, case: str) -> None:
    answer = town.ask("colin-mossley", by_number(town.child(case)))
    absent = town.ask("colin-mossley", {"NHS number or UPN": an_unused_number(), "Birth date": "9 11 2014"})
    assert answer.title == absent.title == "Nothing to show"
    assert len(answer.words) == len(absent.words)


def without_postcode(child: Json) -> dict[str, str]:
    return {label: text for label, text in by_details(child).items() if label != "Postcode"}


def test_namesakes_are_told_apart_by_one_more_detail_and_by_nothing_before(town: TownInChat) -> None:
    namesake = town.child("a namesake")
    question = town.ask("colin-mossley", without_postcode(namesake))
    assert (question.title, question.fields()[0]) == ("One more detail", "Postcode")
    assert namesake["family_name"] not in question.words
    answer = question.submit({"Postcode": namesake["postcode"]})
    assert answer.title == "Services involved"
    assert namesake["involved"][0]["name"] in answer.words


def test_after_two_more_details_nothing_more_is_asked_and_the_officer_is_rung(town: TownInChat) -> None:
    screen = town.ask("colin-mossley", without_postcode(town.child("a namesake")))
    for _ in range(2):
        wanted = screen.fields()[0]
        screen = screen.submit({wanted: {"Postcode": "NB9 9ZZ", "Sex": "Female"}.get(wanted, "9990000018")})
    assert screen.title in ("One more detail", "Nothing to show")
    assert screen.fields() == []


def test_nothing_to_show_states_what_it_rests_on(town: TownInChat) -> None:
    answer = town.ask("colin-mossley", {"NHS number or UPN": an_unused_number(), "Birth date": "9 11 2014"})
    assert "This does not mean that nobody is involved" in answer.words
    assert "Services in Fingerpost for Northbrook" in answer.words


@pytest.mark.parametrize(
    "refusal",
    [
        "unknown_person",
        "guest",
        "suspended",
        "not_trained",
        "not_vetted",
        "no_agreement",
        "service_not_accredited",
        "stranger",
        "email_not_accepted",
    ],
)
def test_whoever_may_not_ask_is_told_what_to_do_instead_of_getting_the_form(
    town: TownInChat, refusal: str
) -> None:
    screen = town.refused_as(refusal).open("ask")
    assert screen.title == "Not possible"
    assert "999" in screen.words


@pytest.mark.parametrize(
    "typed",
    [
        {"Birth date": "30 2 2016"},
        {"Birth date": "1 1 2099"},
        {"Family name": "B"},
        {"Given name": "😀 Aoife"},
        {"Given name": "<!channel> <at>all</at>"},
        {"NHS number or UPN": "999 000 0001"},
        {"Postcode": "QQQ"},
        {"Given name": "<!channel>", "Family name": "B", "Birth date": "30 2 2016", "Postcode": "QQQ"},
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_the_form_stays(
    town: TownInChat, typed: dict[str, str]
) -> None:
    good = {"Given name": "Aoife", "Family name": "Byrne", "Birth date": "27 3 2016"}
    again = town.ask("colin-mossley", {**good, **typed})
    assert again.title == "Ask who is involved"
    assert set(again.errors) == set(typed)


def test_a_double_click_asks_once(town: TownInChat) -> None:
    form = town.person("colin-mossley").open("ask")
    answer = form.submit({**by_number(town.child("several services")), **WHY}, times=2)
    assert answer.title == "Services involved"


# ---- C: recording


def recorded(person: Person, child: dict[str, str]) -> Screen:
    done = person.open("record").submit({**child, **WORK, **WHY})
    assert "you are shown as involved" in done.words
    return done


def test_a_recorded_involvement_is_found_by_the_next_who_asks_and_the_first_is_told(town: TownInChat) -> None:
    child = a_child_nobody_knows()
    first, second = town.person("gareth-penry"), town.person("ewa-sobczak")
    recorded(first, child)
    answer = town.ask("ewa-sobczak", number_and_birth_date(child))
    assert "Gareth Penry" in answer.words
    before, unheard = len(first.messages()), len(second.messages())
    form = answer.press("I’m involved too")
    done = form.submit({"Your role with the child": "school nurse"})
    assert "you are shown as involved" in done.words

    told = first.wait_for_message("Somebody else is now involved", beyond=before)
    assert child["Family name"] not in told.words
    assert child["Given name"] not in told.words
    contacts = told.press("See who to contact")
    assert "New: " in contacts.words
    assert "Ewa Sobczak" in contacts.words
    assert child["Family name"] in contacts.words
    assert len(second.messages()) == unheard
    assert not any(child["Family name"] in message.words for message in second.messages())


def reference_in(done: Screen) -> str:
    [reference] = set(references_in(done))
    return reference


def references_in(screen: Screen) -> list[str]:
    return re.findall(r"FP-\w{5}-\w{5}", screen.words)


def opened(person: Person, reference: str, child: dict[str, str]) -> Screen:
    """The child behind a reference on one's own list; the list itself names nobody."""
    listed = person.open("my_children")
    while reference not in references_in(listed):
        assert child["Family name"] not in listed.words
        listed = listed.press(say("button.later_page"))
    shown = listed.press("Open", references_in(listed).index(reference))
    assert child["Family name"] in shown.words
    return shown


def test_ones_own_list_is_by_reference_and_a_child_of_it_is_changed_and_ended(town: TownInChat) -> None:
    teacher, child = town.person("philippa-ridley"), a_child_nobody_knows()
    reference = reference_in(recorded(teacher, child))

    form = opened(teacher, reference, child).press("Change")
    changed = form.submit({"Your role with the child": "head of year"})
    assert "Changed." in changed.words

    again = opened(teacher, reference, child)
    assert "head of year" in again.words
    ended = again.press("End").submit({})
    assert "Ended." in ended.words
    assert "Change" not in opened(teacher, reference, child).buttons()


def test_what_was_entered_in_error_is_shown_to_nobody_any_more(town: TownInChat) -> None:
    teacher, child = town.person("philippa-ridley"), a_child_nobody_knows()
    reference = reference_in(recorded(teacher, child))
    done = opened(teacher, reference, child).press("Entered in error")
    assert "Taken back" in done.words
    answer = town.ask("colin-mossley", number_and_birth_date(child))
    assert answer.title == "Nothing to show"


# ---- D: being told


def watched(nothing: Screen) -> Screen:
    form = nothing.press("Tell me if someone becomes involved")
    until = form.options("Tell me until")[0]
    return form.submit({"Reason": "Child missing or not seen", "Tell me until": until})


def test_who_asked_to_be_told_is_told_and_can_stop(town: TownInChat) -> None:
    child, watcher = a_child_nobody_knows(), town.person("colin-mossley")
    nothing = town.ask("colin-mossley", child)
    assert nothing.title == "Nothing to show"
    done = watched(nothing)
    assert "You will be told" in done.words

    before = len(watcher.messages())
    recorded(town.person("gareth-penry"), child)
    told = watcher.wait_for_message("a child you asked to be told about", beyond=before)
    assert child["Family name"] not in told.words
    assert "Gareth Penry" in told.press("See who to contact").words

    mine = last_page(watcher)
    first_watch = re.findall(r"(FP-\w{5}-\w{5})  until", mine.words)[0]
    assert "Stopped" in mine.press("Stop telling me").words
    assert first_watch not in last_page(watcher).words


def last_page(person: Person) -> Screen:
    """Of one's own list, where what one asked to be told about stands."""
    listed = person.open("my_children")
    while say("button.later_page") in listed.buttons():
        listed = listed.press(say("button.later_page"))
    return listed


def test_one_of_many_is_found_by_its_number(town: TownInChat) -> None:
    child, teacher = a_child_nobody_knows(), town.person("philippa-ridley")
    recorded(teacher, child)
    mine = teacher.open("my_children")
    assert f"{child['Given name'][0]}. {child['Family name'][0]}. born 2014" in mine.words
    assert child["Family name"] not in mine.words
    for wanted in (child["NHS number or UPN"], child["Family name"]):
        found = teacher.open("my_children").press("Find by number or name")
        one = found.submit({"Number, name or reference": wanted})
        assert one.buttons().count("Open") == 1
        assert child["Family name"] in one.press("Open").words


def test_a_notice_opens_for_its_own_reader_alone(town: TownInChat) -> None:
    child, first = a_child_nobody_knows(), town.person("gareth-penry")
    reference = reference_in(recorded(first, child))
    before = len(first.messages())
    recorded(town.person("ewa-sobczak"), child)
    told = first.wait_for_message("Somebody else is now involved", beyond=before)
    opened(first, reference, child).press("Entered in error")
    assert "no longer recorded as involved" in told.press("See who to contact").words


# ---- the chat itself


def test_a_message_gets_a_menu_and_a_personal_one_a_warning(town: TownInChat) -> None:
    person = town.person("ling-cheung")
    before = len(person.messages())
    person.write("hello")
    person.write("do you know Zachariah Quillfeather, born 27/3/2016?")
    menu, warning = person.messages()[before:]
    assert "delete your message" not in menu.words
    assert "delete your message" in warning.words
    assert "Zachariah" not in warning.words
    assert warning.press("Ask who is involved").title == "Ask who is involved"
