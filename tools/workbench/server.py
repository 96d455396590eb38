"""The HTTP face of the local Slack: `/api/*` for the bot, `/_local/*` for tests and the page."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tools.workbench import client_state, gestures, view_gestures, web_api
from tools.workbench.calls import Fault
from tools.workbench.errors import SlackRefuses
from tools.workbench.gestures import NoSuchThing
from tools.workbench.stack import Stack, StackNotReady
from tools.workbench.workspace import Workspace

Json = dict[str, Any]
PAGE = Path(__file__).parent / "page"
# Arguments that Slack takes as JSON text when the call itself is a form.
_JSON_ARGUMENTS = ("view", "blocks", "attachments", "metadata")
# The page loads its own code and style only; pictures may come from where a bot says.
_ONLY_FROM_HERE = "default-src 'self'; img-src 'self' data: https:; base-uri 'none'; form-action 'self'"
_SECONDS_BETWEEN_LOOKS = 0.1


def application(workspace: Workspace) -> Starlette:
    """The local Slack as an ASGI application."""

    def route(path: str, work: Callable[[Workspace, Request, Json], Response], *methods: str) -> Route:
        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(work, workspace, request, await _arguments(request))

        return Route(path, endpoint, methods=list(methods or ("GET",)))

    async def changes(request: Request) -> Response:
        return StreamingResponse(_versions(workspace, request), media_type="text/event-stream")

    return Starlette(
        routes=[
            route("/api/{method}", _web_api, "GET", "POST"),
            route("/_local/web-api-log", _log),
            route("/_local/web-api-log", _forget_log, "DELETE"),
            route("/_local/faults", _plant_fault, "POST"),
            route("/_local/faults", _forget_faults, "DELETE"),
            route("/_local/people", _hire, "POST"),
            route("/_local/settings", _set, "POST"),
            route("/_local/reset", _reset, "POST"),
            route("/_local/requests", _requests),
            route("/_local/people", _people),
            route("/_local/client/{user}", _client),
            route("/_local/act/{gesture}", _act, "POST"),
            route("/_local/response/{token}", _answer_later, "POST"),
            Route("/_local/changes", changes),
            Route("/", _front_page),
            Mount("/page", StaticFiles(directory=PAGE)),
        ]
    )


async def _arguments(request: Request) -> Json:
    """Query, form or JSON: Slack takes any of them."""
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        return {**request.query_params, **_json_object(body)}
    form = dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    return {**request.query_params, **{name: _parsed(name, value) for name, value in form.items()}}


def _json_object(body: bytes) -> Json:
    try:
        read = json.loads(body or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _parsed(name: str, value: str) -> Any:  # noqa: ANN401 - whatever JSON the bot sent
    if name not in _JSON_ARGUMENTS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _web_api(workspace: Workspace, request: Request, args: Json) -> Response:
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    token = bearer or str(args.pop("token", ""))
    answer = web_api.call(workspace, request.path_params["method"], args, token)
    return JSONResponse(answer.body, answer.status, dict(answer.headers))


def _log(workspace: Workspace, request: Request, args: Json) -> Response:
    return JSONResponse(workspace.record.web_api_calls[_already_known(args) :])


def _already_known(args: Json) -> int:
    """How many entries an open page has already: it asks only for those after them."""
    return int(args.get("after") or 0)


def _done() -> Response:
    return JSONResponse({"ok": True})


def _forget_log(workspace: Workspace, request: Request, args: Json) -> Response:
    with workspace.changing():
        workspace.record.web_api_calls.clear()
    return _done()


def _plant_fault(workspace: Workspace, request: Request, args: Json) -> Response:
    try:
        fault = Fault(**args)
    except TypeError as unknown_field:
        return JSONResponse({"ok": False, "error": str(unknown_field)}, 400)
    with workspace.changing():
        workspace.faults.plant(fault)
    return _done()


def _forget_faults(workspace: Workspace, request: Request, args: Json) -> Response:
    with workspace.changing():
        workspace.faults.planted.clear()
    return _done()


def _hire(workspace: Workspace, request: Request, args: Json) -> Response:
    """Add a person, or change one's account, on top of what the stack file says."""
    if not (args.get("slack_user_id") and args.get("name")):
        return JSONResponse({"ok": False, "error": "slack_user_id and name are needed"}, 400)
    with workspace.changing():
        workspace.hired[str(args["slack_user_id"])] = args
    return _done()


def _set(workspace: Workspace, request: Request, args: Json) -> Response:
    with workspace.changing():
        if "pacing" in args:
            workspace.settings.pacing = bool(args["pacing"])
        if "seconds_to_answer" in args:
            workspace.settings.seconds_to_answer = float(args["seconds_to_answer"])
            workspace.views.trigger_seconds = workspace.settings.seconds_to_answer
    return _done()


def _reset(workspace: Workspace, request: Request, args: Json) -> Response:
    with workspace.changing():
        workspace.forget()
    return _done()


def _requests(workspace: Workspace, request: Request, args: Json) -> Response:
    return JSONResponse(workspace.record.signed_requests[_already_known(args) :])


def _people(workspace: Workspace, request: Request, args: Json) -> Response:
    return JSONResponse(client_state.everyone(workspace))


def _client(workspace: Workspace, request: Request, args: Json) -> Response:
    try:
        return JSONResponse(client_state.seen_by(workspace, request.path_params["user"]))
    except SlackRefuses as refusal:
        return JSONResponse(refusal.answer(), 404)


def _act(workspace: Workspace, request: Request, args: Json) -> Response:
    """A gesture of a person; its arguments are those of the function of the same name in `gestures`."""
    gesture = _GESTURES.get(request.path_params["gesture"])
    if gesture is None:
        return JSONResponse({"ok": False, "error": "no such gesture"}, 404)
    try:
        made = inspect.signature(gesture).bind(workspace, **args)
    except TypeError as wrong_arguments:
        return JSONResponse({"ok": False, "error": str(wrong_arguments)}, 400)
    try:
        return JSONResponse(gesture(*made.args, **made.kwargs))
    except (NoSuchThing, SlackRefuses, StackNotReady) as refusal:
        return JSONResponse({"ok": False, "error": str(refusal), "trouble": str(refusal)}, 409)


_GESTURES: dict[str, Callable[..., Json]] = {
    "act_in_message": gestures.act_in_message,
    "act_in_view": view_gestures.act_in_view,
    "close": view_gestures.close,
    "delete": gestures.delete,
    "dismiss": gestures.dismiss,
    "open_home": gestures.open_home,
    "read": gestures.read,
    "run_command": gestures.run_command,
    "submit": view_gestures.submit,
    "tell": gestures.tell,
    "use_shortcut": gestures.use_shortcut,
    "write": gestures.write,
}


def _answer_later(workspace: Workspace, request: Request, args: Json) -> Response:
    try:
        return JSONResponse(gestures.answer_later(workspace, request.path_params["token"], args))
    except SlackRefuses as refusal:
        return JSONResponse(refusal.answer(), 404)


async def _versions(workspace: Workspace, request: Request) -> AsyncIterator[str]:
    """Tell an open page each time that something has changed, the stack too, and go when the page does."""
    told: tuple[int, Stack | None] | None = None
    while not await request.is_disconnected():
        if told != (workspace.version, workspace.stack()):
            told = (workspace.version, workspace.stack())
            yield f"data: {workspace.version}\n\n"
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)


async def _front_page(request: Request) -> Response:
    return FileResponse(PAGE / "index.html", headers={"Content-Security-Policy": _ONLY_FROM_HERE})
