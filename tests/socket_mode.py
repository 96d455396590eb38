"""A Slack that speaks Socket Mode: a WebSocket server of our own (RFC 6455), the Web API beside it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
PATIENCE_SECONDS = 20

Json = dict[str, Any]


@dataclass
class SlackOverASocket:
    """web_api: base URL. received: what came back over the socket, one reply each. calls: of the Web API."""

    web_api: str = ""
    received: Queue[Json] = field(default_factory=Queue)
    calls: list[tuple[str, str]] = field(default_factory=list)
    connected: threading.Event = field(default_factory=threading.Event)
    app_token: str = "xapp-1-A0-1-abcdefabcdef"
    _connection: socket.socket | None = None
    _alone: threading.Lock = field(default_factory=threading.Lock)

    def send(self, kind: str, payload: Json, **more: Any) -> Json:  # noqa: ANN401
        """Send an envelope; what came back for it."""
        assert self.connected.wait(PATIENCE_SECONDS)
        envelope = {"envelope_id": os.urandom(8).hex(), "type": kind, "payload": payload, **more}
        self._frame(_TEXT, json.dumps(envelope).encode())
        reply = self.received.get(timeout=PATIENCE_SECONDS)
        assert reply["envelope_id"] == envelope["envelope_id"]
        return reply

    def drop(self) -> None:
        """End the connection, as Slack does each hour: the client is to come again."""
        assert self._connection
        self.connected.clear()
        self._frame(_TEXT, json.dumps({"type": "disconnect", "reason": "refresh_requested"}).encode())

    # -------------------------------------------------------------- the socket

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """A connection that was upgraded, until it ends."""
        with self._alone:
            self._connection = handler.connection
        self._frame(_TEXT, json.dumps({"type": "hello", "num_connections": 1}).encode())
        self.connected.set()
        while (read := _read(handler.rfile.read)) is not None:
            kind, body = read
            if kind == _CLOSE:
                return
            if kind == _PING:
                self._frame(_PONG, body)
            if kind == _TEXT:
                self.received.put(json.loads(body))

    def _frame(self, kind: int, body: bytes) -> None:
        """A server's frames are not masked."""
        length = len(body)
        size = bytes([length]) if length < 126 else b"\x7e" + struct.pack(">H", length)
        if length >= 1 << 16:
            size = b"\x7f" + struct.pack(">Q", length)
        with self._alone:
            assert self._connection
            self._connection.sendall(bytes([0x80 | kind]) + size + body)


def _read(take: Callable[[int], bytes]) -> tuple[int, bytes] | None:
    """A client's frame, unmasked; None where the connection ended."""
    head = take(2)
    if len(head) < 2:
        return None
    kind, length = head[0] & 0x0F, head[1] & 0x7F
    assert head[1] & 0x80, "a client must mask its frames"
    if length == 126:
        (length,) = struct.unpack(">H", take(2))
    elif length == 127:
        (length,) = struct.unpack(">Q", take(8))
    mask = take(4)
    body = bytes(byte ^ mask[place % 4] for place, byte in enumerate(take(length)))
    return kind, body


@contextmanager
def slack_over_a_socket() -> Iterator[SlackOverASocket]:
    """Serve one, and end it."""
    slack = SlackOverASocket()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """A method of the Web API."""
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            slack.calls.append((self.path.rpartition("/")[2].partition("?")[0], sent))
            answer = _answers(slack, self.path.rpartition("/")[2], self.headers.get("Authorization", ""))
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            """The handshake, or a method of the Web API that is read."""
            if "/api/" in self.path:
                return self.do_POST()
            key = self.headers["Sec-WebSocket-Key"].encode()
            accept = base64.b64encode(hashlib.sha1(key + _GUID).digest()).decode()  # noqa: S324 - RFC 6455 says so
            self.send_response(101)
            for name, value in (
                ("Upgrade", "websocket"),
                ("Connection", "Upgrade"),
                ("Sec-WebSocket-Accept", accept),
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.flush()
            slack.serve(self)
            self.close_connection = True
            return None

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    slack.web_api = f"http://127.0.0.1:{server.server_address[1]}/api/"
    try:
        yield slack
    finally:
        server.shutdown()


def _answers(slack: SlackOverASocket, method: str, token: str) -> Json:
    port = slack.web_api.split(":")[2].partition("/")[0]
    members: list[Json] = [
        {"id": "U1", "profile": {"email": "sam@one.example"}},
        {"id": "U2", "profile": {"email": "bot@bots.example"}, "is_bot": True},
        {"id": "U3", "profile": {"email": "kim@two.example"}},
    ]
    match method.partition("?")[0]:
        case "apps.connections.open" if token != f"Bearer {slack.app_token}":
            return {"ok": False, "error": "invalid_auth"}
        case "apps.connections.open":
            return {"ok": True, "url": f"ws://127.0.0.1:{port}/link"}
        case "auth.test" if "revoked" in token:
            return {"ok": False, "error": "token_revoked"}
        case "auth.test":
            return {"ok": True, "team_id": "T0OWN", "team": "My own"}
        case "users.info":
            return {"ok": True, "user": {**members[0], "team_id": "T0OWN", "is_email_confirmed": True}}
        case "conversations.open":
            return {"ok": True, "channel": {"id": "D1"}}
        case "views.open" | "views.publish":
            return {"ok": True, "view": {"id": "V1", "hash": "1.a"}}
        case "users.list":
            return {"ok": True, "members": members, "response_metadata": {"next_cursor": ""}}
        case _:
            return {"ok": True}
