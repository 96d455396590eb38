"""What Slack sends over a socket, handed to the deployed function as Slack would have sent it, and its reply.

Envelopes and replies: docs.slack.dev/apis/events-api/using-socket-mode.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import urllib3
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web import WebClient

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_PATIENCE_SECONDS = 10.0
_LONGEST = 65_535
"""Bytes: slack_sdk's own client (3.47) cannot frame more. No screen of ours comes near it."""


@dataclass(frozen=True)
class Function:
    """The slack function of the local stack. url: its endpoint; signing_secret: what it knows Slack by."""

    url: str
    signing_secret: str
    pool: urllib3.PoolManager = field(default_factory=urllib3.PoolManager, repr=False)

    def take(self, request: SocketModeRequest) -> tuple[int, str]:
        """Hand it over, signed as Slack signs: the status, and what was answered."""
        content_type, body = _as_posted(request)
        moment = str(int(time.time()))
        signature = SignatureVerifier(self.signing_secret).generate_signature(timestamp=moment, body=body)
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": moment,
            "X-Slack-Signature": signature or "",
            **_retried(request),
        }
        answer = self.pool.request(
            "POST", self.url, body=body, headers=headers, timeout=_PATIENCE_SECONDS, retries=False
        )
        return answer.status, answer.data.decode()


def _as_posted(request: SocketModeRequest) -> tuple[str, str]:
    """Content type and body of the same by HTTP."""
    match request.type:
        case "slash_commands":
            return _FORM, urlencode(request.payload)
        case "interactive":
            return _FORM, urlencode({"payload": json.dumps(request.payload)})
        case _:
            return _JSON, json.dumps(request.payload)


def _retried(request: SocketModeRequest) -> dict[str, str]:
    if not request.retry_attempt:
        return {}
    told = {"X-Slack-Retry-Num": str(request.retry_attempt)}
    return told | ({"X-Slack-Retry-Reason": request.retry_reason} if request.retry_reason else {})


@dataclass(frozen=True)
class Bridge:
    """Listens until it is closed. say: prints a line, which never holds anything of a payload."""

    function: Function
    say: Callable[[str], None]

    def open(self, app_token: str, api_url: str) -> SocketModeClient:
        """Connect. Raises SlackApiError where Slack does not take the token."""
        client = SocketModeClient(app_token=app_token, web_client=WebClient(base_url=api_url))
        client.socket_mode_request_listeners.append(self._listen)
        client.connect()
        return client

    def _listen(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        started = time.monotonic()
        try:
            status, text = self.function.take(request)
        except urllib3.exceptions.HTTPError as fault:
            self.say(f"{request.type}: the local function does not answer ({type(fault).__name__}).")
            return
        taken = f"{time.monotonic() - started:.1f} s"
        if status != 200:
            self.say(
                f"{request.type}: the local function answered {status} in {taken}; Slack is told nothing."
            )
            return
        reply = SocketModeResponse(request.envelope_id, _reply(text))
        if len(json.dumps(reply.to_dict())) > _LONGEST:
            self.say(f"{request.type}: the answer is longer than the socket takes; Slack is told nothing.")
            return
        self.say(f"{request.type}: answered in {taken}.")
        client.send_socket_mode_response(reply)


def hang_up(client: SocketModeClient) -> None:
    """End the connection and wait for nothing: the client's own `close` waits for a thread that waits for
    Slack to say something more. What is left of it ends with the process."""
    client.closed = True
    client.auto_reconnect_enabled = False
    client.current_session_state.terminated = True
    client.disconnect()


def _reply(text: str) -> dict[str, Any] | None:
    """What goes back with the acknowledgement: the JSON of a reply, or words as a message."""
    if not text:
        return None
    try:
        read = json.loads(text)
    except ValueError:
        return {"text": text}
    return read if isinstance(read, dict) else {"text": text}
