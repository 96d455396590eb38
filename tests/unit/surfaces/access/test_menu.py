"""Any message gets a menu; one that looks personal gets a warning; neither repeats a word of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from fingerpost.domain.practitioner import Role
from fingerpost.domain.reference import reference_written
from fingerpost.surfaces.access import menu
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.words import say
from fingerpost.usecases.access.stands_for import Meaning
from tests.unit.surfaces import outcomes
from tools.block_kit import check


@pytest.mark.parametrize(
    "text",
    [
        "Amina Okafor",
        "who works with amina okafor, born 27/3/2016?",
        "27 march 2016",
        "999 000 0018",
        "9990000018",
        "bd3 0qt",
        "A123456789012",
        "girl, 9 years old",
        "Zoë O'Brien",
        "DOB please",
    ],
)
def test_a_message_that_looks_personal_is_seen(text: str) -> None:
    assert menu.looks_personal(text)


@pytest.mark.parametrize("text", ["hello", "help", "ok", ""])
def test_small_talk_is_not_warned_about(text: str) -> None:
    assert not menu.looks_personal(text)


@pytest.mark.parametrize("personal", [True, False])
def test_the_menu_is_a_message_that_slack_accepts(personal: bool) -> None:
    assert check(blocks.message(menu.menu_message(personal=personal)), "message") == []


def test_only_a_personal_message_is_asked_to_be_deleted() -> None:
    assert "delete your message" in json.dumps(blocks.message(menu.menu_message(personal=True)))
    assert "delete" not in json.dumps(blocks.message(menu.menu_message(personal=False)))


def test_the_home_page_counts_and_names_nobody() -> None:
    page = blocks.home(menu.home(outcomes.my_children(3, 1), date(2026, 6, 2)))
    text = json.dumps(page)
    assert check(page, "home") == []
    assert "involved with 3 children, and told about 1 child" in text
    assert "still involved with 3 children" in text


def test_one_that_waits_is_one() -> None:
    text = json.dumps(blocks.home(menu.home(outcomes.my_children(1, 1), date(2026, 6, 2))))
    assert "still involved with 1 child." in text


def test_the_home_page_without_a_list_is_the_menu() -> None:
    page = blocks.home(menu.home(outcomes.cannot(), date(2026, 6, 2)))
    assert "recorded as involved" not in json.dumps(page)


def test_typed_details_are_refused_with_the_reason_and_a_way_on() -> None:
    message = blocks.message(menu.typed_refused("/involved"))
    assert check(message, "message") == []
    assert "stand in the chat’s history" in json.dumps(message, ensure_ascii=False)


def test_the_home_page_says_why_somebody_is_refused() -> None:
    page = blocks.home(menu.home(outcomes.refused(), date(2026, 6, 2)))
    assert check(page, "home") == []
    assert "training is not recorded" in json.dumps(page)


@pytest.mark.parametrize(
    "text", ["is anyone involved with aoife byrne", "aoife byrne please", "who helps her"]
)
def test_anything_longer_than_two_words_may_be_about_a_child(text: str) -> None:
    """Names in lower case got no warning."""
    assert menu.looks_personal(text)


@pytest.mark.parametrize("text", ["hello", "thank you", ""])
def test_a_greeting_is_not(text: str) -> None:
    assert not menu.looks_personal(text)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FEED])
def test_the_start_page_says_what_its_reader_can_do_and_that_nothing_waits(role: Role) -> None:
    nothing = replace(outcomes.my_children(0, 0), role=role, keeps_records=role is Role.OFFICER)
    page = blocks.home(menu.home(nothing, date(2026, 6, 2)))
    text = json.dumps(page, ensure_ascii=False)
    assert check(page, "home") == []
    assert say(f"home.can.{role}") in text
    rows = [block["elements"] for block in page["blocks"] if block["type"] == "actions"]
    acts = {one["action_id"] for row in rows for one in row}
    if role is Role.ADMIN:
        assert acts == {"help"}
    else:
        assert ("records" in acts) is (role is Role.OFFICER)
        assert say(f"home.nothing_waits.{role}") in text
        assert "0 children" not in text


def test_the_start_page_of_somebody_refused_offers_no_form_and_has_the_telephone() -> None:
    refused = replace(outcomes.refused(), officer=outcomes.AREA)
    page = blocks.home(menu.home(refused, date(2026, 6, 2)))
    text = json.dumps(page)
    assert outcomes.AREA.officer_telephone in text
    assert '"ask"' not in text


@pytest.mark.parametrize("meaning", Meaning)
def test_each_meaning_of_a_reference_has_its_button(meaning: Meaning) -> None:
    message = blocks.message(menu.menu_message(personal=False, reference="FP-7K3MX-2Q9DT", meaning=meaning))
    assert check(message, "message") == []
    assert f'"{menu._OPENED_BY[meaning]}"' in json.dumps(message)


def test_a_reference_that_is_written_is_opened_by_a_button() -> None:
    message = blocks.message(menu.menu_message(personal=False, reference="FP-7K3MX-2Q9DT"))
    assert check(message, "message") == []
    assert '"value": "FP-7K3MX-2Q9DT"' in json.dumps(message)
    assert '"open_mine"' in json.dumps(message)


@pytest.mark.parametrize("text", ["Abbie Green", "abbiegreen", "hello there", "FPabbiegreen"])
def test_ten_letters_are_no_reference_and_are_not_repeated(text: str) -> None:
    assert reference_written(text) is None


@pytest.mark.parametrize("text", ["FP-7K3MX-2Q9DT", " fp 7k3mx 2q9dt "])
def test_a_reference_is_read_as_people_write_it(text: str) -> None:
    assert reference_written(text) == "FP-7K3MX-2Q9DT"
