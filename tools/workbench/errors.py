"""Slack's refusals."""

from __future__ import annotations

from typing import Any


class SlackRefuses(Exception):
    """A Web API call that Slack answers with `ok: false`; `code` is Slack's error string."""

    def __init__(self, code: str, messages: list[str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []

    def answer(self) -> dict[str, Any]:
        """The body that Slack answers with."""
        told = {"response_metadata": {"messages": self.messages}} if self.messages else {}
        return {"ok": False, "error": self.code, **told}
