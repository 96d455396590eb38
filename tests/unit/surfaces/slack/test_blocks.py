"""User text is shown as it is, and what comes back from a view is what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fingerpost.surfaces import views
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.slack import blocks
from tools.block_kit import check

HOSTILE = "<!channel> *b* _i_ `c` <https://example.org|x> :smile: @here"


def every_object(payload: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    if isinstance(payload, dict):
        yield payload
        for value in payload.values():
            yield from every_object(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from every_object(value)


PARTS: tuple[views.Part, ...] = (
    views.Heading(HOSTILE),
    views.Paragraph(HOSTILE, strong=True),
    views.Facts(((HOSTILE, HOSTILE),)),
    views.SmallPrint(HOSTILE),
    views.CopyText(HOSTILE),
    views.Banner(HOSTILE, views.Tone.DANGER),
    views.Row(HOSTILE, views.Button("open_mine", HOSTILE, "FP-1")),
    views.TextInput("note", HOSTILE, value=HOSTILE, hint=HOSTILE),
    views.ChoiceInput("reason", HOSTILE, (("a", HOSTILE),), value="a"),
)


def test_no_text_is_ever_parsed() -> None:
    payload = blocks.modal(views.Screen("s", "t", PARTS, submit="Go"))
    kinds = {one.get("type") for one in every_object(payload)}
    assert not kinds & {"mrkdwn", "link", "user", "broadcast", "emoji", "channel"}
    assert all(one["emoji"] is False for one in every_object(payload) if one.get("type") == "plain_text")


def test_a_payload_of_hostile_text_is_sound() -> None:
    assert check(blocks.modal(views.Screen("s", "t", PARTS, submit="Go")), "modal") == []


@pytest.mark.parametrize("part", [views.Paragraph("x" * 10_000), views.CopyText("x" * 10_000)])
def test_a_long_text_is_shown_in_full(part: views.Part) -> None:
    payload = blocks.modal(views.Screen("s", "t", (part,)))
    assert sum(len(one["text"]) for one in every_object(payload) if one.get("type") == "text") == 10_000
    assert check(payload, "modal") == []


def test_buttons_of_one_act_in_a_row_keep_names_of_their_own_and_are_understood() -> None:
    row = views.Buttons(
        (views.Button(views.Tap.OPEN_MINE, "A", "1"), views.Button(views.Tap.OPEN_MINE, "B", "2"))
    )
    drawn = blocks.modal(views.Screen("s", "t", (row,)))["blocks"][0]["elements"]
    assert len({button["action_id"] for button in drawn}) == 2
    assert {blocks.tap_of(button["action_id"]) for button in drawn} == {views.Tap.OPEN_MINE}


def test_a_button_of_an_older_deployment_is_not_understood() -> None:
    assert blocks.tap_of("no_such_tap") is None


def test_what_was_typed_and_chosen_comes_back_by_field() -> None:
    view = {
        "state": {
            "values": {
                "ask/given_name": {"given_name": {"type": "plain_text_input", "value": "Amina"}},
                "ask/postcode": {"postcode": {"type": "plain_text_input", "value": None}},
                "ask/sex": {"sex": {"type": "static_select", "selected_option": None}},
                "ask/reason": {"reason": {"type": "static_select", "selected_option": {"value": "missing"}}},
            }
        }
    }
    assert blocks.values_of(view) == {"given_name": "Amina", "postcode": "", "sex": "", "reason": "missing"}


def test_a_banner_in_a_message_or_on_the_home_page_is_bold_text() -> None:
    part = views.Banner("Mind this")
    message = blocks.message(views.Message("Mind this", (part,)))
    home = blocks.home(views.Screen("home", "Home", (part,)))
    assert check(message, "message") == []
    assert check(home, "home") == []


def test_a_message_never_unfurls() -> None:
    message = blocks.message(views.Message("Menu", (views.Paragraph("Menu"),)))
    assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)


def test_nothing_but_references_rides_along_with_a_form() -> None:
    typed = {"given_name": "Zachariah", "note": "Zachariah"}
    assert blocks.modal(asking_forms.ask_form(typed))["private_metadata"] == ""
