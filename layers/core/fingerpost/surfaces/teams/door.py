"""Who is let in: every request is proven to come from Teams, about us, from a tenant of ours, and only once.

Whatever is refused here is refused before anything is written, read or sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from fingerpost.domain.errors import TurnedAway
from fingerpost.surfaces.teams.activities import Activity

if TYPE_CHECKING:  # the ports bring the whole domain with them, which the door does not need
    from fingerpost.usecases.ports import SeenRequests

LARGEST_BODY = 256 * 1024
"""Bytes. Teams itself sends no more than about 100 KB."""


SEEN_SECONDS = 86_400
"""A token is good for an hour; the connector repeats what failed for less."""

_COUNTED = frozenset({"message", "invoke"})
"""What must not happen twice. Word that an app was added or removed may, and is repeated if it failed."""


class Sender(Protocol):
    """Who a token proves to have sent a request."""

    @property
    def service_url(self) -> str:
        """Where the sender says answers go."""

    @property
    def endorsements(self) -> frozenset[str]:
        """The channels the sender's key may sign for."""


class Prover(Protocol):
    """Proves by its token who sent a request."""

    def prove(self, authorization: str) -> Sender:
        """Raises TurnedAway, Unavailable."""


@dataclass(frozen=True)
class Request:
    """An HTTP request. headers: names in lower case."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Door:
    """Lets activities in.

    may_receive_tokens: whether answers, and the token that goes with them, may be sent to a service URL.
    tenants: whose people may come, in lower case.
    """

    prover: Prover
    seen: SeenRequests
    may_receive_tokens: Callable[[str], bool]
    tenants: frozenset[str]

    def admit(self, request: Request) -> Activity:
        """The activity of a good request. Raises TurnedAway, Unavailable."""
        self._look_at_envelope(request)
        sender = self.prover.prove(request.headers.get("authorization", ""))
        activity = Activity(_read_json(request.body))
        self._compare(sender, activity)
        if activity.type in _COUNTED and not self.seen.first_time(_name_of(activity), SEEN_SECONDS):
            raise TurnedAway("replayed")
        return activity

    def _look_at_envelope(self, request: Request) -> None:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise TurnedAway("content_type")
        if len(request.body) > LARGEST_BODY:
            raise TurnedAway("too_large")

    def _compare(self, sender: Sender, activity: Activity) -> None:
        if not activity.service_url or sender.service_url.rstrip("/") != activity.service_url.rstrip("/"):
            raise TurnedAway("service_url")
        if not self.may_receive_tokens(activity.service_url):
            raise TurnedAway("service_host")
        if activity.channel != "msteams" or activity.channel not in sender.endorsements:
            raise TurnedAway("endorsement")
        if not activity.tenants or not activity.tenants <= self.tenants:
            raise TurnedAway("tenant")
        if not activity.id:
            raise TurnedAway("no_id")


def _name_of(activity: Activity) -> str:
    """An activity's id is a moment in milliseconds: two people, or two chats, may well have the same."""
    tenant = min(activity.tenants, default="")
    return f"teams:{tenant}:{activity.conversation_id}:{activity.id}"


def _read_json(body: bytes) -> Mapping[str, Any]:
    try:
        activity = json.loads(body)
    except (ValueError, RecursionError):
        raise TurnedAway("not_json") from None
    if not isinstance(activity, dict):
        raise TurnedAway("not_json")
    return activity
