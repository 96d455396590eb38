"""A bot of a few screens, for testing the workbench while the real one is not deployed.

It verifies signatures, answers as a Slack bot does, and does one wrong thing on request each:
"slow" takes too long, "broken" answers with an unsound view, "crash" fails with HTTP 500.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.workbench.running import HOST, free_port, in_background, local_slack
from tools.workbench.stack import Stack
from tools.workbench.workspace import Workspace

Json = dict[str, Any]
SECRET = "signed by nobody else"
REASONS = ("New concern", "Strategy discussion", "Missing from education")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def an_input(block_id: str, label: str, element: Json, hint: str = "", optional: bool = False) -> Json:
    told = {"hint": plain(hint)} if hint else {}
    labelled = {"type": "input", "block_id": block_id, "label": plain(label), "optional": optional}
    return {**labelled, "element": {"action_id": "value", **element}, **told}


def a_button(text: str, action_id: str, **more: str) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": "FP-7K2M", **more}


def options(*texts: str) -> list[Json]:
    return [{"text": plain(text), "value": text.lower().replace(" ", "_")} for text in texts]


def typed(**more: object) -> Json:
    return {"type": "plain_text_input", **more}


def a_modal(callback_id: str, title: str, blocks: list[Json], submit: str = "", close: str = "Close") -> Json:
    sent = {"submit": plain(submit)} if submit else {}
    named = {"type": "modal", "callback_id": callback_id, "title": plain(title), "close": plain(close)}
    return {**named, "blocks": blocks, **sent}


def the_question() -> Json:
    return a_modal(
        "ask",
        "Who is involved?",
        [
            {"type": "section", "text": plain("Ask by NHS number, or by name and date of birth.")},
            an_input("number", "NHS number", typed(placeholder=plain("999 000 0018")), "Ten digits", True),
            an_input("given", "Given name", typed(max_length=50), optional=True),
            an_input("born", "Date of birth", typed(), "For example 27 3 2016", True),
            {"type": "divider"},
            an_input(
                "reason",
                "Reason",
                {
                    "type": "static_select",
                    "options": options(*REASONS),
                    "placeholder": plain("Choose a reason"),
                },
            ),
            an_input(
                "told",
                "Has the family been told?",
                {"type": "radio_buttons", "options": options("Yes", "No", "Unsafe")},
            ),
            an_input("note", "Note", typed(multiline=True, max_length=300), "Kept in the ledger", True),
        ],
        submit="Ask",
        close="Cancel",
    )


def words(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def rich(kind: str, *parts: Json, **more: object) -> Json:
    return {"type": kind, "elements": list(parts), **more}


def the_answer() -> Json:
    agreed = [rich("rich_text_section", words(text)) for text in ("NHS number", "date of birth")]
    return a_modal(
        "answer",
        "Two services involved",
        [
            {"type": "alert", "level": "success", "text": plain("Confirmed. Ring before you act.")},
            {"type": "header", "text": plain("School nursing")},
            {
                "type": "section",
                "fields": [
                    plain("Worker\nBen Achebe"),
                    plain("Since\n3 March 2026"),
                    plain("Duty\n01632 960 001"),
                ],
                "accessory": a_button("Copy number", "copy", accessibility_label="Copy the duty telephone"),
            },
            rich(
                "rich_text",
                rich(
                    "rich_text_section", words("Lead: ", bold=True), words("*not bold* <!channel> _literal_")
                ),
                rich("rich_text_list", *agreed, style="bullet"),
                rich("rich_text_preformatted", words("FP-7K2M, confirmed, 2 services, 22 Nov 2026 09:15")),
            ),
            {"type": "divider"},
            {
                "type": "context",
                "elements": [plain("Reference FP-7K2M"), {"type": "mrkdwn", "text": "*8 of 9* feeds fresh"}],
            },
            {
                "type": "actions",
                "elements": [
                    a_button("I'm involved too", "involve", style="primary"),
                    a_button("Tell me if someone joins", "watch"),
                ],
            },
        ],
    )


def the_record() -> Json:
    dated = {"type": "datepicker", "initial_date": "2026-11-22"}
    lead = {"type": "checkboxes", "options": options("I am the lead professional", "There is an assessment")}
    return a_modal(
        "record",
        "I'm involved too",
        [
            an_input("role", "Role", typed()),
            an_input("since", "Since", dated),
            an_input("lead", "Marks", lead, "", True),
        ],
        "Record",
        "Back",
    )


def the_home() -> Json:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("Fingerpost")},
            {"type": "section", "text": plain("Whom to ring, and word when that changes.")},
            {"type": "actions", "elements": [a_button("Ask about a child", "ask", style="primary")]},
        ],
    }


@dataclass
class SmallBot:
    """What the bot was sent, and the Slack it calls."""

    slack: WebClient = field(default_factory=lambda: WebClient("xoxb-small"))
    heard: list[Json] = field(default_factory=list)
    retries: list[str] = field(default_factory=list)

    def answer(self, request: Request, body: bytes) -> Response:
        headers = dict(request.headers)
        if not SignatureVerifier(SECRET).is_valid_request(body, headers):
            return Response(status_code=401)
        self.retries.append(headers.get("x-slack-retry-num", ""))
        said = self._said(headers["content-type"], body)
        self.heard.append(said)
        return self._kinds(said)

    def _said(self, content_type: str, body: bytes) -> Json:
        form = {} if content_type == "application/json" else dict(parse_qsl(body.decode()))
        read: Json = (
            json.loads(body) if not form else json.loads(form["payload"]) if "payload" in form else form
        )
        return read

    def _kinds(self, said: Json) -> Response:
        if "command" in said:
            return self._command(said)
        kinds = {
            "shortcut": self._open_question,
            "view_submission": self._submitted,
            "block_actions": self._acted,
            "event_callback": self._event,
        }
        handle = kinds.get(said["type"])
        return handle(said) if handle else Response()

    def _command(self, said: Json) -> Response:
        match said.get("text"):
            case "crash":
                return Response(status_code=500)
            case "slow":
                time.sleep(1)
            case None | "":
                return self._open_question(said)
        return JSONResponse({"response_type": "ephemeral", "text": "Details do not belong in a command."})

    def _open_question(self, said: Json) -> Response:
        self.slack.views_open(trigger_id=said["trigger_id"], view=the_question())
        return Response()

    def _submitted(self, said: Json) -> Response:
        view = said["view"]
        if view["callback_id"] != "ask":
            return JSONResponse({"response_action": "clear"})
        return self._asked(view["state"]["values"]["number"]["value"]["value"])

    def _asked(self, number: str | None) -> Response:
        match number:
            case "slow":
                time.sleep(1)
                return Response()
            case "broken":
                view = a_modal("answer", "A title that is far too long", [])
                return JSONResponse({"response_action": "update", "view": view})
            case "push":
                return JSONResponse({"response_action": "push", "view": the_record()})
            case None:
                return JSONResponse(
                    {"response_action": "errors", "errors": {"number": "Give a number or a name."}}
                )
        return JSONResponse({"response_action": "update", "view": the_answer()})

    def _acted(self, said: Json) -> Response:
        match said["actions"][0]["action_id"]:
            case "involve":
                self.slack.views_push(trigger_id=said["trigger_id"], view=the_record())
            case "ask" | "open":
                self._open_question(said)
        return Response()

    def _event(self, said: Json) -> Response:
        event = said["event"]
        if event["type"] == "app_home_opened":
            self.slack.views_publish(user_id=event["user"], view=the_home())
        elif event["type"] == "message" and "subtype" not in event:
            return self._menu(event)
        return Response()

    def _menu(self, event: Json) -> Response:
        if event["text"] == "crash":
            return Response(status_code=500)
        menu: list[Json] = [
            {"type": "section", "text": plain("What would you like to do?")},
            {"type": "actions", "elements": [a_button("Ask", "open", style="primary")]},
        ]
        self.slack.chat_postMessage(channel=event["channel"], text="What would you like to do?", blocks=menu)
        return Response()


def application(bot: SmallBot) -> Starlette:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(bot.answer, request, await request.body())

    return Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])


def person(slack_user_id: str, name: str, role: str, service: str, area: str) -> Json:
    return {
        "id": name,
        "name": name,
        "role": role,
        "service": service,
        "area": area,
        "slack_user_id": slack_user_id,
    }


PEOPLE = (
    person("U0ASHA", "Asha Okafor", "practitioner", "Children's social care", "Northmoor"),
    person("U0BEN", "Ben Achebe", "practitioner", "School nursing", "Northmoor"),
    person("U0CERI", "Ceri Vaughan", "practitioner", "Youth justice", "Eastmere"),
    person("U0DILYS", "Dilys Marsh", "supervisor", "Children's social care", "Northmoor"),
    person("U0EWAN", "Ewan Sharma", "officer", "Area office", "Northmoor"),
    person("U0FAYE", "Faye Lindqvist", "not authorised", "Housing", "Northmoor"),
    person("U0GUEST", "Gil Moreau", "guest", "Agency", "Eastmere"),
)


@contextmanager
def local_slack_with_small_bot(seconds_to_answer: float = 0.7) -> Iterator[tuple[Workspace, SmallBot]]:
    """A local Slack and a bot that know each other, both in this process."""
    port, bot = free_port(), SmallBot()
    stack = Stack(f"http://{HOST}:{port}/slack/events", SECRET, people=PEOPLE)
    with in_background(application(bot), port), local_slack(lambda: stack, seconds_to_answer) as workspace:
        base_url = f"{workspace.settings.public_url}/api/"
        bot.slack = WebClient("xoxb-small", base_url=base_url, retry_handlers=[])
        yield workspace, bot
