"""What an ask can come to. Surfaces `match` on these, so a new one is a type error until all show it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from fingerpost.domain.child import Details
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.oversight import OversightState
from fingerpost.domain.passage import Gone
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
    KNOWN_AS = "known_as"
    EARLIER_POSTCODE = "earlier_postcode"
    CARER = "carer"
    KNEW = "knew"


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
    """One block of an answer (B1): who is or was involved, and how to reach them. Never why.

    last_day: of a current involvement the day after which it is over, None where that is open.
    """

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
    last_day: date | None = None


@dataclass(frozen=True)
class AnotherService:
    """That one more service works with the child, which may not be named: the officer brings both together.

    involvement_reference: by which a request to be contacted means it; it leads nobody anywhere else.
    """

    involvement_reference: str


@dataclass(frozen=True)
class Elsewhere:
    """What an answer rests on in the areas asked about besides the asker's own.

    unknown: names as typed that no area has, or more than one.
    """

    coverages: tuple[Coverage, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class QuestionAsked(Confidential):
    """What somebody typed to ask, for a form to bring back to them alone. reason: its code."""

    details: Details
    reason: str
    family_told: FamilyTold
    note: str = ""
    also_lived_in: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class AskedBefore(Confidential):
    """One's own question of a moment ago, to be corrected instead of typed again."""

    reference: str
    at: datetime
    question: QuestionAsked
    kind: Literal["asked_before"] = "asked_before"


@dataclass(frozen=True)
class Asked:
    """What the note for the case file says of the ask itself. by: the asker's name; reason: its code."""

    by: str
    reason: str
    family_told: FamilyTold


@dataclass(frozen=True)
class Confirmed:
    """The child is in the index and others are, or lately were, involved.

    disputed: the asker once said of this record that it is not this child; number and birth date agree now.
    others: services that may be told of, but not named. emergency: as of `NothingToShow`.
    gone: the child died or left the country.
    two_records: another record may be of the same child, and an officer has not decided yet.
    """

    reference: str
    at: datetime
    agreed: tuple[Agreement, ...]
    services: tuple[InvolvedService, ...]
    coverage: Coverage
    asked: Asked | None = None
    disputed: bool = False
    gone: Gone | None = None
    others: tuple[AnotherService, ...] = ()
    emergency: bool = False
    two_records: bool = False
    elsewhere: Elsewhere = Elsewhere()
    services_unknown: tuple[str, ...] = ()
    kind: Literal["confirmed"] = "confirmed"


@dataclass(frozen=True)
class Possible:
    """Perhaps: one more detail is needed. Names no child and tells nothing of one.

    others: further details, any one of which will do as well as the one wanted most.
    unborn: an unborn child was asked for, so the detail is the mother's.
    number_alone: only a number was given, and a number is checked by a detail beside it.
    fits_many: what was given fits so many children that nobody could be told apart by it.
    contradicted: the number that was given and the name or birth date beside it are not of one child.
    half_postcode: only the first half of a postcode was given.
    """

    reference: str
    at: datetime
    wanted: Detail
    area: Area
    rounds_left: int
    unborn: bool = False
    others: tuple[Detail, ...] = ()
    number_alone: bool = False
    fits_many: bool = False
    services_unknown: tuple[str, ...] = ()
    contradicted: bool = False
    half_postcode: bool = False
    kind: Literal["possible"] = "possible"


@dataclass(frozen=True)
class Many:
    """Too many children share these details to tell apart: one more detail is needed.

    others, half_postcode: as of `Possible`.
    """

    reference: str
    at: datetime
    wanted: Detail
    area: Area
    rounds_left: int
    unborn: bool = False
    others: tuple[Detail, ...] = ()
    services_unknown: tuple[str, ...] = ()
    half_postcode: bool = False
    kind: Literal["many"] = "many"


@dataclass(frozen=True)
class NothingToShow:
    """Nothing may be shown: absent, nobody involved, or not for this asker; these look the same.

    emergency: the asker may open in an emergency what is kept from everybody, if there is anything.
    """

    reference: str
    at: datetime
    coverage: Coverage
    asked: Asked | None = None
    elsewhere: Elsewhere = Elsewhere()
    emergency: bool = False
    services_unknown: tuple[str, ...] = ()
    kind: Literal["nothing"] = "nothing"


@dataclass(frozen=True)
class Held:
    """The question waits for a second pair of eyes, whoever it is about. It is answered once they agree.

    state: how far that has come. urgent: whoever asked has said that it cannot wait. overseer: who looks,
    empty where nobody is left. area: whose officer is rung if it cannot wait.
    """

    reference: str
    at: datetime
    state: OversightState
    urgent: bool
    overseer: str
    area: Area
    kind: Literal["held"] = "held"


Outcome = Confirmed | Possible | Many | NothingToShow | Held | Refused | CannotAnswer | AlreadyAsked

BroughtBack = AskedBefore | Refused | CannotAnswer
