"""What supervisors and officers are shown: the team by reference, and what somebody left behind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.contact import ContactLine
from fingerpost.domain.outcomes.handing_over import Colleague


@dataclass(frozen=True)
class StaleLine:
    """An involvement of the team of which its worker did not say whether it goes on. due: its last day."""

    reference: str
    worker: str
    due: date


@dataclass(frozen=True)
class LeaverLine:
    """Somebody who left work behind, and how much. moved: they work elsewhere now."""

    leaver_id: str
    name: str
    since: date
    involvements: int
    watches: int
    requests: int
    moved: bool = False

    @property
    def count(self) -> int:
        """All that waits."""
        return self.involvements + self.watches + self.requests


@dataclass(frozen=True)
class TeamShown:
    """What waits in a team, by reference and by the names of its workers; nothing of a child.

    people: how many are in it. done: what was just done, by the ledger's name of the act, empty for nothing.
    """

    reference: str
    at: datetime
    people: int
    contacts: tuple[ContactLine, ...] = ()
    stale: tuple[StaleLine, ...] = ()
    leavers: tuple[LeaverLine, ...] = ()
    done: str = ""
    kind: Literal["team_shown"] = "team_shown"

    @property
    def waits(self) -> int:
        """How many things wait."""
        return len(self.contacts) + len(self.stale) + len(self.leavers)


@dataclass(frozen=True)
class LeaverShown:
    """What somebody left, and the colleagues to whom it can go, by family name.

    handed: how many went to `taker` just now; line: what is left after that.
    """

    reference: str
    at: datetime
    line: LeaverLine
    colleagues: tuple[Colleague, ...]
    handed: int = 0
    taker: str = ""
    kind: Literal["leaver_shown"] = "leaver_shown"


TeamAnswer = TeamShown | LeaverShown | Refused | CannotAnswer | AlreadyAsked
