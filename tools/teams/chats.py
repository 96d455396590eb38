"""What stands in the chats of the local Teams, and every call that the bot made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

Json = dict[str, Any]


@dataclass
class Fault:
    """Answers the next calls wrongly. part: of the path; times: how many calls it takes."""

    part: str
    status: int
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    body: Json = field(default_factory=dict)


@dataclass
class Chats:
    """Chats by id, each a list of activities with their ids; and the wire."""

    messages: dict[str, list[Json]] = field(default_factory=dict)
    wire: list[Json] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(int(time.time() * 1000)))

    def post(self, chat: str, activity: Json) -> str:
        """Add a message; its id."""
        message_id = str(next(self.numbers))
        self.messages.setdefault(chat, []).append({**activity, "id": message_id})
        return message_id

    def replace(self, chat: str, message_id: str, activity: Json) -> None:
        """Put another message in the place of one."""
        kept = self.messages.setdefault(chat, [])
        self.messages[chat] = [
            {**activity, "id": message_id} if one["id"] == message_id else one for one in kept
        ]

    def note(self, method: str, path: str, query: str, body: Any, status: int) -> None:  # noqa: ANN401 - JSON
        """Keep a call of the bot's."""
        self.wire.append(
            {
                "at": time.time(),
                "method": method,
                "path": path,
                "query": query,
                "body": body,
                "status": status,
            }
        )

    def fault_for(self, path: str) -> Fault | None:
        """The fault that strikes this call, if any."""
        for fault in self.faults:
            if fault.part in path:
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None
