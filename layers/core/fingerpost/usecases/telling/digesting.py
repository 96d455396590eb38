"""One message with all that was held for somebody, at their hour: the parts of a digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeKind, NoticeState
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.telling import Notices

MOST_PARTS = 40
"""Notices in one digest; the rest follows in the next message, a minute later."""

_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Digesting:
    """Collects the parts of a digest, and knows them again."""

    notices: Notices
    clock: Clock

    def parts_of(self, digest: Notice) -> tuple[Notice, ...]:
        """What it tells: as it was fixed when it was sent, else what is held by now."""
        if digest.kind is not NoticeKind.DIGEST:
            return ()
        if digest.parts:
            return tuple(self.notices.find(one) for one in digest.parts)
        return self.notices.held_for(digest.recipient_id)[:MOST_PARTS]

    def settled(self, digest: Notice, part: Notice) -> Notice | None:
        """A part as the delivery of its digest leaves it; None where an earlier try got as far as this."""
        if part.state is not NoticeState.HELD:
            return None
        return replace(
            part,
            state=digest.state,
            failure=digest.failure,
            identity=digest.identity,
            message_id=digest.message_id,
            delivered_at=digest.delivered_at,
            inside=digest.id,
        )

    def release(self, settled: Notice) -> None:
        """Write a part as it is now, unless somebody else has settled it meanwhile."""
        try:
            self.notices.release(settled)
        except Conflict:
            return

    def go_on_with_the_rest(self, digest: Notice) -> None:
        """What did not fit comes with the next one."""
        if digest.kind is NoticeKind.DIGEST and self.notices.held_for(digest.recipient_id):
            self.notices.digest_due(digest.recipient_id, self.clock() + _A_MINUTE)


def with_replaced(parts: Sequence[Notice], earlier: Notice, notice: Notice) -> tuple[Notice, ...]:
    """The parts of a digest with one of them taken back."""
    return tuple(notice if one.id == earlier.id else one for one in parts)


def known(notices: Notices, notice_id: str) -> Notice | None:
    """A notice, None where it was never kept."""
    try:
        return notices.find(notice_id)
    except NotFound:
        return None
