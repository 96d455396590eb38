"""`make try-slack`: what comes over a socket reaches the function signed, and its reply goes back."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier

from tests.socket_mode import SlackOverASocket, slack_over_a_socket
from tools.cli.exits import Trouble
from tools.slack.manifest import SlackApp, manifest
from tools.try_slack.__main__ import parameters_of
from tools.try_slack.bridge import Bridge, Function, hang_up
from tools.try_slack.workspace import workspace_of

SECRET = "0" * 32


@dataclass
class Deployed:
    """A function behind a URL. answers: status and body of the next; taken: content type, body, headers."""

    url: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list)
    taken: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def deployed() -> Iterator[Deployed]:
    one = Deployed()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            one.taken.append((self.headers["Content-Type"], body, dict(self.headers)))
            status, text = one.answers.pop(0) if one.answers else (200, "")
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    one.url = f"http://127.0.0.1:{server.server_address[1]}/slack/events"
    yield one
    server.shutdown()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def slack(deployed: Deployed, said: list[str]) -> Iterator[SlackOverASocket]:
    with slack_over_a_socket() as one:
        client = Bridge(Function(deployed.url, SECRET), said.append).open(one.app_token, one.web_api)
        try:
            yield one
        finally:
            hang_up(client)


def test_a_command_arrives_as_slack_posts_it_and_signed(slack: SlackOverASocket, deployed: Deployed) -> None:
    reply = slack.send("slash_commands", {"command": "/involved", "text": "", "user_id": "U1"})
    content_type, body, headers = deployed.taken[0]
    assert "payload" not in reply
    assert content_type == "application/x-www-form-urlencoded"
    assert parse_qs(body, keep_blank_values=True) == {
        "command": ["/involved"],
        "text": [""],
        "user_id": ["U1"],
    }
    signed = headers["X-Slack-Signature"]
    assert SignatureVerifier(SECRET).is_valid(body, headers["X-Slack-Request-Timestamp"], signed)


def test_what_a_form_is_answered_goes_back_over_the_socket(
    slack: SlackOverASocket, deployed: Deployed
) -> None:
    view = {"response_action": "update", "view": {"type": "modal", "title": "Zoë " * 6_000}}
    deployed.answers = [(200, json.dumps(view))]
    payload = {"type": "view_submission", "view": {"state": {"values": {}}}}
    assert slack.send("interactive", payload, accepts_response_payload=True)["payload"] == view
    assert json.loads(parse_qs(deployed.taken[0][1])["payload"][0]) == payload


def test_an_event_arrives_as_json_with_the_number_of_its_retry(
    slack: SlackOverASocket, deployed: Deployed
) -> None:
    event = {"type": "event_callback", "event": {"type": "app_home_opened"}}
    slack.send("events_api", event, retry_attempt=2, retry_reason="timeout")
    content_type, body, headers = deployed.taken[0]
    assert (content_type, json.loads(body)) == ("application/json", event)
    assert (headers["X-Slack-Retry-Num"], headers["X-Slack-Retry-Reason"]) == ("2", "timeout")


def test_words_are_sent_back_as_a_message(slack: SlackOverASocket, deployed: Deployed) -> None:
    deployed.answers = [(200, "Cannot answer now.")]
    assert slack.send("slash_commands", {})["payload"] == {"text": "Cannot answer now."}


def test_an_answer_too_long_for_the_socket_is_told_here(
    slack: SlackOverASocket, deployed: Deployed, said: list[str]
) -> None:
    deployed.answers = [(200, json.dumps({"text": "x" * 70_000})), (200, "")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.socket_mode.PATIENCE_SECONDS", 2)
        with pytest.raises(Empty):
            slack.send("slash_commands", {})
    slack.send("slash_commands", {})
    assert "longer than" in said[0]


def test_what_the_function_refuses_is_not_acknowledged(
    slack: SlackOverASocket, deployed: Deployed, said: list[str]
) -> None:
    deployed.answers = [(401, ""), (200, "")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.socket_mode.PATIENCE_SECONDS", 2)
        with pytest.raises(Empty):
            slack.send("slash_commands", {})
    slack.send("slash_commands", {})
    assert "answered 401" in said[0]


def test_a_connection_that_slack_ends_is_made_again(slack: SlackOverASocket, deployed: Deployed) -> None:
    slack.send("slash_commands", {})
    slack.drop()
    slack.send("slash_commands", {})
    assert len(deployed.taken) == 2


def test_nothing_of_a_payload_is_printed(slack: SlackOverASocket, said: list[str]) -> None:
    slack.send("interactive", {"type": "view_submission", "typed": "Aoife Byrne"})
    slack.send("slash_commands", {"text": "Aoife Byrne"})
    assert len(said) == 2
    assert "Aoife" not in "".join(said)


# ------------------------------------------------------------------ before it begins


def test_a_wrong_token_is_told(deployed: Deployed) -> None:
    with slack_over_a_socket() as one:
        with pytest.raises(SlackApiError):
            Bridge(Function(deployed.url, SECRET), print).open("xapp-wrong", one.web_api)
        with pytest.raises(Trouble, match="token_revoked"):
            workspace_of("xoxb-revoked", one.web_api)


def test_the_workspace_and_its_peoples_addresses_are_admitted_and_no_bots() -> None:
    with slack_over_a_socket() as one:
        workspace = workspace_of("xoxb-1", one.web_api)
    assert parameters_of(workspace, "https://slack.com/api/") == {
        "SlackApiUrl": "https://slack.com/api/",
        "SlackTeams": "T0OWN",
        "SlackEmailDomains": "one.example,two.example",
    }


def test_the_manifest_to_paste_asks_for_no_address() -> None:
    app: dict[str, Any] = manifest(SlackApp())
    assert app["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(app["settings"])
