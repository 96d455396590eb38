"""Who is let in: every request is proven to come from Teams, about us, from a tenant of ours, and only once.

Whatever is refused here is refused before anything is written, read or sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from fingerpost.domain.errors import RequestRejected
from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces.received import cleaned
from fingerpost.surfaces.teams.activities import Activity

if TYPE_CHECKING:  # the ports bring the whole domain with them, which the door does not need
    from fingerpost.usecases.ports.telling import SeenDeliveries

LARGEST_BODY = 256 * 1024
"""Bytes. Teams itself sends no more than about 100 KB."""


SEEN_SECONDS = 86_400
"""A token is good for an hour; the connector repeats what failed for less."""

_COUNTED = frozenset({"message", "invoke"})
"""What must not happen twice. Word that an app was added or removed may, and is repeated if it failed."""


class TokenSubject(Protocol):
    """Who a token proves to have sent a request."""

    @property
    def service_url(self) -> str:
        """Where the sender says answers go."""

    @property
    def endorsements(self) -> frozenset[str]:
        """The channels the sender's key may sign for."""


class TokenVerifier(Protocol):
    """Proves by its token who sent a request."""

    def prove(self, authorization: str) -> TokenSubject:
        """Raises RequestRejected, Unavailable."""


@dataclass(frozen=True)
class Request:
    """An HTTP request. headers: names in lower case."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class RequestVerification:
    """Lets activities in.

    may_receive_tokens: whether answers, and the token that goes with them, may be sent to a service URL.
    tenants: whose people may come, in lower case.
    """

    tokens: TokenVerifier
    seen: SeenDeliveries
    may_receive_tokens: Callable[[str], bool]
    tenants: frozenset[str]

    def verify(self, request: Request) -> Activity:
        """The activity of a good request. Raises RequestRejected, Unavailable."""
        self._look_at_envelope(request)
        subject = self.tokens.prove(request.headers.get("authorization", ""))
        activity = Activity(_read_json(request.body))
        self._compare(subject, activity)
        if activity.type in _COUNTED and not self.seen.first_time(_name_of(activity), SEEN_SECONDS):
            raise RequestRejected("replayed")
        return activity

    def let_come_again(self, activity: Activity) -> None:
        """It was not answered: the connector sends it again, and then it is no replay. Raises Unavailable."""
        if activity.type in _COUNTED:
            self.seen.forget(_name_of(activity))

    def _look_at_envelope(self, request: Request) -> None:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise RequestRejected("content_type")
        if len(request.body) > LARGEST_BODY:
            raise RequestRejected("too_large")

    def _compare(self, subject: TokenSubject, activity: Activity) -> None:
        if not activity.service_url or subject.service_url.rstrip("/") != activity.service_url.rstrip("/"):
            raise RequestRejected("service_url")
        if not self.may_receive_tokens(activity.service_url):
            raise RequestRejected("service_host")
        if activity.channel != "msteams" or activity.channel not in subject.endorsements:
            raise RequestRejected("endorsement")
        if not activity.tenants or not activity.tenants <= self.tenants:
            raise RequestRejected("tenant")
        if not activity.id:
            raise RequestRejected("no_id")


def _name_of(activity: Activity) -> str:
    """An activity's id is a moment in milliseconds: two people, or two chats, may well have the same."""
    tenant = min(activity.tenants, default="")
    return f"teams:{tenant}:{activity.conversation_id}:{activity.id}"


def _read_json(body: bytes) -> Mapping[str, Any]:
    try:
        activity = cleaned(json.loads(body))
    except (ValueError, RecursionError):
        raise RequestRejected("not_json") from None
    if not isinstance(activity, dict):
        raise RequestRejected("not_json")
    return activity
