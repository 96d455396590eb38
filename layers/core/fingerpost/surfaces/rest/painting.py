"""Entries of the directory as the shapes of /v1, and back."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from fingerpost.domain.directory import Entry
from fingerpost.domain.errors import InvalidField, Problem
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.directory import Admission, CodeGiven, Found, Kept, Listed, NotKept
from fingerpost.domain.practitioner import Practitioner, Role, Status
from fingerpost.domain.service import Area, Contact, OpeningTimes, Organisation, Service
from fingerpost.surfaces.rest import models
from fingerpost.surfaces.rest.calls import etag
from fingerpost.surfaces.rest.problems import NO_STORE, problem_of
from fingerpost.surfaces.rest.words import DOUBTS
from fingerpost.usecases.ports.directory import PageWish

JSON = "application/json"
NotDone = NotKept | Refused | CannotAnswer | AlreadyAsked
Thing = TypeVar("Thing")

# ------------------------------------------------------------------ answers


def kept(outcome: Kept[Entry] | NotDone, paint: Callable[[Entry], BaseModel]) -> Response[Any]:
    """201 for what is new, 200 for what stands; a problem otherwise."""
    if not isinstance(outcome, Kept):
        return problem_of(outcome)
    body = models.Kept[Any](
        entry=paint(outcome.entry),
        entered=outcome.entered,
        changed=list(outcome.changed),
        doubts=[models.DoubtShown(code=each, says=DOUBTS[each]) for each in outcome.doubts],
        reference=outcome.reference,
    )
    return as_json(201 if outcome.entered else 200, body, etag(outcome.entry.version))


def found(outcome: Found[Entry] | NotDone, paint: Callable[[Entry], BaseModel]) -> Response[Any]:
    """One entry with its ETag."""
    if not isinstance(outcome, Found):
        return problem_of(outcome)
    return as_json(200, paint(outcome.entry), etag(outcome.entry.version))


def listed(outcome: Listed[Entry] | NotDone, paint: Callable[[Entry], BaseModel]) -> Response[Any]:
    """One page of entries."""
    if not isinstance(outcome, Listed):
        return problem_of(outcome)
    entries = [paint(each) for each in outcome.entries]
    return as_json(200, models.Listed[Any](entries=entries, next=_token(outcome.next) or None))


def code_given(outcome: CodeGiven | NotDone) -> Response[Any]:
    """A code, shown once."""
    if not isinstance(outcome, CodeGiven):
        return problem_of(outcome)
    return as_json(201, models.CodeShown(code=outcome.code, until=outcome.until, reference=outcome.reference))


def admitted(outcome: Admission | NotDone, stack: str, versions: Mapping[str, str]) -> Response[Any]:
    """Who the caller is here."""
    if not isinstance(outcome, Admission):
        return problem_of(outcome)
    body = models.AdmissionShown(
        stack=stack,
        caller=outcome.name,
        policy_version=outcome.policy_version,
        versions=dict(versions),
        reference=outcome.reference,
    )
    return as_json(200, body)


def as_json(status: int, body: BaseModel, headers: dict[str, str] | None = None) -> Response[Any]:
    """An answer that nobody on its way may keep."""
    return Response(status, JSON, body.model_dump(mode="json"), headers={**NO_STORE, **(headers or {})})


# ------------------------------------------------------------------ pages


def page_wish(after: str, limit: int) -> PageWish:
    """Raises InvalidField for an `after` that no page gave."""
    try:
        return PageWish(base64.b64decode(after.encode(), b"-_", validate=True).decode(), limit)
    except (binascii.Error, ValueError):
        raise InvalidField("after", Problem.NOT_ON_LIST) from None


def _token(next_one: str) -> str:
    return base64.urlsafe_b64encode(next_one.encode()).decode()


# ------------------------------------------------------------------ entries


def area_of(area_id: str, wish: models.AreaWish) -> Area:
    """The area that is wanted."""
    return Area(area_id, wish.name, wish.officer_telephone)


def area(entry: Area) -> models.AreaShown:
    """An area."""
    return models.AreaShown(
        id=entry.id,
        name=entry.name,
        officer_telephone=entry.officer_telephone,
        version=entry.version,
    )


def organisation_of(organisation_id: str, wish: models.OrganisationWish) -> Organisation:
    """The organisation that is wanted."""
    return Organisation(organisation_id, wish.name, wish.accredited)


def organisation(entry: Organisation) -> models.OrganisationShown:
    """An organisation."""
    return models.OrganisationShown(
        id=entry.id, name=entry.name, accredited=entry.accredited, version=entry.version
    )


def service_of(service_id: str, wish: models.ServiceWish) -> Service:
    """The service that is wanted."""
    return Service(
        id=service_id,
        name=wish.name,
        kind=wish.kind,
        area_id=wish.area_id,
        contact=_contact_of(wish.contact),
        accredited=wish.accredited,
        sensitive=wish.sensitive,
        tell_supervisor=wish.tell_supervisor,
        shields=wish.shields,
        organisation_id=wish.organisation_id,
    )


def _contact_of(wish: models.ContactSent) -> Contact:
    opening = tuple(OpeningTimes(**{**one.model_dump(), "days": tuple(one.days)}) for one in wish.opening)
    return Contact(**wish.model_dump(exclude={"opening"}), opening=opening)


def service(entry: Service) -> models.ServiceShown:
    """A service."""
    return models.ServiceShown.model_validate(entry, from_attributes=True)


def person_of(person_id: str, wish: models.PersonWish) -> Practitioner:
    """The practitioner who is wanted; area and status are not the sender's to say."""
    return Practitioner(
        id=person_id,
        name=wish.name,
        role=Role(wish.role),
        service_id=wish.service_id,
        area_id="",
        job_title=wish.job_title,
        status=Status.ACTIVE,
        vetted_until=wish.vetted_until,
        trained_until=wish.trained_until,
        agreed_until=wish.agreed_until,
        supervisor_id=wish.supervisor_id,
        deputy_id=wish.deputy_id,
        household_names=tuple(wish.household_names),
        home_district=wish.home_district,
    )


def person(entry: Practitioner) -> models.PersonShown:
    """A practitioner, with the chat accounts that are linked."""
    accounts = [
        models.AccountShown(product=each.product, workspace=each.workspace, user=each.user)
        for each in entry.identities
    ]
    return models.PersonShown(
        id=entry.id,
        name=entry.name,
        role=entry.role,
        service_id=entry.service_id,
        area_id=entry.area_id,
        job_title=entry.job_title,
        status=entry.status,
        vetted_until=entry.vetted_until,
        trained_until=entry.trained_until,
        agreed_until=entry.agreed_until,
        supervisor_id=entry.supervisor_id,
        deputy_id=entry.deputy_id,
        household_names=list(entry.household_names),
        home_district=entry.home_district,
        accounts=accounts,
        version=entry.version,
    )
