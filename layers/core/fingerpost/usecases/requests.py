"""What people ask for, as the surfaces hand it to the use cases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.practitioner import CallerId

if TYPE_CHECKING:  # who sends is known before a form opens; what is asked, after
    from fingerpost.domain.child import Details
    from fingerpost.domain.outcomes.asking import FamilyTold
    from fingerpost.domain.passage import PassageKind


@dataclass(frozen=True)
class Request:
    """Who or what asks for something, and the sending's own name, so that a double click counts once.

    idempotency_key: unique for one press of a button, e.g. `slack:V123:hash`; also seeds the reference.
    about: what of the directory it is about, such as `person:p-12`; empty for all that is about children.
    """

    caller: CallerId
    idempotency_key: str
    about: str = ""


@dataclass(frozen=True, repr=False)
class Question(Confidential):
    """An ask (A1, A2, A5). reason: a code from the configured list; note: the asker's own, optional.

    also_lived_in: areas asked about besides the asker's own, by name as typed (A15).
    """

    details: Details
    reason: str
    family_told: FamilyTold
    note: str = ""
    also_lived_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What somebody was shown before they sent a form: nothing else is replaced.

    version: of the involvement or record to change, None where none was shown. references: of those who lead,
    or of the watch, that they were told of.
    """

    version: int | None = None
    references: frozenset[str] = frozenset()


NOTHING_SEEN = Seen()


@dataclass(frozen=True)
class Particulars:
    """What is recorded of an involvement (C1). role: the worker's, in their words; lead: leads the work."""

    role: str
    since: date
    lead: bool = False
    seen: Seen = NOTHING_SEEN


@dataclass(frozen=True)
class WatchWish:
    """ "Tell me if someone becomes involved" (D3). until: the last day, at most a year ahead."""

    reason: str
    until: date
    seen: Seen = NOTHING_SEEN


@dataclass(frozen=True, repr=False)
class PassageWish(Confidential):
    """What became of a child (C8, C10). day: when. area: of a move, the new area's name or id as typed;
    postcode: the new one where it is known, or empty."""

    kind: PassageKind
    day: date
    area: str = ""
    postcode: str = ""
