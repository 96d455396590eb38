"""Where the standing of a caller comes from: one source for each kind of caller."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from fingerpost.domain.errors import AskedTooOften
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import (
    Caller,
    CallerId,
    ChatAccount,
    ChatIdentity,
    Folder,
    Principal,
    channel_of,
)
from fingerpost.domain.principals import lasting_arn
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.ports.access import ChatAccounts, Directory
from fingerpost.usecases.ports.directory import RegisteredFeeds

OLDEST_WORD = timedelta(hours=1)
"""How old the product's word on an account may be while it takes no more questions (ADR 95)."""


class SourceOfStanding(Protocol):
    """Knows callers of one kind."""

    def caller(self, caller_id: CallerId, now: datetime, *, fresh: bool) -> Caller:
        """Who it is. fresh: nothing remembered counts. Raises Unavailable."""


@dataclass(frozen=True)
class ChatStanding:
    """Chat accounts: the product's own word on the account, and the practitioner it belongs to.

    account_age: how old the product's word may be.
    """

    directory: Directory
    chat_accounts: ChatAccounts
    rules: AccessRules
    account_age: timedelta

    def caller(self, caller_id: CallerId, now: datetime, *, fresh: bool) -> Caller:
        """The account and the practitioner behind a chat identity; nobody behind anything else."""
        if not isinstance(caller_id, ChatIdentity):
            return nobody(caller_id)
        practitioner = self.directory.practitioner_by_identity(caller_id, fresh=fresh)
        return Caller(channel_of(caller_id), self._account(caller_id, now), practitioner)

    def _account(self, identity: ChatIdentity, now: datetime) -> ChatAccount:
        """An account of a workspace that is not allow-listed is not looked up: it is refused anyway."""
        known = self.directory.account(identity)
        if known is not None and now - known.checked_at < self.account_age:
            return known
        if (identity.product, identity.workspace) not in self.rules.workspaces:
            return ChatAccount(identity, email="", checked_at=now, email_confirmed=False)
        try:
            account = self.chat_accounts.look_up(identity)
        except AskedTooOften:
            if known is None or now - known.checked_at >= OLDEST_WORD:
                raise
            return known  # an account that is closed meanwhile is told by an event, or by the next word
        self.directory.remember_account(account)
        return account


@dataclass(frozen=True)
class AdministratorStanding:
    """AWS principals: those whom the deployment names are administrators, everybody else is nobody.

    administrators: ARNs of users and roles; whoever has assumed such a role comes in its name.
    """

    administrators: frozenset[str]

    def caller(self, caller_id: CallerId, now: datetime, *, fresh: bool) -> Caller:
        """An administrator, or nobody."""
        named = {lasting_arn(each) for each in self.administrators}
        if not isinstance(caller_id, Principal) or lasting_arn(caller_id.name) not in named:
            return nobody(caller_id)
        return Caller(channel_of(caller_id), None, None, administrator=caller_id)


@dataclass(frozen=True)
class FeedStanding:
    """Clients and folders of feeds, each registered by an administrator; everybody else is nobody."""

    feeds: RegisteredFeeds

    def caller(self, caller_id: CallerId, now: datetime, *, fresh: bool) -> Caller:
        """The feed whose client signed, or in whose folder a file was put; else nobody."""
        match caller_id:
            case Principal():
                feed = self.feeds.feed_of_client(lasting_arn(caller_id.name))
            case Folder():
                feed = self.feeds.feed(caller_id.feed_id)
            case _:
                return nobody(caller_id)
        return Caller(channel_of(caller_id), None, None, feed=feed)


def nobody(caller_id: CallerId) -> Caller:
    """A caller whom no source knows: the policy refuses them."""
    return Caller(channel_of(caller_id), account=None, practitioner=None)
