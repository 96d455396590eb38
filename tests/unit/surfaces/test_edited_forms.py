"""A form that is sent, edited and sent again is answered for what was last typed, in both products.

Slack keeps a view’s id and hash while its form is edited after a time-out; a card in Teams its press. What
was typed is therefore part of what a sending is called by.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.carried import Carried
from fingerpost.surfaces.sent import content_digest
from fingerpost.surfaces.slack import blocks
from tests.builders import an_involvement, nhs_number
from tests.unit.surfaces.slack.slack_scene import Scene as SlackScene
from tests.unit.surfaces.teams.activity_scene import Scene as TeamsScene
from tests.unit.surfaces.teams.activity_scene import press_of, words_in
from tests.unit.usecases.world import World

WHY = {"reason": "safeguarding", "family_told": "no"}
KNOWN = {"given_name": "Aoife", "family_name": "Byrne", "birth_date": "27 3 2016", **WHY}
NUMBERED = {"identifier": nhs_number(0), **KNOWN}
UNKNOWN = {"given_name": "Thaddeus", "family_name": "Quillfeather", "birth_date": "9 11 2014", **WHY}
WRONG = {**KNOWN, "birth_date": "30 2 2016"}
TYPED = {"known": KNOWN, "numbered": NUMBERED, "unknown": UNKNOWN, "wrong": WRONG}
SHOWN = {"known": "confirmed", "numbered": "confirmed", "unknown": "nothing", "wrong": "problem"}


class Product(Protocol):
    """One open ask form in one product, that is sent as often as a test likes."""

    world: World

    def send(self, typed: Mapping[str, str]) -> str:
        """What comes back: the name of the screen, or `problem`."""


@dataclass
class InSlack:
    """One modal, with one id and one hash."""

    scene: SlackScene = field(default_factory=SlackScene)

    def __post_init__(self) -> None:
        self.world = self.scene.world

    def send(self, typed: Mapping[str, str]) -> str:
        form = blocks.modal(asking_forms.ask_form({}))
        answer = json.loads(self.scene.submit(self.world.rowan, form, dict(typed))["body"])
        return "problem" if "errors" in answer else str(answer["view"]["callback_id"])


@dataclass
class InTeams:
    """One card, with one press."""

    scene: TeamsScene = field(default_factory=TeamsScene)

    def __post_init__(self) -> None:
        self.world = self.scene.world
        form = self.scene.card_press(self.scene.rowan, {"act": "ask", "value": ""})
        self.pressed = press_of(form, "Ask")
        self.world.shelves.ledger.clear()

    def send(self, typed: Mapping[str, str]) -> str:
        words = words_in(self.scene.card_press(self.scene.rowan, self.pressed, dict(typed)))
        for told, name in (("Please correct", "problem"), ("Services involved", "confirmed")):
            if told in words:
                return name
        return "nothing" if "does not mean that nobody is involved" in words else "ask"


PRODUCTS: dict[str, Any] = {"slack": InSlack, "teams": InTeams}


def with_a_worker(product: Product) -> Product:
    child = product.world.aoife()
    one = an_involvement().of(product.world.sam).with_child(child).build()
    product.world.shelves.involvements[one.id] = one
    return product


def asks(product: Product) -> list[LedgerEntry]:
    return [line for line in product.world.shelves.ledger if line.act is Act.ASK]


@pytest.mark.parametrize("product", PRODUCTS)
def test_another_child_typed_into_the_same_form_is_another_ask(product: str) -> None:
    one = with_a_worker(PRODUCTS[product]())
    assert one.send(KNOWN) == "confirmed"
    assert one.send(UNKNOWN) == "nothing"
    attempts = [line for line in asks(one) if line.phase is Phase.ATTEMPT]
    assert [line.details.name.given for line in attempts if line.details and line.details.name] == [
        "Aoife",
        "Thaddeus",
    ]
    assert len({line.reference for line in attempts}) == 2


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_same_content_sent_twice_is_one_ask(product: str) -> None:
    one = with_a_worker(PRODUCTS[product]())
    assert (one.send(KNOWN), one.send(KNOWN)) == ("confirmed", "confirmed")
    assert len([line for line in asks(one) if line.phase is Phase.ATTEMPT]) == 1


@pytest.mark.parametrize("product", PRODUCTS)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(TYPED)), st.booleans()), min_size=2, max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_order_of_sends_faults_and_edits_shows_an_answer_for_what_was_typed_before(
    product: str, steps: list[tuple[str, bool]]
) -> None:
    one = with_a_worker(PRODUCTS[product]())
    for content, index_is_down in steps:
        if index_is_down:
            with one.world.shelves.down("index", Unavailable("index")):
                shown = one.send(TYPED[content])
        else:
            shown = one.send(TYPED[content])
        assert shown in (SHOWN[content], "ask")
        if shown in ("confirmed", "nothing"):
            assert_is_on_the_ledger(one, content, shown)


def assert_is_on_the_ledger(product: Product, content: str, shown: str) -> None:
    """The attempt holds what was typed, and the last outcome of its reference is what is shown."""
    typed = TYPED[content]
    attempts = [
        line
        for line in asks(product)
        if line.phase is Phase.ATTEMPT and line.details and line.details.name
        if line.details.name.given == typed["given_name"]
        if bool(line.details.identifiers) is ("identifier" in typed)
    ]
    outcomes = [line for line in asks(product) if line.reference == attempts[-1].reference and line.outcome]
    assert outcomes[-1].outcome == shown


def test_what_is_typed_where_is_part_of_the_content() -> None:
    digests = {
        content_digest("ask", Carried(), {"given_name": "Ann", "family_name": "Lee"}),
        content_digest("ask", Carried(), {"given_name": "Lee", "family_name": "Ann"}),
        content_digest("ask", Carried(), {"given_name": "AnnLee"}),
        content_digest("ask_more", Carried(), {"given_name": "Ann", "family_name": "Lee"}),
        content_digest("ask", Carried("FP-1"), {"given_name": "Ann", "family_name": "Lee"}),
    }
    assert len(digests) == 5
    assert content_digest("ask", Carried(), {"given_name": "Ann", "note": ""}) == content_digest(
        "ask", Carried(), {"given_name": "Ann"}
    )
