"""Words to people and groups in Teams. The first word of a cold function waits for this, so it is small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fingerpost.adapters.teams_connector import Connector
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity, Whereabouts

Json = Mapping[str, Any]


@dataclass(frozen=True)
class TeamsPoster:
    """Posts activities."""

    connector: Connector

    def post(self, to: Whereabouts, activity: Json, *, only_for: str = "") -> str:
        """Post into a conversation; the message's id. only_for: a member of a group who alone can see it.

        Raises RateLimited, Undeliverable, DeliveryInDoubt, Unavailable.
        """
        path = f"/v3/conversations/{quoted(to.conversation_id)}/activities"
        sent = {**activity, "from": {"id": to.bot_id}, "conversation": {"id": to.conversation_id}}
        if only_for:
            path, sent = f"{path}?isTargetedActivity=true", {**sent, "recipient": {"id": only_for}}
        answer = self.connector.call("POST", to.service_url, path, sent)
        return str(answer.get("id", ""))

    def replace(self, to: Whereabouts, message_id: str, activity: Json) -> None:
        """Put another message in the place of one of ours. Raises as `post` does."""
        path = f"/v3/conversations/{quoted(to.conversation_id)}/activities/{quoted(message_id)}"
        sent = {**activity, "id": message_id, "from": {"id": to.bot_id}}
        self.connector.call("PUT", to.service_url, path, sent)

    def open_chat(self, identity: ChatIdentity, service_url: str, bot_id: str) -> Whereabouts:
        """The person's own chat with the bot, made if there is none. Raises as `post` does."""
        asked = {
            "isGroup": False,
            "bot": {"id": bot_id},
            "members": [{"id": identity.user}],
            "tenantId": identity.workspace,
            "channelData": {"tenant": {"id": identity.workspace}},
        }
        answer = self.connector.call("POST", service_url, "/v3/conversations", asked)
        if not answer.get("id"):
            raise Unavailable("teams: no conversation")
        return Whereabouts(service_url, str(answer["id"]), identity.user, bot_id)


def quoted(name: str) -> str:
    """A name as a part of a path."""
    return quote(name, safe="")
