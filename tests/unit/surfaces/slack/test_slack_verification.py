"""Only what Slack signed gets in; everything else is 401 and leaves nothing behind but one log line."""

from __future__ import annotations

import base64
import hmac
import json
import logging
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.unit.surfaces.slack.slack_scene import NOW, PREVIOUS, Scene, signed

COMMAND = urlencode(
    {"command": "/involved", "user_id": "U-p-rowan", "team_id": "T0FINGER", "trigger_id": "t", "text": ""}
)
EMPTY = "v0=" + hmac.digest(b"", f"v0:{int(NOW)}:{COMMAND}".encode(), "sha256").hex()


def changed(**headers: str | None) -> dict[str, Any]:
    event = signed(COMMAND)
    for name, value in headers.items():
        header = name.replace("_", "-")
        event["headers"].pop(header, None)
        if value is not None:
            event["headers"][header] = value
    return event


def with_body(
    body: str, content_type: str = "application/x-www-form-urlencoded", **more: bool
) -> dict[str, Any]:
    return {**signed(body, content_type=content_type), **more}


REFUSED = {
    "no headers at all": {"headers": None, "body": COMMAND},
    "no signature": changed(X_Slack_Signature=None),
    "no timestamp": changed(X_Slack_Request_Timestamp=None),
    "a timestamp that is no number": changed(X_Slack_Request_Timestamp="soon"),
    "a timestamp in other digits": changed(X_Slack_Request_Timestamp="١٧٧٢٤٤٥٦٠٠"),
    "a timestamp without end": changed(X_Slack_Request_Timestamp="9" * 5000),
    "a signature that is not ASCII": changed(X_Slack_Signature="v0=ünïcode"),
    "somebody else's signature": signed(COMMAND, secret="another"),
    "an empty secret": changed(X_Slack_Signature=EMPTY),
    "a body that was changed": {**signed(COMMAND), "body": COMMAND + "&text=more"},
    "no body": with_body(""),
    "a payload that is not JSON": with_body(urlencode({"payload": "{"})),
    "a payload that is a list": with_body(urlencode({"payload": "[]"})),
    "JSON that is a number": with_body("7", "application/json"),
    "JSON nested without end": with_body("[" * 100_000, "application/json"),
    "half a character": {**signed(COMMAND), "body": "\ud800"},
    "base64 that is none": {**signed(COMMAND), "body": "*", "isBase64Encoded": True},
    "a body too large": with_body("a=" + "b" * 2_000_000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_slack_did_not_sign_is_refused_and_leaves_nothing(name: str) -> None:
    scene = Scene()
    reply = scene.entrance(REFUSED[name], None)
    assert (reply["statusCode"], reply["body"]) == (401, "")
    assert scene.slack.calls == []
    assert scene.world.shelves.ledger == []
    assert scene.built == 0


class Heard(logging.Handler):
    """What our own logger said; caplog hears it twice once another test has configured the root."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.getMessage(), record.__dict__["code"]))


def test_a_refusal_is_one_log_line_that_repeats_nothing() -> None:
    heard, ours = Heard(), logging.getLogger("fingerpost")
    ours.addHandler(heard)
    Scene().entrance(REFUSED["a body that was changed"], None)
    ours.removeHandler(heard)
    assert heard.said == [("TURNED_AWAY", "signature")]


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_request_from_another_time_is_refused(seconds: int) -> None:
    scene = Scene()
    event = signed(COMMAND, salt=0)
    assert scene.entrance.verification.now() == NOW
    late = replace(scene.entrance.verification, now=lambda: NOW + seconds)
    reply = replace(scene.entrance, verification=late)(event, None)
    assert reply["statusCode"] == 401


def test_the_previous_secret_is_good_while_it_is_being_rotated() -> None:
    scene = Scene()
    assert scene.send(COMMAND, secret=PREVIOUS)["statusCode"] == 200
    assert scene.slack.methods() == ["views.open"]


def test_a_body_in_base64_is_the_same_request() -> None:
    scene = Scene()
    event = signed(COMMAND)
    encoded = {**event, "body": base64.b64encode(COMMAND.encode()).decode(), "isBase64Encoded": True}
    assert scene.entrance(encoded, None)["statusCode"] == 200


@pytest.mark.parametrize("header", ["x-slack-bolt-lazy-only", "X-Slack-Bolt-Lazy-Function-Name"])
def test_a_caller_gives_bolt_no_orders(header: str) -> None:
    scene = Scene()
    scene.send(COMMAND, headers={header: "1"})
    assert scene.slack.methods() == ["views.open"]


def test_the_url_is_verified_only_to_slack() -> None:
    scene = Scene()
    asked = json.dumps({"type": "url_verification", "challenge": "c-123", "token": "t"})
    reply = scene.send(asked, content_type="application/json")
    assert json.loads(reply["body"]) == {"challenge": "c-123"}
    assert scene.entrance(signed(asked, "another", "application/json"), None)["statusCode"] == 401


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "HTTPS_PROXY"])
def test_the_environment_does_not_change_what_bolt_does(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in {name, "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"}:
        monkeypatch.setenv(each, "from-the-environment")
    scene = Scene()
    assert scene.entrance.app.oauth_flow is None
    assert scene.send(COMMAND)["statusCode"] == 200
