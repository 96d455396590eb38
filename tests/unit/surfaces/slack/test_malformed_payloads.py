"""Whatever Slack's secret signs is answered in words; nothing is done by halves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.words import say
from tests.builders import WORKSPACE
from tests.mutations import LONE_SURROGATE, mutated
from tests.unit.surfaces.slack.slack_scene import Scene, words_in

Json = dict[str, Any]
TYPED = {
    "given_name": "Aoife",
    "family_name": "Byrne",
    "birth_date": "27 3 2016",
    "reason": "safeguarding",
    "family_told": "no",
}


def a_submission(scene: Scene) -> Json:
    return scene.submission(scene.world.rowan, blocks.modal(asking_forms.ask_form({})), TYPED)


def a_tap(scene: Scene) -> Json:
    return scene.tap(scene.world.rowan, "my_children", "1", view={"blocks": []})


def a_shortcut(scene: Scene) -> Json:
    who = scene.world.rowan
    return {**scene.tap(who, "ask"), "type": "shortcut", "callback_id": "ask"}


def an_event(scene: Scene) -> Json:
    said = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U-p-rowan", "text": "hello"}
    return {"type": "event_callback", "team_id": WORKSPACE, "event_id": "Ev1", "event": said}


def a_start_page(scene: Scene) -> Json:
    opened = {"type": "app_home_opened", "tab": "home", "user": "U-p-rowan", "channel": "D1"}
    return {"type": "event_callback", "team_id": WORKSPACE, "event_id": "Ev2", "event": opened}


def sent(scene: Scene, payload: Json) -> Json:
    if "event" in payload or payload.get("type") == "event_callback":
        return scene.send(json.dumps(payload), content_type="application/json")
    return scene.interact(payload)


EVERY_KIND = [a_submission, a_tap, a_shortcut, an_event, a_start_page]


@pytest.mark.parametrize("make", EVERY_KIND, ids=lambda make: make.__name__)
def test_no_part_that_is_missing_or_of_another_kind_is_an_error_of_ours(
    make: Callable[[Scene], Json],
) -> None:
    scene = Scene()
    answers = {name: sent(scene, payload) for name, payload in mutated(make(scene))}
    wrong = {name: reply["statusCode"] for name, reply in answers.items() if reply["statusCode"] >= 400}
    assert wrong == {}


@pytest.mark.parametrize("make", [a_submission, a_tap, a_shortcut], ids=lambda make: make.__name__)
def test_whoever_can_be_told_is_told_whatever_they_sent(make: Callable[[Scene], Json]) -> None:
    scene, silent = Scene(), []
    for name, payload in mutated(make(scene)):
        before = len(scene.slack.calls)
        reply = scene.interact(payload)
        can_be_told = isinstance(payload.get("trigger_id"), str) and payload["trigger_id"]
        if can_be_told and not reply["body"] and len(scene.slack.calls) == before:
            silent.append(name)
    assert silent == []


def nothing_pressed(scene: Scene) -> Json:
    return {**a_tap(scene), "actions": []}


def a_button_of_a_later_version(scene: Scene) -> Json:
    return scene.tap(scene.world.rowan, "of_a_later_version", "1", view={"blocks": []})


def a_button_of_a_message_of_a_later_version(scene: Scene) -> Json:
    return scene.tap(scene.world.rowan, "of_a_later_version", "1")


def a_shortcut_of_a_later_version(scene: Scene) -> Json:
    return {**a_shortcut(scene), "callback_id": "of_a_later_version"}


def a_payload_of_a_later_kind(scene: Scene) -> Json:
    return {**a_shortcut(scene), "type": "of_a_later_kind"}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (nothing_pressed, "unreadable"),
        (a_payload_of_a_later_kind, "unreadable"),
        (a_button_of_a_later_version, "button.old"),
        (a_button_of_a_message_of_a_later_version, "button.old"),
        (a_shortcut_of_a_later_version, "button.old"),
    ],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_what_this_deployment_does_not_know_is_answered_in_a_window(
    make: Callable[[Scene], Json], words: str
) -> None:
    scene = Scene()
    assert scene.interact(make(scene))["statusCode"] == 200
    assert say(words) in words_in(scene.slack.last_view())
    assert not scene.world.shelves.ledger


@pytest.mark.parametrize("kind", ["app_rate_limited", "", "of_a_later_kind"])
def test_what_nobody_sent_and_nobody_knows_is_only_acknowledged(kind: str) -> None:
    scene = Scene()
    reply = scene.send(json.dumps({"type": kind, "team_id": WORKSPACE}), content_type="application/json")
    assert (reply["statusCode"], reply["body"], scene.slack.calls) == (200, "", [])


def test_a_form_that_cannot_be_read_is_answered_by_a_view_that_says_so() -> None:
    scene = Scene()
    payload = a_submission(scene)
    del payload["view"]["state"]
    answer = json.loads(scene.interact(payload)["body"])
    assert answer["response_action"] in ("update", "errors")
    assert not scene.world.shelves.ledger


def test_of_two_payload_fields_the_one_that_was_looked_at_is_the_one_that_is_answered() -> None:
    scene = Scene()
    looked_at, other = a_shortcut(scene), {**a_shortcut(scene), "callback_id": "help"}
    body = urlencode([("payload", json.dumps(looked_at)), ("payload", json.dumps(other))])
    scene.send(body)
    assert [call["view"]["callback_id"] for _, call in scene.slack.calls if "view" in call] == ["ask"]


def test_half_a_character_is_read_as_an_unknown_one() -> None:
    scene = Scene()
    payload = a_submission(scene)
    name = next(block for block in payload["view"]["state"]["values"] if block.endswith("family_name"))
    payload["view"]["state"]["values"][name]["family_name"]["value"] = LONE_SURROGATE
    reply = scene.interact(payload)
    assert reply["statusCode"] == 200
    assert set(json.loads(reply["body"])["errors"]) == {name}
