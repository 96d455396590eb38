"""What an officer's look at a record, or change of one, comes to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from fingerpost.domain.child import Details, Name
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.asking import InvolvedService
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.passage import Gone, PassageKind
from fingerpost.domain.shield import Shield


@dataclass(frozen=True, repr=False)
class GivenBy(Confidential):
    """What one service alone says of a child."""

    service_name: str
    details: Details


@dataclass(frozen=True)
class LookShown:
    """Who meant a shielded child, when, and under which reference it is on the ledger."""

    by: str
    service_name: str
    reference: str
    at: datetime


@dataclass(frozen=True, repr=False)
class DisputeShown(Confidential):
    """Who said "not this child", and what they had asked by. by, service_name: empty for somebody whom the
    directory does not know any more; asked: empty of an early one, which did not keep it."""

    by: str
    service_name: str
    at: datetime
    asked: Details


@dataclass(frozen=True, repr=False)
class PassageShown(Confidential):
    """What somebody said became of the child. area_name: of a move, where to; reference: takes it back."""

    reference: str
    kind: PassageKind
    day: date
    area_name: str = ""


@dataclass(frozen=True, repr=False)
class RecordShown(Confidential):
    """One record of a child as its officer sees it, in a modal and on the ledger.

    record_reference: the reference it was opened by. disputes: who said "not this child", the latest last.
    merges: references of the merges that stand. retired: no question finds it any more.
    words: which of the details rest on one service's word. version: as it was read.
    possibly: references of other records that may be of the same child. shield, looks: where the child is
    shielded, and who meant it since, the latest last. gone: the child died or left the country.
    passages: what was said to have become of the child and stands.
    """

    reference: str
    at: datetime
    record_reference: str
    details: Details
    services: tuple[InvolvedService, ...]
    disputes: tuple[DisputeShown, ...]
    merges: tuple[str, ...]
    retired: bool = False
    words: tuple[GivenBy, ...] = ()
    shield: Shield | None = None
    looks: tuple[LookShown, ...] = ()
    version: int = 1
    possibly: tuple[str, ...] = ()
    gone: Gone | None = None
    passages: tuple[PassageShown, ...] = ()
    kind: Literal["record_shown"] = "record_shown"


@dataclass(frozen=True, repr=False)
class RecordChanged(Confidential):
    """The record is not as its form showed it: nothing was written. details, version: as it stands."""

    reference: str
    at: datetime
    details: Details
    version: int
    kind: Literal["record_changed"] = "record_changed"


@dataclass(frozen=True, repr=False)
class SealToWriteDown(Confidential):
    """Nothing is sealed yet. seal: the reference that has to be written down first. version, name: of the
    record that would be closed. workers: whose involvements would end."""

    reference: str
    at: datetime
    seal: str
    version: int
    name: Name | None
    workers: tuple[str, ...]
    kind: Literal["seal_to_write_down"] = "seal_to_write_down"


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
    | RecordChanged
    | SealToWriteDown
    | Recorded
    | NoSuchRecord
    | TooLarge
    | Refused
    | CannotAnswer
    | AlreadyAsked
)
