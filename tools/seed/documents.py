"""The town as `.local/stack.json` shows it to people, tests and the local Slack."""

from __future__ import annotations

from typing import Any

from fingerpost.domain.child import Details
from fingerpost.domain.identifiers import IdentifierKind
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.practitioner import Practitioner
from fingerpost.domain.service import Service
from tools.seed.building import Town
from tools.seed.characters import SeededChild
from tools.seed.people import Person, SlackAccount

Json = dict[str, Any]


def describe(town: Town) -> Json:
    """The parts of `.local/stack.json` that come from the town."""
    return {
        "people": people_json(town),
        "children": children_json(town),
        "nothing_to_show": nothing_to_show_json(town),
    }


def people_json(town: Town) -> list[Json]:
    """Everybody, with their accounts in Slack and in Teams.

    role: the role in the directory for those in good standing; for the others why they are refused, such as
    `guest` or `suspended`, with the refusal's name in `refused_as`. The flags are those of `users.info`.
    """
    services = {service.id: service for service in town.services}
    areas = {area.id: area.name for area in town.areas}
    return [_person(person, services, areas) for person in town.people]


def children_json(town: Town) -> list[Json]:
    """The main characters that an answer shows something of, the one of the demonstration first.

    involved: what an answer shows, current ones first; not_shown: what it must not, and why.
    """
    described = (_child(one, town) for one in town.characters if _can_be_asked_for(one))
    return [child for child in described if child["involved"]]


def nothing_to_show_json(town: Town) -> list[Json]:
    """Children of whom an answer must show nothing: kept back, or in no index at all."""
    described = (_child(one, town) for one in town.characters if _can_be_asked_for(one))
    kept_back = [child for child in described if not child["involved"]]
    return kept_back + [{"case": one.case, **_details(one.details)} for one in town.absent]


def _can_be_asked_for(one: SeededChild) -> bool:
    return bool(one.child.details.names[0].given)


def _person(person: Person, services: dict[str, Service], areas: dict[str, str]) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        **_place(person.practitioner, services, areas),
        "role": _role(person),
        "refused_as": person.refused_as.value if person.refused_as else None,
        **_slack(person.account),
        "teams_user_id": person.teams.user,
        "teams_tenant_id": person.teams.workspace,
    }


def _role(person: Person) -> str:
    if person.refused_as:
        return person.refused_as.value.replace("_", " ")
    return person.practitioner.role.value if person.practitioner else ""


def _place(practitioner: Practitioner | None, services: dict[str, Service], areas: dict[str, str]) -> Json:
    if practitioner is None:
        return {"service": None, "service_id": None, "area": None, "area_id": None}
    service = services[practitioner.service_id]
    return {
        "job_title": practitioner.job_title,
        "service": service.name,
        "service_id": service.id,
        "service_tells_supervisor": service.tell_supervisor,
        "area": areas[practitioner.area_id],
        "area_id": practitioner.area_id,
        "supervisor_id": practitioner.supervisor_id or None,
    }


def _slack(account: SlackAccount) -> Json:
    return {
        "slack_user_id": account.user_id,
        "team_id": account.team_id,
        "email": account.email,
        "is_email_confirmed": account.email_confirmed,
        "deleted": account.deleted,
        "is_bot": account.bot,
        "is_restricted": account.guest,
        "is_ultra_restricted": False,
        "is_stranger": account.stranger,
    }


def _child(one: SeededChild, town: Town) -> Json:
    shown = [held for held in one.involvements if not _why_not_shown(held, town)]
    hidden = [(held, why) for held in one.involvements if (why := _why_not_shown(held, town))]
    return {
        "case": one.case,
        **_details(one.child.details),
        "area": one.child.area_id,
        "involved": [_involved(held, town) for held in sorted(shown, key=lambda held: not held.is_current)],
        "not_shown": [{**_involved(held, town), "why": why} for held, why in hidden],
        "watched_by": [watch.practitioner_id for watch in one.watches],
    }


def _details(details: Details) -> Json:
    name, *others = details.names
    numbers = {identifier.kind: identifier.value for identifier in details.identifiers}
    return {
        "given_name": name.given,
        "family_name": name.family,
        "birth_date": details.birth_date.isoformat() if details.birth_date else None,
        "postcode": details.postcode,
        "sex": details.sex.value if details.sex else None,
        "nhs_number": numbers.get(IdentifierKind.NHS_NUMBER),
        "upn": numbers.get(IdentifierKind.UPN),
        "other_names": [{"given_name": other.given, "family_name": other.family} for other in others],
        "earlier_postcodes": list(details.postcodes[1:]),
        "multiple_birth": details.multiple_birth,
    }


def _involved(held: Involvement, town: Town) -> Json:
    service = next(service for service in town.services if service.id == held.service_id)
    return {
        "person": held.practitioner_id,
        "name": held.worker_name,
        "service": service.name,
        "role": held.role,
        "current": held.is_current,
        "lead": held.lead,
        "reference": held.reference,
    }


def _why_not_shown(held: Involvement, town: Town) -> str:
    if held.sensitive:
        return "sensitive service"
    return "" if held.is_shown_on(town.now.date()) else "no longer shown, or entered in error"
