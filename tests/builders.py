"""Builders of domain objects: every one is valid as it comes, and a test names only what it is about.

Synthetic people only; NHS numbers from 999 000 0000 to 999 999 9999.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fingerpost.domain.child import Child, Details, Name, Sex
from fingerpost.domain.identifiers import Identifier, IdentifierKind, nhs_number_is_valid
from fingerpost.domain.involvement import Involvement, InvolvementStatus, Watch
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.notice import Capacity, Notice, NoticeKind, notice_id
from fingerpost.domain.outcomes.asking import FamilyTold
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity, Practitioner, Product, Role, Status
from fingerpost.domain.reference import reference_from
from fingerpost.domain.service import Area, Contact, Service, ServiceKind
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.requests import Question

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
WORKSPACE = "T0FINGER"


def nhs_number(number: int) -> str:
    """The n-th valid NHS number of the range that is never issued."""
    valid = 0
    for digits in range(9_990_000_000, 10_000_000_000):
        if nhs_number_is_valid(str(digits)):
            if valid == number:
                return str(digits)
            valid += 1
    raise ValueError("the synthetic range is used up")


def an_area(area_id: str = "northbrook", name: str = "Northbrook") -> Area:
    """An area with an officer."""
    return Area(id=area_id, name=name, officer_telephone="01632 960100")


@dataclass(frozen=True)
class ServiceBuilder:
    """a_service().in_area(area).sensitive().build()"""

    service: Service

    def named(self, name: str) -> ServiceBuilder:
        return replace(self, service=replace(self.service, name=name))

    def of_kind(self, kind: ServiceKind) -> ServiceBuilder:
        return replace(self, service=replace(self.service, kind=kind))

    def in_area(self, area: Area) -> ServiceBuilder:
        return replace(self, service=replace(self.service, area_id=area.id))

    def sensitive(self) -> ServiceBuilder:
        return replace(self, service=replace(self.service, sensitive=True))

    def not_accredited(self) -> ServiceBuilder:
        return replace(self, service=replace(self.service, accredited=False))

    def telling_supervisors(self) -> ServiceBuilder:
        return replace(self, service=replace(self.service, tell_supervisor=True))

    def fed(self, at: datetime | None) -> ServiceBuilder:
        return replace(self, service=replace(self.service, last_fed=at))

    def build(self) -> Service:
        return self.service


def a_service(service_id: str = "northbrook-social-care") -> ServiceBuilder:
    """Children's social care of Northbrook, accredited, fed this morning."""
    return ServiceBuilder(
        Service(
            id=service_id,
            name="Northbrook children's social care",
            kind=ServiceKind.SOCIAL_CARE,
            area_id="northbrook",
            contact=Contact(
                duty_telephone="01632 960110",
                hours="Monday to Friday, 9:00 to 17:00",
                out_of_hours="Emergency duty team 01632 960119",
                deputy="Duty manager",
            ),
            last_fed=NOW - timedelta(hours=4),
        )
    )


@dataclass(frozen=True)
class PractitionerBuilder:
    """a_practitioner().of(service).supervised_by(other).build()"""

    practitioner: Practitioner

    def named(self, name: str) -> PractitionerBuilder:
        return self._with(name=name)

    def of(self, service: Service) -> PractitionerBuilder:
        return self._with(service_id=service.id, area_id=service.area_id)

    def as_role(self, role: Role) -> PractitionerBuilder:
        return self._with(role=role)

    def supervised_by(self, supervisor: Practitioner) -> PractitionerBuilder:
        return self._with(supervisor_id=supervisor.id)

    def suspended(self) -> PractitionerBuilder:
        return self._with(status=Status.SUSPENDED)

    def vetted_until(self, day: date) -> PractitionerBuilder:
        return self._with(vetted_until=day)

    def trained_until(self, day: date) -> PractitionerBuilder:
        return self._with(trained_until=day)

    def agreed_until(self, day: date) -> PractitionerBuilder:
        return self._with(agreed_until=day)

    def without_chat(self) -> PractitionerBuilder:
        return self._with(identities=())

    def _with(self, **changes: Any) -> PractitionerBuilder:  # noqa: ANN401 - any field
        return replace(self, practitioner=replace(self.practitioner, **changes))

    def build(self) -> Practitioner:
        return self.practitioner


def a_practitioner(practitioner_id: str = "p-rowan") -> PractitionerBuilder:
    """A social worker whose vetting, training and agreement stand; found by Slack user U-<id>."""
    return PractitionerBuilder(
        Practitioner(
            id=practitioner_id,
            name="Rowan Ashdown",
            role=Role.PRACTITIONER,
            service_id="northbrook-social-care",
            area_id="northbrook",
            job_title="Social worker",
            status=Status.ACTIVE,
            vetted_until=date(2027, 3, 31),
            trained_until=date(2027, 3, 31),
            agreed_until=date(2027, 3, 31),
            identities=(slack_identity(practitioner_id),),
        )
    )


def slack_identity(practitioner_id: str = "p-rowan", workspace: str = WORKSPACE) -> ChatIdentity:
    """The Slack user of a built practitioner."""
    return ChatIdentity(Product.SLACK, workspace, f"U-{practitioner_id}")


def an_account(
    identity: ChatIdentity | None = None, *, checked_at: datetime = NOW, **flags: bool
) -> ChatAccount:
    """An ordinary member's account; flags: deleted, bot, guest, stranger, email_confirmed."""
    who = identity or slack_identity()
    return ChatAccount(who, email=f"{who.user.lower()}@northbrook.example", checked_at=checked_at, **flags)


@dataclass(frozen=True, repr=False)
class DetailsBuilder:
    """details_of("Aoife", "Byrne").born(2016, 3, 27).living_at("NB1 4QT").build()"""

    details: Details

    def born(self, year: int, month: int, day: int) -> DetailsBuilder:
        return DetailsBuilder(replace(self.details, birth_date=date(year, month, day)))

    def born_unknown(self) -> DetailsBuilder:
        return DetailsBuilder(replace(self.details, birth_date=None))

    def living_at(self, *postcodes: str) -> DetailsBuilder:
        return DetailsBuilder(replace(self.details, postcodes=postcodes))

    def known_as(self, given: str, family: str) -> DetailsBuilder:
        return DetailsBuilder(replace(self.details, names=(*self.details.names, Name(given, family))))

    def of_sex(self, sex: Sex | None) -> DetailsBuilder:
        return DetailsBuilder(replace(self.details, sex=sex))

    def with_nhs_number(self, number: str) -> DetailsBuilder:
        return self.with_identifiers(Identifier(IdentifierKind.NHS_NUMBER, number))

    def with_identifiers(self, *identifiers: Identifier) -> DetailsBuilder:
        return DetailsBuilder(replace(self.details, identifiers=identifiers))

    def a_twin(self) -> DetailsBuilder:
        return DetailsBuilder(replace(self.details, multiple_birth=True))

    def build(self) -> Details:
        return self.details


def details_of(given: str = "Aoife", family: str = "Byrne") -> DetailsBuilder:
    """A girl born on 27 March 2016 in Northbrook, with the first synthetic NHS number."""
    return DetailsBuilder(
        Details(
            names=(Name(given, family),),
            birth_date=date(2016, 3, 27),
            postcodes=("NB1 4QT",),
            sex=Sex.FEMALE,
            identifiers=(Identifier(IdentifierKind.NHS_NUMBER, nhs_number(0)),),
        )
    )


@dataclass(frozen=True)
class ChildBuilder:
    """a_child().of(details).build()"""

    child: Child

    def of(self, details: Details) -> ChildBuilder:
        return ChildBuilder(replace(self.child, details=details))

    def in_area(self, area: Area) -> ChildBuilder:
        return ChildBuilder(replace(self.child, area_id=area.id))

    def build(self) -> Child:
        return self.child


def a_child(child_id: str = "c-aoife") -> ChildBuilder:
    """The child of `details_of()`."""
    return ChildBuilder(
        Child(id=child_id, details=details_of().build(), area_id="northbrook", retain_until=date(2034, 3, 27))
    )


@dataclass(frozen=True)
class InvolvementBuilder:
    """an_involvement().of(practitioner).with_child(child).ended(day).build()"""

    involvement: Involvement

    def of(self, practitioner: Practitioner) -> InvolvementBuilder:
        return self._with(
            practitioner_id=practitioner.id,
            worker_name=practitioner.name,
            service_id=practitioner.service_id,
            area_id=practitioner.area_id,
            recorded_by=practitioner.id,
        )

    def with_child(self, child: Child) -> InvolvementBuilder:
        return self._with(child_id=child.id)

    def leading(self) -> InvolvementBuilder:
        return self._with(lead=True)

    def sensitive(self) -> InvolvementBuilder:
        return self._with(sensitive=True)

    def ended(self, day: date) -> InvolvementBuilder:
        return self._with(ended=day, status=InvolvementStatus.ENDED)

    def entered_in_error(self) -> InvolvementBuilder:
        return self._with(status=InvolvementStatus.ENTERED_IN_ERROR)

    def review_due(self, day: date) -> InvolvementBuilder:
        return self._with(review_due=day)

    def from_source(self, source_ref: str) -> InvolvementBuilder:
        return self._with(source_ref=source_ref)

    def _with(self, **changes: Any) -> InvolvementBuilder:  # noqa: ANN401 - any field
        return InvolvementBuilder(replace(self.involvement, **changes))

    def build(self) -> Involvement:
        return self.involvement


def an_involvement(involvement_id: str = "i-1") -> InvolvementBuilder:
    """Rowan Ashdown works with Aoife since January."""
    return InvolvementBuilder(
        Involvement(
            id=involvement_id,
            reference=reference_from(involvement_id.encode()),
            child_id="c-aoife",
            service_id="northbrook-social-care",
            area_id="northbrook",
            practitioner_id="p-rowan",
            worker_name="Rowan Ashdown",
            role="Social worker",
            since=date(2026, 1, 12),
            review_due=date(2026, 7, 12),
            recorded_by="p-rowan",
        )
    )


@dataclass(frozen=True)
class WatchBuilder:
    """a_watch().of(practitioner).on(child).until(day).build()"""

    watch: Watch

    def of(self, practitioner: Practitioner) -> WatchBuilder:
        return WatchBuilder(
            replace(self.watch, practitioner_id=practitioner.id, service_id=practitioner.service_id)
        )

    def on(self, child: Child) -> WatchBuilder:
        return WatchBuilder(replace(self.watch, child_id=child.id))

    def until(self, day: date) -> WatchBuilder:
        return WatchBuilder(replace(self.watch, until=day))

    def build(self) -> Watch:
        return self.watch


def a_watch(watch_id: str = "w-1") -> WatchBuilder:
    """Rowan Ashdown wants word about Aoife until the summer."""
    return WatchBuilder(
        Watch(
            id=watch_id,
            reference=reference_from(watch_id.encode()),
            child_id="c-aoife",
            practitioner_id="p-rowan",
            service_id="northbrook-social-care",
            reason="planning",
            until=date(2026, 8, 31),
        )
    )


def a_ledger_entry(reference: str = "FP-AAAAA-AAAAA", **changes: Any) -> LedgerEntry:  # noqa: ANN401 - any field
    """Rowan's attempt to ask, with details and a note."""
    attempt = LedgerEntry(
        reference=reference,
        act=Act.ASK,
        phase=Phase.ATTEMPT,
        at=NOW,
        actor_id="p-rowan",
        service_id="northbrook-social-care",
        area_id="northbrook",
        reason="safeguarding",
        family_told=FamilyTold.YES,
        details=details_of().build(),
        note="seen at the school gate",
        policies=("practitioners-may-ask",),
        policy_version="1",
    )
    return replace(attempt, **changes)


def an_outcome_entry(reference: str = "FP-AAAAA-AAAAA", **changes: Any) -> LedgerEntry:  # noqa: ANN401 - any field
    """The outcome that goes with `a_ledger_entry`."""
    outcome = a_ledger_entry(reference, phase=Phase.OUTCOME, details=None, note="", outcome="confirmed")
    return replace(outcome, child_id="c-aoife", matcher_version="1", rules=("identifier",), **changes)


def a_question(**changes: Any) -> Question:  # noqa: ANN401 - any field
    """Rowan asks for Aoife."""
    question = Question(
        details=details_of().build(),
        reason="safeguarding",
        family_told=FamilyTold.YES,
        note="seen at the school gate",
    )
    return replace(question, **changes)


def an_answer_handle(reference: str = "FP-AAAAA-AAAAA", **changes: Any) -> AnswerHandle:  # noqa: ANN401 - any field
    """The handle of Rowan's confirmed answer, good for a working day."""
    handle = AnswerHandle(
        reference=reference,
        practitioner_id="p-rowan",
        question=a_question(),
        child_id="c-aoife",
        outcome="confirmed",
        expires_at=NOW + timedelta(hours=10),
    )
    return replace(handle, **changes)


@dataclass(frozen=True)
class NoticeBuilder:
    """a_notice().to(practitioner).build()"""

    notice: Notice = field(
        default_factory=lambda: Notice(
            id=notice_id("event-1", "p-rowan"),
            reference="FP-BBBBB-BBBBB",
            kind=NoticeKind.NEW_INVOLVEMENT,
            capacity=Capacity.WORKER,
            recipient_id="p-rowan",
            child_id="c-aoife",
            involvement_id="i-1",
            created_at=NOW,
        )
    )

    def to(self, practitioner: Practitioner, event_id: str = "event-1") -> NoticeBuilder:
        return NoticeBuilder(
            replace(self.notice, id=notice_id(event_id, practitioner.id), recipient_id=practitioner.id)
        )

    def in_capacity(self, capacity: Capacity) -> NoticeBuilder:
        return NoticeBuilder(replace(self.notice, capacity=capacity))

    def of_kind(self, kind: NoticeKind) -> NoticeBuilder:
        return NoticeBuilder(replace(self.notice, kind=kind))

    def build(self) -> Notice:
        return self.notice


def a_notice() -> NoticeBuilder:
    """Word to Rowan of a new involvement."""
    return NoticeBuilder()
