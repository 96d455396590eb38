"""The signing bridge: it stands between the bot, which checks as in production, and a Teams of one's own.

To the bot it is Microsoft: it publishes a signing key, hands out tokens, and is the connector. To Microsoft's
Agents Playground, which signs nothing, it is the bot's endpoint: each activity is signed as the Bot Connector
signs and passed on. What the bot sends goes to the Playground that the person sits at, or into chats that
tests read.

    python -m tools.teams.bridge --port 4612 --stack .local/stack.json
"""

from __future__ import annotations

import argparse
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import urllib3
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.teams.chats import Chats, Fault
from tools.teams.people import APP_ID, activity_from, chat_id, member
from tools.teams.signing import ConnectorKey, connector_claims, key_set

Json = dict[str, Any]

MESSAGES_PATH = "/teams/messages"
_SECONDS = 30.0


@dataclass
class Bridge:
    """url: its own, the service URL of all activities. stack: the stack file. password: the bot's."""

    url: str
    stack: Path
    password: str
    key: ConnectorKey = field(default_factory=ConnectorKey)
    unendorsed: ConnectorKey = field(default_factory=lambda: ConnectorKey("local-webchat", ("webchat",)))
    stranger: ConnectorKey = field(default_factory=lambda: ConnectorKey("local-stranger"))
    chats: Chats = field(default_factory=Chats)
    tokens: set[str] = field(default_factory=set)
    playgrounds: dict[str, str] = field(default_factory=dict)
    http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(retries=False, timeout=_SECONDS, maxsize=8)
    )

    # ---- Microsoft to the bot

    async def keys(self, request: Request) -> Response:
        """The connector's published keys."""
        return Response(key_set(self.key, self.unendorsed), media_type="application/json")

    async def login(self, request: Request) -> Response:
        """A token for the bot's own account."""
        form = parse_qs((await request.body()).decode())
        if (form.get("client_id"), form.get("client_secret")) != ([APP_ID], [self.password]):
            return JSONResponse({"error": "invalid_client"}, 401)
        token = secrets.token_urlsafe(24)
        self.tokens.add(token)
        return JSONResponse({"token_type": "Bearer", "expires_in": 3599, "access_token": token})

    async def connector(self, request: Request) -> Response:
        """A call of the bot's: refused without a token, struck by a planted fault, or done."""
        text = await request.body()
        body = json.loads(text) if text else None
        answer = await run_in_threadpool(self._connect, request, body)
        path, query = request.url.path, request.url.query
        self.chats.note(request.method, path, query, body, answer.status_code)
        return answer

    def _connect(self, request: Request, body: Any) -> Response:  # noqa: ANN401 - any JSON
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if given not in self.tokens:
            return _refusal(401, "Unauthorized")
        fault = self.chats.fault_for(request.url.path)
        if fault:
            return JSONResponse(fault.body, fault.status, fault.headers)
        parts = request.url.path.strip("/").split("/")
        chat = parts[2] if len(parts) > 2 else ""
        if "members" in parts:
            return self._member(parts[-1])
        return self._pass_on(request, chat, body) or self._keep(request.method, parts, body)

    def _member(self, name: str) -> Response:
        for person in self.people():
            found = member(person)
            if found and name in (found["id"], found["aadObjectId"]):
                return JSONResponse(found)
        return _refusal(404, "MemberNotFoundInConversation")

    def _keep(self, method: str, parts: list[str], body: Any) -> Response:  # noqa: ANN401 - any JSON
        match method, parts:
            case "POST", ["v3", "conversations"]:
                return JSONResponse({"id": f"a:{body['members'][0]['id'].removeprefix('29:')}"}, 201)
            case "POST", ["v3", "conversations", chat, "activities", *_]:
                return JSONResponse({"id": self.chats.post(chat, body)}, 201)
            case "PUT", ["v3", "conversations", chat, "activities", message_id]:
                self.chats.replace(chat, message_id, body)
                return JSONResponse({"id": message_id})
        return _refusal(404, "ConversationNotFound")

    def _pass_on(self, request: Request, chat: str, body: Any) -> Response | None:  # noqa: ANN401 - any JSON
        """What the Playground says at which the person sits; None where they sit at none any more."""
        playground = self.playgrounds.get(chat)
        if playground is None:
            return None
        query = f"?{request.url.query}" if request.url.query else ""
        address = f"{playground.rstrip('/')}{request.url.path}{query}"
        sent = json.dumps(body).encode() if body is not None else None
        kind = {"content-type": "application/json"}
        try:
            answer = self.http.request(request.method, address, body=sent, headers=kind)
        except urllib3.exceptions.HTTPError:
            self.playgrounds.pop(chat, None)
            return None
        return Response(answer.data, answer.status, media_type="application/json")

    # ---- the Playground and tests to the bot

    async def from_playground(self, request: Request) -> Response:
        """An activity that nobody signed yet."""
        activity = await request.json()
        chat = (activity.get("conversation") or {}).get("id", "")
        self.playgrounds[chat] = activity.get("serviceUrl", "")
        answer = await run_in_threadpool(self._to_bot, {**activity, "serviceUrl": self.service_url})
        return Response(answer.data, answer.status, media_type="application/json")

    async def act(self, request: Request) -> Response:
        """A person of the stack does something: {person, activity}; what the bot answered."""
        asked = await request.json()
        [person] = [one for one in self.people() if one["id"] == asked["person"]]
        base = activity_from(person, self.service_url, next(self.chats.numbers))
        started = time.perf_counter()
        answer = await run_in_threadpool(self._to_bot, {**base, **asked["activity"]})
        took = (time.perf_counter() - started) * 1000
        text = answer.data.decode()
        return JSONResponse({"status": answer.status, "text": text, "milliseconds": took})

    def _to_bot(self, activity: Mapping[str, Any]) -> urllib3.BaseHTTPResponse:
        token = self.key.sign(connector_claims(APP_ID, str(activity["serviceUrl"]), time.time()))
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json; charset=utf-8"}
        address = self.document()["api_url"] + MESSAGES_PATH
        return self.http.request("POST", address, body=json.dumps(activity).encode(), headers=headers)

    async def sign(self, request: Request) -> Response:
        """A token with changed claims, by one of the keys, so that tests can see it refused.

        {changes, key: key | unendorsed | stranger, key_id: another name for it}
        """
        asked = await request.json()
        made = connector_claims(APP_ID, self.service_url, time.time()) | asked.get("changes", {})
        claims = {name: value for name, value in made.items() if value is not None}
        signer: ConnectorKey = getattr(self, asked.get("key", "key"))
        return JSONResponse({"token": signer.sign(claims, key_id=asked.get("key_id", ""))})

    # ---- what tests look at

    async def wire(self, request: Request) -> Response:
        """Every call that the bot made; DELETE forgets them, and the chats."""
        if request.method == "DELETE":
            self.chats.wire.clear()
            self.chats.messages.clear()
            self.chats.faults.clear()
        return JSONResponse(self.chats.wire)

    async def chat(self, request: Request) -> Response:
        """What stands in a person's own chat with the bot."""
        [person] = [one for one in self.people() if one["id"] == request.path_params["person"]]
        return JSONResponse(self.chats.messages.get(chat_id(person), []))

    async def plant_fault(self, request: Request) -> Response:
        """Let the next calls fail; see `Fault`."""
        self.chats.faults.append(Fault(**await request.json()))
        return JSONResponse({})

    async def health(self, request: Request) -> Response:
        """Says that it is up."""
        return JSONResponse({"playgrounds": list(self.playgrounds)})

    @property
    def service_url(self) -> str:
        """Where the bot sends its answers."""
        return f"{self.url}/"

    def document(self) -> Json:
        """The stack file as it is now."""
        read: Json = json.loads(self.stack.read_text(encoding="utf-8"))
        return read

    def people(self) -> list[Json]:
        """Everybody of the town; nobody before there is one."""
        return list(self.document()["people"]) if self.stack.exists() else []


def _refusal(status: int, code: str) -> Response:
    return JSONResponse({"error": {"code": code, "message": "from the local Teams"}}, status)


def application(bridge: Bridge) -> Starlette:
    """The bridge as a web application."""
    return Starlette(
        routes=[
            Route("/keys", bridge.keys),
            Route("/{tenant}/oauth2/v2.0/token", bridge.login, methods=["POST"]),
            Route("/v3/{rest:path}", bridge.connector, methods=["GET", "POST", "PUT", "DELETE"]),
            Route("/api/messages", bridge.from_playground, methods=["POST"]),
            Route("/_local/act", bridge.act, methods=["POST"]),
            Route("/_local/sign", bridge.sign, methods=["POST"]),
            Route("/_local/wire", bridge.wire, methods=["GET", "DELETE"]),
            Route("/_local/chats/{person}", bridge.chat),
            Route("/_local/faults", bridge.plant_fault, methods=["POST"]),
            Route("/_local/health", bridge.health),
        ]
    )


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--stack", type=Path, required=True)
    parser.add_argument("--password", required=True, help="of the synthetic bot account")
    asked = parser.parse_args()
    bridge = Bridge(f"http://127.0.0.1:{asked.port}", asked.stack, asked.password)
    uvicorn.run(application(bridge), host="127.0.0.1", port=asked.port, log_level="warning")


if __name__ == "__main__":
    main()
