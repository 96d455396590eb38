"""The people of the town as Teams knows them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

TENANT = "f1a90000-0000-4000-8000-0000000000aa"
OTHER_TENANT = "f1a90000-0000-4000-8000-0000000000bb"
APP_ID = "f1a90000-0000-4000-8000-0000000000cc"
_NAMES = uuid.UUID("f1a90000-0000-4000-8000-0000000000dd")


def object_id(person_id: str) -> str:
    """The account's object id, the same in every town."""
    return str(uuid.uuid5(_NAMES, person_id))


def member(person: Mapping[str, Any]) -> Json | None:
    """What the connector says of a person of the stack file; None for an account that is closed."""
    if person["deleted"]:
        return None
    home = OTHER_TENANT if person["is_stranger"] else person["teams_tenant_id"]
    mailbox = str(person["email"])
    guest = bool(person["is_restricted"])
    return {
        "id": connector_id(person),
        "aadObjectId": person["teams_user_id"],
        "name": person["name"],
        "email": mailbox,
        "userPrincipalName": f"{mailbox.replace('@', '_')}#EXT#@town.example" if guest else mailbox,
        "tenantId": home,
        "userRole": "guest" if guest else "user",
    }


def connector_id(person: Mapping[str, Any]) -> str:
    """What the connector calls the person."""
    return f"{'28' if person['is_bot'] else '29'}:{person['teams_user_id']}"


def chat_id(person: Mapping[str, Any]) -> str:
    """The person's own chat with the bot."""
    return f"a:{person['teams_user_id']}"


def activity_from(person: Mapping[str, Any], service_url: str, number: int) -> Json:
    """What every activity of a person in their own chat has."""
    tenant = person["teams_tenant_id"]
    return {
        "type": "message",
        "id": f"{number}",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {
            "id": connector_id(person),
            "aadObjectId": person["teams_user_id"],
            "name": person["name"],
        },
        "recipient": {"id": f"28:{APP_ID}", "name": "Fingerpost"},
        "conversation": {"conversationType": "personal", "tenantId": tenant, "id": chat_id(person)},
        "channelData": {"tenant": {"id": tenant}},
        "locale": "en-GB",
    }
