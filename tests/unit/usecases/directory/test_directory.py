"""An administrator keeps the directory: by policy, on the ledger, once, and on the version that was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fingerpost.domain.directory import Doubt
from fingerpost.domain.errors import InvalidField
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.directory import Hindrance
from fingerpost.domain.practitioner import ChatIdentity, Principal, Product, Role, Status, Tick
from fingerpost.domain.service import Area, Contact, Organisation
from fingerpost.usecases.ports.directory import PageWish
from tests.unit.usecases.directory.office import CONTACT, Office, a_team, a_worker


@pytest.fixture
def office() -> Office:
    return Office()


def test_an_area_is_entered_with_two_lines_on_the_ledger(office: Office) -> None:
    kept = office.desk.places.area(office.send(), Area("southgate", "Southgate", "0115 496 0002"), None)
    assert (kept.kind, kept.entered) == ("kept", True)
    assert office.shelves.areas["southgate"].version == 1
    assert office.lines() == [
        ("enter_area", "attempt", "area:southgate", ""),
        ("enter_area", "outcome", "area:southgate", "entered"),
    ]
    assert {line.actor_id for line in office.shelves.ledger} == {
        "api:arn:aws:sts::111122223333:assumed-role/keepers/olga"
    }


STRANGERS = [
    Principal("arn:aws:sts::111122223333:assumed-role/others/olga"),
    Principal("arn:aws:sts::444455556666:assumed-role/keepers/olga"),
    Principal("arn:aws:iam::111122223333:user/keepers"),
    Principal(""),
    ChatIdentity(Product.SLACK, "T0TOWN", "U0OLGA"),
    Tick("hourly"),
]


@pytest.mark.parametrize("caller", STRANGERS, ids=repr)
def test_nobody_else_enters_anything_and_the_ledger_says_so(office: Office, caller: Principal) -> None:
    refused = office.desk.places.area(office.send(caller), Area("south", "South", "0115 496 0002"), None)
    assert (refused.kind, refused.because) == ("refused", Refusal.UNKNOWN_PERSON) or (
        refused.because is Refusal.WRONG_WORKSPACE
    )
    assert "south" not in office.shelves.areas
    assert [line.outcome for line in office.shelves.ledger][-1].startswith("refused:")


def test_without_a_ledger_nothing_is_entered(office: Office) -> None:
    with office.shelves.down("ledger"):
        answer = office.desk.places.area(office.send(), Area("south", "South", "0115 496 0002"), None)
    assert answer.kind == "cannot_answer"
    assert "south" not in office.shelves.areas


def test_the_same_wish_twice_changes_nothing(office: Office) -> None:
    again = office.desk.places.area(office.send(), office.area, None)
    assert (again.kind, again.entered, again.changed) == ("kept", False, ())
    assert office.shelves.areas["northbrook"].version == 1
    assert office.lines()[-1][3] == "unchanged"


def test_the_same_sending_twice_says_the_same(office: Office) -> None:
    first = office.desk.people.person(office.send(key="k1"), a_worker(), None)
    second = office.desk.people.person(office.send(key="k1"), a_worker(), None)
    assert (first.kind, second.kind) == ("kept", "kept")
    assert (first.entered, second.entered) == (True, False)
    assert office.shelves.practitioners["rowan-ashby"].version == 1


def test_what_is_there_is_not_overwritten_by_entering_it_again(office: Office) -> None:
    other = replace(office.area, name="Another town")
    answer = office.desk.places.area(office.send(), other, None)
    assert answer.because is Hindrance.ALREADY_THERE
    assert office.shelves.areas["northbrook"].name == "Northbrook"


def test_nobodys_change_is_lost_to_anothers(office: Office) -> None:
    first = office.desk.places.area(office.send(), replace(office.area, name="North Brook"), 1)
    second = office.desk.places.area(office.send(), replace(office.area, name="Brook"), 1)
    assert first.changed == ("name",)
    assert second.because is Hindrance.CHANGED_SINCE
    assert office.shelves.areas["northbrook"].name == "North Brook"


def test_what_is_not_there_cannot_be_changed(office: Office) -> None:
    answer = office.desk.places.area(office.send(), Area("south", "South", "0115 496 0002"), 1)
    assert answer.because is Hindrance.NOT_THERE


# ------------------------------------------------------------------ organisations and services


def test_a_service_needs_an_accredited_organisation(office: Office) -> None:
    unknown = replace(a_team("other"), organisation_id="trust")
    assert office.desk.places.service(office.send(), unknown, None).because is Hindrance.UNKNOWN_ORGANISATION
    trust = Organisation("trust", "Northbrook Trust", accredited=False)
    office.desk.places.organisation(office.send(), trust, None)
    answer = office.desk.places.service(office.send(), unknown, None)
    assert answer.because is Hindrance.ORGANISATION_NOT_ACCREDITED
    held = office.desk.places.service(office.send(), replace(unknown, accredited=False), None)
    assert held.kind == "kept"


def test_an_organisation_keeps_its_accreditation_while_a_service_has_it(office: Office) -> None:
    without = replace(office.council, accredited=False)
    refused = office.desk.places.organisation(office.send(), without, 1)
    assert refused.because is Hindrance.HAS_ACCREDITED_SERVICES
    office.desk.places.service(office.send(), replace(office.care, accredited=False), 1)
    assert office.desk.places.organisation(office.send(), without, 1).kind == "kept"
    assert not office.shelves.organisations["council"].accredited


def test_accreditation_that_is_lost_at_the_same_moment_is_seen(office: Office) -> None:
    """The organisation loses it between the check and the write: all is read again."""
    entries, looks = office.desk.places.entries, iter(range(100))
    read = entries.organisation

    def then_lost(organisation_id: str) -> Organisation | None:
        if next(looks) == 1:
            gone = replace(office.council, accredited=False, services=1, version=2)
            office.shelves.organisations["council"] = gone
        found: Organisation | None = read(organisation_id)
        return found

    entries.organisation = then_lost
    answer = office.desk.places.service(office.send(), a_team("new-team"), None)
    assert answer.because is Hindrance.ORGANISATION_NOT_ACCREDITED
    assert "new-team" not in office.shelves.services


def test_a_service_stays_in_its_area(office: Office) -> None:
    office.desk.places.area(office.send(), Area("south", "South", "0115 496 0002"), None)
    answer = office.desk.places.service(office.send(), replace(office.care, area_id="south"), 1)
    assert answer.because is Hindrance.STAYS_IN_ITS_AREA


def test_when_a_service_was_last_fed_is_not_an_administrators_to_say(office: Office) -> None:
    fed = replace(office.shelves.services["social-care"], last_fed=office.shelves.now)
    office.shelves.services["social-care"] = fed
    office.desk.places.service(office.send(), replace(office.care, name="Care"), 1)
    assert office.shelves.services["social-care"].last_fed == office.shelves.now


WRONG_CONTACTS = [
    ("duty_telephone", "ask at the desk", "not_a_telephone"),
    ("duty_telephone", "", "missing"),
    ("hours", "", "missing"),
    ("out_of_hours", "none", "not_a_telephone"),
    ("deputy", " ", "missing"),
    ("hours", "9-5\n=cmd", "not_one_line"),
]


@pytest.mark.parametrize(("field", "value", "problem"), WRONG_CONTACTS)
def test_contact_rules_hold(office: Office, field: str, value: str, problem: str) -> None:
    changed: dict[str, Any] = {field: value}
    contact = replace(CONTACT, **changed)
    with pytest.raises(InvalidField) as fault:
        office.desk.places.service(office.send(), replace(a_team("t"), contact=contact), None)
    assert (fault.value.field, fault.value.problem) == (field, problem)
    assert office.lines()[-1][3] == "invalid"


DOUBTFUL = [
    (replace(CONTACT, duty_telephone="07700 900 123"), (Doubt.MOBILE_NUMBER,)),
    (replace(CONTACT, out_of_hours="+44 7700 900123"), (Doubt.MOBILE_NUMBER,)),
    (
        replace(CONTACT, out_of_hours="0115 4960001"),
        (Doubt.CLOSES_WITHOUT_ANOTHER_NUMBER,),
    ),
    (replace(CONTACT, out_of_hours="0115 4960001", hours="24 hours"), ()),
    (CONTACT, ()),
]


@pytest.mark.parametrize(("contact", "doubts"), DOUBTFUL)
def test_mobiles_and_switchboards_that_close_are_warned_about(
    office: Office, contact: Contact, doubts: tuple[Doubt, ...]
) -> None:
    kept = office.desk.places.service(office.send(), replace(a_team("t"), contact=contact), None)
    assert kept.doubts == doubts


# ------------------------------------------------------------------ people


def test_somebody_is_entered_in_the_area_of_their_service(office: Office) -> None:
    kept = office.desk.people.person(office.send(), replace(a_worker(), area_id="elsewhere"), None)
    assert kept.entry.area_id == "northbrook"
    assert kept.entry.status is Status.ACTIVE
    assert office.lines()[-1] == ("enter_person", "outcome", "person:rowan-ashby", "entered")


def test_a_change_of_role_and_days_keeps_accounts_and_suspension(office: Office) -> None:
    office.desk.people.person(office.send(), a_worker(), None)
    linked = ChatIdentity(Product.SLACK, "T0TOWN", "U0ROWAN")
    stands = replace(
        office.shelves.practitioners["rowan-ashby"], identities=(linked,), status=Status.SUSPENDED
    )
    office.shelves.practitioners["rowan-ashby"] = stands
    wish = replace(a_worker(), role=Role.SUPERVISOR, vetted_until=date(2029, 1, 31))
    kept = office.desk.people.person(office.send(), wish, 1)
    assert set(kept.changed) == {"role", "vetted_until"}
    assert (kept.entry.identities, kept.entry.status) == ((linked,), Status.SUSPENDED)


def test_suspending_and_restoring_count_versions_and_twice_is_once(office: Office) -> None:
    office.desk.people.person(office.send(), a_worker(), None)
    office.desk.people.suspend(office.send(), "rowan-ashby")
    again = office.desk.people.suspend(office.send(), "rowan-ashby")
    assert (again.kind, again.changed) == ("kept", ())
    stands = office.shelves.practitioners["rowan-ashby"]
    assert (stands.status, stands.version) == (Status.SUSPENDED, 2)
    office.desk.people.restore(office.send(), "rowan-ashby")
    stands = office.shelves.practitioners["rowan-ashby"]
    assert (stands.status, stands.version) == (Status.ACTIVE, 3)
    assert office.desk.people.suspend(office.send(), "nobody").because is Hindrance.NOT_THERE


def test_unknown_services_and_supervisors_are_named(office: Office) -> None:
    people = office.desk.people
    lost = replace(a_worker(), service_id="gone")
    assert people.person(office.send(), lost, None).because is Hindrance.UNKNOWN_SERVICE
    led = replace(a_worker(), supervisor_id="sam")
    assert people.person(office.send(), led, None).because is Hindrance.UNKNOWN_SUPERVISOR
    people.person(office.send(), a_worker("sam"), None)
    assert people.person(office.send(), led, None).because is Hindrance.NOT_A_SUPERVISOR
    people.person(office.send(), replace(a_worker("sam"), role=Role.SUPERVISOR), 1)
    assert people.person(office.send(), led, None).kind == "kept"


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A1", "@SUM(1)", "+1", "-1"])
def test_a_name_that_a_spreadsheet_would_run_is_not_taken(office: Office, name: str) -> None:
    with pytest.raises(InvalidField):
        office.desk.people.person(office.send(), replace(a_worker(), name=name), None)


def test_standing_that_has_run_out_is_said(office: Office) -> None:
    kept = office.desk.people.person(office.send(), replace(a_worker(), vetted_until=date(2020, 1, 1)), None)
    assert kept.doubts == (Doubt.STANDING_HAS_RUN_OUT,)


# ------------------------------------------------------------------ link codes


def test_a_code_is_given_once_and_its_giving_is_on_the_ledger(office: Office) -> None:
    office.desk.people.person(office.send(), a_worker(), None)
    given = office.desk.give_link_code(office.send(key="k9"), "rowan-ashby")
    again = office.desk.give_link_code(office.send(key="k9"), "rowan-ashby")
    assert (given.kind, again.kind) == ("code_given", "already_asked")
    assert list(office.shelves.codes.values()) == ["rowan-ashby"]
    assert given.code not in str(office.shelves.ledger)
    assert ("give_link_code", "outcome", "person:rowan-ashby", "code_given") in office.lines()


def test_nobody_suspended_or_unknown_is_given_a_code(office: Office) -> None:
    office.desk.people.person(office.send(), a_worker(), None)
    office.desk.people.suspend(office.send(), "rowan-ashby")
    assert office.desk.give_link_code(office.send(), "rowan-ashby").because is Hindrance.IS_SUSPENDED
    assert office.desk.give_link_code(office.send(), "nobody").because is Hindrance.NOT_THERE
    assert office.shelves.codes == {}


# ------------------------------------------------------------------ looking up


def test_people_are_found_by_family_name_page_by_page(office: Office) -> None:
    for number, name in enumerate(("Rowan Ashby", "Sam Ashcroft", "Ash Baker", "Kim Ashby")):
        office.desk.people.person(office.send(), replace(a_worker(f"p-{number}"), name=name), None)
    look_up = office.desk.look_up
    first = look_up.people(office.send(), "northbrook", "ashb", PageWish(size=1))
    assert [one.name for one in first.entries] == ["Kim Ashby"]
    second = look_up.people(office.send(), "northbrook", "ashb", PageWish(after=first.next, size=1))
    assert ([one.name for one in second.entries], second.next) == (["Rowan Ashby"], "")
    both = look_up.people(office.send(), "northbrook", "Sam Ashcroft", PageWish())
    assert [one.name for one in both.entries] == ["Sam Ashcroft"]
    assert office.lines()[-1] == ("look_up_directory", "outcome", "people:northbrook", "listed:1")


def test_looking_at_what_is_not_there_is_on_the_ledger_too(office: Office) -> None:
    assert office.desk.look_up.person(office.send(), "nobody").because is Hindrance.NOT_THERE
    assert office.lines()[-1] == ("look_up_directory", "outcome", "person:nobody", "not_there")
