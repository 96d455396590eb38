"""Whatever the connector signs is answered in words; nothing is done by halves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from fingerpost.surfaces.teams.cards import OURS
from tests.mutations import LONE_SURROGATE, mutated
from tests.unit.surfaces.teams.activity_scene import Scene, words_in

Json = dict[str, Any]
OURS_ASK = {"screen": "ask", "press": "p1", "about": ""}
TYPED = {
    "given_name": "Aoife",
    "family_name": "Byrne",
    "birth_date": "27 3 2016",
    "reason": "safeguarding",
    "family_told": "no",
}


def a_form(**typed: str) -> Json:
    data = {OURS: OURS_ASK, **TYPED, **typed}
    return {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "value": {"action": {"data": data}, "trigger": "manual"},
    }


def a_dialog() -> Json:
    data = {OURS: {"act": "my_children", "press": "p1", "value": "1"}}
    return {"type": "invoke", "name": "task/fetch", "value": {"data": data, "context": {"theme": "default"}}}


def a_command() -> Json:
    return {"type": "invoke", "name": "composeExtension/fetchTask", "value": {"commandId": "ask"}}


def a_word() -> Json:
    return {"type": "message", "text": "hello"}


@pytest.mark.parametrize("make", [a_form, a_dialog, a_command, a_word], ids=lambda make: make.__name__)
def test_no_part_that_is_missing_or_of_another_kind_is_an_error_of_ours(make: Callable[[], Json]) -> None:
    scene = Scene()
    wrong = {}
    for name, activity in mutated(make(), depth=4):
        status = scene.send(scene.rowan, **activity)["statusCode"]
        if status >= 500 and status != 501:
            wrong[name] = status
    assert wrong == {}


def test_half_a_character_is_read_as_an_unknown_one() -> None:
    scene = Scene()
    reply = scene.send(scene.rowan, **a_form(family_name=LONE_SURROGATE))
    assert reply["statusCode"] == 200
    assert "name" in words_in(json.loads(reply["body"])["value"])
    assert scene.world.shelves.ledger == []
