"""An account becomes a practitioner's by a code that the officer gave them, once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act
from fingerpost.domain.link_code import link_code, read_link_code
from fingerpost.domain.practitioner import Practitioner, Status
from tests.builders import a_practitioner, an_account
from tests.unit.surfaces.teams.activity_scene import Scene, teams_identity, words_in

CODE = link_code(b"sixteen bytes or more")
NEW = "p-robin"


@pytest.fixture
def scene() -> Scene:
    """Robin is in the directory without any account, and holds a code."""
    scene = Scene()
    scene.world.enter(a_practitioner(NEW).of(scene.world.care).without_chat().build())
    scene.codes.given[CODE] = NEW
    return scene


def robin() -> Practitioner:
    return replace(a_practitioner(NEW).build(), identities=(teams_identity(NEW),))


def said(scene: Scene) -> str:
    return str(scene.poster.posted[-1][1]["text"])


def outcomes_of(scene: Scene) -> list[str]:
    return [one.outcome for one in scene.world.shelves.ledger if one.act is Act.LINK and one.outcome]


def test_a_code_written_to_the_bot_links_the_account(scene: Scene) -> None:
    scene.say(robin(), f"my code is {CODE.lower()}, thanks")
    assert "is now yours" in said(scene)
    assert outcomes_of(scene) == ["linked"]
    assert "Who is the child?" in words_in(scene.card_press(robin(), {"act": "ask", "value": ""}))


def test_a_code_is_good_once(scene: Scene) -> None:
    scene.say(robin(), CODE)
    scene.say(scene.stranger(), CODE)
    assert "not good" in said(scene)
    assert outcomes_of(scene) == ["linked", "refused:code_not_good"]


def test_a_made_up_code_is_refused_and_on_record(scene: Scene) -> None:
    scene.say(robin(), link_code(b"something else"))
    assert "not good" in said(scene)
    assert outcomes_of(scene) == ["refused:code_not_good"]


@pytest.mark.parametrize("flag", ["guest", "stranger", "bot", "deleted"])
def test_an_account_that_could_not_ask_is_not_linked_and_the_code_stays_good(scene: Scene, flag: str) -> None:
    who = teams_identity(NEW)
    scene.world.accounts.accounts[who] = an_account(who, checked_at=scene.world.shelves.now, **{flag: True})
    scene.say(robin(), CODE)
    assert "linked" not in outcomes_of(scene)
    assert scene.codes.given == {CODE: NEW}


def test_somebody_suspended_is_not_linked(scene: Scene) -> None:
    kept = scene.world.shelves.practitioners[NEW]
    scene.world.enter(replace(kept, status=Status.SUSPENDED))
    scene.say(robin(), CODE)
    assert outcomes_of(scene) == ["refused:suspended"]


def test_when_the_ledger_is_down_nothing_is_linked(scene: Scene) -> None:
    with scene.world.shelves.down("ledger"):
        scene.say(robin(), CODE)
    assert "Cannot answer now" in said(scene)
    assert scene.codes.given == {CODE: NEW}


@pytest.mark.parametrize(
    "written", ["LINK-7K3MX-2Q9DT", "link 7k3mx 2q9dt", "code: LINK7K3MX2Q9DT.", "link-7k3mx-2q9dt"]
)
def test_a_code_is_read_as_people_write_it(written: str) -> None:
    assert read_link_code(written) == "LINK-7K3MX-2Q9DT"


@pytest.mark.parametrize("text", ["", "hello", "link me", "FP-7K3MX-2Q9DT", "the link is https://x.example"])
def test_other_words_are_no_code(text: str) -> None:
    assert read_link_code(text) is None


def test_what_was_answered_503_may_come_again_and_what_was_answered_may_not(scene: Scene) -> None:
    with scene.down(Unavailable("tables")):
        assert scene.say(robin(), CODE, id="a-1")["statusCode"] == 503
    assert scene.say(robin(), CODE, id="a-1")["statusCode"] == 200
    assert "is now yours" in said(scene)
    assert scene.say(robin(), CODE, id="a-1")["statusCode"] == 401
