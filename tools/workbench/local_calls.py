"""Calls of the local Slack's own paths, which Slack does not have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import urllib3

from tools.workbench.words_on_screen import Json

_GESTURE_SECONDS = 30


@dataclass(frozen=True)
class LocalCalls:
    """url: of the local Slack."""

    url: str
    _http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(retries=False, maxsize=10), repr=False
    )

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON of whatever is asked for
        """Read a part of the local Slack."""
        return self.ask("GET", path)

    def post(self, path: str, body: Mapping[str, object]) -> Json:
        """Change a part of the local Slack."""
        changed: Json = self.ask("POST", path, dict(body))
        return changed

    def ask(self, method: str, path: str, body: Json | None = None) -> Any:  # noqa: ANN401 - as above
        """Call a path by any method."""
        address = f"{self.url}/_local/{path}"
        sent = None if body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"}
        answer = self._http.request(method, address, body=sent, headers=kind, timeout=_GESTURE_SECONDS)
        return answer.json()
