"""What Teams sends: one activity, read with distrust of every part.

Shapes: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity, Product, Whereabouts

PERSONAL = "personal"
_MENTION = re.compile(r"<at\b[^>]*>.*?</at>", re.DOTALL)


@dataclass(frozen=True, repr=False)
class Activity(Confidential):
    """One activity. raw: as sent; what was typed is in it, so it never prints itself."""

    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Unique for one sending."""
        return _text(self.raw, "id")

    @property
    def card_id(self) -> str:
        """The message whose card was pressed."""
        return _text(self.raw, "replyToId")

    @property
    def type(self) -> str:
        """`message`, `invoke`, `installationUpdate`, ..."""
        return _text(self.raw, "type")

    @property
    def name(self) -> str:
        """Which invoke it is, such as `task/fetch`."""
        return _text(self.raw, "name")

    @property
    def action(self) -> str:
        """What an installation update says happened, such as `remove`."""
        return _text(self.raw, "action")

    @property
    def channel(self) -> str:
        """The product that sent it."""
        return _text(self.raw, "channelId")

    @property
    def service_url(self) -> str:
        """Where answers go."""
        return _text(self.raw, "serviceUrl")

    @property
    def text(self) -> str:
        """What was typed as a message, without the names it mentions."""
        return _MENTION.sub(" ", _text(self.raw, "text"))

    @property
    def value(self) -> Mapping[str, Any]:
        """What an invoke carries."""
        return _part(self.raw, "value")

    @property
    def card_data(self) -> Mapping[str, Any]:
        """What the pressed button and the filled inputs send, whichever invoke brings it."""
        return _part(_part(self.value, "action"), "data") or _part(self.value, "data")

    @property
    def command(self) -> str:
        """Which command of the app's menu was chosen."""
        return _text(self.value, "commandId")

    @property
    def conversation_id(self) -> str:
        """Where it was said."""
        return _text(_part(self.raw, "conversation"), "id")

    @property
    def is_personal(self) -> bool:
        """Whether nobody but the request and the bot reads it. What is not said to be personal is not."""
        return _text(_part(self.raw, "conversation"), "conversationType") == PERSONAL

    @property
    def tenants(self) -> frozenset[str]:
        """Every tenant the activity names: all of them must be ours."""
        channel_data = _part(_part(self.raw, "channelData"), "tenant")
        named = (_text(_part(self.raw, "conversation"), "tenantId"), _text(channel_data, "id"))
        return frozenset(tenant.lower() for tenant in named if tenant)

    @property
    def sender_id(self) -> str:
        """The request's name for the connector; another one for every bot."""
        return _text(_part(self.raw, "from"), "id")

    @property
    def bot_id(self) -> str:
        """The bot's name for the connector."""
        return _text(_part(self.raw, "recipient"), "id")

    @property
    def whereabouts(self) -> Whereabouts:
        """Where the request can be answered."""
        return Whereabouts(self.service_url, self.conversation_id, self.sender_id, self.bot_id)

    @property
    def identity(self) -> ChatIdentity:
        """Who sent it: the account's object id, which no bot or guest link can choose."""
        tenant = min(self.tenants, default="")
        return ChatIdentity(Product.TEAMS, tenant, _text(_part(self.raw, "from"), "aadObjectId").lower())


def _text(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""


def _part(part: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = part.get(name)
    return value if isinstance(value, Mapping) else {}
