"""What looking at what others did comes to, and what is opened in an emergency."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.asking import InvolvedService, QuestionAsked
from fingerpost.domain.oversight import Oversight


@dataclass(frozen=True)
class OversightLine:
    """One thing that waits for the looker. by: who acted."""

    reference: str
    kind: str
    by: str
    asked_at: datetime
    urgent: bool


@dataclass(frozen=True, repr=False)
class OversightShown(Confidential):
    """One thing to look at, for who decides.

    by, service_name: who acted. question, signs: of a held question what was asked, and why it is held; the
    question is there no more once its time is over. waits: whether it can still be decided.
    """

    reference: str
    at: datetime
    oversight: Oversight
    by: str
    service_name: str
    waits: bool
    question: QuestionAsked | None = None
    signs: tuple[str, ...] = ()
    kind: Literal["oversight_shown"] = "oversight_shown"


@dataclass(frozen=True, repr=False)
class EmergencyShown(Confidential):
    """What is kept from everybody, opened in an emergency. until: the end of this view.

    services: everybody who works with the child. found: whether the index knows a child that is surely meant.
    """

    reference: str
    at: datetime
    until: datetime
    services: tuple[InvolvedService, ...]
    found: bool
    kind: Literal["emergency_shown"] = "emergency_shown"


OversightAnswer = OversightShown | Refused | CannotAnswer | AlreadyAsked
EmergencyAnswer = EmergencyShown | Refused | CannotAnswer | AlreadyAsked
