"""The shapes of /v1: what is sent and what is answered. Rules about content are the domain's, not here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from fingerpost.domain.practitioner import Product, Role, Status
from fingerpost.domain.service import Nation, ServiceKind
from fingerpost.domain.shield import ShieldFlag

Shown = TypeVar("Shown", bound=BaseModel)


def _written(value: object) -> object:
    """A day is written YYYY-MM-DD: pydantic would take a number of seconds as well."""
    if not isinstance(value, str) or len(value) != len("2026-01-31"):
        raise ValueError("a day is written YYYY-MM-DD")
    return value


Line = Annotated[str, Field(min_length=1, max_length=200)]
Id = Annotated[str, Field(min_length=1, max_length=48, description="lower-case letters, digits and hyphens")]
Day = Annotated[date, BeforeValidator(_written)]
Version = Annotated[int, Field(ge=1, description="counts changes; the ETag is this number in quotes")]


class Sent(BaseModel):
    """Whatever is sent: nothing but what is named here."""

    model_config = ConfigDict(extra="forbid")


class AreaWish(Sent):
    """An area as it is to stand."""

    name: Line
    officer_telephone: Line


class AreaShown(AreaWish):
    """An area as it stands."""

    id: Id
    version: Version


class OrganisationWish(Sent):
    """An organisation as it is to stand."""

    name: Line
    accredited: StrictBool = True


class OrganisationShown(OrganisationWish):
    """An organisation as it stands."""

    id: Id
    version: Version


Minutes = Annotated[int, Field(ge=0, le=48 * 60, description="minutes after midnight, on the clock there")]
Weekday = Annotated[int, Field(ge=0, le=6, description="0 is Monday")]


class OpeningSent(Sent):
    """When the duty telephone is answered, to be reckoned with; a night ends after 1440 minutes."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    opens: Minutes
    closes: Minutes
    bank_holidays: StrictBool = False
    school_days: StrictBool = False


class ContactSent(Sent):
    """How a service is reached: work numbers, hours, out of hours, and whom to ask for otherwise.

    opening: the hours to be reckoned with, none to leave them as written. nation: whose bank holidays.
    """

    duty_telephone: Line
    hours: Line
    out_of_hours: Line
    deputy: Line
    opening: Annotated[list[OpeningSent], Field(max_length=14)] = []
    nation: Nation = Nation.ENGLAND


class ServiceWish(Sent):
    """A service as it is to stand.

    protects: fields that stay as they are where a change says nothing of them: a sender who does not know
    them yet must not name a clinic, or take a refuge's shield away.
    """

    protects: ClassVar[frozenset[str]] = frozenset({"sensitive", "shields"})
    name: Line
    kind: ServiceKind
    area_id: Id
    organisation_id: Id
    contact: ContactSent
    accredited: StrictBool = True
    sensitive: StrictBool = False
    tell_supervisor: StrictBool = False
    shields: ShieldFlag | None = None


class ContactShown(BaseModel):
    """How a service is reached, as it stands: a service from before today's rules may lack some."""

    duty_telephone: str
    hours: str
    out_of_hours: str
    deputy: str
    opening: list[OpeningSent] = []
    nation: Nation = Nation.ENGLAND


class ServiceShown(BaseModel):
    """A service as it stands. last_fed: when its involvements were last brought up to date."""

    id: str
    name: str
    kind: ServiceKind
    area_id: str
    organisation_id: str
    contact: ContactShown
    accredited: bool
    sensitive: bool
    tell_supervisor: bool
    shields: ShieldFlag | None
    last_fed: datetime | None
    version: Version


class PersonWish(Sent):
    """A practitioner as they are to stand. Their area is their service's; the deputy answers for them.

    household_names: family names of those they live with. home_district: the first half of their postcode. By
    these a question that may be about their own family is held; both stay where a change leaves them out.
    """

    protects: ClassVar[frozenset[str]] = frozenset({"household_names", "home_district"})

    name: Line
    role: Literal["practitioner", "supervisor", "officer", "admin"]
    service_id: Id
    job_title: Line
    vetted_until: Day
    trained_until: Day
    agreed_until: Day
    supervisor_id: Annotated[str, Field(max_length=48)] = ""
    deputy_id: Annotated[str, Field(max_length=48)] = ""
    household_names: Annotated[list[Line], Field(max_length=10)] = []
    home_district: Annotated[str, Field(max_length=4)] = ""


class AccountShown(BaseModel):
    """A chat account that is linked to somebody."""

    product: Product
    workspace: str
    user: str


class PersonShown(BaseModel):
    """A practitioner as they stand."""

    id: str
    name: str
    role: Role
    service_id: str
    area_id: str
    job_title: str
    status: Status
    vetted_until: date
    trained_until: date
    agreed_until: date
    supervisor_id: str
    deputy_id: str
    household_names: list[str]
    home_district: str
    accounts: list[AccountShown]
    version: Version


class DoubtShown(BaseModel):
    """What is entered all the same, and worth a second look."""

    code: str
    says: str


class Kept(BaseModel, Generic[Shown]):
    """It stands as wanted. changed: the fields that are other than before; reference: of the ledger."""

    entry: Shown
    entered: bool
    changed: list[str]
    doubts: list[DoubtShown]
    reference: str


class Listed(BaseModel, Generic[Shown]):
    """One page. next: send it as `after` for the next page; null on the last one."""

    entries: list[Shown]
    next: str | None


class CodeShown(BaseModel):
    """A code by which somebody links a chat account, once. It is shown here and nowhere else."""

    code: str
    until: datetime
    reference: str


class AdmissionShown(BaseModel):
    """Who the caller is to this deployment. versions: of what it holds and judges by, such as `boxes`."""

    stack: str
    caller: str
    policy_version: str
    versions: dict[str, str]
    reference: str


class Wrong(BaseModel):
    """One field that cannot be used."""

    field: str
    problem: str
    says: str


class ProblemShown(BaseModel):
    """RFC 9457. type: urn:fingerpost and a code; detail: what to do next; reference: of the ledger."""

    type: str
    title: str
    status: int
    detail: str
    reference: str | None = None
    errors: list[Wrong] | None = None
