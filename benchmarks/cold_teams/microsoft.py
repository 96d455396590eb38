"""A Microsoft that answers at once, over TLS: signing keys, tokens for the bot, and a connector."""

from __future__ import annotations

import json
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tools.teams.signing import ConnectorKey, key_set

MEMBER: dict[str, Any] = {"userRole": "user"}


@dataclass(frozen=True)
class Microsoft:
    """url: where it is. key: what it signs with."""

    url: str
    key: ConnectorKey


@contextmanager
def microsoft(folder: Path, member: dict[str, Any]) -> Iterator[Microsoft]:
    """Serve until the end of the block. folder: with the certificate of this machine in `server.pem`."""
    key = ConnectorKey()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(key, member))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Microsoft(f"https://127.0.0.1:{server.server_address[1]}", key)
    server.shutdown()


def _handler(key: ConnectorKey, member: dict[str, Any]) -> type[BaseHTTPRequestHandler]:
    answers = (
        (r"/keys", key_set(key)),
        (r".*/token", json.dumps({"access_token": "benchmark", "expires_in": 3600})),
        (r".*/members/.*", json.dumps(member)),
        (r".*/activities", json.dumps({"id": "1"})),
    )

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            text = next(text for path, text in answers if re.fullmatch(path, self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = _answer  # noqa: N815 - the standard library's names

        def log_message(self, *_: object) -> None:
            """Print nothing: the last line of the output is the result."""

    return Answering
