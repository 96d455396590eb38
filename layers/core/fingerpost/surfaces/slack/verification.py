"""Who is let in: every request is proven to come from Slack, before Bolt sees a byte of it.

Bolt's own check logs the body of what it refuses and answers 500 to a timestamp that is no number, so it is
off. Whatever is refused here is refused before anything is written, read or sent.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from fingerpost.domain.errors import RequestRejected
from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces.received import cleaned

WINDOW_SECONDS = 300
"""How old a request may be: Slack's own advice."""

LARGEST_BODY = 1024 * 1024
"""Characters. A view of Slack's largest size comes back well within it."""

_PASSED_ON = ("content-type", "x-slack-retry-num", "x-slack-retry-reason")
"""Bolt takes orders from headers of its own (`x-slack-bolt-*`); a caller's never reach it."""

Event = Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class VerifiedRequest:
    """A request that Slack sent.

    payload: what it says, read once. body: that very reading, written anew, so that Bolt reads nothing else.
    fingerprint: a hash of its signature.
    """

    payload: Mapping[str, Any]
    body: str
    headers: Mapping[str, str]
    fingerprint: str


@dataclass(frozen=True)
class RequestVerification:
    """signing_secrets: the present one, and the previous one while it is being rotated. now: Unix seconds."""

    signing_secrets: Callable[[], Iterable[str]]
    now: Callable[[], float]

    def verify(self, event: Event) -> VerifiedRequest:
        """The request of an API Gateway event. Raises RequestRejected, Unavailable."""
        headers = {str(name).lower(): str(value) for name, value in (event.get("headers") or {}).items()}
        body = _body(event)
        signature = self._checked(headers, body)
        payload, again = _read(headers.get("content-type", ""), body)
        passed_on = {name: headers[name] for name in _PASSED_ON if name in headers}
        return VerifiedRequest(payload, again, passed_on, hashlib.sha256(signature.encode()).hexdigest())

    def _checked(self, headers: Mapping[str, str], body: str) -> str:
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        if not (timestamp and signature):
            raise RequestRejected("unsigned")
        self._check_time(timestamp)
        if not (signature.isascii() and self._is_signed(f"v0:{timestamp}:{body}", signature)):
            raise RequestRejected("signature")
        return signature

    def _check_time(self, timestamp: str) -> None:
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise RequestRejected("timestamp")
        if abs(self.now() - int(timestamp)) > WINDOW_SECONDS:
            raise RequestRejected("stale")

    def _is_signed(self, text: str, signature: str) -> bool:
        signed = [_signature(secret, text) for secret in self.signing_secrets() if secret]
        return any(hmac.compare_digest(signature, one) for one in signed)


def _signature(secret: str, text: str) -> str:
    return "v0=" + hmac.digest(secret.encode(), text.encode(), "sha256").hex()


def _body(event: Event) -> str:
    body = event.get("body") or ""
    if not isinstance(body, str) or len(body) > LARGEST_BODY:
        raise RequestRejected("body")
    try:
        text = base64.b64decode(body, validate=True).decode() if event.get("isBase64Encoded") else body
        text.encode()
    except (binascii.Error, UnicodeError):
        raise RequestRejected("body") from None
    return text


def _first_of_each(body: str) -> dict[str, str]:
    return {name: cleaned(values[0]) for name, values in parse_qs(body, keep_blank_values=True).items()}


def _read(content_type: str, body: str) -> tuple[Mapping[str, Any], str]:
    """What a body says, and a body that says only that.

    Of two fields of one name we would read the first and Bolt the last, and what we let in would not be what
    is answered. Bolt meets a body it cannot read with an exception: such a one ends here.
    """
    try:
        if content_type.partition(";")[0].strip().lower() == "application/json":
            inside = cleaned(json.loads(body))
            again = json.dumps(inside)
        else:
            fields = {
                name: cleaned(values[0]) for name, values in parse_qs(body, keep_blank_values=True).items()
            }
            inside = cleaned(json.loads(fields["payload"])) if "payload" in fields else fields
            again = urlencode({"payload": json.dumps(inside)} if "payload" in fields else fields)
    except (ValueError, RecursionError):
        raise RequestRejected("body") from None
    if not (isinstance(inside, dict) and inside):
        raise RequestRejected("body")
    return inside, again
