"""From API Gateway to Bolt and back: the adapter that Bolt's documentation invites, without boto3."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web import WebClient

from fingerpost.domain.errors import RequestRejected, Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, log
from fingerpost.surfaces.slack.listeners import Listeners
from fingerpost.surfaces.slack.refusals import Refusals
from fingerpost.surfaces.slack.shapes import is_as_expected
from fingerpost.surfaces.slack.verification import RequestVerification, VerifiedRequest

Reply = dict[str, Any]

_READ_BY_BOLT = (
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_VERIFICATION_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
)
_ANY = re.compile("")


@dataclass(frozen=True)
class SlackHandler:
    """The Lambda handler of the Slack surface."""

    verification: RequestVerification
    app: App
    refusals: Refusals

    def __call__(self, event: Mapping[str, Any], context: object) -> Reply:
        """Answer an API Gateway event; whoever is turned away learns nothing but that."""
        try:
            request = self.verification.verify(event)
        except RequestRejected as refusal:
            log(Line.TURNED_AWAY, door="slack", code=refusal.code)
            return _reply(401, {}, "")
        except Unavailable as fault:
            log(Line.SURFACE_FAILED, door="slack", act="door", error=type(fault).__name__)
            return _reply(503, {}, "")
        return self._through_bolt(request)

    def _through_bolt(self, request: VerifiedRequest) -> Reply:
        """Where a payload lacks what Bolt expects, its faults escape even its own handler of them."""
        if not is_as_expected(request.payload):
            log(Line.TURNED_AWAY, door="slack", code="shape")
            return _json_reply(self.refusals.unreadable(request.payload))
        context = {"fingerprint": request.fingerprint}
        try:
            bolt_request = BoltRequest(body=request.body, headers=dict(request.headers), context=context)
            answer = self.app.dispatch(bolt_request)
        except Exception as fault:
            log(Line.SURFACE_FAILED, door="slack", act="bolt", error=type(fault).__name__)
            return _json_reply(self.refusals.unreadable(request.payload))
        if answer.status == HTTPStatus.NOT_FOUND:  # of a kind that no listener of ours takes
            return _json_reply(self.refusals.unreadable(request.payload))
        return _reply(answer.status, answer.first_headers(), answer.body)


def _reply(status: int, headers: Mapping[str, str], body: str) -> Reply:
    return {"statusCode": status, "headers": dict(headers), "body": body, "isBase64Encoded": False}


def _json_reply(body: Mapping[str, Any]) -> Reply:
    return (
        _reply(200, {"content-type": "application/json"}, json.dumps(body)) if body else _reply(200, {}, "")
    )


def bolt_app(listeners: Listeners) -> App:
    """Bolt, lean: named (else it inspects the stack), authorised without a call, every check of ours outside.

    No lazy listeners: they run after a failed ack and swallow what goes wrong.
    """
    for name in _READ_BY_BOLT:  # any of these in the environment would change what Bolt does, silently
        os.environ.pop(name, None)
    app = App(
        name="fingerpost",
        client=WebClient(retry_handlers=[]),  # never used: listeners draw with a client of their own
        authorize=_authorised,
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
    )
    _listen(app, listeners)
    return app


def _authorised() -> AuthorizeResult:
    """Constant: our own calls carry the present token, and Bolt makes none."""
    return AuthorizeResult(enterprise_id=None, team_id=None, bot_token="unused")  # noqa: S106 - no secret


def _listen(app: App, listeners: Listeners) -> None:
    app.middleware(listeners.only_our_workspaces)
    app.command(_ANY)(listeners.on_command)
    app.shortcut(_ANY)(listeners.on_shortcut)
    app.view(_ANY)(listeners.on_submission)
    app.action(_ANY)(listeners.on_tap)
    app.event("message")(listeners.on_message)
    app.event("app_home_opened")(listeners.on_home)
    for changed in ("user_change", "user_guest_status_changed", "team_join"):
        app.event(changed)(listeners.on_account)
    for changed in ("tokens_revoked", "app_uninstalled", "email_domain_changed"):
        app.event(changed)(listeners.on_app_change)
    app.event(_ANY)(listeners.on_other_event)
    app.error(listeners.on_fault)
