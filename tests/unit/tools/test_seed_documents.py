"""What `.local/stack.json` tells of the town."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from fingerpost.domain.outcomes.access import Refusal
from tools.seed import TEAM, town
from tools.seed.documents import children_json, describe, nothing_to_show_json, people_json
from tools.workbench.people import member

TOWN = town(now=datetime(2026, 3, 17, 10, 0, tzinfo=UTC))
PEOPLE = people_json(TOWN)
CHILDREN = children_json(TOWN)


def test_it_is_json() -> None:
    assert json.loads(json.dumps(describe(TOWN))).keys() == {"people", "children", "nothing_to_show"}


@pytest.mark.parametrize("key", ["id", "name", "role", "service", "area", "slack_user_id"])
def test_people_are_described_as_the_stack_file_promises(key: str) -> None:
    assert [person for person in PEOPLE if key not in person] == []


@pytest.mark.parametrize(
    "key",
    ["given_name", "family_name", "birth_date", "postcode", "sex", "nhs_number", "involved"],
)
def test_children_are_described_as_the_stack_file_promises(key: str) -> None:
    assert [child for child in CHILDREN if key not in child] == []


def test_the_roles_of_those_in_good_standing_are_the_directorys() -> None:
    roles = {person["role"] for person in PEOPLE if not person["refused_as"]}
    assert roles == {"practitioner", "supervisor", "officer", "admin"}


def test_whoever_is_refused_is_not_called_a_practitioner() -> None:
    roles = {person["role"] for person in PEOPLE if person["refused_as"]}
    assert {"guest", "suspended", "unknown person"} <= roles
    assert "practitioner" not in roles


def test_people_of_two_areas_and_many_services_may_ask() -> None:
    practitioners = [person for person in PEOPLE if person["role"] == "practitioner"]
    assert len({person["area"] for person in practitioners}) >= 2
    assert len({person["service"] for person in practitioners}) >= 12


@pytest.mark.parametrize(
    ("refused_as", "flag"),
    [
        (Refusal.GUEST, "is_restricted"),
        (Refusal.BOT, "is_bot"),
        (Refusal.STRANGER, "is_stranger"),
        (Refusal.ACCOUNT_CLOSED, "deleted"),
    ],
)
def test_the_local_slack_shows_why_an_account_is_refused(refused_as: Refusal, flag: str) -> None:
    flagged = [person["refused_as"] for person in PEOPLE if member(person, TEAM, "example.org")[flag]]
    assert flagged == [refused_as]


def test_the_local_slack_knows_everybodys_address() -> None:
    addresses = {member(person, TEAM, "elsewhere.example")["profile"]["email"] for person in PEOPLE}
    assert len(addresses) == len(PEOPLE)
    assert not [address for address in addresses if address.endswith("elsewhere.example")]


def test_the_first_child_is_known_to_several_services_of_two_areas() -> None:
    people = {person["id"]: person for person in PEOPLE}
    current = [one for one in CHILDREN[0]["involved"] if one["current"]]
    assert len({people[one["person"]]["area"] for one in current}) == 2
    assert len({one["service"] for one in current}) >= 3
    assert [one for one in CHILDREN[0]["involved"] if not one["current"]]


def test_every_listed_child_has_something_to_show_and_is_known_by_name() -> None:
    empty = [c["case"] for c in CHILDREN if not (c["involved"] and c["given_name"] and c["family_name"])]
    assert empty == []


def test_no_sensitive_service_stands_among_the_involved() -> None:
    sensitive = {service.name for service in TOWN.services if service.sensitive}
    shown = {one["service"] for child in CHILDREN for one in child["involved"]}
    assert shown & sensitive == set()


def test_children_of_whom_nothing_may_be_shown_stand_apart() -> None:
    cases = [child["case"] for child in nothing_to_show_json(TOWN)]
    assert {"only a sensitive service is involved", "absent twin of a child who is in the index"} <= set(
        cases
    )
    assert not set(cases) & {child["case"] for child in CHILDREN}


def test_an_absent_twin_differs_from_the_indexed_one_by_the_given_name_alone() -> None:
    absent = next(one.details for one in TOWN.absent if "twin" in one.case)
    twins = [
        one.child.details
        for one in TOWN.characters
        if one.child.details.birth_date == absent.birth_date
        and one.child.details.postcodes == absent.postcodes
    ]
    assert [details.names[0].family for details in twins] == [absent.names[0].family]
    assert twins[0].names[0].given != absent.names[0].given
