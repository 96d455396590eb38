"""Every screen is a card that Microsoft's own library accepts, and no text of anybody's is ever parsed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from fingerpost.surfaces import plain_screens, views
from fingerpost.surfaces.access import menu
from fingerpost.surfaces.asking import involved
from fingerpost.surfaces.asking import screens as answer_screens
from fingerpost.surfaces.recording import screens as own_screens
from fingerpost.surfaces.recording import written as written_screens
from fingerpost.surfaces.teams import cards
from fingerpost.surfaces.teams.cards import OURS, CardContext, CardPlace
from fingerpost.surfaces.telling.notices import message_of
from tests.builders import a_notice
from tests.unit.surfaces import outcomes
from tests.unit.surfaces.test_screens import ANSWERS, FORMS, OWN, RECORDINGS, TYPED, asked_again
from tools.teams.card_check import elements_of, parsed_texts, problems_of

HOSTILE = "*b* _i_ `c` [x](https://example.org) <at>all</at> # - 1. \\ \u202e"
IN_CHAT = (CardPlace.CHAT, CardPlace.DIALOG)
PARTS: tuple[views.Part, ...] = (
    views.Heading(HOSTILE),
    views.Paragraph(f"{HOSTILE}\n\n{HOSTILE}", strong=True),
    views.Facts(((HOSTILE, HOSTILE), ("empty", ""))),
    views.SmallPrint(HOSTILE),
    views.CopyText(f"{HOSTILE}\n\n{HOSTILE}"),
    views.Divider(),
    views.Banner(HOSTILE, views.Tone.DANGER),
    views.Row(HOSTILE, views.Button("open_mine", HOSTILE, "FP-1", spoken=HOSTILE)),
    views.Buttons(tuple(views.Button("open_mine", str(number), str(number)) for number in range(12))),
    views.Buttons((views.Button("end", "End", "FP-1", views.Emphasis.DANGER, sure=HOSTILE),)),
    views.TextInput("note", HOSTILE, value=HOSTILE, hint=HOSTILE, long=True, optional=True),
    views.ChoiceInput("reason", HOSTILE, (("a", HOSTILE), ("b", "B")), value="a", hint=HOSTILE),
)
EVERY_PART = views.Screen("every_part", "Every part", PARTS, submit="Go", about="FP-1")


def every_screen() -> Iterator[views.Screen]:
    yield EVERY_PART
    yield from (answer_screens.answer(outcome, asked_again) for outcome in ANSWERS.values())
    yield from (own_screens.mine(outcome) for outcome in OWN.values())
    yield from (form({}) for form in FORMS.values())
    yield from (form(TYPED) for form in FORMS.values())
    for outcome in RECORDINGS.values():
        yield written_screens.recording(
            outcome, asked_again, lambda one: answer_screens.one_more_to_record(one, TYPED)
        )
    yield plain_screens.help_screen()


def every_message() -> Iterator[views.Message]:
    yield menu.menu_message(personal=False)
    yield menu.menu_message(personal=True)
    yield message_of(a_notice().build())


def every_card() -> list[dict[str, Any]]:
    everything_wrong = {"note": "too_long", "reason": "missing", "birth_date": "in_future"}
    return [
        *(
            cards.screen_card(screen, CardContext(place, "p1"))
            for screen in every_screen()
            for place in IN_CHAT
        ),
        *(
            cards.screen_card(screen, CardContext(CardPlace.CHAT, "p1", everything_wrong))
            for screen in every_screen()
        ),
        *(cards.message_card(message, place) for message in every_message() for place in CardPlace),
    ]


def test_microsofts_library_and_teams_limits_accept_every_card() -> None:
    made = every_card()
    assert {
        card["fallbackText"]: found for card, found in zip(made, problems_of(made), strict=True) if found
    } == {}


def test_the_check_finds_what_is_wrong() -> None:
    wrong: list[dict[str, Any]] = [
        {"type": "AdaptiveCard", "version": "1.5", "body": [element]}
        for element in (
            {"type": "Nonsense"},
            {"type": "Input.Text", "label": "without an id"},
            {"type": "TextBlock", "text": "x", "wrap": True, "size": "Gigantic"},
            {"type": "TextBlock", "text": "x"},
            {"type": "Input.Text", "id": "a"},
            {"type": "TextBlock", "text": "x" * 90_000, "wrap": True},
        )
    ]
    assert [bool(found) for found in problems_of(wrong)] == [True] * len(wrong)


def test_no_text_that_somebody_typed_is_parsed() -> None:
    for place in IN_CHAT:
        parsed = list(parsed_texts(cards.screen_card(EVERY_PART, CardContext(place))))
        assert HOSTILE not in " ".join(parsed)


def test_text_is_shown_as_it_was_typed() -> None:
    shown = [
        one["text"]
        for one in elements_of(cards.screen_card(EVERY_PART, CardContext(CardPlace.CHAT)))
        if "text" in one
    ]
    assert shown.count(HOSTILE) >= 7


def test_what_was_typed_stays_in_the_form_when_it_comes_back() -> None:
    form = FORMS["ask"](TYPED)
    card = cards.screen_card(form, CardContext(CardPlace.DIALOG, "", {"birth_date": "in_future"}))
    values = {one["id"]: one.get("value") for one in elements_of(card) if "id" in one}
    assert values["note"] == TYPED["note"]
    assert values["sex"] == "F"


def test_a_problem_is_said_beside_its_field_and_at_the_top() -> None:
    card = cards.screen_card(FORMS["ask"]({}), CardContext(CardPlace.DIALOG, "", {"birth_date": "in_future"}))
    texts = [one["text"] for one in elements_of(card) if "text" in one]
    assert "Birth date" in texts[0]
    assert any("still to come" in text for text in texts[1:])


def test_dates_are_typed_not_picked() -> None:
    made = [element["type"] for card in every_card() for element in elements_of(card)]
    assert "Input.Date" not in made


def _presses(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in elements_of(card) if one["type"] in ("Action.Submit", "Action.Execute")]


def test_in_the_chat_every_press_replaces_the_card_and_the_last_one_closes_it() -> None:
    presses = _presses(cards.screen_card(EVERY_PART, CardContext(CardPlace.CHAT)))
    assert {press["type"] for press in presses} == {"Action.Execute"}
    assert presses[-1]["data"][OURS] == {"act": "close"}


def test_in_a_dialog_presses_are_submits_and_teams_closes_it() -> None:
    presses = _presses(cards.screen_card(EVERY_PART, CardContext(CardPlace.DIALOG)))
    assert {press["type"] for press in presses} == {"Action.Submit"}
    assert all(press["data"][OURS].get("act") != "close" for press in presses)


def test_a_notices_button_can_open_a_dialog() -> None:
    card = cards.message_card(message_of(a_notice().build()), CardPlace.DIALOG_OPENER)
    presses = _presses(card)
    assert [press["data"]["msteams"] for press in presses] == [{"type": "task/fetch"}] * 2
    assert [press["data"][OURS]["act"] for press in presses] == ["open_notice", "ask_contact"]


def test_only_the_submit_button_takes_what_was_typed_along() -> None:
    presses = _presses(cards.screen_card(EVERY_PART, CardContext(CardPlace.CHAT)))
    taking = [press["title"] for press in presses if press["associatedInputs"] == "auto"]
    assert taking == ["Go"]


def test_a_question_is_asked_before_what_cannot_be_undone() -> None:
    card = cards.screen_card(EVERY_PART, CardContext(CardPlace.CHAT))
    (asking,) = [one for one in elements_of(card) if one["type"] == "Action.ShowCard"]
    (yes,) = _presses(asking["card"])
    assert yes["data"][OURS] == {"act": "end", "value": "FP-1"}


@pytest.mark.parametrize("message", list(every_message()), ids=lambda message: message.summary[:20])
def test_what_stands_in_notifications_is_the_summary_alone(message: views.Message) -> None:
    activity = cards.message_activity(message, CardPlace.CHAT)
    assert (activity["summary"], activity.get("text")) == (message.summary, None)
    assert message.summary == activity["attachments"][0]["content"]["fallbackText"]


def test_a_dialog_names_itself_and_carries_its_card() -> None:
    opened = cards.dialog(EVERY_PART, CardContext(CardPlace.DIALOG))
    assert (opened["title"], opened["card"]["contentType"]) == (EVERY_PART.title, cards.CARD)
    assert json.dumps(opened["card"]["content"]["body"])


def test_what_does_not_fit_is_left_out_in_whole_blocks_and_said() -> None:
    many = [outcomes.an_involved_service()] * 200
    blocks = tuple(involved.services(many, outcomes.AT, most=200))
    screen = views.Screen("confirmed", "Services", (*blocks, views.SmallPrint("Reference FP-")))
    texts = [
        one["text"]
        for one in elements_of(cards.screen_card(screen, CardContext(CardPlace.DIALOG)))
        if one["type"] == "TextRun"
    ]
    shown = texts.count("01632 960101")
    assert 60 < shown < 200
    assert texts[0].startswith(f"Only the first {shown} of 200")
    assert texts.count("Priya Nair, Pastoral lead, lead professional. If away, ask for the head.") == shown
    assert any(text.startswith("Reference FP-") for text in texts)
