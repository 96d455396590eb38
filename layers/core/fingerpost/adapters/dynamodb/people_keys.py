"""How the lists that lead to people are named in the casework table."""

from __future__ import annotations

from fingerpost.adapters.dynamodb.keys import Key


def people_partition(area_id: str) -> str:
    """Who works in an area, by family name."""
    return f"PEOPLE#{area_id}"


def listed_by_name(partition: str, practitioner_id: str, name: str) -> Key:
    """Somebody's line in a list of people."""
    return Key(partition, f"{turned(name)}#{practitioner_id}")


def staff_partition(service_id: str) -> str:
    """Who works for a service, by family name."""
    return f"STAFF#{service_id}"


def team_partition(supervisor_id: str) -> str:
    """Whom somebody supervises, by family name."""
    return f"TEAM#{supervisor_id}"


def turned(name: str) -> str:
    """A name as lists are sorted: the family name first, in lower case."""
    *given, family = name.casefold().split() or [""]
    return " ".join((family, *given))


def officers(area_id: str) -> Key:
    """Who the officers of an area are. Not in the area's own partition, which holds its services."""
    return Key(f"OFFICERS#{area_id}", "OFFICERS")
