"""Slack's signed requests to the bot, timed and noted."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import urllib3
from slack_sdk.signature import SignatureVerifier

from tools.workbench.calls import now
from tools.workbench.workspace import Workspace

Json = dict[str, Any]

FORM = "application/x-www-form-urlencoded"
TROUBLE = "We had some trouble connecting. Try again?"
_HTTP = urllib3.PoolManager(retries=False, maxsize=10)


@dataclass(frozen=True)
class Request:
    """What Slack is about to send. `gesture` says in words what the person did."""

    user: str
    gesture: str
    body: str
    content_type: str = FORM
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Reply:
    """What the bot answered. `error` is Slack's word for a failure; `noted` is the entry in the record."""

    status: int = 0
    text: str = ""
    error: str = ""
    noted: Json = field(default_factory=dict)

    @property
    def body(self) -> Any:  # noqa: ANN401 - JSON, or the plain text that Slack also takes
        """The answer as JSON when it is JSON, else as text."""
        try:
            return json.loads(self.text) if self.text else {}
        except ValueError:
            return self.text

    def found_wrong(self, problems: list[str]) -> None:
        """Note that Slack would not take this answer."""
        self.error = self.error or "invalid_answer"
        self.noted |= {"error": self.error, "problems": problems}


def interaction(user: str, gesture: str, payload: Json) -> Request:
    """A request of the interactive kind: one form field with JSON in it."""
    return Request(user, gesture, urlencode({"payload": json.dumps(payload)}))


def send(workspace: Workspace, request: Request) -> Reply:
    """Sign a request, send it, wait as long as Slack would, and note both sides."""
    stack = workspace.read_stack()
    headers = _signed(request, stack.signing_secret)
    sent_at, began = now(), time.perf_counter()
    url = (request.content_type == FORM and stack.interactions_url) or stack.events_url
    reply = _exchange(url, request, headers, workspace.settings.seconds_to_answer)
    milliseconds = round((time.perf_counter() - began) * 1000, 1)
    reply.noted = _note(request, headers, url, reply)
    reply.noted |= {"at": sent_at, "ms": milliseconds}
    with workspace.changing():
        reply.noted["id"] = len(workspace.record.signed_requests) + 1
        workspace.record.signed_requests.append(reply.noted)
    return reply


def _signed(request: Request, secret: str) -> dict[str, str]:
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=request.body)
    return {
        "Content-Type": request.content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature or "",
        **request.headers,
    }


def _exchange(url: str, request: Request, headers: Mapping[str, str], seconds: float) -> Reply:
    try:
        answer = _HTTP.request(
            "POST", url, body=request.body.encode(), headers=headers, timeout=urllib3.Timeout(total=seconds)
        )
    except urllib3.exceptions.NewConnectionError:  # urllib3 counts a refused connection among the timeouts
        return Reply(error="connection_failed")
    except urllib3.exceptions.TimeoutError:
        return Reply(error="operation_timeout")
    except urllib3.exceptions.HTTPError:
        return Reply(error="connection_failed")
    failed = "" if answer.status == 200 else "dispatch_failed"
    return Reply(answer.status, answer.data.decode(errors="replace"), failed)


def _note(request: Request, headers: Mapping[str, str], url: str, reply: Reply) -> Json:
    return {
        "user": request.user,
        "gesture": request.gesture,
        "method": "POST",
        "path": urlsplit(url).path,
        "headers": dict(headers),
        "body": _readable(request),
        "raw_body": request.body,
        "status": reply.status,
        "answer": reply.body,
        "error": reply.error,
        "problems": [],
    }


def _readable(request: Request) -> Any:  # noqa: ANN401 - the JSON that was sent
    if request.content_type != FORM:
        return json.loads(request.body)
    form = dict(parse_qsl(request.body, keep_blank_values=True))
    return json.loads(form["payload"]) if "payload" in form else form
