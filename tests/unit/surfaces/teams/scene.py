"""A Teams that signs, and a verification that checks, as the tests of this folder need them."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from fingerpost.adapters.teams_connector import may_receive_tokens
from fingerpost.adapters.teams_token import SigningKeys, TokenCheck
from fingerpost.surfaces.teams.verification import Request, RequestVerification
from fingerpost.usecases.ports.telling import SeenDeliveries
from tools.teams.signing import ConnectorKey, connector_claims, key_set

APP_ID = "11111111-2222-4333-8444-555555555555"
TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
OTHER_TENANT = "bbbbbbbb-0000-4000-8000-000000000002"
SERVICE_URL = "https://smba.trafficmanager.net/uk/"
LOGIN_URL = "https://login.microsoftonline.com"

TEAMS_KEY = ConnectorKey("teams-key")
STRANGERS_KEY = ConnectorKey("strangers-key")
WEBCHAT_KEY = ConnectorKey("webchat-key", ("webchat",))


def person(object_id: str = "cccccccc-0000-4000-8000-000000000003") -> dict[str, str]:
    """The request of an activity."""
    return {"id": f"29:{object_id}", "aadObjectId": object_id, "name": "A Person"}


def a_message(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any part of an activity
    """A message in a personal chat, as Teams sends it."""
    activity = {
        "type": "message",
        "id": "1700000000001",
        "channelId": "msteams",
        "serviceUrl": SERVICE_URL,
        "from": person(),
        "recipient": {"id": f"28:{APP_ID}", "name": "Fingerpost"},
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": "a:one"},
        "channelData": {"tenant": {"id": TENANT}},
        "text": "hello",
    }
    return activity | changes


def claims(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any claim
    """The connector's good claims, with changes; a claim changed to None is left out."""
    made = connector_claims(APP_ID, SERVICE_URL, time.time()) | changes
    return {name: value for name, value in made.items() if value is not None}


def a_request(
    activity: object = None, token: str | None = None, content_type: str = "application/json"
) -> Request:
    """A good request, unless told otherwise. token: empty for none at all."""
    signed = TEAMS_KEY.sign(claims()) if token is None else token
    headers = {"content-type": content_type} | ({"authorization": f"Bearer {signed}"} if signed else {})
    return Request(headers, json.dumps(a_message() if activity is None else activity).encode())


@dataclass
class PublishedKeys:
    """The connector's key set, counting how often it is fetched."""

    keys: tuple[ConnectorKey, ...] = (TEAMS_KEY, WEBCHAT_KEY)
    fetched: int = 0

    def fetch(self) -> bytes:
        self.fetched += 1
        return key_set(*self.keys).encode()


def a_verification(seen: SeenDeliveries, published: PublishedKeys) -> RequestVerification:
    """The verification as the deployed function has it."""
    return RequestVerification(
        tokens=TokenCheck(APP_ID, SigningKeys(published.fetch)),
        seen=seen,
        may_receive_tokens=lambda url: may_receive_tokens(url, LOGIN_URL),
        tenants=frozenset({TENANT}),
    )
