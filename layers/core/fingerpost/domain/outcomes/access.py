"""What any act can come to before it begins (refused, cannot be done, done already), and a linked account."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.service import Area


class Refusal(StrEnum):
    """Why somebody is refused; each has its words and its way forward in every surface."""

    UNKNOWN_PERSON = "unknown_person"
    SUSPENDED = "suspended"
    NOT_VETTED = "not_vetted"
    NOT_TRAINED = "not_trained"
    NO_AGREEMENT = "no_agreement"
    SERVICE_NOT_ACCREDITED = "service_not_accredited"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"
    ACCOUNT_CLOSED = "account_closed"
    EMAIL_NOT_ACCEPTED = "email_not_accepted"
    WRONG_WORKSPACE = "wrong_workspace"
    ROLE_MAY_NOT = "role_may_not"
    NO_LONGER_INVOLVED = "no_longer_involved"
    NOT_YOURS = "not_yours"
    ANSWER_EXPIRED = "answer_expired"
    NO_ROUNDS_LEFT = "no_rounds_left"
    TOO_ALIKE = "too_alike"
    TOO_MANY = "too_many"
    TOO_MANY_OF_SERVICE = "too_many_of_service"
    STILL_HELD = "still_held"
    CODE_NOT_GOOD = "code_not_good"
    ENDED_LONG_AGO = "ended_long_ago"
    FEED_PAUSED = "feed_paused"
    NOT_GRANTED = "not_granted"
    CANNOT_TAKE_OVER = "cannot_take_over"


@dataclass(frozen=True)
class Refused:
    """Not permitted, with the reason and what to do. `policies`: names of the policies that decided.

    officer: where whoever was refused can ring, None where nobody knows of which area they are.
    to_administrator: it is a service's administrator.
    """

    reference: str
    at: datetime
    because: Refusal
    policies: tuple[str, ...] = ()
    officer: Area | None = None
    to_administrator: bool = False
    kind: Literal["refused"] = "refused"


@dataclass(frozen=True)
class Opened:
    """Somebody may have the form. job_title: as the directory has it, for the fields where it is asked."""

    reference: str
    at: datetime
    job_title: str
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True)
class CannotAnswer:
    """Something we rest on is down; nothing was recorded as answered."""

    reference: str
    at: datetime
    kind: Literal["cannot_answer"] = "cannot_answer"


@dataclass(frozen=True)
class AlreadyAsked:
    """The same submission arrived before (a double click): it was asked once, under this reference."""

    reference: str
    at: datetime
    kind: Literal["already_asked"] = "already_asked"


@dataclass(frozen=True)
class Linked:
    """A chat account belongs to its practitioner from now on."""

    reference: str
    at: datetime
    kind: Literal["linked"] = "linked"
