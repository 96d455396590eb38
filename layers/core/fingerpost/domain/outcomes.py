"""What an ask can come to. Surfaces `match` on these, so a new one is a type error until all show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from fingerpost.domain.child import Details, Name
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.service import Area, Contact, Coverage, ServiceKind


class Detail(StrEnum):
    """One kind of detail of a child, as a form field and as an agreement."""

    IDENTIFIER = "identifier"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    BIRTH_DATE = "birth_date"
    POSTCODE = "postcode"
    SEX = "sex"
    FORMER_NAME = "former_name"


@dataclass(frozen=True)
class Agreement:
    """A detail asked for that agrees with what is held; `fully` false where it is close, not the same."""

    detail: Detail
    fully: bool


class FamilyTold(StrEnum):
    """Whether the family knows that others are asked (DfE advice: involve the family where that is safe)."""

    YES = "yes"
    NO = "no"
    UNSAFE = "unsafe"


@dataclass(frozen=True)
class InvolvedService:
    """One block of an answer (B1): who is or was involved, and how to reach them. Never why."""

    involvement_reference: str
    service_name: str
    kind: ServiceKind
    area_name: str
    worker_name: str
    role: str
    since: date
    ended: date | None
    lead: bool
    contact: Contact
    is_asker: bool


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
    CODE_NOT_GOOD = "code_not_good"


@dataclass(frozen=True)
class Asked:
    """What the note for the case file says of the ask itself. by: the asker's name; reason: its code."""

    by: str
    reason: str
    family_told: FamilyTold


@dataclass(frozen=True)
class Confirmed:
    """The child is in the index and others are, or lately were, involved."""

    reference: str
    at: datetime
    agreed: tuple[Agreement, ...]
    services: tuple[InvolvedService, ...]
    coverage: Coverage
    asked: Asked | None = None
    kind: Literal["confirmed"] = "confirmed"


@dataclass(frozen=True)
class Possible:
    """Perhaps: one more detail is needed. Names no child and tells nothing of one.

    unborn: an unborn child was asked for, so the detail is the mother's.
    number_alone: only a number was given, and a number is checked by a detail beside it.
    """

    reference: str
    at: datetime
    wanted: Detail
    area: Area
    rounds_left: int
    unborn: bool = False
    number_alone: bool = False
    kind: Literal["possible"] = "possible"


@dataclass(frozen=True)
class Many:
    """Too many children share these details to tell apart: one more detail is needed."""

    reference: str
    at: datetime
    wanted: Detail
    area: Area
    rounds_left: int
    unborn: bool = False
    kind: Literal["many"] = "many"


@dataclass(frozen=True)
class NothingToShow:
    """Nothing may be shown: absent, nobody involved, or not for this asker; these look the same."""

    reference: str
    at: datetime
    coverage: Coverage
    asked: Asked | None = None
    kind: Literal["nothing"] = "nothing"


@dataclass(frozen=True)
class Refused:
    """Not permitted, with the reason and what to do. `policies`: names of the policies that decided."""

    reference: str
    at: datetime
    because: Refusal
    policies: tuple[str, ...] = ()
    kind: Literal["refused"] = "refused"


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


Outcome = Confirmed | Possible | Many | NothingToShow | Refused | CannotAnswer | AlreadyAsked


@dataclass(frozen=True)
class Recorded:
    """An involvement, a change of one, or a watch is written; the others are being told where they must be.

    reference: of the involvement or watch. act: what was done, by its ledger name.
    """

    reference: str
    at: datetime
    act: str
    kind: Literal["recorded"] = "recorded"


@dataclass(frozen=True)
class NotEnoughToRecord:
    """The index has no such child yet, and what was given is not enough to know the child by."""

    reference: str
    at: datetime
    kind: Literal["not_enough"] = "not_enough"


@dataclass(frozen=True)
class Linked:
    """A chat account belongs to its practitioner from now on."""

    reference: str
    at: datetime
    kind: Literal["linked"] = "linked"


RecordOutcome = Recorded | NotEnoughToRecord | Possible | Many | Refused | CannotAnswer | AlreadyAsked


@dataclass(frozen=True)
class MyInvolvement:
    """One line of "my children": by reference, never by name."""

    reference: str
    service_name: str
    role: str
    since: date
    ended: date | None
    lead: bool
    review_due: date


@dataclass(frozen=True)
class MyWatch:
    """One line of "I am told about": by reference, never by name."""

    reference: str
    reason: str
    until: date


@dataclass(frozen=True)
class MyChildren:
    """A practitioner's own list (C2): current first, then those ended within 12 months.

    keeps_records: they are an officer, to whom records are open as well.
    """

    reference: str
    at: datetime
    involvements: tuple[MyInvolvement, ...]
    watches: tuple[MyWatch, ...]
    keeps_records: bool = False
    kind: Literal["my_children"] = "my_children"


@dataclass(frozen=True, repr=False)
class ChildShown(Confidential):
    """One child of one's own, opened in a modal after a fresh authority check.

    own: the asker's involvement, None for a watcher or a supervisor.
    named: whether name and birth date are shown: not to somebody who only watches, since what is stored may
    be more, or newer, than what they asked with (A4).
    expected: of an unborn child, whose name and birth date here are the mother's.
    """

    reference: str
    at: datetime
    name: Name | None
    birth_date: date | None
    own: MyInvolvement | None
    services: tuple[InvolvedService, ...]
    coverage: Coverage
    expected: date | None = None
    named: bool = True
    kind: Literal["child_shown"] = "child_shown"


MineOutcome = MyChildren | ChildShown | Refused | CannotAnswer


@dataclass(frozen=True, repr=False)
class RecordShown(Confidential):
    """One record of a child as its officer sees it, in a modal and on the ledger.

    record_reference: the reference it was opened by. disputes: how often somebody said "not this child".
    merges: references of the merges that stand. retired: no question finds it any more.
    """

    reference: str
    at: datetime
    record_reference: str
    details: Details
    services: tuple[InvolvedService, ...]
    disputes: int
    merges: tuple[str, ...]
    retired: bool = False
    kind: Literal["record_shown"] = "record_shown"


@dataclass(frozen=True, repr=False)
class RecordsCompared(Confidential):
    """Two records side by side, before they are joined."""

    reference: str
    at: datetime
    kept: RecordShown
    absorbed: RecordShown
    kind: Literal["records_compared"] = "records_compared"


@dataclass(frozen=True, repr=False)
class AskShown(Confidential):
    """What somebody of the officer's area asked in vain, and rings about: the answer confirmed no child.

    asked_reference: of that answer. by: the asker's name. reason: its code. outcome: what they were answered.
    """

    reference: str
    at: datetime
    asked_reference: str
    by: str
    reason: str
    outcome: str
    details: Details
    kind: Literal["ask_shown"] = "ask_shown"


@dataclass(frozen=True)
class NoSuchRecord:
    """No record under that reference, or none in the officer's own area: these look the same."""

    reference: str
    at: datetime
    kind: Literal["no_such_record"] = "no_such_record"


@dataclass(frozen=True)
class TooLarge:
    """These records hold more than can be written as one whole; nothing was changed."""

    reference: str
    at: datetime
    kind: Literal["too_large"] = "too_large"


RecordKeepingOutcome = (
    RecordShown
    | RecordsCompared
    | AskShown
    | Recorded
    | NoSuchRecord
    | TooLarge
    | Refused
    | CannotAnswer
    | AlreadyAsked
)
