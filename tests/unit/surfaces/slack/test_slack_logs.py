"""Nothing of a child gets into a log, whoever writes it and at whatever level."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from fingerpost.log_catalogue import quiet_libraries
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.recording import forms as recording_forms
from fingerpost.surfaces.slack import blocks
from tests.builders import WORKSPACE, nhs_number
from tests.unit.surfaces.slack.slack_scene import PREVIOUS, Scene, signed

GIVEN, FAMILY, BORN, NUMBER, NOTE = (
    "Zachariah",
    "Quillfeather",
    "27 3 2016",
    nhs_number(5),
    "seen at the gate",
)
PLANTED = (GIVEN, FAMILY, BORN, NUMBER, NOTE)
TYPED = {
    "identifier": NUMBER,
    "given_name": GIVEN,
    "family_name": FAMILY,
    "birth_date": BORN,
    "note": NOTE,
    "reason": "safeguarding",
    "family_told": "no",
    "role": "class teacher",
    "since": "2 2 2026",
}
LOGGERS = ("", "slack_bolt", "slack_bolt.App", "slack_sdk", "slack_sdk.web", "fingerpost")


@pytest.fixture(autouse=True)
def at_debug(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    factory, propagated = logging.getLogRecordFactory(), logging.getLogger("fingerpost").propagate
    quiet_libraries()
    logging.getLogger("fingerpost").propagate = True
    for name in LOGGERS:
        caplog.set_level(logging.DEBUG, logger=name or None)
    yield
    logging.setLogRecordFactory(factory)
    logging.getLogger("fingerpost").propagate = propagated


def everything_somebody_can_type(scene: Scene) -> None:
    rowan = scene.world.rowan
    ask, record = blocks.modal(asking_forms.ask_form({})), blocks.modal(recording_forms.record_form({}))
    scene.command(rowan, f"{GIVEN} {FAMILY} {BORN}")
    scene.submit(rowan, ask, TYPED)
    scene.submit(rowan, record, TYPED, view_id="V10")
    scene.submit(rowan, ask, {**TYPED, "birth_date": f"{BORN} {FAMILY}"}, view_id="V11")
    said = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U-p-rowan", "ts": "1"}
    scene.event({**said, "text": " ".join(PLANTED)})


def test_what_is_typed_on_the_road_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    everything_somebody_can_type(Scene())
    assert [word for word in PLANTED if word in caplog.text] == []


def test_what_is_typed_while_everything_fails_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    for fault in (RuntimeError(" ".join(PLANTED)), KeyError(FAMILY)):
        with scene.down(fault):
            everything_somebody_can_type(scene)
    assert "SURFACE_FAILED" in caplog.text
    assert [word for word in PLANTED if word in caplog.text] == []


def test_what_bolt_does_not_handle_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    who = {"user": {"id": "U-p-rowan", "team_id": WORKSPACE}, "team": {"id": WORKSPACE}}
    scene.interact({"type": "block_suggestion", "action_id": "name", "value": f"{GIVEN} {FAMILY}", **who})
    scene.interact({"type": "message_action", "message": {"text": FAMILY}, **who})
    assert "slack_bolt" in caplog.text
    assert [word for word in PLANTED if word in caplog.text] == []


def test_what_was_signed_by_somebody_else_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    scene.entrance(signed(f"text={GIVEN}+{FAMILY}", secret=PREVIOUS + "x"), None)
    assert "TURNED_AWAY" in caplog.text
    assert [word for word in PLANTED if word in caplog.text] == []
