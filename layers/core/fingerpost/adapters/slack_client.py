"""The bot's client of Slack's Web API, alone: a form that opens needs no more of Slack than this."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from slack_sdk.web import SlackResponse, WebClient

from fingerpost.adapters.tls import tls_context

TIMEOUT_SECONDS = 2  # Slack gives an interaction three seconds in all
_CODE = re.compile(r"[a-z][a-z_]{0,60}")


def web_client(token: str, base_url: str) -> WebClient:
    """A client that neither waits nor retries by itself: posting twice is worse than posting late."""
    client = WebClient(
        token=token,
        base_url=base_url,
        timeout=TIMEOUT_SECONDS,
        ssl=tls_context(),
        retry_handlers=[],
        logger=_quiet_logger(),
    )
    client.proxy = None  # taken from the environment otherwise, where nobody decided it
    return client


def slack_code(answer: SlackResponse | Mapping[str, Any]) -> str:
    """Slack's error code. slack_sdk puts a body that is not JSON in its place, so only a code passes."""
    data = answer.data if isinstance(answer, SlackResponse) else answer
    code = str(data.get("error", "")) if isinstance(data, Mapping) else ""
    return code if _CODE.fullmatch(code) else "unreadable"


def _quiet_logger() -> logging.Logger:
    """slack_sdk builds the text of every request for a logger whose level is unset."""
    logger = logging.getLogger("slack_sdk.quiet")
    logger.setLevel(logging.ERROR)
    return logger
