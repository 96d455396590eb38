"""People in Teams: where they are, who they are, and words to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from fingerpost.adapters.drawing import DrawNotice
from fingerpost.adapters.teams_connector import Connector
from fingerpost.adapters.teams_poster import TeamsPoster, quoted
from fingerpost.domain.errors import AskedTooOften, DeliveryInDoubt, RateLimited, Unavailable, Undeliverable
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Whereabouts
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.telling import KnownWhereabouts, Posted

Json = Mapping[str, Any]

_NO_SUCH_MEMBER = frozenset({"MemberNotFoundInConversation", "UserNotFound"})
"""What Teams says of an account that is closed. That the bot is not in the chat's roster (403) says nothing
of the account: it was taken for closed, which kept the person out for a quarter of an hour."""


@dataclass
class Sightings:
    """Implements `ports.KnownWhereabouts`: what was kept or found is not asked of the store again."""

    kept: KnownWhereabouts
    _remembered: dict[ChatIdentity, Whereabouts] = field(default_factory=dict)
    _visiting: dict[ChatIdentity, Whereabouts] = field(default_factory=dict)

    def find(self, identity: ChatIdentity) -> Whereabouts | None:
        """Their own chat if known, else where they were just heard from."""
        known = self._remembered.get(identity) or self.kept.find(identity)
        if known is None:
            return self._visiting.get(identity)
        self._remembered[identity] = known
        return known

    def keep(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        """Written only where it is news."""
        if self._remembered.get(identity) != whereabouts:
            self.kept.keep(identity, whereabouts)
            self._remembered[identity] = whereabouts

    def visiting(self, identity: ChatIdentity, whereabouts: Whereabouts) -> None:
        """Heard from in a place that is not their own chat with the bot: good for this process alone."""
        self._visiting[identity] = whereabouts


@dataclass(frozen=True)
class TeamsMessenger:
    """Implements `ports.Messenger`.

    draw: a notice as an activity. bot_id: the bot's own name there. first_service_url: where to find somebody
    who was never heard from.
    """

    poster: TeamsPoster
    whereabouts: KnownWhereabouts
    draw: DrawNotice
    bot_id: str
    first_service_url: str

    def post(self, notice: Notice, identity: ChatIdentity, parts: Sequence[Notice] = ()) -> Posted:
        """Post to the person's own chat with the bot."""
        chat = self._chat_of(identity)
        drawn = self.draw(notice, parts, in_place=False)
        return Posted(self.poster.post(chat, drawn), chat.conversation_id)

    def replace(self, earlier: Notice, notice: Notice, parts: Sequence[Notice] = ()) -> bool:
        """Change the message of a delivered notice. One without a name, or that is gone, stays as it is."""
        if earlier.identity is None or not earlier.message_id:
            return False
        drawn = self.draw(notice, parts, in_place=True)
        try:
            self.poster.replace(self._chat_of(earlier.identity), earlier.message_id, drawn)
        except Undeliverable:
            return False
        return True

    def _chat_of(self, identity: ChatIdentity) -> Whereabouts:
        known = self.whereabouts.find(identity)
        if known is None:
            known = self.poster.open_chat(identity, self.first_service_url, self.bot_id)
            self.whereabouts.keep(identity, known)
        if known.left:
            raise Undeliverable("app_removed")
        return known

    def find_posted(self, notice: Notice, identity: ChatIdentity) -> Posted | None:
        """Bots cannot read a chat's history in Teams: a notice in doubt is sent again rather than lost."""
        return None


@dataclass(frozen=True)
class TeamsAccounts:
    """Implements `ports.ChatAccounts` by the member list of the person's chat with the bot."""

    connector: Connector
    whereabouts: KnownWhereabouts
    clock: Clock

    def look_up(self, identity: ChatIdentity) -> ChatAccount:
        """Teams' word of when it was asked. Who is not found, or took the app away, counts as gone; of a chat
        that the bot may not look into, nothing is known. Raises Unavailable, AskedTooOften."""
        asked, at = self.clock(), self.whereabouts.find(identity)
        if at is None:
            raise Unavailable("teams: never heard from")
        if at.left:
            return _gone(identity, asked)
        path = f"/v3/conversations/{quoted(at.conversation_id)}/members/{quoted(at.user_id)}"
        try:
            member = self.connector.call("GET", at.service_url, path)
        except Undeliverable as refusal:
            if refusal.code not in _NO_SUCH_MEMBER:
                raise Unavailable(f"teams: {refusal.code}") from None
            return _gone(identity, asked)
        except RateLimited:
            raise AskedTooOften("teams: too many questions") from None
        except DeliveryInDoubt:
            raise Unavailable("teams: no answer") from None
        return _account(identity, member, asked)


def _gone(identity: ChatIdentity, asked: datetime) -> ChatAccount:
    return ChatAccount(identity, "", asked, email_confirmed=False, deleted=True)


def _account(identity: ChatIdentity, member: Json, asked: datetime) -> ChatAccount:
    """Whatever Teams leaves out counts against the account.

    The user principal name is the address that counts: its domain is one that the tenant has proven to own.
    Anybody may have written what stands in `email`.
    """
    name = str(member.get("userPrincipalName") or "").lower()
    object_id = str(member.get("aadObjectId") or member.get("objectId") or "").lower()
    return ChatAccount(
        identity=identity,
        email=name,
        checked_at=asked,
        email_confirmed="@" in name,
        bot=str(member.get("id", "")).startswith("28:"),
        guest=member.get("userRole") != "user" or "#ext#" in name,
        stranger=str(member.get("tenantId", "")).lower() != identity.workspace or object_id != identity.user,
    )
