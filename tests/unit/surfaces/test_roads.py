"""Roads that lose nothing: what was typed comes back, and what is shown after an act is what is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from fingerpost.domain.child import Child
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.practitioner import Practitioner
from fingerpost.surfaces import plain_screens
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.recording import forms as recording_forms
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.slack.blocks import values_of
from fingerpost.surfaces.teams.cards import CardPlace
from fingerpost.surfaces.views import Screen, Tap
from fingerpost.usecases.requests import Request
from tests.builders import an_involvement, nhs_number
from tests.unit.surfaces.slack.slack_scene import Scene as SlackScene
from tests.unit.surfaces.slack.slack_scene import answered_view
from tests.unit.surfaces.slack.slack_scene import words_in as words_of_view
from tests.unit.surfaces.teams.activity_scene import Scene as TeamsScene
from tests.unit.surfaces.teams.activity_scene import press_of
from tests.unit.surfaces.teams.activity_scene import words_in as words_of_card
from tools.teams.card_check import elements_of

Json = dict[str, Any]
Typed = Mapping[str, str]
WHY = {"reason": "safeguarding", "family_told": "no"}
AOIFE = {"given_name": "Aoife", "family_name": "Byrne", "birth_date": "27 3 2016", **WHY}
NOBODY = {"given_name": "Thaddeus", "family_name": "Quillfeather", "birth_date": "9 11 2014", **WHY}
WORK = {"role": "Class teacher", "since": "2 2 2026", "lead": "no"}


class InSlack:
    """One modal after another on the stack, as the client holds them. way: how it is shown."""

    def __init__(self) -> None:
        self.scene = SlackScene()
        self.world = self.scene.world
        self.sam, self.rowan = self.world.sam, self.world.rowan
        self.stack: list[Json] = []
        self.drawn = 0

    def open(self, screen: Screen) -> None:
        self.stack = [{**blocks.modal(screen), "id": "V0", "hash": "h0"}]

    def send(self, who: Practitioner, typed: Typed) -> str:
        top = self.stack[-1]
        self.drawn = len(self.scene.slack.calls)
        submission = self.scene.submission(who, top, dict(typed), view_id=top["id"], view_hash=top["hash"])
        answer = json.loads(self.scene.interact(submission)["body"])
        if answer["response_action"] == "errors":
            return json.dumps(answer["errors"])
        self.stack[-1] = self._as_held(answer["view"], top["id"])
        self._redraw()
        return self.words

    def press(self, who: Practitioner, act: str, typed: Typed | None = None) -> str:
        top = self.stack[-1]
        self.drawn = len(self.scene.slack.calls)
        button = self._button(act)
        filled = self.scene.submission(who, top, dict(typed or {}))["view"]["state"]
        tap = self.scene.tap(who, button["action_id"], button.get("value", ""), view={**top, "state": filled})
        self.scene.interact(tap)
        self._redraw()
        return self.words

    def _button(self, act: str) -> Json:
        shown = self.stack[-1]["blocks"]
        rows = [block["elements"] for block in shown if block["type"] == "actions"]
        beside = [[block["accessory"]] for block in shown if "accessory" in block]
        return next(one for row in (*rows, *beside) for one in row if one["action_id"].split("#")[0] == act)

    def _redraw(self) -> None:
        for number, (method, call) in enumerate(self.scene.slack.calls[self.drawn :], self.drawn + 1):
            if method == "views.push":
                self.stack.append(self._as_held(call["view"], f"V{number}"))
            if method == "views.update":
                for place, held in enumerate(self.stack):
                    if held["id"] == call["view_id"]:
                        self.stack[place] = self._as_held(call["view"], held["id"])

    def _as_held(self, view: Json, view_id: str) -> Json:
        beneath = [held["id"] for held in self.stack if held["id"] != view_id]
        return {
            **view,
            "id": view_id,
            "hash": f"h{len(self.scene.slack.calls)}",
            "type": "modal",
            "root_view_id": beneath[0] if beneath else view_id,
            "previous_view_id": beneath[-1] if beneath else None,
        }

    def back(self, who: Practitioner) -> str:
        """Cancel."""
        self.stack.pop()
        return self.words

    @property
    def words(self) -> str:
        return words_of_view(self.stack[-1]["blocks"])

    @property
    def filled(self) -> dict[str, str]:
        inputs = [block for block in self.stack[-1]["blocks"] if block["type"] == "input"]
        return {one["element"]["action_id"]: _initial(one["element"]) for one in inputs}


def _initial(element: Json) -> str:
    chosen = element.get("initial_option") or {}
    return str(element.get("initial_value") or chosen.get("value") or "")


class InTeams:
    """One card, or one dialog, after another."""

    def __init__(self, place: CardPlace) -> None:
        self.scene, self.place = TeamsScene(), place
        self.world = self.scene.world
        self.sam, self.rowan = self.scene.sam, self.scene.rowan
        self.card: Json = {}

    def open(self, screen: Screen) -> None:
        from fingerpost.surfaces.teams import cards

        self.card = cards.screen_card(screen, cards.CardContext(self.place, "p0"))

    def send(self, who: Practitioner, typed: Typed) -> str:
        return self._act(who, self._submit(), {**self.filled, **typed})

    def press(self, who: Practitioner, act: str, typed: Typed | None = None) -> str:
        data = next(
            one["data"]["fingerpost"]
            for one in elements_of(self.card)
            if one.get("data", {}).get("fingerpost", {}).get("act") == act
        )
        return self._act(who, data, typed or {})

    def back(self, who: Practitioner) -> str:
        titles = [str(one.get("title", "")) for one in elements_of(self.card)]
        return self._act(
            who, press_of(self.card, next(t for t in titles if t in ("Cancel", "Keep it as it is"))), {}
        )

    def _act(self, who: Practitioner, ours: Json, typed: Typed) -> str:
        if self.place is CardPlace.CHAT:
            self.card = self.scene.card_press(who, ours, dict(typed))
        else:
            self.card = self.scene.dialog_press(who, ours, dict(typed))["card"]["content"]
        return self.words

    def _submit(self) -> Json:
        return next(
            one["data"]["fingerpost"]
            for one in elements_of(self.card)
            if one.get("data", {}).get("fingerpost", {}).get("screen")
        )

    @property
    def words(self) -> str:
        return words_of_card(self.card)

    @property
    def filled(self) -> dict[str, str]:
        inputs = [one for one in elements_of(self.card) if one["type"].startswith("Input.")]
        return {one["id"]: str(one.get("value", "")) for one in inputs}


Product = InSlack | InTeams
PRODUCTS: dict[str, Callable[[], InSlack | InTeams]] = {
    "slack": InSlack,
    "teams cards": lambda: InTeams(CardPlace.CHAT),
    "teams dialogs": lambda: InTeams(CardPlace.DIALOG),
}


@pytest.fixture(params=PRODUCTS)
def product(request: pytest.FixtureRequest) -> Product:
    return PRODUCTS[request.param]()


def known(
    product: Product, *, lead: bool = False, who: Practitioner | None = None
) -> tuple[Child, Involvement]:
    child = product.world.aoife()
    builder = an_involvement("i-known").of(who or product.rowan).with_child(child)
    one = (builder.leading() if lead else builder).build()
    product.world.shelves.involvements[one.id] = one
    product.world.shelves.pointers[one.reference] = child.id
    return child, one


def answered(product: Product, who: Practitioner, typed: Typed = AOIFE) -> str:
    product.open(asking_forms.ask_form({}))
    return product.send(who, typed)


# ---- A1, A5: nothing is replaced that was not shown


def test_i_am_involved_too_on_ones_own_child_shows_how_one_is_recorded(product: Product) -> None:
    _, own = known(product, lead=True, who=product.sam)
    answered(product, product.sam)
    product.press(product.sam, Tap.RECORD_FROM_ANSWER)
    words = product.send(product.sam, {**WORK, "since": "2 3 2026"})
    assert "You are recorded with this child since 12 January 2026" in words
    assert "lead professional" in words
    assert product.world.shelves.involvements[own.id] == own
    product.press(product.sam, Tap.CHANGE)
    assert product.filled["role"] == own.role


def test_whoever_leads_beside_another_is_asked_first(product: Product) -> None:
    known(product, lead=True)
    answered(product, product.sam)
    product.press(product.sam, Tap.RECORD_FROM_ANSWER)
    words = product.send(product.sam, {**WORK, "lead": "yes"})
    assert "Rowan Ashdown" in words
    assert "is recorded as lead professional since" in words
    assert (product.filled["role"], product.filled["lead"]) == ("Class teacher", "")
    assert len(product.world.shelves.involvements) == 1
    assert "you are shown as involved" in product.send(product.sam, {"lead": "yes"})
    assert [one.lead for one in product.world.shelves.involvements.values()] == [True, True]


def test_a_second_tell_me_shows_the_first_and_asks_which(product: Product) -> None:
    known(product)
    answered(product, product.sam)
    product.press(product.sam, Tap.WATCH_FROM_ANSWER)
    assert "You will be told" in product.send(product.sam, {"reason": "missing", "until": "2026-09-02"})
    answered(product, product.sam, {**AOIFE, "note": "again"})
    product.press(product.sam, Tap.WATCH_FROM_ANSWER)
    words = product.send(product.sam, {"reason": "planning", "until": "2026-04-02"})
    assert "You are told about this child already, until 2 September 2026" in words
    [watch] = product.world.shelves.watches.values()
    assert watch.until.isoformat() == "2026-09-02"
    assert "You will be told" in product.send(product.sam, {})
    [watch] = product.world.shelves.watches.values()
    assert watch.until.isoformat() == "2026-04-02"


# ---- B5: recording in its own words, ending ahead, opening again


def test_the_role_is_the_job_that_the_directory_knows(product: Product) -> None:
    known(product)
    answered(product, product.sam)
    product.press(product.sam, Tap.RECORD_FROM_ANSWER)
    assert product.filled["role"] == product.sam.job_title
    assert "What happens next" in product.send(product.sam, {})
    mine = next(one for one in product.world.shelves.involvements.values() if one.practitioner_id == "p-sam")
    assert mine.role == product.sam.job_title


def test_the_form_of_its_own_has_the_role_and_its_own_words(product: Product) -> None:
    product.open(plain_screens.old_form())
    words = product.press(product.sam, Tap.RECORD)
    assert product.filled["role"] == product.sam.job_title
    assert "Why do you record it?" in words
    assert "you ask" not in words


def test_a_last_day_to_come_is_shown_and_ended_again_knowingly(product: Product) -> None:
    _, own = known(product, who=product.sam)
    open_child(product)
    product.press(product.sam, Tap.END)
    assert "more than 31 days ahead" in product.send(product.sam, {"ended": "20 4 2026"})
    words = product.send(product.sam, {"ended": "20 3 2026"})
    assert "20 March 2026 is your last day" in words
    assert product.world.shelves.involvements[own.id].is_current
    open_child(product)
    product.press(product.sam, Tap.END)
    assert "Ended." in product.send(product.sam, {"ended": "1 3 2026"})


def test_what_ended_is_opened_again(product: Product) -> None:
    _, own = known(product, who=product.sam)
    open_child(product)
    product.press(product.sam, Tap.END)
    assert "Ended." in product.send(product.sam, {"ended": "1 3 2026"})
    assert "It goes on" in product.press(product.sam, Tap.REOPEN)
    assert product.world.shelves.involvements[own.id].is_current


# ---- A3: what was typed is not lost


def test_not_enough_to_record_comes_back_with_all_that_was_typed(product: Product) -> None:
    typed = {"identifier": nhs_number(3), "birth_date": "27 3 2016", **WHY, **WORK}
    product.open(recording_forms.record_form({}))
    words = product.send(product.sam, typed)
    assert "need more to know the child by" in words
    assert {name: product.filled[name] for name in ("identifier", "role", "reason", "family_told")} == {
        "identifier": nhs_number(3),
        "role": "Class teacher",
        "reason": "safeguarding",
        "family_told": "no",
    }
    done = product.send(product.sam, {"given_name": "Thaddeus", "family_name": "Quillfeather"})
    assert "you are shown as involved" in done


def test_not_enough_after_an_answer_brings_the_question_back_as_well(product: Product) -> None:
    answered(product, product.sam, {"identifier": nhs_number(3), "birth_date": "27 3 2016", **WHY})
    product.press(product.sam, Tap.RECORD_FROM_ANSWER)
    product.send(product.sam, WORK)
    assert product.filled["identifier"] == nhs_number(3)
    assert product.filled["role"] == "Class teacher"
    done = product.send(product.sam, {"given_name": "Thaddeus", "family_name": "Quillfeather"})
    assert "you are shown as involved" in done


@pytest.mark.parametrize(
    ("form", "away", "home"),
    [
        (asking_forms.ask_form, Tap.ASK_UNBORN, Tap.ASK),
        (recording_forms.record_form, Tap.RECORD_UNBORN, Tap.RECORD),
    ],
)
def test_going_to_the_unborn_form_and_back_keeps_all_that_was_typed(
    product: Product, form: Callable[[dict[str, str]], Screen], away: Tap, home: Tap
) -> None:
    product.open(form({"more": "yes"}))
    typed = {**AOIFE, "note": "by telephone", "postcode": "NB1 4QT"}
    if home is Tap.RECORD:
        typed |= WORK
    product.press(product.sam, away, typed)
    assert product.filled["mothers_family_name"] == "Byrne"
    assert (product.filled["reason"], product.filled["note"]) == ("safeguarding", "by telephone")
    product.press(product.sam, home, product.filled)
    assert {name: product.filled[name] for name in typed} == typed


def test_after_nothing_the_question_is_corrected_instead_of_typed_again(product: Product) -> None:
    known(product)
    assert "does not mean that nobody is involved" in answered(product, product.sam, NOBODY)
    product.press(product.sam, Tap.ASK_AGAIN)
    assert product.filled["given_name"] == "Thaddeus"
    assert product.filled["birth_date"] == "9 November 2014"
    assert (product.filled["reason"], product.filled["family_told"]) == ("safeguarding", "no")
    assert "1 service is involved" in product.send(
        product.sam, {"given_name": "Aoife", "family_name": "Byrne", "birth_date": "27 3 2016"}
    )


@pytest.mark.parametrize("typed", [AOIFE, NOBODY])
def test_the_next_child_is_asked_about_for_the_same_reason_and_the_family_is_asked_for_anew(
    product: Product, typed: Typed
) -> None:
    known(product)
    answered(product, product.sam, typed)
    product.press(product.sam, Tap.ASK)
    assert {name: value for name, value in product.filled.items() if value} == {"reason": "safeguarding"}


def test_a_question_of_somebody_else_is_brought_back_to_nobody(product: Product) -> None:
    answered(product, product.sam, NOBODY)
    words = product.press(product.rowan, Tap.ASK_AGAIN)
    assert "belongs to somebody else" in words
    assert "Quillfeather" not in words


@pytest.mark.parametrize("tap", [Tap.RECORD_FROM_ANSWER, Tap.WATCH_FROM_ANSWER])
def test_cancel_leads_back_to_the_answer(product: Product, tap: Tap) -> None:
    known(product)
    answered(product, product.sam)
    product.press(product.sam, tap)
    assert "1 service is involved" in product.back(product.sam)


def test_cancel_of_a_change_leads_back_to_the_child(product: Product) -> None:
    known(product, who=product.sam)
    open_child(product)
    product.press(product.sam, Tap.CHANGE)
    assert "Your involvement" in product.back(product.sam)


def open_child(product: Product) -> None:
    from fingerpost.surfaces.recording import screens

    product.open(screens.mine(product.world.use_cases.mine.list(_press(product))))
    if isinstance(product, InSlack):
        row = next(b for b in product.stack[-1]["blocks"] if b.get("accessory"))
        tap = product.scene.tap(product.sam, Tap.OPEN_MINE, row["accessory"]["value"], view=product.stack[-1])
        product.drawn = len(product.scene.slack.calls)
        product.scene.interact(tap)
        product._redraw()
    else:
        product.press(product.sam, Tap.OPEN_MINE)


def _press(product: Product) -> Request:
    return replace(product.world.press(product.sam), caller=product.sam.identities[0])


# ---- A4: what is shown after an act is what is stored


def test_after_recording_the_answer_below_has_the_recorder(product: Product) -> None:
    known(product)
    answered(product, product.sam)
    product.press(product.sam, Tap.RECORD_FROM_ANSWER)
    done = product.send(product.sam, WORK)
    assert "Class teacher" in done
    if isinstance(product, InSlack):
        assert "Sam Okafor (you)" in product.back(product.sam)
    else:
        words = product.press(product.sam, Tap.OPEN_MINE)
        assert words.index("Rowan Ashdown") < words.index("Your involvement") < words.index("Class teacher")


def test_after_a_change_the_child_and_the_list_below_have_the_new_values(product: Product) -> None:
    known(product, who=product.sam)
    open_child(product)
    product.press(product.sam, Tap.CHANGE)
    assert "Head of year" in product.send(product.sam, {"role": "Head of year"})
    if isinstance(product, InSlack):
        assert "Head of year" in product.back(product.sam)
        assert "Head of year" in product.back(product.sam)
    else:
        assert "Head of year" in product.press(product.sam, Tap.OPEN_MINE)


def test_after_taking_back_the_list_below_has_it_no_more(product: Product) -> None:
    _, own = known(product, who=product.sam)
    open_child(product)
    product.press(product.sam, Tap.ENTERED_IN_ERROR)
    if isinstance(product, InSlack):
        assert own.reference not in product.back(product.sam)


def test_ending_says_on_which_day_it_ended(product: Product) -> None:
    known(product, who=product.sam)
    open_child(product)
    product.press(product.sam, Tap.END)
    assert "27 February 2026" in product.send(product.sam, {"ended": "27 2 2026"})


# ---- A2, A7: corrected, and from before an update


def test_a_last_day_before_the_first_is_corrected_and_ends_it(product: Product) -> None:
    """It was answered "sent already", and nothing had ended."""
    known(product, who=product.sam)
    open_child(product)
    product.press(product.sam, Tap.END)
    assert "before the involvement began" in product.send(product.sam, {"ended": "1 1 2020"})
    assert "Ended." in product.send(product.sam, {"ended": "1 3 2026"})
    [own] = product.world.shelves.involvements.values()
    assert own.ended is not None


def test_a_slack_form_without_a_field_of_today_is_replaced_by_a_fresh_one_with_what_was_typed() -> None:
    scene = SlackScene()
    form = blocks.modal(asking_forms.ask_form({}))
    old = {
        **form,
        "blocks": [b for b in form["blocks"] if not str(b.get("block_id", "")).endswith("family_told")],
    }
    typed = {name: value for name, value in AOIFE.items() if name != "family_told"}
    fresh = answered_view(scene.submit(scene.world.sam, old, typed), old)
    assert "from before an update" in words_of_view(fresh)
    assert "family_told" in words_of_view(fresh)
    assert "Byrne" in words_of_view(fresh)
    assert "Ask" in json.dumps(fresh["submit"])


def test_an_unfinished_form_is_not_held_back_by_teams_where_a_button_takes_it_along() -> None:
    from fingerpost.surfaces.teams import cards

    card = cards.screen_card(asking_forms.ask_form({}), cards.CardContext(CardPlace.CHAT))
    assert not any(one.get("isRequired") for one in elements_of(card))
    [unborn] = [one for one in elements_of(card) if one.get("title") == "Unborn child"]
    assert unborn["associatedInputs"] == "auto"


def test_what_stands_in_the_fields_of_a_view_is_read_without_a_state() -> None:
    assert values_of({}) == {}
