"""Word to one person that something happened. It carries a reference and nothing of the child."""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import ChatIdentity


class NoticeKind(StrEnum):
    """What the notice is about."""

    NEW_INVOLVEMENT = "new_involvement"
    INVOLVEMENT_CHANGED = "involvement_changed"
    INVOLVEMENT_ENDED = "involvement_ended"
    INVOLVEMENT_WITHDRAWN = "involvement_withdrawn"
    LEAD_CHANGED = "lead_changed"
    SERVICE_ASKED = "service_asked"
    SERVICES_ASKED = "services_asked"
    RECORD_DISPUTED = "record_disputed"
    POSSIBLY_ONE = "possibly_one"
    RECORDS_JOINED = "records_joined"
    RECORDS_PARTED = "records_parted"
    PASSAGE_TOLD = "passage_told"
    PASSAGE_TAKEN_BACK = "passage_taken_back"
    SHIELDED_LOOKED_AT = "shielded_looked_at"
    REVIEW_ASKED = "review_asked"
    REVIEW_SILENT = "review_silent"
    REVIEW_LAPSED = "review_lapsed"
    HAND_OVER_OFFERED = "hand_over_offered"
    HAND_OVER_REMINDER = "hand_over_reminder"
    HAND_OVER_ACCEPTED = "hand_over_accepted"
    HAND_OVER_DECLINED = "hand_over_declined"
    HAND_OVER_WITHDRAWN = "hand_over_withdrawn"
    HAND_OVER_LAPSED = "hand_over_lapsed"
    HANDED_OVER = "handed_over"
    TEAM_LEAVER = "team_leaver"
    TEAM_LEAVER_ESCALATED = "team_leaver_escalated"
    CONTACT_ASKED = "contact_asked"
    CONTACT_URGENT = "contact_urgent"
    CONTACT_REMINDER = "contact_reminder"
    CONTACT_PASSED = "contact_passed"
    CONTACT_ESCALATED = "contact_escalated"
    CONTACT_ACKNOWLEDGED = "contact_acknowledged"
    CONTACT_MOVED = "contact_moved"
    CONTACT_SPOKEN = "contact_spoken"
    CONTACT_DECLINED = "contact_declined"
    CONTACT_LAPSED = "contact_lapsed"
    CONTACT_OUTCOME = "contact_outcome"
    STANDING_MONTH = "standing_month"
    STANDING_WEEK = "standing_week"
    OVERSIGHT_ASKED = "oversight_asked"
    OVERSIGHT_URGENT = "oversight_urgent"
    OVERSIGHT_OVERRIDE = "oversight_override"
    OVERSIGHT_EMERGENCY = "oversight_emergency"
    HELD_AGREED = "held_agreed"
    HELD_DECLINED = "held_declined"
    OVERRIDE_AGREED = "override_agreed"
    OVERRIDE_DECLINED = "override_declined"
    DIGEST = "digest"
    TEST = "test"

    @property
    def is_of_contact(self) -> bool:
        """Whether it is about a request to be contacted, which its button opens."""
        return self.value.startswith("contact_")

    @property
    def is_of_oversight(self) -> bool:
        """Whether somebody is asked to look at what another did."""
        return self.value.startswith("oversight_")

    @property
    def is_of_held(self) -> bool:
        """Whether it tells an asker what became of a question that was held."""
        return self.value.startswith("held_")

    @property
    def is_of_override(self) -> bool:
        """Whether it tells a worker what became of an override that they recorded."""
        return self.value.startswith("override_")

    @property
    def is_of_review(self) -> bool:
        """Whether it asks, or says, if somebody is still involved."""
        return self.value.startswith("review_")

    @property
    def is_of_team(self) -> bool:
        """Whether it is about what a supervisor or officer sees to, which its button opens."""
        return self.value.startswith("team_")

    @property
    def is_of_hand_over(self) -> bool:
        """Whether it is about an offer to hand an involvement over."""
        return self.value.startswith("hand_over_")

    @property
    def is_of_standing(self) -> bool:
        """Whether it says that somebody's access ends soon. Nothing opens by it."""
        return self.value.startswith("standing_")

    @property
    def takes_back(self) -> bool:
        """Whether it says that an earlier notice no longer holds."""
        return self in _TAKE_BACK

    @property
    def pace(self) -> Pace:
        """How soon it is told, where nothing about the event says otherwise."""
        if self in _CANNOT_WAIT:
            return Pace.URGENT
        return Pace.DIGEST if self in _CAN_WAIT else Pace.AT_ONCE


class Pace(StrEnum):
    """How soon somebody is told (D4). URGENT: whatever the hour. AT_ONCE: outside their quiet hours. DIGEST:
    with the rest of the day's news, at their hour."""

    URGENT = "urgent"
    AT_ONCE = "at_once"
    DIGEST = "digest"


_TAKE_BACK = frozenset(
    {NoticeKind.INVOLVEMENT_WITHDRAWN, NoticeKind.RECORDS_PARTED, NoticeKind.PASSAGE_TAKEN_BACK}
)
_CANNOT_WAIT = _TAKE_BACK | frozenset(
    {
        NoticeKind.CONTACT_URGENT,
        NoticeKind.OVERSIGHT_URGENT,
        NoticeKind.OVERSIGHT_EMERGENCY,
        NoticeKind.SHIELDED_LOOKED_AT,
        NoticeKind.DIGEST,
        NoticeKind.TEST,
    }
)
_CAN_WAIT = frozenset(
    {
        NoticeKind.INVOLVEMENT_CHANGED,
        NoticeKind.INVOLVEMENT_ENDED,
        NoticeKind.SERVICE_ASKED,
        NoticeKind.SERVICES_ASKED,
        NoticeKind.REVIEW_ASKED,
        NoticeKind.REVIEW_SILENT,
        NoticeKind.REVIEW_LAPSED,
        NoticeKind.CONTACT_MOVED,
        NoticeKind.CONTACT_OUTCOME,
    }
)


class Capacity(StrEnum):
    """In what capacity somebody is told."""

    WORKER = "worker"
    WATCHER = "watcher"
    SUPERVISOR = "supervisor"
    DEPUTY = "deputy"
    OFFICER = "officer"
    ASKER = "asker"
    TAKER = "taker"


class NoticeState(StrEnum):
    """How far delivery has come. SENDING stands while a post is on the wire: it may be in doubt. HELD: kept
    for the recipient's next digest. DROPPED: its cause was taken back before anybody was told, or a digest
    had nothing left to say."""

    PENDING = "pending"
    SENDING = "sending"
    HELD = "held"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"
    DROPPED = "dropped"

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self in (NoticeState.DELIVERED, NoticeState.UNDELIVERABLE, NoticeState.DROPPED)


@dataclass(frozen=True)
class Notice:
    """One notice to one person of one event.

    id: from `notice_id`, so that the same event cannot tell the same person twice.
    reference: what the message shows; the button leads to the child only after a fresh authority check.
    on_behalf_of: for a supervisor, the worker whose work it concerns.
    about: the reference of what the button opens: for an officer the record, else a request to be
    contacted, or an involvement to be confirmed.
    event: what it tells of. pace: how soon it is told, empty for what its kind says. replaces: the id of the
    notice that it takes back. parts: of a digest, the ids of the notices it tells, in their order. inside:
    the id of the digest in which it was told. unreached: the id of who could not be told, in whose place the
    recipient is.
    message_id: the chat product's own name of the posted message, empty until delivered.
    """

    id: str
    reference: str
    kind: NoticeKind
    capacity: Capacity
    recipient_id: str
    child_id: str
    involvement_id: str
    created_at: datetime
    on_behalf_of: str = ""
    state: NoticeState = NoticeState.PENDING
    attempts: int = 0
    identity: ChatIdentity | None = None
    message_id: str = ""
    delivered_at: datetime | None = None
    failure: str = ""
    about: str = ""
    event: str = ""
    pace: str = ""
    replaces: str = ""
    parts: tuple[str, ...] = ()
    inside: str = ""
    unreached: str = ""

    @property
    def told_at(self) -> Pace:
        """How soon it is told."""
        return Pace(self.pace) if self.pace else self.kind.pace


def notice_id(event_id: str, recipient_id: str) -> str:
    """The one name of the notice of this event to this person."""
    return hashlib.sha256(f"{event_id}\n{recipient_id}".encode()).hexdigest()[:32]
