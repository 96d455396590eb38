"""What handing over comes to: to whom it can go, and where an offer stands."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fingerpost.domain.hand_over import HandOverState
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.recording import MyInvolvement


@dataclass(frozen=True)
class Colleague:
    """Somebody to whom work can go."""

    id: str
    name: str
    job_title: str


@dataclass(frozen=True)
class Along:
    """What goes along with an involvement: watches on the same child, open requests to be contacted."""

    watches: int = 0
    requests: int = 0


@dataclass(frozen=True)
class ChooseTaker:
    """An involvement that is to be handed over, and the colleagues who could have it, by family name.

    reference: of the involvement. worker: whose it is; is_own: the reader's. at_once: the worker's access
    does not stand, so it goes over without being accepted. offered_to: whom it is offered to already.
    """

    reference: str
    at: datetime
    own: MyInvolvement
    worker: str
    is_own: bool
    along: Along
    colleagues: tuple[Colleague, ...]
    at_once: bool = False
    offered_to: str = ""
    kind: Literal["choose_taker"] = "choose_taker"


@dataclass(frozen=True)
class HandOverShown:
    """Where an offer stands.

    own: the involvement as it stands now, None where it has ended or gone elsewhere.
    is_taker: the reader has to answer it.
    """

    reference: str
    at: datetime
    state: HandOverState
    own: MyInvolvement | None
    worker: str
    taker: str
    is_taker: bool
    along: Along = Along()
    kind: Literal["hand_over_shown"] = "hand_over_shown"


HandOverAnswer = ChooseTaker | HandOverShown | Refused | CannotAnswer | AlreadyAsked
