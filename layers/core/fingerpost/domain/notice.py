"""Word to one person that something happened. It carries a reference and nothing of the child."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fingerpost.domain.practitioner import ChatIdentity


class NoticeKind(StrEnum):
    """What the notice is about."""

    NEW_INVOLVEMENT = "new_involvement"
    INVOLVEMENT_CHANGED = "involvement_changed"
    INVOLVEMENT_ENDED = "involvement_ended"
    INVOLVEMENT_WITHDRAWN = "involvement_withdrawn"
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

    @property
    def is_of_contact(self) -> bool:
        """Whether it is about a request to be contacted, which its button opens."""
        return self.value.startswith("contact_")

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


class Capacity(StrEnum):
    """In what capacity somebody is told."""

    WORKER = "worker"
    WATCHER = "watcher"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"
    ASKER = "asker"
    TAKER = "taker"


class NoticeState(StrEnum):
    """How far delivery has come. SENDING stands while a post is on the wire: it may be in doubt."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True)
class Notice:
    """One notice to one person of one event.

    id: from `notice_id`, so that the same event cannot tell the same person twice.
    reference: what the message shows; the button leads to the child only after a fresh authority check.
    on_behalf_of: for a supervisor, the worker whose work it concerns.
    about: the reference of what the button opens: for an officer the record, else a request to be
    contacted, or an involvement to be confirmed.
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


def notice_id(event_id: str, recipient_id: str) -> str:
    """The one name of the notice of this event to this person."""
    return hashlib.sha256(f"{event_id}\n{recipient_id}".encode()).hexdigest()[:32]
