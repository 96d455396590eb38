"""What recording comes to, and a practitioner's own list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from fingerpost.domain.birth import Born
from fingerpost.domain.child import Name
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.consent import Consent
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.asking import (
    AnotherService,
    Held,
    InvolvedService,
    Many,
    Possible,
    QuestionAsked,
)
from fingerpost.domain.outcomes.contact import ContactLine
from fingerpost.domain.outcomes.oversight import OversightLine
from fingerpost.domain.passage import Gone
from fingerpost.domain.practitioner import Role
from fingerpost.domain.service import Coverage

LINES_A_PAGE = 15
"""Of "my children": two heights of a telephone. Each line of a page whose children are named costs a read."""


@dataclass(frozen=True, repr=False)
class MyInvolvement(Confidential):
    """One line of "my children": by reference, never by name. version: as it was read.

    initials, born (about, where it is an estimate), unborn: what tells the lines apart in one's own private
    window, and stands nowhere else.
    sensitive: it is told of only by consent. consent: the one that is recorded, whether or not it holds.
    last_day: of a current one the day after which it is over. can_be_reopened: it ended within 30 days.
    """

    reference: str
    service_name: str
    role: str
    since: date
    ended: date | None
    lead: bool
    review_due: date
    version: int = 1
    initials: str = ""
    born: int | None = None
    born_about: bool = False
    unborn: bool = False
    last_day: date | None = None
    can_be_reopened: bool = False
    sensitive: bool = False
    consent: Consent | None = None


@dataclass(frozen=True)
class MyWatch:
    """One line of "I am told about": by reference, never by name."""

    reference: str
    reason: str
    until: date


@dataclass(frozen=True)
class Recorded:
    """An involvement, a change of one, or a watch is written; the others are being told where they must be.

    reference: of the involvement or watch. act: what was done, by its ledger name. own, watch: as stored now.
    """

    reference: str
    at: datetime
    act: str
    own: MyInvolvement | None = None
    watch: MyWatch | None = None
    kind: Literal["recorded"] = "recorded"


@dataclass(frozen=True, repr=False)
class NotEnoughToRecord(Confidential):
    """The index has no such child yet, and what was given is not enough to know the child by.

    question: as given, so that it can be completed instead of typed again.
    """

    reference: str
    at: datetime
    question: QuestionAsked | None = None
    kind: Literal["not_enough"] = "not_enough"


@dataclass(frozen=True)
class AlreadyInvolved:
    """Who records is recorded already: nothing was written. own: as it stands."""

    reference: str
    at: datetime
    own: MyInvolvement
    kind: Literal["already_involved"] = "already_involved"


@dataclass(frozen=True)
class ChangedMeanwhile:
    """The involvement is not as it was shown when the form opened: nothing was written. own: as it stands."""

    reference: str
    at: datetime
    own: MyInvolvement
    kind: Literal["changed_meanwhile"] = "changed_meanwhile"


@dataclass(frozen=True)
class LeadStands:
    """Somebody else is recorded as lead, of whom who records to lead was not shown: nothing was written."""

    reference: str
    at: datetime
    leads: tuple[InvolvedService, ...]
    kind: Literal["lead_stands"] = "lead_stands"


@dataclass(frozen=True)
class AlreadyWatching:
    """They are told about this child already: nothing was written. watch: as it stands."""

    reference: str
    at: datetime
    watch: MyWatch
    kind: Literal["already_watching"] = "already_watching"


RecordOutcome = (
    Recorded
    | NotEnoughToRecord
    | AlreadyInvolved
    | ChangedMeanwhile
    | LeadStands
    | AlreadyWatching
    | Possible
    | Many
    | Held
    | Refused
    | CannotAnswer
    | AlreadyAsked
)


@dataclass(frozen=True)
class Slowed:
    """Somebody of one's team who tried the values of one detail until they were slowed."""

    name: str
    at: datetime


@dataclass(frozen=True)
class MyChildren:
    """A practitioner's own list (C2): current first, then those ended within 12 months.

    role: what the directory lets them do.
    keeps_records: they are an officer, to whom records are open as well. slowed: of a supervisor's team.
    found: only what was looked for is listed.
    contacts: open requests to be contacted that wait for them, or for somebody they supervise; oldest first.
    oversight: what waits for their second pair of eyes.
    """

    reference: str
    at: datetime
    involvements: tuple[MyInvolvement, ...]
    watches: tuple[MyWatch, ...]
    role: Role = Role.PRACTITIONER
    keeps_records: bool = False
    slowed: tuple[Slowed, ...] = ()
    found: bool = False
    contacts: tuple[ContactLine, ...] = ()
    oversight: tuple[OversightLine, ...] = ()
    kind: Literal["my_children"] = "my_children"


@dataclass(frozen=True, repr=False)
class ChildShown(Confidential):
    """One child of one's own, opened in a modal after a fresh authority check.

    own: the asker's involvement, None for a watcher or a supervisor.
    named: whether name and birth date are shown: not to somebody who only watches, since what is stored may
    be more, or newer, than what they asked with (A4).
    told: it was opened from a notice.
    expected: of an unborn child, whose name and birth date here are the mother's. news: the reference of the
    involvement that one was told of and has now opened, empty for none. unnamed: services that may not be
    named. gone: the child died or left the country.
    two_records: as of `Confirmed`.
    """

    reference: str
    at: datetime
    name: Name | None
    born: Born | None
    own: MyInvolvement | None
    services: tuple[InvolvedService, ...]
    coverage: Coverage
    expected: date | None = None
    named: bool = True
    news: str = ""
    told: bool = False
    gone: Gone | None = None
    unnamed: tuple[AnotherService, ...] = ()
    two_records: bool = False
    kind: Literal["child_shown"] = "child_shown"


@dataclass(frozen=True)
class Enquirer:
    """Who asked. muted: the two have said that they are in contact. value: by which they are meant."""

    name: str
    job_title: str
    service_name: str
    at: datetime
    muted: bool
    value: str


@dataclass(frozen=True)
class WhoAskedShown:
    """The last who asked about a child of one's own, the latest first. about: one's own involvement."""

    reference: str
    at: datetime
    about: str
    lines: tuple[Enquirer, ...]
    kind: Literal["who_asked"] = "who_asked"


WhoAskedAnswer = WhoAskedShown | Refused | CannotAnswer | AlreadyAsked
MineOutcome = MyChildren | ChildShown | Refused | CannotAnswer
