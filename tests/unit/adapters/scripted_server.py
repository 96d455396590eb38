"""A server on this machine that answers as it was told, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One answer. after: seconds of silence before it."""

    status: int
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    after: float = 0.0


@dataclass
class Script:
    """What to answer at each path, one after the other; the last one again and again."""

    answers: dict[str, list[Answer]]
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""

    def next(self, path: str) -> Answer:
        queued = self.answers[path]
        return queued.pop(0) if len(queued) > 1 else queued[0]

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked[1] == path for asked in self.asked)


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            script.asked.append((self.command, self.path, headers, body))
            answer = script.next(self.path)
            time.sleep(answer.after)
            data = json.dumps(answer.body).encode() if answer.body is not None else b""
            self.send_response(answer.status)
            for name, value in (*answer.headers, ("content-length", str(len(data)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 - the standard library's names

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving(answers: dict[str, list[Answer]]) -> Iterator[Script]:
    """Serve until the end of the block."""
    script = Script(answers)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    script.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
