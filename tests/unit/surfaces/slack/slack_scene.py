"""A Slack that keeps every call and refuses what the real one would, around the real entrance."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier

from fingerpost.adapters.slack_web_api import SlackWebApi
from fingerpost.domain.practitioner import Practitioner
from fingerpost.surfaces.built_once import BuiltOnce
from fingerpost.surfaces.slack.calls import SlackViews
from fingerpost.surfaces.slack.handler import Reply, SlackHandler, bolt_app
from fingerpost.surfaces.slack.listeners import Listeners, Services
from fingerpost.surfaces.slack.payloads import Workspaces
from fingerpost.surfaces.slack.refusals import Refusals
from fingerpost.surfaces.slack.verification import RequestVerification
from tests.builders import WORKSPACE, slack_identity
from tests.fakes import FakeSeenRequests
from tests.unit.usecases.world import World
from tools.block_kit import check, check_response_action

SECRET = "the present signing secret"
PREVIOUS = "the previous signing secret"
NOW = 1_772_445_600.0

Json = dict[str, Any]


@dataclass
class RecordingSlack:
    """Stands in for WebClient. calls: (method, arguments), in order. failing: methods that are refused."""

    calls: list[tuple[str, Json]] = field(default_factory=list)
    failing: dict[str, Exception] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def views_open(self, *, trigger_id: str, view: Json) -> Json:
        assert trigger_id
        return self._drawn("views.open", view, trigger_id=trigger_id)

    def views_push(self, *, trigger_id: str, view: Json) -> Json:
        assert trigger_id
        return self._drawn("views.push", view, trigger_id=trigger_id)

    def views_update(self, *, view_id: str, view: Json) -> Json:
        return self._drawn("views.update", view, view_id=view_id)

    def views_publish(self, *, user_id: str, view: Json) -> Json:
        assert check(view, "home") == []
        return self._call("views.publish", {"user_id": user_id, "view": view})

    def chat_postMessage(self, **arguments: Any) -> Json:  # noqa: N802, ANN401 - as WebClient has it
        assert check({k: v for k, v in arguments.items() if k != "channel"}, "message") == []
        return self._call("chat.postMessage", arguments)

    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]

    def last_view(self) -> Json:
        return next(call["view"] for _, call in reversed(self.calls) if "view" in call)

    def _drawn(self, method: str, view: Json, **arguments: str) -> Json:
        assert check(view, "modal") == []
        return self._call(method, {"view": view, **arguments})

    def _call(self, method: str, arguments: Json) -> Json:
        if method in self.failing:
            raise self.failing[method]
        self.calls.append((method, json.loads(json.dumps(arguments))))
        return {"ok": True, "view": {"id": f"V{next(self.numbers)}"}}


def refusal(code: str) -> SlackApiError:
    return SlackApiError("refused", {"ok": False, "error": code})  # type: ignore[no-untyped-call]


@dataclass
class Scene:
    """The entrance with a world behind it."""

    world: World = field(default_factory=World)
    slack: RecordingSlack = field(default_factory=RecordingSlack)
    built: int = 0
    fault: Exception | None = None

    def __post_init__(self) -> None:
        self.seen = FakeSeenRequests(self.world.shelves)
        self.numbers = count(1)
        drawing = SlackViews(SlackWebApi(lambda: self.slack))  # type: ignore[arg-type,return-value] # has those calls
        listeners = Listeners(
            BuiltOnce(self._services),
            drawing,
            Refusals(drawing),
            Workspaces(frozenset({WORKSPACE})),
            "/involved",
            self.world.shelves.clock,
        )
        self.entrance = SlackHandler(
            RequestVerification(lambda: (SECRET, PREVIOUS), lambda: NOW),
            bolt_app(listeners),
            Refusals(drawing),
        )

    def _services(self) -> Services:
        self.built += 1
        if self.fault:
            raise self.fault
        return Services(self.world.use_cases, self.seen)

    @contextmanager
    def down(self, fault: Exception) -> Iterator[None]:
        """The data layer cannot be built meanwhile."""
        self.fault = fault
        yield
        self.fault = None

    # ---- what people do

    def command(self, who: Practitioner, text: str = "", **changes: str) -> Reply:
        fields = {
            "command": "/involved",
            "text": text,
            "team_id": WORKSPACE,
            "user_id": slack_identity(who.id).user,
            "trigger_id": f"trigger-{next(self.numbers)}",
            **changes,
        }
        return self.send(urlencode(fields))

    def shortcut(self, who: Practitioner, name: str) -> Reply:
        return self.interact({"type": "shortcut", "callback_id": name, **self._by(who)})

    def submit(self, who: Practitioner, view: Json, typed: dict[str, str], **about: str) -> Reply:
        return self.interact(self.submission(who, view, typed, **about))

    def submission(
        self,
        who: Practitioner,
        view: Json,
        typed: dict[str, str],
        *,
        view_id: str = "V9",
        view_hash: str = "h",
    ) -> Json:
        """A view_submission of a form as Slack sends it; fields not typed come as they were drawn."""
        values = {
            block["block_id"]: _state(block, typed) for block in view["blocks"] if block["type"] == "input"
        }
        sent = {**view, "id": view_id, "hash": view_hash, "state": {"values": values}}
        return {"type": "view_submission", "view": sent, **self._by(who)}

    def press(self, who: Practitioner, act: str, value: str = "", *, view: Json | None = None) -> Reply:
        return self.interact(self.tap(who, act, value, view=view))

    def tap(self, who: Practitioner, act: str, value: str = "", *, view: Json | None = None) -> Json:
        action = {"type": "button", "action_id": act, "value": value, "action_ts": str(next(self.numbers))}
        if view is None:
            place: Json = {"container": {"type": "message"}, "message": {"ts": "1"}}
        else:
            place = {
                "container": {"type": "view"},
                "view": {"id": "V5", "hash": "h", "type": "modal", **view},
            }
        return {"type": "block_actions", "actions": [action], **place, **self._by(who)}

    def event(self, event: Json, event_id: str = "Ev1") -> Reply:
        body = {"type": "event_callback", "team_id": WORKSPACE, "event_id": event_id, "event": event}
        return self.send(json.dumps(body), content_type="application/json")

    def _by(self, who: Practitioner) -> Json:
        user = {"id": slack_identity(who.id).user, "team_id": WORKSPACE, "name": "someone"}
        return {"user": user, "team": {"id": WORKSPACE}, "trigger_id": f"trigger-{next(self.numbers)}"}

    # ---- how it gets here

    def interact(self, payload: Json) -> Reply:
        return self.send(urlencode({"payload": json.dumps(payload)}))

    def send(
        self,
        body: str,
        *,
        secret: str = SECRET,
        content_type: str = "application/x-www-form-urlencoded",
        headers: dict[str, str] | None = None,
    ) -> Reply:
        return self.entrance(signed(body, secret, content_type, headers, salt=next(self.numbers)), None)


def signed(
    body: str,
    secret: str = SECRET,
    content_type: str = "application/x-www-form-urlencoded",
    headers: dict[str, str] | None = None,
    salt: int = 0,
) -> Json:
    """An API Gateway event. salt: shifts the timestamp, so that like requests differ in their signature."""
    timestamp = str(int(NOW) - salt % 200)
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    sent = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": str(signature),
    }
    return {
        "httpMethod": "POST",
        "headers": {**sent, **(headers or {})},
        "body": body,
        "isBase64Encoded": False,
    }


def resigned(event: Json) -> Json:
    """A payload file as Slack would send it now."""
    headers = {**event["headers"], **signed(event["body"])["headers"]}
    return {**event, "headers": headers | {"Content-Type": event["headers"]["Content-Type"]}}


def _state(block: Json, typed: dict[str, str]) -> Json:
    element = block["element"]
    name = element["action_id"]
    if element["type"] == "plain_text_input":
        return {name: {"type": element["type"], "value": typed.get(name, element.get("initial_value"))}}
    initial = (element.get("initial_option") or {}).get("value")
    chosen = typed.get(name, initial)
    return {name: {"type": element["type"], "selected_option": {"value": chosen} if chosen else None}}


def answered_view(reply: Reply, form: Json) -> Json:
    """The view in the reply to a submission, checked as Slack would."""
    assert reply["statusCode"] == 200
    answer = json.loads(reply["body"])
    assert check_response_action(answer, form) == []
    assert answer["response_action"] == "update"
    view: Json = answer["view"]
    return view


def errors_in(reply: Reply, form: Json) -> dict[str, str]:
    """The errors in the reply to a submission, by field."""
    answer = json.loads(reply["body"])
    assert check_response_action(answer, form) == []
    assert answer["response_action"] == "errors"
    return {block_id.partition("/")[2]: words for block_id, words in answer["errors"].items()}


def words_in(view: Json) -> str:
    """All of a payload's text, to look for words in."""
    return json.dumps(view, ensure_ascii=False)


def buttons_in(view: Json) -> dict[str, Json]:
    """The buttons of a view by their act."""
    rows = [block for block in view["blocks"] if block["type"] == "actions"]
    return {button["action_id"]: button for row in rows for button in row["elements"]}
