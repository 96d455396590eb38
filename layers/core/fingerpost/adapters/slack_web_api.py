"""Slack's calls that draw on somebody's screen. A failed one is logged by its code and never raises.

What they draw was recorded before; a practitioner who does not see it asks again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse, WebClient

from fingerpost.adapters.slack_client import slack_code
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.log_catalogue import Line, log

Json = dict[str, Any]
Meanwhile = Callable[[], None]

_IN_DOUBT = frozenset(
    {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "unreadable"}
)


@dataclass(frozen=True)
class SlackWebApi:
    """Implements `surfaces.slack.calls.SlackCalls`. client: the bot's client with its present token."""

    client: Callable[[], WebClient]

    def open(self, trigger_id: str, view: Json, meanwhile: Meanwhile) -> str | None:
        """Open a modal; its view id, None where Slack refused (a trigger is good once, for three seconds)."""
        return _view_id(
            self._call("views.open", lambda to: to.views_open(trigger_id=trigger_id, view=view), meanwhile)
        )

    def push(self, trigger_id: str, view: Json, meanwhile: Meanwhile) -> str | None:
        """Put a view on top of the open one; its view id, None where Slack refused."""
        return _view_id(
            self._call("views.push", lambda to: to.views_push(trigger_id=trigger_id, view=view), meanwhile)
        )

    def update(self, view_id: str, view: Json) -> None:
        """Draw a view anew. Doing it twice does no harm, so it is tried twice."""
        for _ in range(2):
            if self._call("views.update", lambda to: to.views_update(view_id=view_id, view=view)):
                return

    def publish(self, user: str, view: Json) -> None:
        """Draw somebody's Home tab."""
        self._call("views.publish", lambda to: to.views_publish(user_id=user, view=view))

    def post(self, channel: str, message: Json) -> bool:
        """Post a message; False where it surely does not stand, so that it may be posted again."""
        try:
            self.client().chat_postMessage(channel=channel, **message)
        except SlackApiError as refusal:
            _log("chat.postMessage", slack_code(refusal.response))
            return slack_code(refusal.response) in _IN_DOUBT
        except Unavailable as fault:
            _log("chat.postMessage", type(fault).__name__)
            return False
        except (OSError, HTTPException, SlackClientError) as fault:
            _log("chat.postMessage", type(fault).__name__)
        return True

    def _call(
        self, method: str, call: Callable[[WebClient], SlackResponse], meanwhile: Meanwhile | None = None
    ) -> SlackResponse | None:
        try:
            client = self.client()
            if meanwhile:
                meanwhile()
            return call(client)
        except SlackApiError as refusal:
            _log(method, slack_code(refusal.response))
        except (OSError, HTTPException, SlackClientError, Unavailable) as fault:
            _log(method, type(fault).__name__)
        return None


def _view_id(answer: SlackResponse | None) -> str | None:
    view = answer.get("view") if answer is not None else None
    return str(view["id"]) if isinstance(view, Mapping) else None


def _log(method: str, code: str) -> None:
    log(Line.SLACK_CALL_FAILED, method=method, code=code)
