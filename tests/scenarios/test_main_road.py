"""Each behaviour of the main road once, on every surface."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from fingerpost.surfaces.words import say
from tests.scenarios.town import (
    WHY,
    WORK,
    Json,
    Person,
    Screen,
    Town,
    a_child_nobody_knows,
    by_details,
    by_number,
    number_and_birth_date,
)
from tests.town import an_unused_number


@pytest.fixture(autouse=True)
def everything_drawn_is_sound(town: Town) -> Iterator[None]:
    yield
    assert town.product.everything_drawn_is_sound()


# ---- A, B: asking and being answered


@pytest.mark.parametrize("how", [by_number, by_details])
def test_a_known_child_is_answered_with_whom_to_ring(town: Town, how: Callable[[Json], Json]) -> None:
    child = town.child("several services")
    answer = town.ask("colin-mossley", how(child))
    assert answer.title == "Services involved"
    for involved in child["involved"]:
        assert involved["name"] in answer.words
        assert involved["service"] in answer.words
    assert "Duty telephone" in answer.words
    assert "Asked by: Colin Mossley" in answer.words


def test_an_answer_names_no_child_and_posts_nothing(town: Town) -> None:
    child = town.child("several services")
    before = len(town.product.posted())
    answer = town.ask("colin-mossley", by_number(child))
    assert child["family_name"] not in answer.words
    assert len(town.product.posted()) == before


def test_an_answer_says_which_details_agreed(town: Town) -> None:
    answer = town.ask("colin-mossley", by_details(town.child("several services")))
    assert "Why we think it is this child" in answer.words
    assert "birth date" in answer.words


def test_a_past_involvement_is_marked_as_past(town: Town) -> None:
    answer = town.ask("colin-mossley", by_number(town.child("several services")))
    assert "(past)" in answer.words


@pytest.mark.parametrize("case", ["only a sensitive service", "the only involvement was entered in error"])
def test_what_may_not_be_shown_looks_like_nothing(town: Town, case: str) -> None:
    answer = town.ask("colin-mossley", by_number(town.child(case)))
    absent = town.ask("colin-mossley", {"NHS number or UPN": an_unused_number(), "Birth date": "9 11 2014"})
    assert answer.title == absent.title == "Nothing to show"
    assert len(answer.words) == len(absent.words)


def test_nothing_to_show_states_what_it_rests_on(town: Town) -> None:
    answer = town.ask("colin-mossley", {"NHS number or UPN": an_unused_number(), "Birth date": "9 11 2014"})
    assert "This does not mean that nobody is involved" in answer.words
    assert "Services that tell Fingerpost about Northbrook" in answer.words


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
def test_whoever_may_not_ask_is_told_what_to_do_instead_of_getting_the_form(town: Town, refusal: str) -> None:
    screen = town.refused_as(refusal).open("ask")
    assert screen.title == "Not possible"
    assert "999" in screen.words


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"Birth date": "30 2 2016"}, "Birth date"),
        ({"Birth date": "1 1 2099"}, "Birth date"),
        ({"Family name": "B"}, "Family name"),
        ({"Given name": "😀 child"}, "Given name"),
        ({"Given name": "<!channel> <at>all</at>"}, "Given name"),
        ({"NHS number or UPN": "999 000 0001"}, "NHS number or UPN"),
        ({"Postcode": "x"}, "Postcode"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_the_form_stays(
    town: Town, typed: dict[str, str], field: str
) -> None:
    good = {"Given name": "Aoife", "Family name": "Byrne", "Birth date": "27 3 2016"}
    again = town.ask("colin-mossley", {**good, **typed})
    assert again.title == "Ask who is involved"
    assert set(again.errors) == {field}


def test_a_double_click_asks_once(town: Town) -> None:
    form = town.person("colin-mossley").open("ask")
    answer = form.submit({**by_number(town.child("several services")), **WHY}, times=2)
    assert answer.title == "Services involved"


# ---- C: recording


def recorded(person: Person, child: dict[str, str]) -> Screen:
    done = person.open("record").submit({**child, **WORK, **WHY})
    assert "you are shown as involved" in done.words
    return done


def test_a_recorded_involvement_is_found_by_the_next_who_asks_and_the_first_is_told(town: Town) -> None:
    child = a_child_nobody_knows()
    first, second = town.person("gareth-penry"), town.person("ewa-sobczak")
    recorded(first, child)
    answer = town.ask("ewa-sobczak", number_and_birth_date(child))
    assert "Gareth Penry" in answer.words
    before, unheard = len(first.messages()), len(second.messages())
    form = answer.press("I’m involved too")
    done = form.submit({"Your role with the child": "school nurse", "Involved since": "3 3 2026"})
    assert "you are shown as involved" in done.words

    told = first.wait_for_message("Somebody else is now involved", beyond=before)
    assert child["Family name"] not in told.words
    assert child["Given name"] not in told.words
    opened = told.press("See who to contact")
    assert "Ewa Sobczak" in opened.words
    assert child["Family name"] in opened.words
    assert len(second.messages()) == unheard


def newest_of(person: Person, child: dict[str, str]) -> Screen:
    """The list shows references only, so each is opened until it is the one, on every page of it."""
    page = 1
    while True:
        shown = _on_page(person, page)
        for number in range(shown.buttons().count("Open")):
            opened = _on_page(person, page).press("Open", number)
            if child["Family name"] in opened.words:
                return opened
        assert say("button.later_page") in shown.buttons(), "the child is not on the list"
        page += 1


def _on_page(person: Person, page: int) -> Screen:
    shown = person.open("my_children")
    for _ in range(1, page):
        shown = shown.press(say("button.later_page"))
    return shown


def test_ones_own_list_is_by_reference_and_a_child_of_it_is_changed_and_ended(town: Town) -> None:
    teacher, child = town.person("philippa-ridley"), a_child_nobody_knows()
    recorded(teacher, child)
    assert child["Family name"] not in teacher.open("my_children").words

    form = newest_of(teacher, child).press("Change")
    changed = form.submit({"Your role with the child": "head of year"})
    assert "Changed." in changed.words

    again = newest_of(teacher, child)
    assert "head of year" in again.words
    ended = again.press("End").submit({})
    assert "Ended." in ended.words
    assert "Change" not in newest_of(teacher, child).buttons()


def test_what_was_entered_in_error_is_shown_to_nobody_any_more(town: Town) -> None:
    teacher, child = town.person("philippa-ridley"), a_child_nobody_knows()
    recorded(teacher, child)
    done = newest_of(teacher, child).press("Entered in error")
    assert "Taken back" in done.words
    answer = town.ask("colin-mossley", number_and_birth_date(child))
    assert answer.title == "Nothing to show"


# ---- D: being told


def watched(watcher: Person, nothing: Screen) -> Screen:
    form = nothing.press("Tell me if someone becomes involved")
    until = next(iter(_options(form, "Tell me until")))
    return form.submit({"Reason": "Child missing or not seen", "Tell me until": until})


def _options(form: Screen, label: str) -> list[str]:
    field = form.shown.fields()[label]  # type: ignore[attr-defined]
    if "choices" in field:
        return [choice["title"] for choice in field["choices"]]
    return [option["text"]["text"] for option in field["element"]["options"]]


def test_who_asked_to_be_told_is_told_and_can_stop(town: Town) -> None:
    child, watcher = a_child_nobody_knows(), town.person("colin-mossley")
    done = watched(watcher, town.ask("colin-mossley", child))
    assert "You will be told" in done.words

    before = len(watcher.messages())
    recorded(town.person("gareth-penry"), child)
    told = watcher.wait_for_message("a child you asked to be told about", beyond=before)
    assert child["Family name"] not in told.words
    assert "Gareth Penry" in told.press("See who to contact").words

    count = watcher.open("my_children").buttons().count("Stop telling me")
    stopped = watcher.open("my_children").press("Stop telling me")
    assert "Stopped" in stopped.words
    assert watcher.open("my_children").buttons().count("Stop telling me") == count - 1


def test_a_notice_opens_for_its_own_reader_alone(town: Town) -> None:
    child, first = a_child_nobody_knows(), town.person("gareth-penry")
    recorded(first, child)
    before = len(first.messages())
    recorded(town.person("ewa-sobczak"), child)
    told = first.wait_for_message("Somebody else is now involved", beyond=before)
    newest_of(first, child).press("Entered in error")
    assert "no longer recorded as involved" in told.press("See who to contact").words


# ---- the chat itself


def test_a_message_gets_a_menu_and_a_personal_one_a_warning(town: Town) -> None:
    person = town.person("ling-cheung")
    before = len(person.messages())
    person.write("hello")
    person.write("do you know Zachariah Quillfeather, born 27/3/2016?")
    menu, warning = person.messages()[before:]
    assert "please delete it" not in menu.words
    assert "please delete it" in warning.words
    assert "Zachariah" not in warning.words
    assert warning.press("Ask who is involved").title == "Ask who is involved"
