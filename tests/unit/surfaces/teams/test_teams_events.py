"""The payload files of `events/`: each is one thing Teams sends, played through the real entrance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.surfaces.teams.activity_scene import Scene
from tests.unit.surfaces.teams.scene import TEAMS_KEY, claims

EVENTS = Path(__file__).parents[4] / "events"
TOLD = {
    "message": (200, "What would you like to do?"),
    "message_about_a_person": (200, "delete your message"),
    "message_in_a_group": (200, "works in private"),
    "card_ask": (200, "Who is the child?"),
    "card_ask_by_number": (200, "Nothing to show"),
    "dialog_my_children": (200, "You are not recorded as involved"),
    "dialog_ask_with_an_impossible_date": (200, "There is no such day"),
    "command_record": (200, "Record involvement"),
    "app_added": (200, "What would you like to do?"),
    "app_removed": (200, ""),
    "unknown_invoke": (501, ""),
}


def played(scene: Scene, name: str, token: str) -> dict[str, Any]:
    event = json.loads((EVENTS / f"teams.{name}.json").read_text(encoding="utf-8"))
    event["headers"]["Authorization"] = f"Bearer {token}"
    return scene.entrance(event, None)


def test_every_payload_is_played() -> None:
    assert {path.name.removeprefix("teams.").removesuffix(".json") for path in EVENTS.glob("teams.*")} == set(
        TOLD
    )


@pytest.mark.parametrize("name", TOLD)
def test_each_is_answered_as_it_should_be(name: str) -> None:
    scene, (status, words) = Scene(), TOLD[name]
    reply = played(scene, name, TEAMS_KEY.sign(claims()))
    assert reply["statusCode"] == status
    assert words in reply["body"] + json.dumps([activity for _, activity, _ in scene.poster.posted])


@pytest.mark.parametrize("name", TOLD)
def test_none_is_let_in_as_it_stands(name: str) -> None:
    scene = Scene()
    assert played(scene, name, "the.connectors.token")["statusCode"] == 401
    assert scene.poster.posted == []
