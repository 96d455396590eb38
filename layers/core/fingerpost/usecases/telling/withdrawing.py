"""A notice whose cause was taken back: its message is changed where it stands, if it stands (D7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.practitioner import Product
from fingerpost.usecases.ports.telling import Messenger, Notices
from fingerpost.usecases.telling.digesting import known, with_replaced


@dataclass(frozen=True)
class Withdrawing:
    """Takes an earlier notice back."""

    notices: Notices
    messengers: Mapping[Product, Messenger]

    def taken_back(self, notice: Notice) -> Notice | None:
        """The notice as settled, without a message of its own; None where it must be posted as one.

        Each step may be repeated. Raises what asks for another try.
        """
        earlier = known(self.notices, notice.replaces) if notice.replaces else None
        if earlier is None:
            return None
        match earlier.state:
            case NoticeState.PENDING:
                self.notices.move(replace(earlier, state=NoticeState.DROPPED), expected=NoticeState.PENDING)
            case NoticeState.HELD:
                self.notices.release(replace(earlier, state=NoticeState.DROPPED))
            case NoticeState.DELIVERED:
                return self._in_place(notice, earlier)
            case NoticeState.SENDING:
                return None  # whether its message stands is in doubt: a second one says so in any case
        return replace(notice, state=NoticeState.DROPPED)

    def _in_place(self, notice: Notice, earlier: Notice) -> Notice | None:
        if earlier.identity is None or earlier.identity.product not in self.messengers:
            return None
        messenger = self.messengers[earlier.identity.product]
        digest = known(self.notices, earlier.inside) if earlier.inside else None
        changed = (
            self._in_digest(messenger, digest, earlier, notice)
            if digest
            else messenger.replace(earlier, notice)
        )
        if not changed:
            return None
        return replace(
            notice, state=NoticeState.DELIVERED, identity=earlier.identity, message_id=earlier.message_id
        )

    def _in_digest(self, messenger: Messenger, digest: Notice, earlier: Notice, notice: Notice) -> bool:
        parts = with_replaced([self.notices.find(one) for one in digest.parts], earlier, notice)
        changed = messenger.replace(digest, digest, parts)
        if changed:
            ids = tuple(one.id for one in parts)
            self.notices.move(replace(digest, parts=ids), expected=NoticeState.DELIVERED)
        return changed
