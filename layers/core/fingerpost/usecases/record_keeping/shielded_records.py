"""What becomes of a shield where records are joined, closed or looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fingerpost.domain.child import Child, Details
from fingerpost.domain.outcomes.record_keeping import LookShown
from fingerpost.domain.reference import reference_from
from fingerpost.domain.retention import retained_until
from fingerpost.domain.shield import Shield
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.index import ChildIndex


def shield_of_both(kept: Child, absorbed: Child) -> Shield | None:
    """A child that was shielded in either record stays so; what was joined stands in no more."""
    shield = kept.shield or absorbed.shield
    if shield is None:
        return None
    others = (*(absorbed.shield.doubles if absorbed.shield else ()), *shield.doubles)
    left = tuple(one for one in dict.fromkeys(others) if one not in (kept.id, absorbed.id))
    return replace(shield, doubles=left)


def renewed(old: Child, details: Details, new_id: str, shield_id: str, today: date) -> Child:
    """The record of a new identity. new_id, shield_id: random, so that nothing of it leads to the old one."""
    until = retained_until(details, today)
    return Child(new_id, details, old.area_id, until, shield=shield_carried_over(old, shield_id))


def shield_carried_over(old: Child, new_id: str) -> Shield | None:
    """A new identity is shielded as the old one was; nothing of it leads to the records of the old one.

    new_id: random, what its own reference is made from."""
    reference = reference_from(f"shield\n{new_id}".encode())
    return replace(old.shield, reference=reference, doubles=()) if old.shield else None


def looks_shown(index: ChildIndex, directory: Directory, child: Child) -> tuple[LookShown, ...]:
    """Who meant a shielded child; nothing is read of any other."""
    if child.shield is None:
        return ()
    looks = index.looks_at(child.id)
    people = directory.practitioners(sorted({one.practitioner_id for one in looks}))
    services = directory.services(sorted({person.service_id for person in people.values()}))
    return tuple(
        LookShown(people[one.practitioner_id].name, services[service].name, one.reference, one.at)
        for one in looks
        if one.practitioner_id in people and (service := people[one.practitioner_id].service_id) in services
    )
