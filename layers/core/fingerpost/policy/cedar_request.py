"""A caller, an act and its circumstances, put as Cedar wants them. Nothing of a child is put."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from fingerpost.domain.feed import FeedState, RegisteredFeed
from fingerpost.domain.involvement import Involvement, InvolvementStatus
from fingerpost.domain.ledger import Act
from fingerpost.domain.practitioner import (
    Caller,
    ChatAccount,
    Practitioner,
    Principal,
    Product,
    Role,
    Status,
)
from fingerpost.domain.service import Service
from fingerpost.policy.model import AccessRules, Circumstances

Cedar = dict[str, Any]
_ADDRESS = re.compile(r"[^\s@<>,;]+@(?P<domain>[^\s@<>,;]+)")
_UNKNOWN = {"type": "Unknown", "id": "nobody"}
_INDEX = {"type": "Index", "id": "index"}
_INVOLVEMENT = {"type": "Involvement", "id": "this"}  # its own id is nothing that a policy may decide by


def cedar_request(
    caller: Caller, act: Act, circumstances: Circumstances, rules: AccessRules, today: date
) -> Cedar:
    """Who does what to what, and in what circumstances."""
    return {
        "principal": _principal(caller),
        "action": {"type": "Action", "id": Act(act).value},
        "resource": _INVOLVEMENT if circumstances.involvement else _INDEX,
        "context": {
            "today": today.isoformat(),
            "channel": caller.channel.value,
            **({"account": _account(caller.account)} if caller.account else {}),
            "allowed_workspaces": sorted(_workspace(*pair) for pair in rules.workspaces),
            "allowed_email_domains": sorted(domain.lower() for domain in rules.email_domains),
            "relation": _relation(caller.practitioner, circumstances, today),
        },
    }


def cedar_entities(caller: Caller, circumstances: Circumstances) -> list[Cedar]:
    """Whoever acts, and the involvement that the request speaks of."""
    entities = []
    if caller.practitioner:
        entities.append(_practitioner_entity(caller.practitioner, circumstances.service))
    elif caller.administrator:
        entities.append(_administrator_entity(caller.administrator))
    elif caller.feed:
        entities.append(_feed_entity(caller.feed, circumstances.service))
    if circumstances.involvement:
        entities.append(_involvement_entity(circumstances.involvement, circumstances))
    return entities


def email_domain(address: str) -> str:
    """The domain of one plain address in lower case, or empty where it is anything else."""
    plain = _ADDRESS.fullmatch(address)
    return plain["domain"].lower() if plain else ""


def _principal(caller: Caller) -> Cedar:
    if caller.practitioner:
        return _person(caller.practitioner.id)
    if caller.administrator:
        return _administrator(caller.administrator)
    return _named("Feed", caller.feed.id) if caller.feed else _UNKNOWN


def _account(account: ChatAccount) -> Cedar:
    return {
        "workspace": _workspace(account.identity.product, account.identity.workspace),
        "email_domain": email_domain(account.email),
        "email_confirmed": account.email_confirmed,
        "bot": account.bot,
        "closed": account.deleted,
        "guest": account.guest,
        "stranger": account.stranger,
    }


def _workspace(product: Product, workspace: str) -> str:
    return f"{product.value}:{workspace}"


def _relation(practitioner: Practitioner | None, circumstances: Circumstances, today: date) -> Cedar:
    return {
        "involved": circumstances.involved,
        "lately_involved": _lately_involved(practitioner, circumstances.involvement, today),
        "watching": circumstances.watching,
        "supervises_worker": circumstances.supervises_worker,
        "stands_in": circumstances.stands_in,
        "own_area": circumstances.own_area,
        "shown": circumstances.shown,
        "contact_asker": circumstances.contact_asker,
        "contact_asked": circumstances.contact_asked,
        "overseer": circumstances.overseer,
        "overseen": circumstances.overseen,
    }


def _lately_involved(practitioner: Practitioner | None, involvement: Involvement | None, today: date) -> bool:
    if practitioner is None or involvement is None:
        return False
    return involvement.practitioner_id == practitioner.id and involvement.is_shown_on(today)


def _practitioner_entity(practitioner: Practitioner, service: Service | None) -> Cedar:
    attributes: Cedar = {
        "area": _named("Area", practitioner.area_id),
        "active": practitioner.status is Status.ACTIVE,
        "vetted_until": practitioner.vetted_until.isoformat(),
        "trained_until": practitioner.trained_until.isoformat(),
        "agreed_until": practitioner.agreed_until.isoformat(),
    }
    if service and service.id == practitioner.service_id:
        attributes["service"] = {"accredited": service.accredited, "kind": service.kind.value}
    role = _named("Role", practitioner.role.value)
    return {"uid": _person(practitioner.id), "attrs": attributes, "parents": [role]}


def _administrator_entity(administrator: Principal) -> Cedar:
    return {"uid": _administrator(administrator), "attrs": {}, "parents": [_named("Role", Role.ADMIN.value)]}


def _feed_entity(feed: RegisteredFeed, service: Service | None) -> Cedar:
    attributes: Cedar = {"paused": feed.state is FeedState.PAUSED, "may": [each.value for each in feed.may]}
    if service and service.id == feed.service_id:
        attributes["service"] = {"accredited": service.accredited}
    return {"uid": _named("Feed", feed.id), "attrs": attributes, "parents": [_named("Role", Role.FEED.value)]}


def _involvement_entity(involvement: Involvement, circumstances: Circumstances) -> Cedar:
    attributes: Cedar = {
        "worker": _reference(_person(involvement.practitioner_id)),
        "area": _named("Area", involvement.area_id),
        "sensitive": involvement.sensitive,
        "entered_in_error": involvement.status is InvolvementStatus.ENTERED_IN_ERROR,
    }
    consent = involvement.consent
    if consent is not None and not consent.waits:
        attributes |= {"told_from": consent.given.isoformat(), "told_until": consent.until.isoformat()}
    if circumstances.owner_supervisor_id:
        attributes["supervisor"] = _reference(_person(circumstances.owner_supervisor_id))
    service = circumstances.involved_service
    if service and service.id == involvement.service_id:
        attributes["service"] = {"sensitive": service.sensitive}
    return {"uid": _INVOLVEMENT, "attrs": attributes, "parents": []}


def _administrator(administrator: Principal) -> Cedar:
    return _named("Administrator", administrator.name)


def _person(practitioner_id: str) -> Cedar:
    return _named("Practitioner", practitioner_id)


def _named(kind: str, name: str) -> Cedar:
    return {"type": kind, "id": name}


def _reference(entity: Cedar) -> Cedar:
    return {"__entity": entity}
