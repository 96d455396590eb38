"""Forms and buttons have two halves, a light one that opens and a heavy one that runs: they fit together."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from fingerpost.surfaces import forms_declared, running
from fingerpost.surfaces.buttons import BUTTONS
from fingerpost.surfaces.carried import Carried, decoded
from fingerpost.surfaces.plain_screens import help_screen
from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say
from fingerpost.usecases.requests import Request
from tests.builders import a_practitioner, slack_identity
from tests.unit.surfaces.slack.slack_scene import Scene as SlackScene
from tests.unit.surfaces.slack.slack_scene import answered_view, buttons_in
from tests.unit.surfaces.slack.slack_scene import words_in as words_of_view
from tests.unit.surfaces.teams.activity_scene import Scene as TeamsScene
from tests.unit.surfaces.teams.activity_scene import words_in as words_of_card

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
OLD = say("button.old")
OLD_FORM = say("form.old.unknown")
ASK_MORE = "ask_more"


def test_every_button_is_declared() -> None:
    assert set(BUTTONS) == set(Tap)


@pytest.mark.parametrize("tap", Tap)
def test_every_button_either_opens_or_runs(tap: Tap) -> None:
    ran_by = [buttons for _, buttons in running.kinds() if tap in buttons]
    assert len(ran_by) == (BUTTONS[tap].opens is None)


@pytest.mark.parametrize("tap", [tap for tap in Tap if BUTTONS[tap].admits])
def test_only_a_button_that_opens_something_admits(tap: Tap) -> None:
    assert BUTTONS[tap].opens is not None


def test_every_form_that_is_drawn_runs_and_every_form_that_runs_is_drawn() -> None:
    assert sorted(forms_declared.FORMS) == sorted(name for forms, _ in running.kinds() for name in forms)


@pytest.mark.parametrize("tap", [tap for tap in Tap if BUTTONS[tap].opens])
def test_every_form_that_opens_is_declared(tap: Tap) -> None:
    screen = BUTTONS[tap].opened("FP-7K3MX-2Q9DT", NOW)
    assert screen is not None
    assert not screen.submit or screen.name in forms_declared.FORMS


@pytest.mark.parametrize("name", forms_declared.FORMS)
def test_a_form_is_drawn_again_under_its_name_with_what_it_carried_and_what_was_typed(name: str) -> None:
    carried = (
        Carried("FP-7K3MX-2Q9DT", "postcode", unborn=True) if name.endswith("_more") else Carried("FP-1")
    )
    request = Request(slack_identity("p-rowan"), "once")
    screen = forms_declared.drawn_again(Submission(request, name, carried, {}), NOW.date())
    assert (screen.name, bool(screen.submit)) == (name, True)
    assert screen.about in ("", carried.encoded())


# ---- where a screen is drawn, and whom a form admits

WRITES = (
    *(Tap.ENTERED_IN_ERROR, Tap.STOP_WATCH, Tap.NOT_THIS_CHILD, Tap.THIS_CHILD_AFTER_ALL),
    *(Tap.MERGE, Tap.UNMERGE, Tap.CLEAR_DISPUTES, Tap.TWO_CHILDREN, Tap.STILL_INVOLVED),
    Tap.REOPEN,
    *(Tap.ACKNOWLEDGE_CONTACT, Tap.HAND_ON_CONTACT, Tap.RATE_CONTACT),
    *(Tap.HAND_OVER_TO, Tap.WITHDRAW_HAND_OVER, Tap.TAKE_OVER, Tap.DECLINE_HAND_OVER),
)
LEADS_ON = (
    Tap.OPEN_MINE,
    Tap.OPEN_RECORD,
    Tap.CHANGE,
    Tap.END,
    Tap.RECORD_FROM_ANSWER,
    Tap.WATCH_FROM_ANSWER,
    *(Tap.ASK_CONTACT, Tap.OPEN_CONTACT, Tap.DECLINE_CONTACT, Tap.SPOKEN_CONTACT),
    *(Tap.HAND_OVER, Tap.OPEN_HAND_OVER),
)


def drawn_over_a_modal(tap: Tap) -> str:
    """How the first screen is drawn that a button in an open modal leads to."""
    scene = SlackScene()
    scene.press(scene.world.rowan, tap, "FP-7K3MX-2Q9DT", view=blocks.modal(help_screen()))
    return scene.slack.methods()[0]


@pytest.mark.parametrize("tap", WRITES)
def test_what_writes_takes_the_place_of_its_button_so_that_it_is_not_found_again_below(tap: Tap) -> None:
    assert drawn_over_a_modal(tap) == "views.update"


@pytest.mark.parametrize("tap", LEADS_ON)
def test_what_leads_on_is_drawn_on_top_so_that_closing_leads_back(tap: Tap) -> None:
    assert drawn_over_a_modal(tap) == "views.push"


@pytest.mark.parametrize("tap", [Tap.ASK, Tap.RECORD])
def test_a_stranger_who_presses_for_a_form_is_given_the_reason_in_slack(tap: Tap) -> None:
    scene = SlackScene()
    scene.press(a_practitioner("p-nobody").build(), tap)
    assert "does not know you yet" in words_of_view(scene.slack.last_view())


@pytest.mark.parametrize("tap", [Tap.ASK, Tap.RECORD])
def test_a_stranger_who_takes_a_shortcut_to_a_form_is_given_the_reason_in_slack(tap: Tap) -> None:
    scene = SlackScene()
    scene.shortcut(a_practitioner("p-nobody").build(), tap)
    assert "does not know you yet" in words_of_view(scene.slack.last_view())


@pytest.mark.parametrize("tap", [Tap.ASK, Tap.RECORD])
def test_a_stranger_who_presses_for_a_form_is_given_the_reason_in_teams(tap: Tap) -> None:
    scene = TeamsScene()
    card = scene.card_press(scene.stranger(), {"act": tap, "value": ""})
    assert "does not know you yet" in words_of_card(card)


# ---- what travels through a view


@pytest.mark.parametrize(
    ("carried", "text"),
    [
        (Carried(), ""),
        (Carried("FP-7K3MX-2Q9DT"), "FP-7K3MX-2Q9DT"),
        (Carried("FP-7K3MX-2Q9DT", "postcode"), "FP-7K3MX-2Q9DT postcode"),
        (Carried("FP-7K3MX-2Q9DT", "birth_date", unborn=True), "FP-7K3MX-2Q9DT birth_date unborn"),
        (Carried("FP-7K3MX-2Q9DT", seen=("v3", "FP-1")), "FP-7K3MX-2Q9DT seen=v3,FP-1"),
        (
            Carried(seen=("FP-1",), below=("V1/my_children/", "V2/child/FP-2")),
            "seen=FP-1 below=V1/my_children/,V2/child/FP-2",
        ),
    ],
)
def test_forms_that_stand_open_while_a_version_is_deployed_are_read(carried: Carried, text: str) -> None:
    assert (carried.encoded(), decoded(text)) == (text, carried)


# ---- what this deployment does not know


@pytest.mark.parametrize(("name", "about"), [("no_such_form", ""), (ASK_MORE, "FP-7K3MX-2Q9DT shoe_size")])
def test_an_unknown_form_is_told_so_in_slack(name: str, about: str) -> None:
    scene = SlackScene()
    form: dict[str, Any] = blocks.modal(forms_declared.drawn_again(_ask(), NOW.date()))
    view = {**form, "callback_id": name, "private_metadata": about}
    answered = answered_view(scene.submit(scene.world.rowan, view, {}), form)
    assert OLD_FORM in words_of_view(answered)
    assert {"ask", "record", "my_children"} <= set(buttons_in(answered))


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        ({"screen": "no_such_form", "about": ""}, OLD_FORM),
        ({"screen": ASK_MORE, "about": "FP-7K3MX-2Q9DT shoe_size"}, OLD_FORM),
        ({"act": "no_such_button", "value": ""}, OLD),
    ],
)
def test_an_unknown_form_or_button_is_told_so_in_teams(ours: dict[str, str], said: str) -> None:
    scene = TeamsScene()
    assert said in words_of_card(scene.card_press(scene.rowan, ours))


def _ask() -> Submission:
    return Submission(Request(slack_identity("p-rowan"), "once"), "ask", Carried(), {})


# ---- the light half is light


@pytest.mark.parametrize("light", ["buttons", "forms_declared"])
def test_a_light_half_brings_no_outcomes_and_no_data_layer(light: str) -> None:
    code = f"import sys, fingerpost.surfaces.{light}; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    heavy = {"fingerpost.domain.outcomes", "fingerpost.usecases.ports", "fingerpost.usecases.catalogue"}
    assert heavy.isdisjoint(done.stdout.split())
