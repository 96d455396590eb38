"""The main road in Slack, from a signed request to the calls and the reply, over the real use cases."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.link_code import link_code
from fingerpost.log_catalogue import quiet_libraries
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.recording import forms as recording_forms
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.views import Tap
from tests.builders import WORKSPACE, a_practitioner, an_account, an_involvement, nhs_number, slack_identity
from tests.unit.surfaces.slack.slack_scene import (
    Json,
    Scene,
    answered_view,
    buttons_in,
    errors_in,
    refusal,
    signed,
    words_in,
)

ASK = blocks.modal(asking_forms.ask_form({"more": "yes"}))
RECORD = blocks.modal(recording_forms.record_form({}))
WHY = {"reason": "safeguarding", "family_told": "no"}
BY_NUMBER = {"identifier": nhs_number(0), "birth_date": "27 3 2016", **WHY}
BY_NAMES = {"given_name": "Aoife", "family_name": "Byrne", "birth_date": "27 3 2016", **WHY}
NOBODY = {"identifier": nhs_number(7), "birth_date": "27 3 2016", **WHY}
WORK = {"role": "Class teacher", "since": "2 2 2026"}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def a_scene_with_a_worker() -> Scene:
    scene = Scene()
    child = scene.world.aoife()
    one = an_involvement().of(scene.world.sam).with_child(child).build()
    scene.world.shelves.involvements[one.id] = one
    return scene


def outcomes_of(scene: Scene, act: Act) -> list[str]:
    return [entry.outcome for entry in scene.world.shelves.ledger if entry.act is act and entry.outcome]


@pytest.fixture
def quiet() -> Iterator[None]:
    """Libraries log nothing of what they meet, as in the deployed function."""
    factory = logging.getLogRecordFactory()
    quiet_libraries()
    yield
    logging.setLogRecordFactory(factory)


# ---- opening a form


def test_the_bare_command_opens_the_form(scene: Scene) -> None:
    reply = scene.command(scene.world.rowan)
    assert (reply["statusCode"], reply["body"]) == (200, "")
    assert scene.slack.methods() == ["views.open"]
    assert scene.slack.last_view()["callback_id"] == "ask"


@pytest.mark.parametrize(("name", "form"), [("ask", "ask"), ("record", "record"), ("help", "help")])
def test_a_shortcut_opens_what_it_is_named_after(scene: Scene, name: str, form: str) -> None:
    scene.shortcut(scene.world.rowan, name)
    assert scene.slack.last_view()["callback_id"] == form


def test_details_typed_after_the_command_are_refused_with_a_friendly_word(scene: Scene) -> None:
    reply = scene.command(scene.world.rowan, "Zachariah Quillfeather 27/3/2016")
    answer = json.loads(reply["body"])
    assert answer["response_type"] == "ephemeral"
    assert "Zachariah" not in reply["body"]
    assert buttons_in(answer)["ask"]
    assert scene.slack.calls == []
    assert scene.world.shelves.ledger == []


def test_opening_the_form_is_on_the_ledger(scene: Scene) -> None:
    scene.command(scene.world.rowan)
    lines = [(entry.act, entry.phase) for entry in scene.world.shelves.ledger]
    assert lines == [(Act.OPEN_FORM, Phase.ATTEMPT), (Act.OPEN_FORM, Phase.OUTCOME)]


def test_a_form_that_somebody_may_not_have_is_replaced_by_the_reason(scene: Scene) -> None:
    stranger = a_practitioner("p-nobody").build()
    scene.command(stranger)
    assert scene.slack.methods() == ["views.open", "views.update"]
    assert "does not know you yet" in words_in(scene.slack.last_view())
    assert outcomes_of(scene, Act.OPEN_FORM) == ["refused:unknown_person"]


def test_the_form_opens_though_the_data_layer_is_down_and_says_so(scene: Scene) -> None:
    with scene.down(Unavailable("kms")):
        reply = scene.command(scene.world.rowan)
    assert reply["statusCode"] == 200
    view = scene.slack.last_view()
    assert (view["callback_id"], view["blocks"][0]["type"]) == ("ask", "alert")


@pytest.mark.parametrize(
    "fault", [refusal("expired_trigger_id"), refusal("ratelimited"), TimeoutError(), Unavailable("secret")]
)
def test_a_form_that_does_not_open_is_said_in_words(scene: Scene, fault: Exception) -> None:
    scene.slack.failing["views.open"] = fault
    answer = json.loads(scene.command(scene.world.rowan)["body"])
    assert "The form did not open" in answer["text"]


def test_another_workspace_is_refused_before_anything_opens(scene: Scene) -> None:
    reply = scene.command(scene.world.rowan, team_id="T0OTHER")
    assert "not open to this workspace" in json.loads(reply["body"])["text"]
    assert scene.slack.calls == []
    assert outcomes_of(scene, Act.OPEN_FORM) == ["refused:wrong_workspace"]


# ---- asking


def test_an_ask_is_answered_in_the_same_modal_and_posts_nothing() -> None:
    scene = a_scene_with_a_worker()
    view = answered_view(scene.submit(scene.world.rowan, ASK, BY_NUMBER), ASK)
    assert view["callback_id"] == "confirmed"
    assert "Northbrook Primary" in words_in(view)
    assert "Asked by: Rowan Ashdown" in words_in(view)
    assert scene.slack.calls == []


def test_an_answer_names_no_child() -> None:
    scene = a_scene_with_a_worker()
    view = answered_view(scene.submit(scene.world.rowan, ASK, BY_NUMBER), ASK)
    for planted in ("Aoife", "Byrne", nhs_number(0), "27 March 2016", "NB1 4QT"):
        assert planted not in words_in(view)


def test_an_ask_about_nobody_known_states_the_coverage(scene: Scene) -> None:
    view = answered_view(scene.submit(scene.world.rowan, ASK, NOBODY), ASK)
    assert view["callback_id"] == "nothing"
    assert "does not mean that nobody is involved" in words_in(view)


def test_errors_stand_on_their_fields_and_nothing_is_recorded(scene: Scene) -> None:
    typed = {**BY_NAMES, "birth_date": "30 2 2016", "given_name": "<!channel>"}
    errors = errors_in(scene.submit(scene.world.rowan, ASK, typed), ASK)
    assert set(errors) == {"birth_date", "given_name"}
    assert "no such day" in errors["birth_date"]
    assert scene.world.shelves.ledger == []
    assert scene.built == 0


def test_a_double_click_asks_once_and_answers_both_times() -> None:
    scene = a_scene_with_a_worker()
    first = answered_view(scene.submit(scene.world.rowan, ASK, BY_NUMBER), ASK)
    second = answered_view(scene.submit(scene.world.rowan, ASK, BY_NUMBER), ASK)
    assert first == second
    assert len([e for e in scene.world.shelves.ledger if e.act is Act.ASK and not e.outcome]) == 1


def test_the_very_same_request_is_never_answered_again() -> None:
    scene = a_scene_with_a_worker()
    body = urlencode({"payload": json.dumps(scene.submission(scene.world.rowan, ASK, BY_NUMBER))})
    event = signed(body)
    assert scene.entrance(event, None)["statusCode"] == 200
    again = scene.entrance(event, None)
    assert (again["statusCode"], again["body"]) == (401, "")


@pytest.mark.parametrize("text", ["", "Aoife Byrne"])
def test_a_captured_command_is_turned_away_when_it_comes_again(scene: Scene, text: str) -> None:
    user = slack_identity(scene.world.rowan.id).user
    fields = {"command": "/involved", "text": text, "team_id": WORKSPACE, "user_id": user, "trigger_id": "t"}
    event = signed(urlencode(fields))
    assert scene.entrance(event, None)["statusCode"] == 200
    scene.slack.failing["views.open"] = refusal("expired_trigger_id")
    again = scene.entrance(event, None)
    assert (again["statusCode"], again["body"]) == (401, "")


def test_a_captured_press_redraws_no_window(scene: Scene) -> None:
    view = {"blocks": [], "callback_id": "answer"}
    payload = scene.tap(scene.world.rowan, Tap.MY_CHILDREN, view=view)
    event = signed(urlencode({"payload": json.dumps(payload)}))
    assert scene.entrance(event, None)["statusCode"] == 200
    drawn = len(scene.slack.calls)
    assert scene.entrance(event, None)["statusCode"] == 401
    assert len(scene.slack.calls) == drawn


@pytest.mark.parametrize("part", ["index", "ledger", "directory", "seen"])
def test_an_ask_that_cannot_be_answered_brings_the_form_back_as_it_was(part: str) -> None:
    scene = a_scene_with_a_worker()
    typed = {**BY_NAMES, "note": "seen *by* the <!channel> gate"}
    with scene.world.shelves.down(part):
        view = answered_view(scene.submit(scene.world.rowan, ASK, typed), ASK)
    assert "Nothing was recorded as answered" in words_in(view["blocks"][0])
    assert _typed_in(view) >= typed.items()


def test_a_fault_nobody_thought_of_brings_the_form_back_as_well(scene: Scene) -> None:
    with scene.down(RuntimeError("Aoife Byrne")):
        view = answered_view(scene.submit(scene.world.rowan, ASK, BY_NAMES), ASK)
    assert _typed_in(view) >= BY_NAMES.items()


def _typed_in(view: Json) -> set[tuple[str, str]]:
    inputs = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    return {(one["action_id"], _initial(one)) for one in inputs}


def _initial(element: Json) -> str:
    return str(element.get("initial_value") or (element.get("initial_option") or {}).get("value") or "")


def test_a_form_sent_again_after_an_outage_is_answered() -> None:
    scene = a_scene_with_a_worker()
    with scene.world.shelves.down("index"):
        form = answered_view(scene.submit(scene.world.rowan, ASK, BY_NUMBER), ASK)
    view = answered_view(scene.submit(scene.world.rowan, form, {}, view_hash="h2"), form)
    assert view["callback_id"] == "confirmed"


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "view_submission", "view": {"id": "V1"}},
        {"type": "view_submission"},
        {"type": "block_actions", "actions": []},
        {"type": "block_actions", "view": 7},
        {"type": "shortcut", "callback_id": None},
        {"type": "of a later year"},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "unknown"}},
    ],
)
def test_a_payload_without_what_bolt_expects_is_answered_in_words_and_leaves_no_trace(
    scene: Scene, payload: Json, quiet: None, capfd: pytest.CaptureFixture[str]
) -> None:
    someone = {"user": {"id": "U-p-rowan", "team_id": WORKSPACE}}
    reply = scene.interact({**someone, **payload})
    assert reply["statusCode"] == 200
    said = json.loads(reply["body"] or "{}")
    assert set(said) <= {"response_action", "view"}
    assert scene.world.shelves.ledger == []
    assert "Traceback" not in "".join(capfd.readouterr())


# ---- recording


def test_recording_from_an_answer() -> None:
    scene = a_scene_with_a_worker()
    answer = answered_view(scene.submit(scene.world.rowan, ASK, BY_NUMBER), ASK)
    button = buttons_in(answer)["record_from_answer"]
    scene.press(scene.world.rowan, "record_from_answer", button["value"], view=answer)
    assert scene.slack.methods() == ["views.push", "views.update"]
    form = scene.slack.last_view()
    done = answered_view(scene.submit(scene.world.rowan, form, WORK, view_id="V10"), form)
    assert "you are shown as involved" in words_in(done)
    assert len(scene.world.shelves.involvements) == 2


def test_recording_a_child_nobody_knew(scene: Scene) -> None:
    typed = {**BY_NAMES, **WORK}
    done = answered_view(scene.submit(scene.world.rowan, RECORD, typed), RECORD)
    assert done["callback_id"] == "recorded"
    assert len(scene.world.shelves.children) == 1


def test_watching_after_a_nil_answer(scene: Scene) -> None:
    nothing = answered_view(scene.submit(scene.world.rowan, ASK, {**BY_NAMES}), ASK)
    button = buttons_in(nothing)["watch_from_answer"]
    scene.press(scene.world.rowan, "watch_from_answer", button["value"], view=nothing)
    form = scene.slack.last_view()
    until = next(b for b in form["blocks"] if b.get("block_id") == "watch/until")["element"]["options"][1]
    typed = {"reason": "missing", "until": until["value"]}
    done = answered_view(scene.submit(scene.world.rowan, form, typed, view_id="V10"), form)
    assert "You will be told" in words_in(done)
    assert len(scene.world.shelves.watches) == 1


def test_an_end_before_the_beginning_is_an_error_on_the_field() -> None:
    scene = a_scene_with_a_worker()
    (one,) = scene.world.shelves.involvements.values()
    form = blocks.modal(recording_forms.end_form(one.reference, {}))
    errors = errors_in(scene.submit(scene.world.sam, form, {"ended": "1 1 2010"}), form)
    assert errors == {"ended": "This is before the involvement began."}


# ---- one's own


def test_my_children_lists_by_reference_and_opens_each_in_a_modal() -> None:
    scene = a_scene_with_a_worker()
    scene.press(scene.world.sam, "my_children")
    listed = scene.slack.last_view()
    assert "Aoife" not in words_in(listed)
    row = next(block for block in listed["blocks"] if block["type"] == "section")
    scene.press(scene.world.sam, "open_mine", row["accessory"]["value"], view=listed)
    opened = scene.slack.last_view()
    assert "Aoife Byrne" in words_in(opened)
    assert scene.slack.methods() == ["views.open", "views.update", "views.push", "views.update"]


def test_the_list_opens_from_its_shortcut_as_often_as_one_likes() -> None:
    scene = a_scene_with_a_worker()
    for _ in range(2):
        scene.shortcut(scene.world.sam, "my_children")
        assert "I am involved" in words_in(scene.slack.last_view())


def test_changing_ones_own_involvement_starts_from_what_stands_there() -> None:
    scene = a_scene_with_a_worker()
    (one,) = scene.world.shelves.involvements.values()
    scene.press(scene.world.sam, "change", one.reference, view={"root_view_id": "V5"})
    form = scene.slack.last_view()
    assert ("role", one.role) in _typed_in(form)
    done = answered_view(scene.submit(scene.world.sam, form, {"role": "Head of year"}), form)
    assert "Changed." in words_in(done)
    assert next(iter(scene.world.shelves.involvements.values())).role == "Head of year"


def test_entered_in_error_asks_first_and_counts_once() -> None:
    scene = a_scene_with_a_worker()
    (one,) = scene.world.shelves.involvements.values()
    scene.press(scene.world.sam, "open_mine", one.reference)
    shown = scene.slack.last_view()
    assert "confirm" in buttons_in(shown)["entered_in_error"]
    scene.press(scene.world.sam, "entered_in_error", one.reference, view=shown)
    assert "Taken back" in words_in(scene.slack.last_view())
    scene.press(scene.world.sam, "entered_in_error", one.reference, view=shown)
    assert "done once, not twice" in words_in(scene.slack.last_view())


def test_somebody_elses_reference_opens_nothing() -> None:
    scene = a_scene_with_a_worker()
    (one,) = scene.world.shelves.involvements.values()
    scene.press(scene.world.rowan, "open_mine", one.reference)
    assert "belongs to somebody else" in words_in(scene.slack.last_view())


def test_on_top_of_three_views_the_next_takes_the_place_of_the_last() -> None:
    scene = a_scene_with_a_worker()
    third = {"root_view_id": "V1", "previous_view_id": "V2"}
    scene.press(scene.world.sam, "end", "FP-AAAAA-AAAAA", view=third)
    assert scene.slack.methods() == ["views.update"]


def test_a_modal_that_could_not_be_drawn_is_drawn_once_more() -> None:
    scene = a_scene_with_a_worker()
    scene.slack.failing["views.update"] = refusal("internal_error")
    assert scene.press(scene.world.sam, "my_children")["statusCode"] == 200


def test_a_button_of_an_older_deployment_is_quietly_acknowledged(scene: Scene) -> None:
    assert scene.press(scene.world.rowan, "no_such_button")["statusCode"] == 200


@pytest.mark.parametrize("tap", list(Tap))
def test_every_tap_leads_somewhere(tap: Tap) -> None:
    scene = a_scene_with_a_worker()
    scene.press(scene.world.sam, str(tap), "FP-AAAAA-AAAAA")
    assert scene.slack.calls


@pytest.mark.parametrize("part", ["index", "ledger", "directory", "seen"])
def test_a_list_that_cannot_be_shown_says_so(part: str) -> None:
    scene = a_scene_with_a_worker()
    with scene.world.shelves.down(part):
        scene.press(scene.world.sam, "my_children")
    assert "Cannot answer now" in words_in(scene.slack.last_view())


# ---- messages and events


def a_message(text: str, **more: str) -> Json:
    return {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": slack_identity("p-rowan").user,
        "text": text,
        "ts": "1.1",
        **more,
    }


def test_any_direct_message_gets_the_menu(scene: Scene) -> None:
    scene.event(a_message("hello there"))
    ((method, sent),) = scene.slack.calls
    assert (method, sent["channel"]) == ("chat.postMessage", "D1")
    assert set(buttons_in(sent)) == {"ask", "record", "my_children", "contacts", "home", "how_told", "help"}


def test_a_message_about_a_person_is_asked_to_be_deleted_and_not_repeated(scene: Scene) -> None:
    scene.event(a_message("who knows Zachariah Quillfeather born 27/3/2016?"))
    sent = words_in(scene.slack.calls[0][1])
    assert "delete your message" in sent
    assert "Zachariah" not in sent


def test_an_event_delivered_three_times_is_answered_once(scene: Scene) -> None:
    for _ in range(3):
        assert scene.event(a_message("hello"), event_id="Ev7")["statusCode"] == 200
    assert len(scene.slack.calls) == 1


def test_a_menu_that_slack_did_not_take_is_posted_at_the_next_delivery(scene: Scene) -> None:
    scene.slack.failing["chat.postMessage"] = refusal("ratelimited")
    assert scene.event(a_message("hello"), event_id="Ev8")["statusCode"] == 503
    scene.slack.failing.clear()
    for _ in range(2):
        assert scene.event(a_message("hello"), event_id="Ev8")["statusCode"] == 200
    assert scene.slack.methods() == ["chat.postMessage"]


def test_an_event_that_failed_may_come_again_within_the_same_second(scene: Scene) -> None:
    body = {"type": "event_callback", "team_id": WORKSPACE, "event_id": "Ev7", "event": a_message("hello")}
    event = signed(json.dumps(body), content_type="application/json")
    scene.slack.failing["chat.postMessage"] = refusal("ratelimited")
    assert scene.entrance(event, None)["statusCode"] == 503
    scene.slack.failing.clear()
    assert [scene.entrance(event, None)["statusCode"] for _ in range(2)] == [200, 401]
    assert scene.slack.methods() == ["chat.postMessage"]


@pytest.mark.parametrize(
    "fault",
    [refusal("internal_error"), refusal("Received a response in no JSON: <p>busy</p>"), TimeoutError()],
)
def test_a_menu_that_may_have_been_posted_is_not_posted_again(scene: Scene, fault: Exception) -> None:
    scene.slack.failing["chat.postMessage"] = fault
    assert scene.event(a_message("hello"), event_id="Ev9")["statusCode"] == 200
    scene.slack.failing.clear()
    assert scene.event(a_message("hello"), event_id="Ev9")["statusCode"] == 200
    assert scene.slack.calls == []


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"app_id": "A1"},
        {"subtype": "bot_message"},
        {"subtype": "message_changed"},
        {"channel_type": "channel"},
    ],
)
def test_bots_other_apps_and_channels_are_not_answered(scene: Scene, more: dict[str, str]) -> None:
    assert scene.event(a_message("hello", **more))["statusCode"] == 200
    assert scene.slack.calls == []


def test_an_event_while_the_store_is_down_is_asked_for_again(scene: Scene) -> None:
    with scene.world.shelves.down("seen"):
        assert scene.event(a_message("hello"))["statusCode"] == 503
    scene.event(a_message("hello"))
    assert scene.slack.methods() == ["chat.postMessage"]


def test_the_home_tab_counts_by_reference_only() -> None:
    scene = a_scene_with_a_worker()
    scene.event({"type": "app_home_opened", "user": slack_identity("p-sam").user, "tab": "home"})
    ((method, sent),) = scene.slack.calls
    assert method == "views.publish"
    assert "involved with 1 child" in words_in(sent)
    assert "Aoife" not in words_in(sent)


def test_a_closed_account_is_suspended_at_once(scene: Scene) -> None:
    identity = slack_identity("p-rowan")
    scene.world.accounts.accounts[identity] = an_account(identity, deleted=True)
    scene.event({"type": "user_change", "user": {"id": identity.user, "team_id": WORKSPACE, "deleted": True}})
    assert outcomes_of(scene, Act.SUSPEND) == ["suspended:account_closed"]


def test_a_change_of_somebodys_picture_is_no_reason_to_ask_slack(scene: Scene) -> None:
    identity = slack_identity("p-rowan")
    scene.event(
        {"type": "user_change", "user": {"id": identity.user, "team_id": WORKSPACE, "deleted": False}}
    )
    assert scene.world.accounts.asked == []


def test_an_event_nobody_asked_for_is_acknowledged(scene: Scene) -> None:
    assert scene.event({"type": "channel_archive", "channel": "C1"})["statusCode"] == 200


def test_a_code_written_to_the_bot_links_the_account(scene: Scene) -> None:
    robin = a_practitioner("p-robin").of(scene.world.care).build()
    scene.world.enter(a_practitioner("p-robin").of(scene.world.care).without_chat().build())
    code = link_code(b"a code for robin")
    scene.world.codes.given[code] = "p-robin"
    scene.event({**a_message(f"here it is: {code}"), "user": robin.identities[0].user})
    assert "is now yours" in scene.slack.calls[-1][1]["text"]
    assert outcomes_of(scene, Act.LINK) == ["linked"]
    scene.command(robin)
    assert scene.slack.last_view()["callback_id"] == "ask"
