"""Deliver one notice to one person: at least once tried, once posted (D5, D8).

PENDING -> SENDING -> DELIVERED, or PENDING -> HELD until the recipient's digest is. A notice found in SENDING
was cut off between the post and its record: the chat is asked whether the message stands before it is posted
again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fingerpost.domain.errors import RateLimited, Unavailable, Undeliverable
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeKind, NoticeState
from fingerpost.domain.practitioner import ChatIdentity, Practitioner, Product, Status
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Clock, Metrics
from fingerpost.usecases.ports.telling import Messenger, Notices, Posted
from fingerpost.usecases.telling.digesting import Digesting
from fingerpost.usecases.telling.holding import Holding
from fingerpost.usecases.telling.withdrawing import Withdrawing
from fingerpost.usecases.unattended import Unattended


@dataclass(frozen=True)
class Deliver:
    """Brings a queued notice to its recipient in the chat product they use.

    workspaces: those on the allow list; what left it is written to no more (H2).
    """

    notices: Notices
    directory: Directory
    messengers: Mapping[Product, Messenger]
    workspaces: frozenset[tuple[Product, str]]
    holding: Holding
    digesting: Digesting
    withdrawing: Withdrawing
    unattended: Unattended
    metrics: Metrics
    clock: Clock

    def __call__(self, notice_id: str) -> Notice:
        """The notice as settled, or as held. Raises what asks for another try later:

        RateLimited (wait so long), DeliveryInDoubt, Unavailable, Conflict, NotFound.
        """
        notice = self.notices.find(notice_id)
        if notice.state.is_settled or notice.state is NoticeState.HELD:
            return notice
        recipient = self.directory.practitioner(notice.recipient_id)
        if held := self.holding.held(notice, recipient):
            return held
        try:
            return self._deliver(notice, recipient)
        except Undeliverable as refusal:
            return self._give_up(self.notices.find(notice_id), recipient, refusal.code)

    def _deliver(self, notice: Notice, recipient: Practitioner | None) -> Notice:
        parts = self.digesting.parts_of(notice)
        if notice.kind is NoticeKind.DIGEST and not parts:
            return self._settle(notice, replace(notice, state=NoticeState.DROPPED), recipient)
        posted = self._posted_earlier(notice)
        if posted:
            return self._record_delivery(notice, recipient, posted)
        if taken_back := self._taken_back(notice):
            return self._settle(notice, taken_back, recipient)
        return self._post_to_one_of(self._addresses(recipient), notice, recipient, parts)

    def _taken_back(self, notice: Notice) -> Notice | None:
        return self.withdrawing.taken_back(notice) if notice.state is NoticeState.PENDING else None

    def _post_to_one_of(
        self,
        identities: Sequence[ChatIdentity],
        notice: Notice,
        recipient: Practitioner | None,
        parts: Sequence[Notice],
    ) -> Notice:
        """Where one account refuses for good, the next is tried: that somebody blocked us in one product says
        nothing of the other (D8). Raises Undeliverable where all refuse."""
        *others, last = identities
        for identity in others:
            try:
                return self._post_to(identity, notice, recipient, parts)
            except Undeliverable:
                notice = self.notices.find(notice.id)
        return self._post_to(last, notice, recipient, parts)

    def _post_to(
        self,
        identity: ChatIdentity,
        notice: Notice,
        recipient: Practitioner | None,
        parts: Sequence[Notice],
    ) -> Notice:
        sending = self._mark_sending(notice, identity, parts)
        return self._record_delivery(sending, recipient, self._post(sending, identity, parts))

    def _posted_earlier(self, notice: Notice) -> Posted | None:
        if notice.state is not NoticeState.SENDING or notice.identity is None:
            return None
        try:
            return self.messengers[notice.identity.product].find_posted(notice, notice.identity)
        except Undeliverable:  # where nothing can be posted nothing stands
            return None

    def _addresses(self, recipient: Practitioner | None) -> Sequence[ChatIdentity]:
        """Where to send it, the preferred first, by the directory as it stands now. Raises Undeliverable."""
        if recipient is None:
            raise Undeliverable("unknown_person")
        if recipient.status is not Status.ACTIVE:
            raise Undeliverable("suspended")
        reachable = [one for one in recipient.identities if self._may_write_to(one)]
        if not reachable:
            raise Undeliverable("no_chat_identity")
        return reachable

    def _may_write_to(self, identity: ChatIdentity) -> bool:
        return (
            identity.product in self.messengers and (identity.product, identity.workspace) in self.workspaces
        )

    def _mark_sending(self, notice: Notice, identity: ChatIdentity, parts: Sequence[Notice]) -> Notice:
        """What a digest tells is fixed here: whoever finds its message later knows what stood in it."""
        sending = replace(
            notice,
            state=NoticeState.SENDING,
            attempts=notice.attempts + 1,
            identity=identity,
            parts=tuple(one.id for one in parts),
        )
        self.notices.move(sending, expected=notice.state)
        return sending

    def _post(self, sending: Notice, identity: ChatIdentity, parts: Sequence[Notice]) -> Posted:
        try:
            return self.messengers[identity.product].post(sending, identity, parts)
        except (RateLimited, Unavailable):  # a clear no: nothing was posted
            pending = replace(sending, state=NoticeState.PENDING, parts=())
            self.notices.move(pending, expected=NoticeState.SENDING)
            raise

    def _record_delivery(self, notice: Notice, recipient: Practitioner | None, posted: Posted) -> Notice:
        delivered = replace(
            notice, state=NoticeState.DELIVERED, message_id=posted.id, delivered_at=self.clock()
        )
        return self._settle(notice, delivered, recipient)

    def _give_up(self, notice: Notice, recipient: Practitioner | None, code: str) -> Notice:
        return self._settle(notice, replace(notice, state=NoticeState.UNDELIVERABLE, failure=code), recipient)

    def _settle(self, notice: Notice, settled: Notice, recipient: Practitioner | None) -> Notice:
        """Ledger first: if it cannot be written the notice stays open, and the next try settles it. The parts
        of a digest before the digest: while it is open, what it told is known."""
        for part in self._parts_settled_by(settled):
            if done := self.digesting.settled(settled, part):
                self.unattended.conclude(self._entry(done, recipient))
                self.digesting.release(done)
                self.metrics.count(f"notices_{done.state}", kind=done.kind)
        self.unattended.conclude(self._entry(settled, recipient))
        self.notices.move(settled, expected=notice.state)
        self.digesting.go_on_with_the_rest(settled)
        self.metrics.count(f"notices_{settled.state}", kind=settled.kind)
        age = self.clock() - settled.created_at
        self.metrics.measure("notice_age", age.total_seconds(), kind=settled.kind)
        return settled

    def _parts_settled_by(self, digest: Notice) -> Sequence[Notice]:
        return () if digest.state is NoticeState.DROPPED else self.digesting.parts_of(digest)

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
