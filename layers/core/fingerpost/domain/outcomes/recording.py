"""What recording comes to, and a practitioner's own list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from fingerpost.domain.child import Name
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.asking import InvolvedService, Many, Possible
from fingerpost.domain.service import Coverage


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
class Slowed:
    """Somebody of one's team who tried the values of one detail until they were slowed."""

    name: str
    at: datetime


@dataclass(frozen=True)
class MyChildren:
    """A practitioner's own list (C2): current first, then those ended within 12 months.

    keeps_records: they are an officer, to whom records are open as well. slowed: of a supervisor's team.
    """

    reference: str
    at: datetime
    involvements: tuple[MyInvolvement, ...]
    watches: tuple[MyWatch, ...]
    keeps_records: bool = False
    slowed: tuple[Slowed, ...] = ()
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
