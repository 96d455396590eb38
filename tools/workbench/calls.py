"""The record of what went over the wire, and the faults that a test has planted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


def now() -> str:
    """The time of a record: UTC, ISO 8601, with microseconds."""
    return dt.datetime.now(dt.UTC).isoformat()


@dataclass
class Fault:
    """A failure to answer the next `times` calls of a method with.

    status: 429, 500 or "timeout"; or `error`, a Slack error string in a 200 answer.
    performed: the call has its effect and only the answer is lost, as when a connection breaks.
    """

    method: str = "*"
    status: int | str = 500
    retry_after: int = 1
    times: int = 1
    seconds: float = 10.0
    error: str = ""
    performed: bool = False


@dataclass
class Faults:
    """The planted faults, oldest first."""

    planted: list[Fault] = field(default_factory=list)

    def plant(self, fault: Fault) -> None:
        """Add a fault."""
        self.planted.append(fault)

    def take(self, method: str) -> Fault | None:
        """The fault that strikes this call, if any; it counts down."""
        for fault in self.planted:
            if fault.method in ("*", method) and fault.times > 0:
                fault.times -= 1
                return fault
        return None


@dataclass
class Record:
    """What was said both ways: the bot's Web API calls and Slack's signed requests to the bot."""

    web_api_calls: list[Json] = field(default_factory=list)
    signed_requests: list[Json] = field(default_factory=list)

    def web_api_call(self, method: str, args: Json, answer: Json, status: int) -> None:
        """Note a call of the bot."""
        self.web_api_calls.append(
            {
                "at": now(),
                "method": method,
                "args": args,
                "ok": bool(answer.get("ok")),
                "error": answer.get("error"),
                "status": status,
                "response": answer,
            }
        )
