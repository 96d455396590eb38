"""Practitioners, services and areas."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import Conflict, NotFound, Unavailable
from fingerpost.domain.practitioner import Role, Status
from tests.builders import a_practitioner, a_service, an_account, an_area, slack_identity
from tests.contract.stores import Stores

A_MINUTE = timedelta(minutes=1, seconds=1)


def test_a_practitioner_is_found_by_chat_identity_and_by_id(stores: Stores) -> None:
    rowan = a_practitioner().supervised_by(a_practitioner("p-boss").build()).build()
    stores.register.enter_practitioner(rowan)
    assert stores.directory.practitioner_by_identity(slack_identity()) == rowan
    assert stores.directory.practitioner(rowan.id) == rowan


def test_an_unknown_identity_belongs_to_nobody_until_somebody_is_entered(stores: Stores) -> None:
    assert stores.directory.practitioner_by_identity(slack_identity()) is None
    assert stores.directory.practitioner("p-rowan") is None
    stores.register.enter_practitioner(a_practitioner().build())
    assert stores.directory.practitioner_by_identity(slack_identity(), fresh=True) is not None


def test_asked_afresh_a_change_by_somebody_else_is_seen(stores: Stores) -> None:
    rowan = a_practitioner().build()
    stores.register.enter_practitioner(rowan)
    stores.directory.practitioner_by_identity(slack_identity())
    stores.another_directory().suspend(rowan)
    found = stores.directory.practitioner_by_identity(slack_identity(), fresh=True)
    assert found == replace(rowan, status=Status.SUSPENDED, version=2)


def test_an_identity_taken_away_leads_nowhere(stores: Stores) -> None:
    stores.register.enter_practitioner(a_practitioner().build())
    stores.register.enter_practitioner(a_practitioner().without_chat().build())
    assert stores.directory.practitioner_by_identity(slack_identity(), fresh=True) is None


def test_several_practitioners_and_services_are_found_at_once_and_unknown_ones_are_missing(
    stores: Stores,
) -> None:
    people = [a_practitioner(f"p-{number}").build() for number in range(120)]
    care = a_service().sensitive().telling_supervisors().build()
    stores.register.enter_service(care)
    for person in people:
        stores.register.enter_practitioner(person)
    wanted = [*(person.id for person in people), "p-nobody", "p-1"]
    assert stores.directory.practitioners(wanted) == {person.id: person for person in people}
    assert stores.directory.services([care.id, "no-service"]) == {care.id: care}
    assert stores.directory.services([]) == {}


def test_suspending_is_on_the_version_that_was_read(stores: Stores) -> None:
    rowan = a_practitioner().build()
    stores.register.enter_practitioner(rowan)
    stores.directory.suspend(rowan)
    with pytest.raises(Conflict):
        stores.directory.suspend(rowan)
    with pytest.raises(Conflict):
        stores.directory.suspend(a_practitioner("p-nobody").build())
    assert stores.directory.practitioner(rowan.id) == replace(rowan, status=Status.SUSPENDED, version=2)


def test_coverage_names_no_sensitive_service(stores: Stores) -> None:
    stores.register.enter_area(an_area())
    stores.register.enter_service(a_service("refuge").named("A quiet house").sensitive().build())
    assert stores.directory.coverage("northbrook").feeds == ()


def test_an_area_states_its_coverage(stores: Stores) -> None:
    brook, vale = an_area(), an_area("vale", "Ashvale")
    never_fed = a_service("brook-school").named("Brook School").fed(None).build()
    fed, elsewhere = a_service().build(), a_service("vale-care").in_area(vale).build()
    for area in (brook, vale):
        stores.register.enter_area(area)
    for service in (fed, never_fed, elsewhere):
        stores.register.enter_service(service)
    coverage = stores.directory.coverage("northbrook")
    assert stores.directory.area("northbrook") == brook
    assert coverage.area_name == "Northbrook"
    assert [(feed.service_name, feed.last_fed) for feed in coverage.feeds] == [
        ("Brook School", None),
        (fed.name, fed.last_fed),
    ]


def test_an_area_that_is_not_there_is_said_to_be_so(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.directory.area("nowhere")
    with pytest.raises(NotFound):
        stores.directory.coverage("nowhere")


def test_what_the_chat_product_says_of_an_account_is_kept(stores: Stores) -> None:
    stores.register.enter_practitioner(a_practitioner().build())
    assert stores.directory.account(slack_identity()) is None
    guest = an_account(guest=True)
    stores.directory.remember_account(an_account())
    stores.directory.remember_account(guest)
    assert stores.directory.account(slack_identity()) == guest
    assert stores.another_directory().account(slack_identity()) == guest


def test_an_account_of_somebody_unknown_is_kept_and_survives_their_being_entered(stores: Stores) -> None:
    stores.directory.remember_account(an_account())
    assert stores.directory.practitioner_by_identity(slack_identity(), fresh=True) is None
    stores.register.enter_practitioner(a_practitioner().build())
    assert stores.directory.account(slack_identity()) == an_account()


def test_a_change_of_a_service_is_seen_within_a_minute(stores: Stores) -> None:
    stores.register.enter_area(an_area())
    stores.register.enter_service(a_service().build())
    stores.directory.coverage("northbrook")
    moved = a_service().named("Northbrook front door").build()
    stores.register.enter_service(moved)
    stores.pass_time(A_MINUTE)
    assert stores.directory.services([moved.id]) == {moved.id: moved}
    assert stores.directory.coverage("northbrook").feeds[0].service_name == "Northbrook front door"


def test_a_directory_that_does_not_answer_is_unavailable(stores: Stores) -> None:
    with stores.down():
        with pytest.raises(Unavailable):
            stores.directory.practitioner_by_identity(slack_identity())
        with pytest.raises(Unavailable):
            stores.directory.services(["northbrook-social-care"])
        with pytest.raises(Unavailable):
            stores.directory.coverage("northbrook")
        with pytest.raises(Unavailable):
            stores.directory.remember_account(an_account())


def test_the_officers_of_an_area_are_those_who_hold_the_office_now(stores: Stores) -> None:
    first, second = (a_practitioner(name).as_role(Role.OFFICER).build() for name in ("p-1", "p-2"))
    for person in (first, second, a_practitioner("p-3").build()):
        stores.register.enter_practitioner(person)
    assert stores.another_directory().officers("northbrook") == (first, second)
    assert stores.directory.officers("southmoor") == ()
    stores.register.enter_practitioner(replace(first, area_id="southmoor"))
    stores.register.enter_practitioner(replace(second, role=Role.PRACTITIONER))
    there = stores.another_directory()
    assert there.officers("northbrook") == ()
    assert [one.id for one in there.officers("southmoor")] == ["p-1"]


def test_what_was_read_before_a_suspension_does_not_undo_it(stores: Stores) -> None:
    rowan = a_practitioner().build()
    stores.register.enter_practitioner(rowan)
    stores.directory.suspend(rowan)
    with pytest.raises(Conflict):
        stores.register.enter_practitioner(replace(rowan, job_title="Team manager"))
    found = stores.directory.practitioner(rowan.id)
    assert found is not None
    assert (found.status, found.job_title) == (Status.SUSPENDED, rowan.job_title)
