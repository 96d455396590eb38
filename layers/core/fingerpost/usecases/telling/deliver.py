"""Deliver one notice to one person: at least once tried, once posted (D5, D8).

PENDING -> SENDING -> DELIVERED. A notice found in SENDING was cut off between the post and its record: the
chat is asked whether the message stands before it is posted again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fingerpost.domain.errors import RateLimited, Unavailable, Undeliverable
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.practitioner import ChatIdentity, Practitioner, Product, Status
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.telling import Messenger, Notices, Posted
from fingerpost.usecases.unattended import Unattended

_SETTLED = frozenset({NoticeState.DELIVERED, NoticeState.UNDELIVERABLE})


@dataclass(frozen=True)
class Deliver:
    """Brings a queued notice to its recipient in the chat product they use.

    workspaces: those on the allow list; what left it is written to no more (H2).
    """

    notices: Notices
    directory: Directory
    messengers: Mapping[Product, Messenger]
    workspaces: frozenset[tuple[Product, str]]
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def __call__(self, notice_id: str) -> Notice:
        """The notice as settled. Raises what asks for another try later:

        RateLimited (wait so long), DeliveryInDoubt, Unavailable, Conflict, NotFound.
        """
        notice = self.notices.find(notice_id)
        if notice.state in _SETTLED:
            return notice
        recipient = self.directory.practitioner(notice.recipient_id)
        try:
            return self._deliver(notice, recipient)
        except Undeliverable as refusal:
            return self._give_up(self.notices.find(notice_id), recipient, refusal.code)

    def _deliver(self, notice: Notice, recipient: Practitioner | None) -> Notice:
        posted = self._posted_earlier(notice)
        if posted:
            return self._record_delivery(notice, recipient, posted)
        identity = self._address(recipient)
        sending = self._mark_sending(notice, identity)
        return self._record_delivery(sending, recipient, self._post(sending, identity))

    def _posted_earlier(self, notice: Notice) -> Posted | None:
        if notice.state is not NoticeState.SENDING or notice.identity is None:
            return None
        return self.messengers[notice.identity.product].find_posted(notice, notice.identity)

    def _address(self, recipient: Practitioner | None) -> ChatIdentity:
        """Where to send it, by the directory as it stands now. Raises Undeliverable."""
        if recipient is None:
            raise Undeliverable("unknown_person")
        if recipient.status is not Status.ACTIVE:
            raise Undeliverable("suspended")
        reachable = [one for one in recipient.identities if self._may_write_to(one)]
        if not reachable:
            raise Undeliverable("no_chat_identity")
        return reachable[0]

    def _may_write_to(self, identity: ChatIdentity) -> bool:
        return (
            identity.product in self.messengers and (identity.product, identity.workspace) in self.workspaces
        )

    def _mark_sending(self, notice: Notice, identity: ChatIdentity) -> Notice:
        sending = replace(notice, state=NoticeState.SENDING, attempts=notice.attempts + 1, identity=identity)
        self.notices.move(sending, expected=notice.state)
        return sending

    def _post(self, sending: Notice, identity: ChatIdentity) -> Posted:
        try:
            return self.messengers[identity.product].post(sending, identity)
        except (RateLimited, Unavailable):  # a clear no: nothing was posted
            self.notices.move(replace(sending, state=NoticeState.PENDING), expected=NoticeState.SENDING)
            raise

    def _record_delivery(self, notice: Notice, recipient: Practitioner | None, posted: Posted) -> Notice:
        delivered = replace(
            notice, state=NoticeState.DELIVERED, message_id=posted.id, delivered_at=self.clock()
        )
        return self._settle(notice, delivered, recipient)

    def _give_up(self, notice: Notice, recipient: Practitioner | None, code: str) -> Notice:
        return self._settle(notice, replace(notice, state=NoticeState.UNDELIVERABLE, failure=code), recipient)

    def _settle(self, notice: Notice, settled: Notice, recipient: Practitioner | None) -> Notice:
        """Ledger first: if it cannot be written the notice stays open, and the next try settles it."""
        self.unattended.conclude(self._entry(settled, recipient))
        self.notices.move(settled, expected=notice.state)
        self.metrics.count(f"notices_{settled.state}", kind=settled.kind)
        age = self.clock() - settled.created_at
        self.metrics.measure("notice_age", age.total_seconds(), kind=settled.kind)
        return settled

    def _entry(self, settled: Notice, recipient: Practitioner | None) -> LedgerEntry:
        return LedgerEntry(
            reference=settled.reference,
            act=Act.DELIVER,
            phase=Phase.OUTCOME,
            at=self.clock(),
            actor_id=settled.recipient_id,
            service_id=recipient.service_id if recipient else "",
            area_id=recipient.area_id if recipient else "",
            reason=settled.kind,
            outcome=f"{settled.state}:{settled.failure}" if settled.failure else settled.state,
            child_id=settled.child_id,
            involvement_id=settled.involvement_id,
        )
